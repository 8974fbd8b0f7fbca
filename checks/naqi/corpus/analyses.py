"""How each corpus rule is applied: one explicit literal, from its code to what it needs kept and how it finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from naqi.corpus.bounds import Bounds, Range
from naqi.corpus.groups import near_texts
from naqi.corpus.records import CorpusFinding, Entry, Need, Records
from naqi.corpus.splits import rank
from naqi.rules.model import Rule

Find = Callable[[Rule, Records, Bounds], Iterator[CorpusFinding]]


@dataclass(frozen=True, slots=True)
class Analysis:
    """needs: what must be kept of each document. find: what the rule finds. is_bounded: whether the bounds that it needs are stated; advice: how."""

    needs: Need
    find: Find
    is_bounded: Callable[[Bounds], bool] = lambda _: True
    advice: str = ""


def _whole(rule: Rule, entry: Entry, message: str) -> CorpusFinding:
    return CorpusFinding(rule, entry, 0, entry.length, message)


def _repeated_lines(rule: Rule, records: Records, bounds: Bounds) -> Iterator[CorpusFinding]:
    documents, hashes, starts, ends = records.lines
    if not len(documents):
        return
    names = sorted({entry.source or "" for entry in records.entries})
    number_of = {name: number for number, name in enumerate(names)}
    source_of = np.array([number_of[entry.source or ""] for entry in records.entries], np.int64)
    # Copies of one text repeat all of its lines: they count as one.
    texts = records.texts
    texts_of_source = np.bincount(np.unique(np.stack([source_of, texts]), axis=1)[0], minlength=len(names))
    sources, of_text = source_of[documents], texts[documents]
    order = np.lexsort((of_text, hashes, sources))
    is_new_line = np.ones(len(order), np.bool_)
    is_new_line[1:] = (np.diff(sources[order]) != 0) | (hashes[order][1:] != hashes[order][:-1])
    is_new_text = is_new_line.copy()
    is_new_text[1:] |= np.diff(of_text[order]) != 0
    group = np.cumsum(is_new_line) - 1
    count = np.bincount(group, weights=is_new_text)[group]
    for at, times in zip(order, count, strict=True):
        source = int(sources[at])
        # Shares are divided, not multiplied: 7 of 100 are .07, but .07 of 100 are a little over 7.
        if times >= bounds.repeated_line_documents and times / texts_of_source[source] >= bounds.repeated_line_share:
            where = f" of source {names[source]}" if names[source] else ""
            message = f"this line stands in {int(times):,} of {texts_of_source[source]:,} texts{where}"
            yield CorpusFinding(rule, records.entries[documents[at]], int(starts[at]), int(ends[at]), message)


def _duplicates(rule: Rule, records: Records, _: Bounds) -> Iterator[CorpusFinding]:
    for first, *others in records.copies.values():
        for number in others:
            yield _whole(rule, records.entries[number], f"the same text as {records.entries[first]}")


def _near_duplicates(rule: Rule, records: Records, _: Bounds) -> Iterator[CorpusFinding]:
    for number, (other, similarity) in near_texts(records).earlier.items():
        yield _whole(rule, records.entries[number], f"nearly the same text as {records.entries[other]} (similarity {similarity:.2f})")


def _split_leaks(rule: Rule, records: Records, _: Bounds) -> Iterator[CorpusFinding]:
    for group in records.copies.values():
        for number, other in _outside_home(records, group):
            yield _whole(rule, records.entries[number], f"the same text as {records.entries[other]} of split {records.entries[other].split}")


def _outside_home(records: Records, group: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Documents of a group that are not of its first split, each with the first document of that."""
    split_of = {number: split for number in group if (split := records.entries[number].split) is not None}
    if len(set(split_of.values())) > 1:
        home = min(split_of.values(), key=rank)
        first = next(number for number, split in split_of.items() if split == home)
        yield from ((number, first) for number, split in split_of.items() if split != home)


def _near_split_leaks(rule: Rule, records: Records, _: Bounds) -> Iterator[CorpusFinding]:
    entries = records.entries
    exact = {number for group in records.copies.values() for number, _ in _outside_home(records, group)}
    for number, others in near_texts(records).similar.items():
        homes = [(rank(split), -similarity, other) for other, similarity in others if (split := entries[other].split) is not None]
        own = entries[number].split
        # An exact copy is worse, and CP301's.
        if own is None or number in exact or not homes or min(homes)[0] >= rank(own):
            continue
        # The list is in order of place: of equals, the first.
        negative, other = min(homes, key=lambda home: home[:2])[1:]
        yield _whole(rule, entries[number], f"nearly the same text as {entries[other]} of split {entries[other].split} (similarity {-negative:.2f})")


def _duplicate_ids(rule: Rule, records: Records, _: Bounds) -> Iterator[CorpusFinding]:
    first: dict[str, Entry] = {}
    for number in records.order:
        entry = records.entries[number]
        if entry.document is None:
            continue
        if entry.document not in first:
            first[entry.document] = entry
            continue
        earlier = first[entry.document]
        where = f" in {earlier.path}" if earlier.path != entry.path else "" if earlier.row is None else f" in row {earlier.row}"
        yield CorpusFinding(rule, entry, 0, 0, f"the same id as an earlier document{where}")


def _lengths(rule: Rule, records: Records, bounds: Bounds) -> Iterator[CorpusFinding]:
    if records.entries:
        words = sorted(entry.words for entry in records.entries)
        measured = {name: _percentile(words, int(name[1:])) for name in bounds.words}
        yield from _outside(rule, records, bounds.words, measured, "words")


def _percentile(values: Sequence[int], percent: int) -> float:
    """As numpy.percentile, by linear interpolation, but exact: that of whole numbers 0 to 100 at 7 % is 7, and not a little over it."""
    place, rest = divmod(percent * (len(values) - 1), 100)
    step = values[place + 1] - values[place] if rest else 0
    return (values[place] * 100 + step * rest) / 100


def _labels(rule: Rule, records: Records, bounds: Bounds) -> Iterator[CorpusFinding]:
    if records.entries:
        count = Counter(entry.label for entry in records.entries)
        yield from _outside(rule, records, bounds.labels, {name: count[name] / len(records.entries) for name in bounds.labels}, "share of label")


def _outside(rule: Rule, records: Records, stated: Mapping[str, Range], measured: Mapping[str, float], what: str) -> Iterator[CorpusFinding]:
    entry = records.entries[records.order[0]]
    for name, (low, high) in stated.items():
        if not low <= measured[name] <= high:
            yield CorpusFinding(
                rule, entry, 0, 0, f"{what} {name} is {measured[name]:.4g}, outside {low:g} to {high:g}, over {len(records.entries):,} documents"
            )


ANALYSES: Final[dict[str, Analysis]] = {
    "CP101": Analysis(Need.LINES, _repeated_lines),
    "CP201": Analysis(Need.DIGEST, _duplicates),
    "CP202": Analysis(Need.SIGNATURE, _near_duplicates),
    "CP301": Analysis(Need.DIGEST, _split_leaks),
    "CP302": Analysis(Need.SIGNATURE, _near_split_leaks),
    "CP401": Analysis(Need.NOTHING, _duplicate_ids),
    "CP501": Analysis(Need.NOTHING, _lengths, lambda bounds: bool(bounds.words), "in the settings, as [corpus.words] p50 = [100, 900]"),
    "CP502": Analysis(Need.NOTHING, _labels, lambda bounds: bool(bounds.labels), "in the settings, as [corpus.labels] sport = [0.1, 0.4]"),
}
