"""What a corpus may be like: the numbers behind the corpus rules, and how they are read from settings."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

_QUANTILE: Final = re.compile(r"p(\d{1,2}|100)")

Range = tuple[float, float]


class BoundsError(ValueError):
    """A bound is unknown or makes no sense; the message says which and what is allowed."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bounds of the corpus rules.

    repeated_line_documents, repeated_line_share: a line is repeated when it stands in at least so many different texts of a source and in
    at least that share of them. near_duplicate_similarity: Jaccard similarity of word 3-grams from which two texts are near duplicates.
    words: percentile of the number of words of a document to the range that it must lie in (`{"p50": (100, 900)}` bounds the median).
    labels: label to the range that its share of the documents must lie in.
    """

    repeated_line_documents: int = 5
    repeated_line_share: float = 0.01
    near_duplicate_similarity: float = 0.8
    words: Mapping[str, Range] = field(default_factory=dict)
    labels: Mapping[str, Range] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raise BoundsError for what no corpus could be held to."""
        _check("repeated-line-documents", self.repeated_line_documents, 2, math.inf, whole=True)
        _check("repeated-line-share", self.repeated_line_share, 0, 1)
        # Below this the hashing that finds candidates takes everything for similar.
        _check("near-duplicate-similarity", self.near_duplicate_similarity, 0.3, 1)
        for name, bound in self.words.items():
            if not _QUANTILE.fullmatch(name):
                raise BoundsError(f"words: {name!r} is no percentile: give p0 to p100, such as p50 for the median")
            _check_range(f"words.{name}", bound, math.inf)
        for name, bound in self.labels.items():
            _check_range(f"labels.{name}", bound, 1)

    @classmethod
    def parse(cls, values: Mapping[str, Any]) -> Bounds:
        """Bounds from settings: the fields' names with hyphens for underscores; a range is a list of two numbers.

        Raises BoundsError, for an unknown key with the nearest one that exists.
        """
        known = {name.replace("_", "-"): name for name in cls.__dataclass_fields__}
        given: dict[str, Any] = {}
        for key, value in values.items():
            if key not in known:
                near = difflib.get_close_matches(key, known, 1, 0.5)
                raise BoundsError(f"unknown bound {key!r}: " + (f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"))
            given[known[key]] = _ranges(key, value) if key in {"words", "labels"} else value
        return cls(**given)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and not math.isnan(value)


def _check(name: str, value: Any, low: float, high: float, *, whole: bool = False) -> None:
    wanted = f"a whole number of at least {low}" if whole else f"a number from {low} to {high}"
    if not _is_number(value) or not low <= value <= high or (whole and not isinstance(value, int)):
        raise BoundsError(f"{name} is {value!r}, but must be {wanted}")


def _check_range(name: str, bound: Any, most: float) -> None:
    low, high = bound
    if not (_is_number(low) and _is_number(high) and 0 <= low <= high <= most):
        top = "" if most == math.inf else f", at most {most:g}"
        raise BoundsError(f"{name} is [{low!r}, {high!r}], but must be two numbers, the lower first, not below 0{top}")


def _ranges(key: str, value: Any) -> dict[str, Range]:
    if not isinstance(value, Mapping):
        example = "p50 = [100, 900]" if key == "words" else "sport = [0.1, 0.4]"
        raise BoundsError(f"{key} is {value!r}, but must be a table of ranges, such as {key} = {{ {example} }}")
    for name, bound in value.items():
        if not isinstance(bound, list | tuple) or len(bound) != 2:
            raise BoundsError(f"{key}.{name} is {bound!r}, but must be a list of two numbers")
    return {name: (bound[0], bound[1]) for name, bound in value.items()}
