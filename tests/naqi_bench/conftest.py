"""What tests share: of the runner toy tools and works over texts, of the leaderboard results of small texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest

TOYS = Path(__file__).parent / "toys"

# Toys hang, crash and do not import: that is what they are for. Doctest would import them all.
collect_ignore = ["toys"]


@pytest.fixture
def toys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of toy tools, as the current one. Toys note the processes that they leave running in the file TOY_PIDS."""
    monkeypatch.chdir(TOYS)
    monkeypatch.setenv("TOY_PIDS", str(tmp_path / "pids"))
    return TOYS


@pytest.fixture
def work_on(tmp_path: Path) -> Callable[..., Any]:
    """Make a work of a toy over texts; the id of a text is its number and first word."""
    from naqi_bench.runner.choice import Choice
    from naqi_bench.runner.functions import tool_from
    from naqi_bench.runner.run import Work
    from naqi_bench.runner.spool import write_spool
    from naqi_bench.tracks.model import Task, Track

    def make(name: str, texts: Sequence[str], track: Track = Track.SCRUB, output: str = "records.jsonl") -> Work:
        pages = track is Track.EXTRACT
        tasks = [
            Task(f"{n:03} {text.split()[0]}", "site", text="" if pages else text, html=text.encode("utf-8") if pages else b"") for n, text in enumerate(texts)
        ]
        spool = tmp_path / f"{output}.spool"
        write_spool(spool, tasks)
        tool = tool_from(name, track)
        return Work(Choice("object", tool, tool.settings[0]), ("validation",), spool, [task.id for task in tasks], tmp_path / output)

    return make


class Board:
    """A folder of result files, scored for real from small texts: three train sites, nine of test and two of validation, two pages each."""

    DATASET: ClassVar = {"version": "9.9.9", "sha256": "0" * 64}
    SPLITS: ClassVar = {
        **{f"again-{n}": "train" for n in range(3)},
        **{f"test-{n}": "test" for n in range(9)},
        **{f"validation-{n}": "validation" for n in range(2)},
    }

    def __init__(self, folder: Path) -> None:
        from naqi_bench.tracks.gold import RepairGold

        self.folder = folder
        texts = {f"{site}/{page}": self._scrub(site, split, page) for site, split in self.SPLITS.items() for page in range(2)}
        broken = {
            f"{kind}/{split}": RepairGold(kind, split, text, "وصل الوفد", None if kind == "untouched" else "exact")
            for kind, text in (("untouched", "وصل الوفد"), ("mojibake", "ÙˆØµÙ„"), ("tatweel", "وصـل الوفد"))
            for split in ("train", "validation", "test")
        }
        self.golds: dict[str, dict[str, Any]] = {"scrub": texts, "repair": broken}

    @staticmethod
    def _scrub(site: str, split: str, page: int) -> Any:
        from naqi_bench.tracks.gold import ScrubGold

        lines = [
            ("شارك الخبر", "boilerplate.share"),
            ("عنوان الخبر", "optional.title"),
            (f"وصل الوفد {page} صباح الأحد", "body"),
            ("اقرأ أيضا", "boilerplate.related"),
        ]
        spans, at = [], 0
        for text, label in lines:
            spans.append({"start": at, "end": at + len(text), "label": label, "evidence": "wording" if label.startswith("boilerplate") else None})
            at += len(text) + 1
        return ScrubGold(site, split, "\n".join(text for text, _ in lines), tuple(spans), (), lines[2][0])

    def shown(self, track: str) -> dict[str, Any]:
        """The gold of pages that may be shown."""
        return {name: gold for name, gold in self.golds[track].items() if gold.split != "test"}

    def add(self, tool: str, clean: Callable[[str], str], *, track: str = "scrub", standing: str = "outside", **more: Any) -> Path:
        """Score what a function makes of the texts that a tool of this standing may be scored on, and write its result file."""
        from naqi_bench.scoring.records import Submission
        from naqi_bench.scoring.results import result, setting_result, write
        from naqi_bench.tracks.model import Track

        golds = {name: gold for name, gold in self.golds[track].items() if standing != "naqi" or gold.split == "validation"}
        seconds, own = more.pop("seconds", 0.01), more.pop("own", 0.0)
        records = {}
        for name, gold in golds.items():
            text = clean(gold.raw if track == "scrub" else gold.corrupted)
            records[name] = {"id": name, "exit": "ok" if text else "empty", "text": text, "wall": seconds, "cpu": seconds, "peak_mb": 10.0, "own": own}
        header = {"tool": tool, "version": "1.0", "standing": standing, "dataset": self.DATASET, **more}
        scores = setting_result(Track(track), golds, Submission({}, records), ["train", "validation", "test"])
        path = self.folder / tool.replace(":", ".") / header["version"] / f"{track}.json"
        write(path, result(Track(track), {more.get("setting", "as-shipped"): scores}, header, self.DATASET))
        return path

    def read(self) -> Any:
        from naqi_bench.leaderboard.entries import read

        return read(self.folder, self.DATASET)


@pytest.fixture
def scored(tmp_path: Path) -> Board:
    """An empty folder of results, and small texts to score."""
    return Board(tmp_path / "results")


@pytest.fixture
def three(scored: Board) -> Board:
    """Results of an outside tool that keeps long lines, one that cuts one line, naqi's that is right but for the last page of each site, and controls."""
    scored.add("long-lines", lambda text: "\n".join(line for line in text.split("\n") if len(line.split()) > 2), seconds=0.02)
    scored.add("no-share", lambda text: text.replace("شارك الخبر\n", ""))
    scored.add("naqi", lambda text: text.split("\n")[2] if "0" in text else "", standing="naqi")
    scored.add("everything", lambda text: text, standing="control")
    return scored
