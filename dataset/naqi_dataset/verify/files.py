"""Files: `SHA256SUMS` against what lies there, and whether it lists all that must be listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from naqi_dataset.identity import SUMS, file_hash, summed_files
from naqi_dataset.verify.fault import Fault

# As `sha256sum` writes it: 64 hex digits, two spaces, the path.
_LINE: Final = re.compile(r"([0-9a-f]{64})  (\S.*)")


def checksum_faults(dataset: Path) -> Iterator[Fault]:
    """Each file that differs from its sum, is missing, or has no sum."""
    path = dataset / SUMS
    if not path.is_file():
        yield Fault("is missing", file=SUMS)
        return
    lines = path.read_text("utf-8", errors="replace").splitlines()
    sums: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if match is None:
            yield Fault(f"line {number} is not a SHA-256 sum, two spaces and a path", file=SUMS)
        elif match[2] in sums:
            # `sha256sum --check` holds a file to both.
            yield Fault(f"line {number} gives {match[2]} a second sum", file=SUMS)
        else:
            sums[match[2]] = match[1]
    if list(sums) != sorted(sums):
        yield Fault("is not in order of path", file=SUMS)
    present = list(summed_files(dataset))
    for name, expected in sums.items():
        if name not in present:
            yield Fault(f"has a sum in {SUMS} and is not here", file=name)
        elif file_hash(dataset / name) != expected:
            yield Fault(f"differs from its sum in {SUMS}", file=name)
    for name in present:
        if name not in sums:
            yield Fault(f"has no sum in {SUMS}", file=name)
    for name in ("README.md", "croissant.json"):
        if name not in present and name not in sums:
            yield Fault("is missing", file=name)
