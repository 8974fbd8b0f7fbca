"""What `verify` finds: one fault, one line."""

from __future__ import annotations

from dataclasses import dataclass

from naqi.report.visible import visible


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. Where: a file, or a config, perhaps a split of it, perhaps a row of that."""

    reason: str
    config: str | None = None
    split: str | None = None
    row: str | None = None
    file: str | None = None

    def __str__(self) -> str:
        """One line: `articles/train sport/derby: words is 9, the body has 10`."""
        place = "/".join(part for part in (self.config, self.split) if part) or self.file or "dataset"
        return visible(f"{place} {self.row}: {self.reason}" if self.row is not None else f"{place}: {self.reason}")
