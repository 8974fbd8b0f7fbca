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


def batches(items: Iterable[_Item], length: Callable[[_Item], int], most: int = SCANNED, most_characters: int = SCANNED_CHARACTERS) -> Iterator[list[_Item]]:
    """Items in order, in lists that end with the item that reaches `most` items or `most_characters` by their `length`."""
    batch: list[_Item] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += length(item)
        if len(batch) >= most or characters >= most_characters:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
