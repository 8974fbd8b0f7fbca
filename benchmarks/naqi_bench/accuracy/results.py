"""The committed results: figures of train, validation and real texts in one file, those of test in another, floors in a third."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from naqi import __version__
from naqi.files import write_atomically
from naqi_bench.accuracy.composed import SPLITS, Scanner, measure_split
from naqi_bench.accuracy.page import page

_PINNED: Final = "validation"


class ResultsError(ValueError):
    """A results file is broken; the message names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Files:
    """Where results are kept. root: the checkout. figures: the file of train, validation and real texts."""

    root: Path
    figures: Path

    @classmethod
    def of(cls, root: Path, figures: Path | None = None) -> Files:
        """The committed files of this version, or others beside a file that was named."""
        return cls(root, figures or root / "benchmarks" / "results" / "naqi" / __version__ / "accuracy.json")

    @property
    def test(self) -> Path:
        return self.figures.with_name(f"{self.figures.stem}-test.json")

    @property
    def floors(self) -> Path:
        return self.root / "benchmarks" / "results" / "accuracy-floors.json"

    @property
    def page(self) -> Path:
        return self.root / "checks" / "ACCURACY.md"

    def rendered(self) -> str:
        """The page that belongs to the files."""
        figures = read(self.figures)
        if figures is None:
            raise ResultsError(f"{self.figures}: is not there: run naqi-bench accuracy")
        name = self.figures.relative_to(self.root).as_posix() if self.figures.is_relative_to(self.root) else self.figures.name
        return page(figures, read(self.test), name)


def read(path: Path) -> dict[str, Any] | None:
    """A results file; None where there is none. Raises ResultsError."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise ResultsError(f"{path}: is no results file ({error}): delete it and run naqi-bench accuracy") from error
    if not isinstance(data, dict):
        raise ResultsError(f"{path}: is no results file: delete it and run naqi-bench accuracy")
    return data


def write(path: Path, figures: dict[str, Any]) -> None:
    """Write a results file, so that a version-control diff reads well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, json.dumps(figures, indent=1, ensure_ascii=False) + "\n")


def figures_with(real: dict[str, Any] | None, earlier: dict[str, Any] | None, scanner: Scanner) -> dict[str, Any]:
    """All figures but those of test. real: just measured, or None; then those of an earlier results file are kept."""
    return {
        "version": __version__,
        "rules": len(scanner.default),
        "composed": {split: measure_split(split, scanner) for split in SPLITS},
        "real": (earlier or {}).get("real") if real is None else real,
        "real_kept": real is None,
    }


def figures_of_test(figures: dict[str, Any], scanner: Scanner) -> dict[str, Any]:
    """The figures of test. Those of validation stand beside them: they tell whether the rules have changed since."""
    return {
        "version": __version__,
        "rules": len(scanner.default),
        "validation": figures["composed"]["validation"],
        "test": measure_split("test", scanner, excerpts=False),
    }


def floors_of(split: dict[str, Any]) -> dict[str, Any]:
    """Floors (and ceilings) that the figures of validation just hold, pinned with the content of what they were measured on."""
    scrapes, unbroken = split["scrapes"], split["corruptions"]["unbroken"]
    inside, body = scrapes["body_touched"]
    at_least = {
        f"recall of {evidence}": _share(scrapes["by_evidence"][evidence]["spans"]) for evidence in ("wording", "position") if evidence in scrapes["by_evidence"]
    }
    at_least |= {f"precision, {what}": _share(scrapes["precision"][what]) for what in ("findings", "characters")}
    kinds = split["corruptions"]["by_kind"].values()
    at_least |= {
        "contrast pairs right": _share(split["contrasts"]["pairs"]),
        "broken rows detected": _share((sum(kind["findings"] for kind in kinds), sum(kind["rows"] for kind in kinds))),
    }
    at_most = {"body characters touched": _share((inside, body)), "unbroken rows with an error finding": sum(cell["errors"] for cell in unbroken.values())}
    return {"split": _PINNED, "dataset": split["dataset"], "at_least": at_least, "at_most": at_most}


def _share(pair: Any) -> float:
    return round(pair[0] / pair[1], 6) if pair[1] else 0.0


def broken_floors(split: dict[str, Any], floors: dict[str, Any]) -> list[str]:
    """What no longer holds, one line each; empty where all floors hold."""
    now = floors_of(split)
    if now["dataset"] != floors["dataset"]:
        return ["the dataset's validation split is another than the floors were pinned on: compare the figures, then run naqi-bench accuracy --pin-floors"]
    lines = [
        f"{name} is {now['at_least'].get(name, 0.0):.4f}, its floor {floor:.4f}"
        for name, floor in floors["at_least"].items()
        if now["at_least"].get(name, 0.0) < floor
    ]
    return lines + [
        f"{name} is {now['at_most'][name]:g}, at most {limit:g} is pinned" for name, limit in floors["at_most"].items() if now["at_most"][name] > limit
    ]
