"""Whatever happens to the files of a dataset, verify tells it as long as it lasts, and tells nothing when all is as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from naqi_dataset.identity import SUMS, write_sums
from naqi_dataset.verify.files import checksum_faults

FILES = {
    "README.md": b"about\n",
    "croissant.json": b"{}\n",
    "data/articles/train.parquet": b"PAR1 one",
    "data/articles/test.parquet": b"PAR1 two",
    "data/pages/train.parquet": b"PAR1 one",
}
ADDED = ("data/articles/notes.txt", "data/gossip/train.parquet", "data/.hidden", "data/articles/test.parquet.bak", "data/\N{ARABIC LETTER BEH} c/d.parquet")
# What is no part of a release: nothing that happens to it is a fault.
BESIDE = ("LICENSE", "sources/articles/a.md", "notes.txt")

names = st.sampled_from(sorted(FILES))


class Damaged(RuleBasedStateMachine):
    """A folder whose files are damaged in any order, and given back."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.root = Path(self._folder.name)
        for name, content in FILES.items():
            self._write(name, content)
        write_sums(self.root)
        self.sums = (self.root / SUMS).read_bytes()

    def _write(self, name: str, content: bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    @rule(name=names, at=st.integers(0, 7), bit=st.integers(0, 7))
    def flip(self, name: str, at: int, bit: int) -> None:
        path = self.root / name
        content = bytearray(path.read_bytes()) if path.exists() else bytearray()
        if content:
            content[at % len(content)] ^= 1 << bit
            path.write_bytes(content)

    @rule(name=names, size=st.integers(0, 9))
    def cut(self, name: str, size: int) -> None:
        path = self.root / name
        if path.exists():
            path.write_bytes(path.read_bytes()[:size])

    @rule(name=names, more=st.binary(min_size=1, max_size=3))
    def append(self, name: str, more: bytes) -> None:
        path = self.root / name
        if path.exists():
            path.write_bytes(path.read_bytes() + more)

    @rule(name=names)
    def remove(self, name: str) -> None:
        (self.root / name).unlink(missing_ok=True)

    @rule(one=names, other=names)
    def swap(self, one: str, other: str) -> None:
        first, second = self.root / one, self.root / other
        if first.exists() and second.exists():
            left, right = first.read_bytes(), second.read_bytes()
            first.write_bytes(right)
            second.write_bytes(left)

    @rule(name=st.sampled_from(ADDED))
    def add(self, name: str) -> None:
        self._write(name, b"left over")

    @rule(name=st.sampled_from(BESIDE))
    def write_beside(self, name: str) -> None:
        self._write(name, b"no data")

    @rule(line=st.integers(0, 4), what=st.sampled_from(("drop", "twice", "digit", "path", "first")))
    def edit_the_sums(self, line: int, what: str) -> None:
        lines = (self.root / SUMS).read_bytes().splitlines(keepends=True)
        if line < len(lines):
            old = lines[line]
            flipped = (b"1" if old[:1] == b"0" else b"0") + old[1:]
            new = {"drop": [], "twice": [old, old], "digit": [flipped], "path": [old.replace(b"a", b"b", 1)], "first": [old]}[what]
            rest = lines[:line] + lines[line + 1 :]
            lines = new + rest if what == "first" else lines[:line] + new + lines[line + 1 :]
            (self.root / SUMS).write_bytes(b"".join(lines))

    @rule()
    def give_back(self) -> None:
        for name, content in FILES.items():
            self._write(name, content)
        for name in ADDED:
            (self.root / name).unlink(missing_ok=True)
        (self.root / SUMS).write_bytes(self.sums)

    @invariant()
    def each_difference_is_told_and_nothing_else(self) -> None:
        present = {path.relative_to(self.root).as_posix(): path.read_bytes() for path in self.root.rglob("*") if path.is_file()}
        released = {name: content for name, content in present.items() if name not in {SUMS, *BESIDE}}
        faults = list(checksum_faults(self.root))
        assert bool(faults) == (released != FILES or present[SUMS] != self.sums), faults
        if present[SUMS] == self.sums:
            wrong = {name for name in {*released, *FILES} if released.get(name) != FILES.get(name)}
            assert {fault.file for fault in faults} == wrong

    def teardown(self) -> None:
        self._folder.cleanup()


TestDamaged = Damaged.TestCase
TestDamaged.settings = settings(stateful_step_count=15)
