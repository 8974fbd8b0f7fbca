"""Which documents of a corpus are nearly the same text as which."""

from __future__ import annotations

from dataclasses import dataclass

from naqi.corpus.records import Records


@dataclass(frozen=True, slots=True)
class NearTexts:
    """Near duplicates of a corpus. Exact copies of a text are no near duplicates of each other.

    similar: for each document with a near duplicate, all of those with the similarity, in order of place. earlier: for each that is not the
    first of its group, the most similar other text, an earlier one where there is one. A group is what a chain of similar texts holds
    together; of copies, only the first is in it.
    """

    similar: dict[int, list[tuple[int, float]]]
    earlier: dict[int, tuple[int, float]]


def near_texts(records: Records) -> NearTexts:
    """Find the near duplicates among the documents of a corpus, in any order of adding alike."""
    assert records.signatures is not None
    copies = records.copies
    position = {number: at for at, number in enumerate(records.order)}
    linked: dict[int, list[tuple[int, float]]] = {}
    for one, other, similarity in records.signatures.pairs():
        for left, right in ((one, other), (other, one)):
            linked.setdefault(copies[left][0], []).append((copies[right][0], similarity))
    earlier: dict[int, tuple[int, float]] = {}
    seen: set[int] = set()
    for root in sorted(linked, key=position.__getitem__):
        for number in _reached(root, linked, seen):
            if number != root:
                earlier[number] = _best(position[number], linked[number], position)
    digest_group = {group[0]: group for group in copies.values()}
    similar = {
        number: sorted(((twin, similarity) for other, similarity in links for twin in digest_group[other]), key=lambda link: position[link[0]])
        for first, links in linked.items()
        for number in digest_group[first]
    }
    return NearTexts(similar, earlier)


def _reached(root: int, linked: dict[int, list[tuple[int, float]]], seen: set[int]) -> list[int]:
    """The documents that a chain of links leads to, its start included; those seen before, and now, are left out of further chains."""
    if root in seen:
        return []
    seen.add(root)
    reached = [root]
    for number in reached:
        for other, _ in linked[number]:
            if other not in seen:
                seen.add(other)
                reached.append(other)
    return reached


def _best(own: int, links: list[tuple[int, float]], position: dict[int, int]) -> tuple[int, float]:
    return min(links, key=lambda link: (position[link[0]] > own, -link[1], position[link[0]]))
