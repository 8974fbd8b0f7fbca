"""Checks of one row, made for a config by naming its columns. The registry says which config has which.

A check takes a row and all rows of the dataset (by config and id) and yields reasons, each what is wrong with the row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from naqi.arabic.characters import INVISIBLE, LINE_BREAKS, PRIVATE_USE, REPLACEMENT

Row = Mapping[str, Any]
Known = Mapping[str, Mapping[str, Row]]
RowCheck = Callable[[Row, Known], Iterator[str]]
# All rows of one split of a config; yields what is wrong with the split.
SplitCheck = Callable[[Sequence[Row]], Iterator[str]]

# What prints nothing, breaks a line in another way than LINE FEED, or stands for a lost character.
_UNCLEAN: Final = frozenset({*INVISIBLE, *LINE_BREAKS, *PRIVATE_USE, *REPLACEMENT})

# Arabic writes these before a word without a space: "and", "so", then "in", "for", "as", then "the". A span may begin behind them.
_PROCLITICS: Final = re.compile("[وف]?(?:[بلك]?(?:ال)?|لل)")


def texts_of(row: Row, columns: Collection[str]) -> Iterator[tuple[str, str]]:
    """Name and text of each string in columns of strings, lists of strings, or lists of structs with a `text`; nulls are passed over, `required` finds them."""
    for column in columns:
        value = row[column]
        if isinstance(value, str):
            yield column, value
        elif value is not None:
            texts = (item.get("text") if isinstance(item, Mapping) else item for item in value)
            yield from ((f"{column}[{number}]", item) for number, item in enumerate(texts) if isinstance(item, str))


def clean_text(*columns: str, odd: Callable[[Row], bool] | None = None) -> RowCheck:
    """Each text of the columns is NFC, holds no invisible or control character, and is not blank or padded.

    odd: tells rows that may hold such characters, since it is for them that they are there.
    """

    def check(row: Row, _known: Known) -> Iterator[str]:
        for name, text in texts_of(row, columns):
            if not unicodedata.is_normalized("NFC", text):
                yield f"{name} is not NFC"
            for character in () if odd is not None and odd(row) else sorted(set(text)):
                if ord(character) in _UNCLEAN or (character != "\n" and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Cn"}):
                    yield f"{name} holds U+{ord(character):04X} at {text.index(character)}"
            if not text.strip():
                yield f"{name} is blank"
            elif text != text.strip():
                yield f"{name} begins or ends with a separator"

    return check


def one_of(column: str, allowed: Collection[str], *, null: bool = False) -> RowCheck:
    """The column's value is one of a list."""

    def check(row: Row, _known: Known) -> Iterator[str]:
        value = row[column]
        if value not in allowed and not (null and value is None):
            yield f"{column} {value!r} is none of {', '.join(allowed)}"

    return check


def required(*columns: str) -> RowCheck:
    """The columns are not null, and hold no null where they are lists, or lists of structs."""

    def check(row: Row, _known: Known) -> Iterator[str]:
        for column in columns:
            if row[column] is None:
                yield f"{column} is null"
            elif isinstance(row[column], list):
                for number, item in enumerate(row[column]):
                    if item is None or (isinstance(item, dict) and None in item.values()):
                        yield f"{column}[{number}] is null or holds a null"

    return check


def not_null(*columns: str) -> RowCheck:
    """The columns are not null; a list may be empty, and its structs may hold nulls."""

    def check(row: Row, _known: Known) -> Iterator[str]:
        yield from (f"{column} is null" for column in columns if row[column] is None)

    return check


def told_by_id(*columns: str) -> RowCheck:
    """The id is these columns in turn, a slash between: two rows of the same would be one twice."""

    def check(row: Row, _known: Known) -> Iterator[str]:
        if row["id"] != "/".join(str(row[column]) for column in columns):
            yield f"the id is not its {', '.join(columns)}"

    return check


def same_for_each(owner: str, *columns: str) -> SplitCheck:
    """All rows of one owner (such as a site) have the same values in these columns."""

    def check(rows: Sequence[Row]) -> Iterator[str]:
        for column in columns:
            values: dict[Any, set[Any]] = {}
            for row in rows:
                values.setdefault(row[owner], set()).add(row[column])
            for name, found in sorted(values.items(), key=lambda item: str(item[0])):
                if len(found) > 1:
                    yield f"{owner} {name!r} has more than one {column}: {', '.join(sorted(map(str, found)))}"

    return check


def counted_words(count: str, column: str) -> RowCheck:
    """The number in `count` is that of the white-space words of the column."""

    def check(row: Row, _known: Known) -> Iterator[str]:
        words = sum(len(text.split()) for _, text in texts_of(row, [column]))
        if row[count] != words:
            yield f"{count} is {row[count]}, {column} has {words}"

    return check


def _offsets(spans: Sequence[Mapping[str, Any] | None] | None) -> Iterator[tuple[int, tuple[int, int]]]:
    """Number, start and end of each span; those with a null are for `required` to find."""
    for number, span in enumerate(spans or ()):
        if span is not None and span["start"] is not None and span["end"] is not None:
            yield number, (span["start"], span["end"])


def spans_inside(spans: str, text: str, *, whole_words: bool = False) -> RowCheck:
    """Spans are in order and apart, lie inside the text, and neither begin nor end at a separator.

    whole_words: and cut no word, but for particles that Arabic writes before one.
    """

    def check(row: Row, _known: Known) -> Iterator[str]:
        body, last = row[text] or "", 0
        for number, (start, end) in _offsets(row[spans]):
            name = f"{spans}[{number}] [{start}, {end})"
            if not 0 <= start < end <= len(body):
                yield f"{name} is not inside {text}, which has {len(body)} code points"
                continue
            if start < last:
                yield f"{name} begins before the span in front of it ends"
            last = max(last, end)
            if body[start].isspace() or body[end - 1].isspace():
                yield f"{name} begins or ends at a separator"
            elif whole_words and _cuts_word(body, start, end):
                yield f"{name} cuts a word: {body[start:end]!r}"

    return check


def _in_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


def _cuts_word(text: str, start: int, end: int) -> bool:
    if end < len(text) and _in_word(text[end - 1]) and _in_word(text[end]):
        return True
    if start == 0 or not _in_word(text[start]) or not _in_word(text[start - 1]):
        return False
    head = start
    while head and _in_word(text[head - 1]):
        head -= 1
    return _PROCLITICS.fullmatch(text, head, start) is None


def spans_cover(spans: str, text: str) -> RowCheck:
    """Every character that is not a separator lies in a span."""

    def check(row: Row, _known: Known) -> Iterator[str]:
        body, last = row[text] or "", 0
        for start, end in [*(span for _, span in _offsets(row[spans])), (len(body), len(body))]:
            gap = body[last:start].strip()
            if gap:
                yield f"no span holds {gap[:40]!r} between {last} and {start}"
            last = max(last, end)

    return check


def items_one_of(items: str, member: str, allowed: Collection[str], *, null: bool = False) -> RowCheck:
    """A member of each struct in a list has one of a list of values. For labels: those of the taxonomy."""

    def check(row: Row, _known: Known) -> Iterator[str]:
        for number, item in enumerate(row[items] or ()):
            if item is not None and item[member] not in allowed and not (null and item[member] is None):
                yield f"{items}[{number}] has the {member} {item[member]!r}, which is none of the {len(allowed)} allowed"

    return check


def occur_in(column: str, *texts: str) -> RowCheck:
    """Each string of a list is there once and occurs in one of the texts."""

    def check(row: Row, _known: Known) -> Iterator[str]:
        items = [item for _, item in texts_of(row, [column])]
        if len(set(items)) != len(items):
            yield f"{column} names one twice"
        for item in items:
            if not any(item in text for _, text in texts_of(row, texts)):
                yield f"{column} has {item!r}, which does not occur in {' or '.join(texts)}"

    return check


def refers_to(column: str, config: str) -> RowCheck:
    """The column names a row of another config, of the same split. Null refers to nothing; a config that cannot be read is a fault already."""

    def check(row: Row, known: Known) -> Iterator[str]:
        if row[column] is None or config not in known:
            return
        other = known[config].get(row[column])
        if other is None:
            yield f"{column} {row[column]!r} is not in {config}"
        elif other["split"] != row["split"]:
            yield f"{column} {row[column]!r} is in split {other['split']} of {config}"

    return check


def corrupted_text(corrupted: str, clean: str, kind: str, untouched: Collection[str]) -> RowCheck:
    """A corruption changed its text, up to NFC, and a row of an untouched kind did not."""

    def check(row: Row, _known: Known) -> Iterator[str]:
        if row[kind] in untouched:
            if row[corrupted] != row[clean]:
                yield f"{corrupted} differs from {clean}, and kind {row[kind]!r} leaves texts as they are"
        elif row[corrupted] == row[clean]:
            yield f"{corrupted} equals {clean}, and kind {row[kind]!r} changes texts"

    return check
