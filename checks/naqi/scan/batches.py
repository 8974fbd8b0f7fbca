"""Batches: as many texts as are scanned together.

A matcher's tables outgrow the processor's caches together, not one by one: each passes over a batch of documents before the next one does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

_Item = TypeVar("_Item")

# Scanned together: enough documents to fill the caches once for all of them, few enough that they stay there too.
SCANNED: Final = 64
SCANNED_CHARACTERS: Final = 200_000


def batches(
    items: Iterable[_Item], length: Callable[[_Item], int], most: int = SCANNED, most_characters: int = SCANNED_CHARACTERS, *, soon: bool = False
) -> Iterator[list[_Item]]:
    """Items in order, in lists that end with the item that reaches `most` items or `most_characters` by their `length`.

    soon: the first list holds one item, each next one up to twice as many, so that what comes slowly is answered before all of it is there.
    """
    batch: list[_Item] = []
    characters = 0
    size = 1 if soon else most
    for item in items:
        batch.append(item)
        characters += length(item)
        if len(batch) >= size or characters >= most_characters:
            yield batch
            batch, characters, size = [], 0, min(2 * size, most)
    if batch:
        yield batch
