"""What is fuzzed: a target takes bytes and raises where the code breaks a promise.

An exception of any other kind than those a docstring names is a finding, and so is a broken invariant (AssertionError).
"""

from __future__ import annotations

import gzip
import io
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import click
import pyarrow as pa

from naqi import fixing
from naqi.checker import Checker, Finding
from naqi.cli.check import check_command
from naqi.cli.settings import bounds_of, default_map, load
from naqi.gate.baseline import Baseline, BaselineError
from naqi.inputs.discover import READERS, read_path, read_stdin
from naqi.inputs.model import Columns, Problem, ReadOptions, Record
from naqi.outputs.model import BrokenFileError, Changes
from naqi.outputs.rewrite import write_to
from naqi.rules.registry import select

Target = Callable[[bytes], None]

# A compressed file is fuzzed as it is, and again as what it holds: no mutation of bytes gets past a checksum.
_HELD: Final = {".jsonl.gz": gzip.compress, ".jsonl.zst": lambda data: pa.compress(data, codec="zstd", asbytes=True)}
FORMATS: Final = (*((suffix, bytes) for suffix in READERS), *_HELD.items())

_NEW: Final = 'نص "جديد"؛ \\ , سطر\nوآخر'


@cache
def _folder() -> Path:
    """A place in memory, where there is one."""
    shared = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="naqi-fuzz-", dir=shared if shared.is_dir() else None))


def _file(name: str, data: bytes) -> Path:
    path = _folder() / name
    path.write_bytes(data)
    return path


@cache
def _checker() -> Checker:
    return Checker(select(("ALL",)))


@cache
def _fixers() -> tuple[fixing.Fixer, ...]:
    return fixing.Fixer(), fixing.Fixer(select(("ALL",)), unsafe=True)


def _well_formed(text: str, findings: list[Finding]) -> None:
    """Every span is a slice of the text, and line and column say where it begins."""
    assert findings == sorted(findings, key=lambda found: (found.start, found.rule)), "findings out of order"
    for found in findings:
        assert 0 <= found.start <= found.end <= len(text), f"{found.rule}: span outside of the text"
        assert found.text == text[found.start : found.end], f"{found.rule}: text is not the span's"
        lines = text[: found.start].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if not text[: found.start].endswith("\r") or text[found.start : found.start + 1] != "\n":
            assert (found.line, found.column) == (len(lines), len(lines[-1]) + 1), f"{found.rule}: line or column"


def scanner(data: bytes) -> None:
    """Checking and fixing any text: spans slice it, edits replay and undo, a second fixing finds nothing to do, nothing raises."""
    text = data.decode("utf-8", "surrogateescape")
    findings = _checker().check(text)
    _well_formed(text, findings)
    assert _checker().check(text) == findings, "checking depends on what was checked before"
    for fixer in _fixers():
        fixed = fixer.fix(text)
        assert fixed.text is not None
        assert all(one.end <= other.start for one, other in pairwise(fixed.edits)), "edits overlap"
        assert fixing.apply(text, fixed.edits) == fixed.text, "edits do not replay"
        assert fixing.undo(fixed.text, fixed.edits) == text, "edits do not undo"
        _well_formed(fixed.text, list(fixed.findings))
        assert not fixer.fix(fixed.text).edits, "a second fixing changes something"


def _chosen(data: bytes) -> tuple[str, bytes]:
    """A format by the first byte, and the file that the rest makes."""
    suffix, made = FORMATS[data[0] % len(FORMATS)]
    return suffix, made(data[1:])


_OPTIONS: Final = (ReadOptions(), ReadOptions(Columns(text="text", id="id", source="source", ignore="ignore", split="split", label="label")))


def _read(path: Path, options: ReadOptions) -> list[Record | Problem]:
    items = list(read_path(path, options))
    assert items, "nothing was read and nobody was told"
    for item in items:
        if isinstance(item, Problem):
            assert item.message, "a problem without a message"
        else:
            assert item.text is None or isinstance(item.text, str)
    return items


def readers(data: bytes) -> None:
    """Reading any bytes as any format: records and problems, at least one of them."""
    if not data:
        return
    suffix, content = _chosen(data)
    path = _file(f"input{suffix}", content)
    for options in _OPTIONS:
        _read(path, options)
    for kind in ("txt", "jsonl"):
        assert list(read_stdin(io.BytesIO(content), kind, ReadOptions())), "nothing was read from standard input and nobody was told"


def writers(data: bytes) -> None:
    """Writing what was read with some texts changed: what is read again is the same but for these texts. Raises nothing but BrokenFileError."""
    if len(data) < 2:
        return
    every = 1 + data[1] % 3
    suffix, content = _chosen(data[:1] + data[2:])
    path = _file(f"before{suffix}", content)
    items = _read(path, ReadOptions())
    records = [item for item in items if isinstance(item, Record)]
    changed = {record.row: _NEW for number, record in enumerate(records) if number % every == 0 and record.text is not None}
    out = io.BytesIO()
    try:
        write_to(path, out, ReadOptions(), Changes(iter(changed.items())))
    except BrokenFileError:
        # Arrow reads by a footer what stands between damaged parts; writing goes through all parts, and refuses.
        assert suffix in {".parquet", ".arrow"} or any(isinstance(item, Problem) for item in items), "what was read without a problem cannot be written"
        return
    after = [item for item in _read(_file(f"after{suffix}", out.getvalue()), ReadOptions()) if isinstance(item, Record)]
    wanted = [(record.row, record.document, changed.get(record.row, record.text)) for record in records]
    assert [(record.row, record.document, record.text) for record in after] == wanted, "another text was written"


def settings(data: bytes) -> None:
    """Reading any bytes as settings, or as a baseline: a UsageError or a BaselineError, or what the file says."""
    path = _file("naqi.toml", data)
    with suppress(click.UsageError):
        found = load(path)
        default_map(found, check_command, check_command)
        bounds_of(found)
    with suppress(BaselineError):
        Baseline.read(path).accepts_key("naqi")


TARGETS: Final[dict[str, Target]] = {"scanner": scanner, "readers": readers, "writers": writers, "settings": settings}
