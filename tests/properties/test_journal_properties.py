"""Whatever is left of a file of records, a run takes up a beginning of it and ends in the same file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from naqi_bench.runner.journal import Journal
from naqi_bench.runner.model import Exit, Record

IDENTITY = {"schema": 1, "tool": "toy", "version": "1", "dataset": {"version": "1.0.0", "sha256": "0"}}

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
records = st.lists(st.builds(lambda exit_, text: (exit_, text), st.sampled_from(Exit), texts), max_size=6).map(
    lambda found: [Record(f"{n:02}", exit_, text if exit_ is Exit.OK else "", 0.5, 0.25, 10.0) for n, (exit_, text) in enumerate(found)]
)


def finish(path: Path, wanted: list[Record], stop_at: int | None = None) -> int:
    """Run on to the end, or to a number of records; return how many were kept."""
    with Journal(path, IDENTITY, [record.id for record in wanted]) as journal:
        kept = journal.begin("off", 1.0)
        assert sum(journal.exits.values()) == kept
        for record in wanted[kept:stop_at]:
            journal.append(record)
        return kept


@given(wanted=records, data=st.data())
def test_any_cut_and_any_garbage_after_it_is_mended(wanted: list[Record], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.jsonl"
        finish(path, wanted)
        whole = path.read_bytes()
        cut = data.draw(st.integers(0, len(whole)))
        garbage = data.draw(st.one_of(st.just(b""), st.binary(max_size=20), st.sampled_from([b"\n", b"{}\n", b"null\n", whole, b"\0" * 9])))
        path.write_bytes(whole[:cut] + garbage)
        finish(path, wanted)
        assert path.read_bytes() == whole


@given(wanted=records, data=st.data())
def test_a_changed_line_is_not_taken_up(wanted: list[Record], data: st.DataObject) -> None:
    assume(wanted)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.jsonl"
        finish(path, wanted)
        whole = path.read_bytes()
        lines = whole.splitlines(keepends=True)
        # splitlines of bytes knows only ends of lines that are bytes; texts escape these.
        broken = data.draw(st.integers(1, len(lines) - 1))
        lines[broken] = data.draw(st.sampled_from([b"{\n", b"[]\n", b'{"id": "00"}\n', lines[broken].replace(b'"exit": "', b'"exit": "un')]))
        path.write_bytes(b"".join(lines))
        assert finish(path, wanted) == broken - 1
        assert path.read_bytes() == whole


class Killed(RuleBasedStateMachine):
    """A journal that is written, killed in the middle of a line, taken up, and met by a run of another version."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.path = Path(self._folder.name) / "records.jsonl"
        self.wanted: list[Record] = []
        self.done = 0

    @initialize(wanted=records)
    def choose(self, wanted: list[Record]) -> None:
        self.wanted = wanted

    @rule(more=st.integers(0, 4))
    def go_on(self, more: int) -> None:
        assert finish(self.path, self.wanted, self.done + more) == self.done
        self.done = max(self.done, min(len(self.wanted), self.done + more))

    @precondition(lambda self: self.path.exists() and self.done)
    @rule(share=st.floats(0, 1))
    def tear_the_last_line(self, share: float) -> None:
        content = self.path.read_bytes()
        last = content.splitlines(keepends=True)[-1]
        self.path.write_bytes(content[: len(content) - max(1, int(share * len(last)))])
        if last.endswith(b"\n"):
            self.done -= 1

    @rule()
    def another_version_starts_anew(self) -> None:
        with Journal(self.path, IDENTITY | {"version": "2"}, [record.id for record in self.wanted]) as journal:
            assert journal.done == 0
        self.done = 0

    @invariant()
    def what_stands_is_a_beginning(self) -> None:
        if self.path.exists():
            with tempfile.TemporaryDirectory() as folder:
                other = Path(folder) / "whole.jsonl"
                finish(other, self.wanted)
                whole, now = other.read_bytes(), self.path.read_bytes()
            assert whole.startswith(now)

    def teardown(self) -> None:
        if self.wanted:
            finish(self.path, self.wanted)
            assert len(self.path.read_bytes().splitlines()) == len(self.wanted) + 1
        self._folder.cleanup()


TestKilled = Killed.TestCase
