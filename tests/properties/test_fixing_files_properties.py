"""Corpora that are mended, accepted, edited by hand and undone in any order: nothing is lost, and nothing old comes back as new."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from naqi import fixing
from naqi.cli import main
from naqi.fixing import Edit, EditError
from naqi.gate.baseline import Baseline, write_baseline
from naqi.gate.events import Located
from naqi.gate.repairs import Repairs
from naqi.gate.run import Gate
from naqi.inputs.discover import read_path
from naqi.inputs.model import Columns, Problem, ReadOptions
from naqi.outputs.model import Changes
from naqi.outputs.rewrite import rewrite
from naqi.rules.registry import select

OPTIONS = ReadOptions(Columns(text="text", id="id"))
RULES = select(("BP101", "EN101", "TX101"))
PROSE = ("قالت الهيئة إن العمل في الجسر الجديد سيبدأ في مطلع الشهر.", "وأضافت أن المرور سيحول إلى الطريق الشرقي حتى الخريف.", "وانتهى الاجتماع مساء.")
# What a fix takes out, what it mends, and what only a person can.
LEAKS = {"[ad_1]": "BP101", "[ad_2]": "BP101", "وغادر الوفد المدينة. .": "TX101", "ضاع \N{REPLACEMENT CHARACTER} هنا.": "EN101"}
MENDED = {
    "[ad_1]": None,
    "[ad_2]": None,
    "وغادر الوفد المدينة. .": "وغادر الوفد المدينة.",
    "ضاع \N{REPLACEMENT CHARACTER} هنا.": "ضاع \N{REPLACEMENT CHARACTER} هنا.",
}

lines = st.sampled_from((PROSE[1], *LEAKS))
names = st.sampled_from("ab")


def after(text: str) -> str:
    """What a fix must make of lines of `PROSE` and `LEAKS`."""
    return "\n\n".join(new for line in text.split("\n\n") if (new := MENDED.get(line, line)) is not None)


class _Corpus(RuleBasedStateMachine):
    """A file of records, and what stands in it."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.root = Path(self._folder.name)
        self.path = self.root / "corpus.jsonl"
        self.texts: dict[str, str] = {}

    def write(self) -> None:
        self.path.write_text(
            "".join(json.dumps({"id": name, "n": 1.50, "text": text}, ensure_ascii=False) + "\n" for name, text in self.texts.items()), "utf-8"
        )

    def read(self) -> dict[str, str]:
        return {record["id"]: record["text"] for record in map(json.loads, self.path.read_text("utf-8").splitlines())}

    @initialize(texts=st.dictionaries(names, st.lists(lines, min_size=1, max_size=4).map("\n\n".join), min_size=2))
    def begin(self, texts: dict[str, str]) -> None:
        # A text that is furniture and nothing else stays as it is: one line of prose in each.
        self.texts = {name: f"{PROSE[0]}\n\n{text}" for name, text in texts.items()}
        self.write()

    @rule(name=names, line=lines)
    def add_a_line(self, name: str, line: str) -> None:
        if name in self.texts:
            self.texts[name] += f"\n\n{line}"
            self.write()

    def teardown(self) -> None:
        self._folder.cleanup()


class Undone(_Corpus):
    """`naqi fix --in-place --edits` between edits of a person, and the edits of any run taken back later."""

    def __init__(self) -> None:
        super().__init__()
        # Edits by document, and the texts that they gave.
        self.runs: list[tuple[dict[str, list[Edit]], dict[str, str], dict[str, str]]] = []

    @rule()
    def fix(self) -> None:
        log = self.root / f"edits-{len(self.runs)}.jsonl"
        done = CliRunner().invoke(
            main, ["fix", "--isolated", "--select", "BP101,TX101", "--in-place", "--edits", str(log), str(self.path)], catch_exceptions=False
        )
        assert done.exit_code == 0, done.stderr
        edits: dict[str, list[Edit]] = {}
        for line in log.read_text("utf-8").splitlines():
            value = json.loads(line)
            edits.setdefault(value["document"], []).append(Edit.of(value))
        before, self.texts = self.texts, self.read()
        assert (
            self.texts
            == {name: fixing.apply(text, edits.get(name, [])) for name, text in before.items()}
            == {name: after(text) for name, text in before.items()}
        )
        self.runs.append((edits, before, dict(self.texts)))

    @precondition(lambda self: self.runs)
    @rule(which=st.randoms(use_true_random=False))
    def undo_some_run(self, which: Any) -> None:
        """Each document as it was before, or as long as a person only went on behind what was mended, that and what was added."""
        edits, before, gave = which.choice(self.runs)
        for name, some in edits.items():
            now = self.texts[name]
            if now == gave[name] or now.startswith(f"{gave[name]}\n\n"):
                self.texts[name] = fixing.undo(now, some)
                assert self.texts[name] == before[name] + now[len(gave[name]) :]
        self.write()

    @precondition(lambda self: self.runs)
    @rule(which=st.randoms(use_true_random=False), kept=st.floats(0, 1))
    def a_cut_text_is_refused_and_stays(self, which: Any, kept: float) -> None:
        edits, _, gave = which.choice(self.runs)
        for name, some in edits.items():
            last = fixing.edits.inverse(some)[-1].end
            cut = gave[name][: int(kept * last)]
            if len(cut) < last:
                with pytest.raises(EditError, match="does not fit"):
                    fixing.undo(cut, some)

    @invariant()
    def the_file_holds_the_texts(self) -> None:
        if self.texts:
            assert self.read() == self.texts


class Accepted(_Corpus):
    """A corpus under a baseline that is mended, and accepted anew, in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.baseline = self.root / "baseline.json"
        self.accepted: Counter[tuple[str, str]] = Counter()
        write_baseline(self.baseline, Counter())

    def leaks(self) -> Counter[tuple[str, str]]:
        """What the gate must find: each leak by its document."""
        return Counter((name, line) for name, text in self.texts.items() for line in text.split("\n\n") if line in LEAKS)

    @rule()
    def accept(self) -> None:
        gate = Gate(RULES, keep_fingerprints=True)
        list(gate.events(read_path(self.path, OPTIONS)))
        write_baseline(self.baseline, gate.fingerprints)
        self.accepted = self.leaks()

    @rule()
    def fix(self) -> None:
        repairs = Repairs(RULES)
        changes = [
            (event.record.row, event.fixed.text or "")
            for event in repairs.events(read_path(self.path, OPTIONS))
            if not isinstance(event, Problem) and event.fixed.edits
        ]
        rewrite(self.path, self.path, OPTIONS, Changes(iter(changes)))
        self.texts = {name: after(text) for name, text in self.texts.items()}

    @invariant()
    def what_is_new_is_what_was_not_accepted(self) -> None:
        if not self.texts:
            return
        assert self.read() == self.texts
        gate = Gate(RULES, baseline=Baseline.read(self.baseline))
        found = [event for event in gate.events(read_path(self.path, OPTIONS)) if isinstance(event, Located)]
        fresh = self.leaks() - self.accepted
        assert Counter((event.record.document, event.finding.rule) for event in found) == sum_by_rule(fresh)
        assert gate.summary.accepted == self.leaks().total() - fresh.total()
        assert gate.summary.exit_code(strict=False) == int(any(event.finding.severity == "error" for event in found))


def sum_by_rule(leaks: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    summed: Counter[tuple[str, str]] = Counter()
    for (name, line), count in leaks.items():
        summed[name, LEAKS[line]] += count
    return summed


TestUndone = Undone.TestCase
TestUndone.settings = settings(stateful_step_count=12)
TestAccepted = Accepted.TestCase
TestAccepted.settings = settings(stateful_step_count=12)
