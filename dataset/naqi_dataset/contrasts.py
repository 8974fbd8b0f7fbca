"""Contrasts: pairs of near-identical documents in which one cue stands once as furniture and once as journalism.

A pair is one Markdown file, `contrasts/<class>/<pair>.md`: front matter and one text in which a line that opens with `F|` stands in
the furniture document only, one that opens with `J|` in the journalism document only, and any other in both. In the furniture
document `⟦` and `⟧` mark the one boilerplate span. So the two documents differ in what the pair is about and in nothing else.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from naqi import taxonomy
from naqi.arabic.characters import INVISIBLE
from naqi.arabic.folding import DIGITS, LETTERS, fold, fold_phrase
from naqi_dataset.articles import SPLITS, SourceError, front_matter
from naqi_dataset.sources import Sources

ROLES: Final = ("furniture", "journalism")

_FIELDS: Final = ("class", "evidence", "cue", "split")
# Opens a line of one document only: the role's first letter.
_PREFIXES: Final = {f"{role[0].upper()}|": role for role in ROLES}
_PREFIX: Final = re.compile(r"\s*\w\s*\|")
_OPEN: Final = "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}"
_CLOSE: Final = "\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}"
# Title and two paragraphs: with less, a document is no story, and position alone would tell.
_FEWEST_BLOCKS: Final = 3
# Least Jaccard index of the word bigrams of both texts without the span. Less, and the rest of the text could tell them apart.
_LEAST_LIKENESS: Final = 0.5
_LETTER: Final = b"[" + re.escape(LETTERS + DIGITS) + b"]"
_WORD: Final = re.compile(_LETTER + b"+")

SCHEMA: Final = pa.schema(
    [
        pa.field("id", pa.string()),
        pa.field("pair", pa.string()),
        pa.field("class", pa.string()),
        pa.field("cue", pa.string()),
        pa.field("role", pa.string()),
        pa.field("text", pa.string()),
        pa.field("spans", pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32()), ("label", pa.string()), ("evidence", pa.string())]))),
        pa.field("split", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents around one cue.

    id: the file's name without its suffix. fields: the front matter, a mapping once checked. source: the text with prefixes and marks.
    """

    id: str
    fields: Any
    source: str

    def marked(self, role: str) -> str:
        """The document of a role, marks included; where lines of the other role stood, no more than one blank line is left."""
        lines = []
        for line in self.source.split("\n"):
            if line[:2] not in _PREFIXES:
                lines.append(line)
            elif _PREFIXES[line[:2]] == role:
                lines.append(line[2:].strip())
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

    def text(self, role: str) -> str:
        """The document of a role as it is published: without marks."""
        return self.marked(role).replace(_OPEN, "").replace(_CLOSE, "")

    def span(self) -> tuple[int, int]:
        """Where the furniture stands in the furniture document: `[start, end)` in code points."""
        marked = self.marked("furniture")
        return marked.index(_OPEN), marked.index(_CLOSE) - 1

    def rows(self) -> list[dict[str, Any]]:
        """Both documents as rows of `SCHEMA`, furniture first."""
        start, end = self.span()
        span = {"start": start, "end": end, "label": f"boilerplate.{self.fields['class']}", "evidence": self.fields["evidence"]}
        return [
            {
                "id": f"{self.id}/{role}",
                "pair": self.id,
                "role": role,
                "text": self.text(role),
                "spans": [span] if role == "furniture" else [],
                **{name: self.fields[name] for name in _FIELDS if name != "evidence"},
            }
            for role in ROLES
        ]


def parse_pair(path: Path) -> Pair:
    """Read and check one source file `<class>/<pair>.md`.

    Raises SourceError.
    """
    fields, text = front_matter(path)
    pair = Pair(path.stem, fields, text)
    for fault in _faults(pair, path):
        raise SourceError(f"{path}: {fault}")
    return pair


def _faults(pair: Pair, path: Path) -> Iterator[str]:
    """What is wrong with a pair, one line each. A later check may rely on those before it, so take no more than the first."""
    fields = pair.fields
    if not isinstance(fields, Mapping) or set(fields) != set(_FIELDS):
        yield f"front matter must hold exactly {', '.join(_FIELDS)}"
        return
    if fields["class"] not in taxonomy.BOILERPLATE_CLASSES:
        yield f"class {fields['class']!r} is not in the taxonomy"
    if fields["class"] != path.parent.name:
        yield f"lies in folder {path.parent.name} but says class {fields['class']}"
    if fields["evidence"] not in taxonomy.EVIDENCE:
        yield f"evidence {fields['evidence']!r} is none of {', '.join(taxonomy.EVIDENCE)}"
    if fields["split"] not in SPLITS:
        yield f"split {fields['split']!r} is none of {', '.join(SPLITS)}"
    if not isinstance(fields["cue"], str) or not fold_phrase(fields["cue"]):
        yield f"cue {fields['cue']!r} holds no word"
    for line in pair.source.split("\n"):
        if _PREFIX.match(line) and line[:2] not in _PREFIXES:
            yield f"line {line[:20]!r} opens with none of {', '.join(_PREFIXES)}"
    invisible = next((character for character in pair.source if ord(character) in INVISIBLE), None)
    if invisible:
        yield f"holds the invisible character U+{ord(invisible):04X}"
    yield from _faults_of_marks(pair)
    yield from _faults_of_cue(pair)
    yield from _faults_of_likeness(pair)


def _faults_of_marks(pair: Pair) -> Iterator[str]:
    furniture, journalism = (pair.marked(role) for role in ROLES)
    if [furniture.count(_OPEN), furniture.count(_CLOSE)] != [1, 1] or furniture.index(_OPEN) > furniture.index(_CLOSE):
        yield f"the furniture document must hold exactly one span between {_OPEN} and {_CLOSE}"
        return
    if _OPEN in journalism or _CLOSE in journalism:
        yield f"the journalism document must hold no {_OPEN} and no {_CLOSE}"
    start, end = pair.span()
    span = pair.text("furniture")[start:end]
    if not span or span != span.strip():
        yield "the span must begin and end with a character that is no white space"


def _faults_of_cue(pair: Pair) -> Iterator[str]:
    cue = fold_phrase(pair.fields["cue"])
    for role in ROLES:
        found = fold(pair.text(role)).data.count(cue)
        if found != 1:
            yield f"cue {pair.fields['cue']!r} must occur exactly once in the {role} document, not {found} times"
        if not _holds_whole(fold(pair.text(role)).data, cue):
            yield f"cue {pair.fields['cue']!r} is part of a longer word in the {role} document"
    start, end = pair.span()
    if cue not in fold(pair.text("furniture")[start:end]).data:
        yield f"cue {pair.fields['cue']!r} must stand inside the span of the furniture document"


def _holds_whole(data: bytes, cue: bytes) -> bool:
    """Whether the cue stands in folded text with no letter or digit glued to a letter or digit of its own ends."""
    before = b"(?<!" + _LETTER + b")" if _WORD.match(cue[:1]) else b""
    after = b"(?!" + _LETTER + b")" if _WORD.match(cue[-1:]) else b""
    return re.search(before + re.escape(cue) + after, data) is not None


def _faults_of_likeness(pair: Pair) -> Iterator[str]:
    for role in ROLES:
        blocks = pair.text(role).split("\n\n")
        if len(blocks) < _FEWEST_BLOCKS:
            yield f"the {role} document must hold a title and at least two paragraphs"
    found = likeness(pair)
    if found < _LEAST_LIKENESS:
        yield f"the documents must be near-identical: they share {found:.2f} of their word bigrams, less than {_LEAST_LIKENESS:.2f}"


def likeness(pair: Pair) -> float:
    """How alike the two documents are without the span: the Jaccard index of their sets of folded word bigrams, 0 to 1."""
    start, end = pair.span()
    furniture = pair.text("furniture")
    left, right = _bigrams(f"{furniture[:start]}\n{furniture[end:]}"), _bigrams(pair.text("journalism"))
    return len(left & right) / max(1, len(left | right))


def _bigrams(text: str) -> set[tuple[bytes, bytes]]:
    words = _WORD.findall(fold(text).data)
    return set(itertools.pairwise(words))


def read_pairs(folder: Path) -> list[Pair]:
    """All pairs of a folder of classes, in order of id.

    Raises SourceError, also when there is none and when two share an id.
    """
    pairs: dict[str, Pair] = {}
    for path in sorted(folder.glob("*/*.md")):
        if path.stem in pairs:
            raise SourceError(f"{path}: pair id {path.stem} is taken by a file in folder {pairs[path.stem].fields['class']}")
        pairs[path.stem] = parse_pair(path)
    if not pairs:
        raise SourceError(f"{folder}: holds no contrast pair")
    return [pairs[name] for name in sorted(pairs)]


def rows(sources: Sources) -> list[dict[str, Any]]:
    """All documents of all pairs as rows of `SCHEMA`, in order of id. Raises SourceError."""
    made = [row for pair in read_pairs(sources.folder / "contrasts") for row in pair.rows()]
    # Not the order of pairs: the slash of an id sorts behind a hyphen.
    return sorted(made, key=lambda row: str(row["id"]))
