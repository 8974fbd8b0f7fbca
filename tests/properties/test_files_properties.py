"""What is written of any documents is read as these documents, in every format and compression, and a baseline knows findings wherever they move."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from naqi.checker import finding_at
from naqi.gate.baseline import Baseline, fingerprint, write_baseline
from naqi.gate.events import Located
from naqi.inputs.discover import READERS, read_path
from naqi.inputs.model import Columns, ReadOptions, Record
from naqi.outputs.model import Changes
from naqi.outputs.rewrite import rewrite
from naqi.rules.registry import BY_CODE
from naqi.testing import arabic_words

OPTIONS = ReadOptions(Columns(text="text", id="id"))
# Whatever Unicode has but surrogates, which no file can hold, and NUL, by which a file is taken to be binary.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40) | arabic_words()
documents = st.lists(
    st.tuples(st.text(st.characters(codec="ascii", min_codepoint=48, max_codepoint=122), min_size=1, max_size=5), texts), min_size=1, max_size=6
)
Rows = list[tuple[str, str]]


def _objects(rows: Rows) -> list[dict[str, Any]]:
    return [{"id": name, "n": number, "text": text} for number, (name, text) in enumerate(rows)]


def _lines(rows: Rows) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=number % 2 == 0) + "\n" for number, row in enumerate(_objects(rows))).encode()


def _csv(rows: Rows) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerows([("id", "n", "text"), *((name, number, text) for number, (name, text) in enumerate(rows))])
    return out.getvalue().encode()


def _parquet(rows: Rows) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(_objects(rows)), out, row_group_size=2)
    return out.getvalue()


def _arrow(rows: Rows) -> bytes:
    out = io.BytesIO()
    table = pa.Table.from_pylist(_objects(rows))
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table, max_chunksize=2)
    return out.getvalue()


FORMS: dict[str, Callable[[Rows], bytes]] = {
    ".jsonl": _lines,
    ".jsonl.gz": lambda rows: gzip.compress(_lines(rows)),
    ".jsonl.zst": lambda rows: pa.Codec("zstd").compress(_lines(rows), asbytes=True),
    ".json": lambda rows: json.dumps(_objects(rows), ensure_ascii=False).encode(),
    ".csv": _csv,
    ".parquet": _parquet,
    ".arrow": _arrow,
}


def test_every_format_of_records_is_tried() -> None:
    assert {*FORMS, ".txt"} == set(READERS)


def read(path: Path) -> Rows:
    items = list(read_path(path, OPTIONS))
    assert all(isinstance(item, Record) for item in items), items
    return [(item.document or "", item.text or "") for item in items if isinstance(item, Record)]


@given(rows=documents, suffix=st.sampled_from(sorted(FORMS)), data=st.data())
def test_what_is_written_is_read_and_changes_reach_their_documents_only(rows: Rows, suffix: str, data: st.DataObject) -> None:
    changes = data.draw(st.dictionaries(st.integers(0, len(rows) - 1), texts))
    back = {number: rows[number][1] for number in changes}
    with tempfile.TemporaryDirectory() as folder:
        path, there, again = (Path(folder) / f"{name}{suffix}" for name in ("a", "b", "c"))
        path.write_bytes(FORMS[suffix](rows))
        assert read(path) == rows
        rewrite(path, there, OPTIONS, Changes(iter(sorted(changes.items()))))
        assert read(there) == [(name, changes.get(number, text)) for number, (name, text) in enumerate(rows)]
        rewrite(there, again, OPTIONS, Changes(iter(sorted(back.items()))))
        assert read(again) == rows


@given(rows=documents, one=st.sampled_from(sorted(FORMS)), other=st.sampled_from(sorted(FORMS)))
def test_two_formats_of_the_same_documents_are_read_alike(rows: Rows, one: str, other: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for suffix in {one, other}:
            (Path(folder) / f"a{suffix}").write_bytes(FORMS[suffix](rows))
        assert read(Path(folder) / f"a{one}") == read(Path(folder) / f"a{other}")


@given(text=texts.filter(bool).filter(lambda text: not text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}")), new=texts)
def test_a_text_file_is_its_document(text: str, new: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, there = Path(folder) / "a.txt", Path(folder) / "b.txt"
        path.write_bytes(text.encode())
        assert read(path) == [("", text)]
        rewrite(path, there, OPTIONS, Changes(iter([(None, new)])))
        assert there.read_bytes() == new.encode()


def located(document: str, row: int, leak: str, at: int) -> Located:
    text = " " * at + leak
    return Located(Record("a.jsonl", row, row + 1, document, text), finding_at(BY_CODE["BP101"], text, at, len(text), "-"))


class Accepted(RuleBasedStateMachine):
    """A corpus whose findings come, go and move, and a baseline that is written of it now and then."""

    leaks: Bundle[tuple[str, str]] = Bundle("leaks")

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.path = Path(self._folder.name) / "baseline.json"
        self.now: list[tuple[str, str]] = []
        self.accepted: Counter[tuple[str, str]] = Counter()
        self.accept()

    @rule(target=leaks, document=st.sampled_from("ab|"), leak=st.sampled_from(("[ad_1]", "[ad_2]", "إعلان", "|")))
    def leak(self, document: str, leak: str) -> tuple[str, str]:
        self.now.append((document, leak))
        return document, leak

    @rule(leak=leaks)
    def mend(self, leak: tuple[str, str]) -> None:
        if leak in self.now:
            self.now.remove(leak)

    @rule(order=st.randoms(use_true_random=False))
    def move(self, order: Any) -> None:
        order.shuffle(self.now)

    @rule()
    def accept(self) -> None:
        self.accepted = Counter(self.now)
        write_baseline(self.path, Counter(fingerprint(located(document, row, leak, 0)) for row, (document, leak) in enumerate(self.now)))

    @invariant()
    def only_what_was_accepted_passes_and_each_once(self) -> None:
        baseline = Baseline.read(self.path)
        # Elsewhere in the text and in another row: neither is looked at.
        fresh = Counter((document, leak) for row, (document, leak) in enumerate(self.now) if not baseline.accepts(located(document, 100 - row, leak, 3)))
        assert fresh == Counter(self.now) - self.accepted

    def teardown(self) -> None:
        self._folder.cleanup()


TestAccepted = Accepted.TestCase
