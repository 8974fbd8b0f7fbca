"""What `naqi fix` does to texts: how much of what it should leave alone it touches, and how much of the rest it takes out or mends."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from naqi.corruptions.kinds import LOOK_ALIKE, STYLE, UNTOUCHED
from naqi.fixing import Edit, Fixer
from naqi_bench.accuracy.real import Text, clean
from naqi_dataset.loading import load

_GOOD: Final = (UNTOUCHED, LOOK_ALIKE, STYLE)
_VERDICTS: Final = ("right", "wrong", "doubtful")

# Source and id of a text, rule, start and end.
Key = tuple[str, str, str, int, int]


class VerdictsError(ValueError):
    """The file of verdicts on edits is broken; the message names file and line."""


@dataclass(slots=True)
class Harm:
    """Edits of texts that nothing should be done to."""

    documents: int = 0
    edited: int = 0
    edits: int = 0
    characters: int = 0
    touched: int = 0
    rules: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, edits: Sequence[Edit]) -> None:
        self.documents += 1
        self.edited += bool(edits)
        self.edits += len(edits)
        self.characters += _letters(text)
        self.touched += sum(_letters(edit.removed) for edit in edits)
        self.rules.update(edit.rule for edit in edits)

    def line(self, name: str) -> str:
        per = 1000 / self.documents if self.documents else 0.0
        rules = ", ".join(f"{rule} {count}" for rule, count in self.rules.most_common()) or "none"
        share = self.touched / self.characters if self.characters else 0.0
        return (
            f"{name}: {self.edits} edits in {self.edited} of {self.documents:,} documents; per 1,000 documents {self.edits * per:.2f} edits in "
            f"{self.edited * per:.2f}; {share:.4%} of characters; by rule: {rules}"
        )


def _letters(text: str) -> int:
    """Characters that are not white space."""
    return sum(not character.isspace() for character in text)


def gone(text: str, edits: Iterable[Edit]) -> bytearray:
    """For each character of a text 1 where an edit took it out, and 0 where it stays or was repaired."""
    taken = bytearray(len(text))
    for edit in edits:
        if not edit.replacement.strip():
            taken[edit.start : edit.end] = b"\1" * (edit.end - edit.start)
    return taken


def shares(rows: Iterable[dict[str, Any]], fixer: Fixer) -> dict[str, tuple[int, int]]:
    """Of scrapes: characters taken out, and all, by the family of their label: body, optional, boilerplate. White space does not count."""
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        raw = str(row["raw"])
        taken = gone(raw, fixer.fix(raw).edits)
        for span in row["spans"]:
            places = [at for at in range(span["start"], span["end"]) if not raw[at].isspace()]
            family = span["label"].partition(".")[0]
            out, whole = found.get(family, (0, 0))
            found[family] = out + sum(taken[at] for at in places), whole + len(places)
    return found


def mended(rows: Iterable[dict[str, Any]], fixer: Fixer) -> tuple[dict[str, Harm], dict[str, tuple[int, int]]]:
    """Of corruptions: edits of the rows that nobody broke, by kind, and rows whose text came back (up to NFC) of all, by what can be repaired."""
    harm = {kind: Harm() for kind in _GOOD}
    back: dict[str, tuple[int, int]] = {}
    for row in rows:
        fixed = fixer.fix(row["corrupted"])
        if row["kind"] in harm:
            harm[row["kind"]].add(row["corrupted"], fixed.edits)
        else:
            done, whole = back.get(row["repairable"], (0, 0))
            back[row["repairable"]] = done + (unicodedata.normalize("NFC", fixed.text or "") == row["clean"]), whole + 1
    return harm, back


def edits_on_clean(folder: Path, fixer: Fixer) -> Iterator[tuple[Text, tuple[Edit, ...]]]:
    """Each real text that passes for clean, with its edits."""
    for text in clean(folder):
        yield text, fixer.fix(text.text).edits


def read_verdicts(path: Path) -> dict[Key, str]:
    """What a reader said of edits of clean real texts: right, wrong or doubtful. Raises VerdictsError."""
    verdicts: dict[Key, str] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines() if path.is_file() else (), 1):
        try:
            row = json.loads(line)
            key = row["source"], row["id"], row["rule"], int(row["start"]), int(row["end"])
            verdicts[key] = {name: name for name in _VERDICTS}[row["verdict"]]
        except (ValueError, KeyError, TypeError) as error:
            raise VerdictsError(
                f"{path}:{number}: a verdict needs source, id, rule, start, end, and verdict {', '.join(_VERDICTS[:-1])} or doubtful"
            ) from error
    return verdicts


def judged(made: Iterable[Key], verdicts: Mapping[Key, str]) -> str:
    """How many of the edits that are made were read, and what was said of them, and of those that are not made any more."""
    now = set(made)
    still = Counter(verdict for key, verdict in verdicts.items() if key in now)
    gone_since = Counter(verdict for key, verdict in verdicts.items() if key not in now)
    said, before = (", ".join(f"{counted[name]} {name}" for name in _VERDICTS) for counted in (still, gone_since))
    return f"of these edits of real texts {still.total()} were read: {said}; of {gone_since.total()} that were read and are no longer made: {before}"


def table(folder: Path | None, verdicts: Mapping[Key, str], *, unsafe: bool) -> Iterator[str]:
    """What fixing does on validation and, where there are any, on real texts; a line each. verdicts: of `read_verdicts`."""
    fixer = Fixer(unsafe=unsafe)
    for family, (out, whole) in sorted(shares(load("scrapes", "validation").to_pylist(), fixer).items()):
        yield f"scrapes, validation, {family}: {out / whole:.3%} of {whole:,} characters taken out"
    articles = Harm()
    for row in load("articles", "validation").to_pylist():
        articles.add(row["text"], fixer.fix(row["text"]).edits)
    yield articles.line("articles, validation")
    harm, back = mended(load("corruptions", "validation").to_pylist(), fixer)
    yield from (found.line(f"corruptions, validation, {kind}") for kind, found in harm.items())
    yield from (f"corruptions, validation, repairable {name}: {done} of {whole} rows mended" for name, (done, whole) in sorted(back.items()))
    if folder is not None:
        real, made = Harm(), []
        for text, edits in edits_on_clean(folder, fixer):
            real.add(text.text, edits)
            made += [(text.source, text.id, edit.rule, edit.start, edit.end) for edit in edits]
        yield real.line("real texts that pass for clean")
        yield judged(made, verdicts)
