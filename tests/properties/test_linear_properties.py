"""Checking is linear in the length of a text: counted in calls and in characters read, never timed."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from naqi.checker import Checker
from naqi.scan.document import Document

# Repeated, each fills one line, or very many lines, with what some cue or condition looks for.
PIECES = (
    "أعلنت البلدية الجديدة عن الخطة. ", "اقرأ أيضا ", "اقرأ أيضا\n", "جميع الحقوق محفوظة ", "«اقرأ أيضا ", '"اقرأ أيضا ', "اشترك في النشرة البريدية. ",
    "(رويترز) ", "<a ", "[ad_1] ", "&nbsp;", ". .", "#خبر ", "فيسبوك | ", "12:30 ", "a@b.example ", "https://a.example/ ", "\N{REPLACEMENT CHARACTER} ",
    "خبر".encode().decode("cp1256") + " ", "\N{ARABIC FATHA}", "\N{RIGHT-TO-LEFT EMBEDDING}", "\n", "ﷺ",
)  # fmt: skip
LENGTH = 12_000


class _Count:
    """Counts what is read through `bytes` and `str` slices, and calls."""

    def __init__(self) -> None:
        self.steps = 0

    def profile(self, _frame: FrameType, event: str, _argument: object) -> None:
        self.steps += event in {"call", "c_call"}


def _counted(kind: type[Any], count: _Count) -> type[Any]:
    class Counted(kind):  # type: ignore[misc]
        def __getitem__(self, key: Any) -> Any:
            part = kind.__getitem__(self, key)
            if isinstance(key, slice):
                count.steps += len(part)
            return part

    return Counted


def steps(checker: Checker, text: str) -> int:
    """Calls made, and characters sliced out of the document, while a text is checked."""
    count = _Count()
    document = Document(text)
    document.data = _counted(bytes, count)(document.data)
    document.text = _counted(str, count)(document.text)
    sys.setprofile(count.profile)
    try:
        list(checker._scan([document]))
    finally:
        sys.setprofile(None)
    return count.steps


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_a_text_twice_as_long_takes_about_twice_the_steps(checker: Checker, piece: str) -> None:
    once, twice = (steps(checker, piece * (length // len(piece))) for length in (LENGTH, 2 * LENGTH))
    assert twice <= 2.5 * once + 100


def test_the_count_sees_a_line_that_is_read_again_for_each_hit(checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("naqi.scan.cues._WINDOW", sys.maxsize)
    once, twice = (steps(checker, "اقرأ أيضا " * (length // 10)) for length in (LENGTH, 2 * LENGTH))
    assert twice > 3 * once
