"""What fuzzing starts from: small inputs of each kind, and words that random bytes would never spell."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from importlib import resources
from itertools import islice
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from naqi.arabic.characters import INVISIBLE
from naqi.rules.registry import RULES
from naqi.testing.sample import articles
from targets import FORMATS

# The fuzzer takes no longer word.
_LONGEST: Final = 64
# Of each lexicon; all would drown what the fuzzer learns by itself.
_PHRASES: Final = 12

_ROWS: Final[list[dict[str, Any]]] = [
    {"id": "1", "text": "وصل الوفد صباح الأحد.\n\nاقرأ أيضا", "source": "a.example", "ignore": "BP401", "split": "train", "label": "x"},
    {"id": "2", "text": 'قال: "نعم"، ثم غادر', "source": "b.example", "ignore": None, "split": "test", "label": "y"},
    {"id": "3", "text": None, "source": None, "ignore": "", "split": "test", "label": None},
]

_SETTINGS: Final = (
    'column = "text"\nignore = ["BP203"]\nbaseline = "b.json"\nignore-column = "i"\nstrict = true\n[per-source-ignores]\n"*.example" = ["BP602"]\n',
    "[corpus]\nnear-duplicate-similarity = 0.8\n[corpus.words]\np50 = [100, 900]\n",
    '{"schema": 1, "findings": {"a|b|BP101|0": 2}}',
)


def _texts() -> Iterator[str]:
    for rule in RULES:
        for example in (rule.example(), rule.clean_example()):
            if example is not None:
                yield example.text
    for article in islice(articles(), 4):
        yield article.text


def _files() -> dict[str, tuple[bytes, ...]]:
    """Files of three documents by suffix."""
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _ROWS).encode()
    header = ",".join(_ROWS[0])
    rows = "\r\n".join(",".join('"' + str(value or "").replace('"', '""') + '"' for value in row.values()) for row in _ROWS)
    table = pa.Table.from_pylist(_ROWS)
    coded = table.set_column(1, "text", table.column("text").dictionary_encode())
    tables: dict[str, list[bytes]] = {".parquet": [], ".arrow": []}
    for one in (table, coded):
        parquet, file, stream = io.BytesIO(), io.BytesIO(), io.BytesIO()
        pq.write_table(one, parquet)
        with pa.ipc.new_file(file, one.schema) as writer:
            writer.write_table(one)
        with pa.ipc.new_stream(stream, one.schema) as writer:
            writer.write_table(one)
        tables[".parquet"].append(parquet.getvalue())
        tables[".arrow"] += [file.getvalue(), stream.getvalue()]
    return {
        ".txt": ("سطر أول\r\nسطر ثان\n".encode(),),
        ".jsonl": (lines,),
        ".json": (json.dumps(_ROWS, ensure_ascii=False, indent=1).encode(), json.dumps({"data": _ROWS}).encode()),
        ".csv": (f"{header}\r\n{rows}\r\n".encode(), f"{header}\r\n{rows}\r\n".replace(",", ";").encode()),
        **{suffix: tuple(files) for suffix, files in tables.items()},
    }


def seeds(target: str) -> Iterator[bytes]:
    """Inputs that a target takes."""
    if target == "scanner":
        yield from (text.encode("utf-8", "surrogatepass") for text in _texts())
    elif target == "settings":
        yield from (text.encode() for text in _SETTINGS)
    else:
        files = _files()
        between = b"\0" if target == "writers" else b""
        for number, (suffix, made) in enumerate(FORMATS):
            held = files[suffix if suffix in files else ".jsonl"]
            for content in held:
                # Compressed as the name says, where the target does not do it.
                packed = dict(FORMATS[len(FORMATS) - 2 :])[suffix](content) if suffix not in files and made is bytes else content
                yield bytes((number,)) + between + packed


def words(target: str) -> Iterator[bytes]:
    """What a target's input may hold, a few words of each kind."""
    if target == "scanner":
        for path in sorted((item for item in resources.files("naqi.lexicons").iterdir() if item.name.endswith(".txt")), key=lambda item: item.name):
            lines = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
            # Spread over the file: phrases stand in order of their letters.
            yield from (line.encode() for line in lines[:: max(1, len(lines) // _PHRASES)])
        yield from (chr(point).encode() for point in INVISIBLE)
        yield from (
            mark.encode()
            for mark in ("\n", "\r\n", "\n\n", "|", "«", "»", "؟", "،", "…", "&nbsp;", "<p>", "[ad_1]", "http://", "@", "#", "\N{REPLACEMENT CHARACTER}")
        )
        yield from ("خبر".encode().decode("cp1256").encode(), "خبر".encode().decode("latin-1").encode())
    else:
        names = [name.encode() for name in _ROWS[0]]
        yield from names
        yield from (b'"' + name + b'":' for name in names)
        yield from (b'"\\ud800"', b"null", b"[]", b"{}", b'\\"', b"\r\n", b'""', b"\xef\xbb\xbf", b"\xff\xfe", b"ARROW1\0\0", b"PAR1", b"\xff\xff\xff\xff")
        yield from (b"[corpus]", b"[per-source-ignores]", b"schema", b"findings", b"= true", b"= 1e400", b"= []", b"1" * 40)


def dictionary(target: str) -> str:
    """The words as a dictionary of libFuzzer: a quoted string a line, every byte that is no plain letter escaped."""
    lines = {
        "".join(chr(byte) if chr(byte).isalnum() and byte < 0x80 else f"\\x{byte:02X}" for byte in word) for word in words(target) if len(word) <= _LONGEST
    }
    return "".join(f'"{line}"\n' for line in sorted(lines))
