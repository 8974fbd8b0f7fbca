"""The card's picture: one scrape, each stretch in the colour of its label.

An SVG: the same data gives the same bytes, and the program that shows it shapes the letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape

from naqi_dataset.tables import DatasetError, Tables

NAME: Final = "example.svg"

_INK: Final = {"body": "#1f2328", "optional": "#0550ae"}
_EVIDENCE_INK: Final = {"wording": "#a40e26", "position": "#953800", "source": "#6639ba", "reading": "#99286e", "layout": "#7d4e00"}
_TINT: Final = {"body": "#ffffff", "optional": "#eef6ff", "boilerplate": "#fff1ee"}
_WIDTH: Final = 1080
_LABELS: Final = 250
_ROW: Final = 26
_MARGIN: Final = 16
# Characters of a row. Faces differ in width: this leaves room for wide ones.
_COLUMNS: Final = 92
# Rows that one line of a scrape is given; what is longer is cut.
_ROWS_PER_LINE: Final = 2
_MOST_ROWS: Final = 30
_ARABIC: Final = "'Noto Naskh Arabic', 'Noto Sans Arabic', Amiri, 'Geeza Pro', 'Segoe UI', Tahoma, 'DejaVu Sans', sans-serif"
_LATIN: Final = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"

Span = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of one row. text: with the white space behind it."""

    text: str
    span: Span

    @property
    def family(self) -> str:
        return str(self.span["label"]).split(".")[0]

    @property
    def ink(self) -> str:
        return _INK.get(self.family) or _EVIDENCE_INK[self.span["evidence"]]

    @property
    def name(self) -> str:
        label = str(self.span["label"]).partition(".")[2] or "body"
        return f"{label} ({self.span['evidence'] or self.family})" if self.family != "body" else label


def picture(tables: Tables) -> str:
    """The SVG of the scrape of train that shows most labels in few enough rows. Raises DatasetError where there is none."""
    shown = [(row, rows) for row in tables["scrapes"]["train"].to_pylist() if len(rows := list(_rows(row))) <= _MOST_ROWS and _has_story(row)]
    if not shown:
        raise DatasetError("no scrape of train is short enough for a picture")
    row, rows = max(shown, key=lambda item: (len({span["label"] for span in item[0]["spans"]}), -len(item[1]), item[0]["id"]))
    return _svg(row, rows)


def _has_story(row: dict[str, Any]) -> bool:
    return sum(span["label"] == "body" for span in row["spans"]) > 0 and len(row["body"].split()) >= 80


def _rows(row: dict[str, Any]) -> Iterator[list[_Piece]]:
    """The rows of the picture: lines of the scrape that hold something, wrapped at spaces, long ones cut."""
    start = 0
    for line in row["raw"].split("\n"):
        pieces = [
            _Piece(" ".join(line[max(span["start"], start) - start : span["end"] - start].split()), span)
            for span in row["spans"]
            if span["start"] < start + len(line) and span["end"] > start
        ]
        start += len(line) + 1
        if pieces:
            yield from _wrapped(pieces)


def _wrapped(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    rows: list[list[_Piece]] = [[]]
    room = _COLUMNS
    for piece in pieces:
        words: list[str] = []
        for word in piece.text.split():
            if len(word) + 1 > room and (rows[-1] or words):
                if words:
                    rows[-1].append(_Piece(" ".join(words), piece.span))
                if len(rows) == _ROWS_PER_LINE:
                    rows[-1][-1] = _Piece(f"{rows[-1][-1].text} …", rows[-1][-1].span)
                    return rows
                rows.append([])
                words, room = [], _COLUMNS
            words.append(word)
            room -= len(word) + 1
        if words:
            rows[-1].append(_Piece(" ".join(words), piece.span))
    return rows


def _svg(row: dict[str, Any], rows: Sequence[Sequence[_Piece]]) -> str:
    height = 2 * _MARGIN + _ROW * (len(rows) + 3)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}">',
        f"<title>{escape(row['id'])}: a scrape with its labels</title>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        _latin(_MARGIN, _MARGIN + 12, "#59636e", f"{row['id']}  ·  colour and name of each stretch by its label; long lines are cut"),
    ]
    top = _MARGIN + _ROW
    before: Span | None = None
    for number, pieces in enumerate(rows):
        y = top + number * _ROW
        families = {piece.family for piece in pieces}
        if len(families) == 1:
            lines.append(f'<rect x="{_MARGIN}" y="{y}" width="{_WIDTH - 2 * _MARGIN}" height="{_ROW - 2}" fill="{_TINT[families.pop()]}"/>')
        parts = " ".join(f'<tspan fill="{piece.ink}">{escape(piece.text)}</tspan>' for piece in pieces)
        lines.append(
            f'<text x="{_WIDTH - _MARGIN - 8}" y="{y + 17}" direction="rtl" text-anchor="start" xml:lang="ar" font-family="{_ARABIC}" font-size="15">'
            f"{parts}</text>"
        )
        # A span that goes on from the row above is named there.
        names = list(dict.fromkeys((piece.name, piece.ink) for piece in pieces if piece.span is not before))
        if names:
            lines.append(_names(y + 16, names))
        before = pieces[-1].span
    lines += [_legend(top + (len(rows) + 1) * _ROW), "</svg>", ""]
    return "\n".join(lines)


def _latin(x: int, y: int, ink: str, text: str) -> str:
    return f'<text x="{x}" y="{y}" font-family="{_LATIN}" font-size="11" fill="{ink}">{escape(text)}</text>'


def _names(y: int, names: Sequence[tuple[str, str]]) -> str:
    shown, left = [], _LABELS // 7
    for name, ink in names:
        if len(name) + 2 > left:
            shown.append('<tspan fill="#59636e">…</tspan>')
            break
        left -= len(name) + 2
        shown.append(f'<tspan fill="{ink}">{escape(name)}</tspan>')
    return f'<text x="{_MARGIN + 6}" y="{y}" font-family="{_LATIN}" font-size="11">{"  ".join(shown)}</text>'


def _legend(y: int) -> str:
    entries = [("body: to be kept", _INK["body"]), ("optional: neither rewarded nor punished", _INK["optional"]), ("boilerplate, known by its", "#59636e")]
    parts = "   ".join(f'<tspan fill="{ink}">{text}</tspan>' for text, ink in [*entries, *_EVIDENCE_INK.items()])
    return f'<text x="{_MARGIN}" y="{y + 12}" font-family="{_LATIN}" font-size="11" xml:space="preserve">{parts}</text>'
