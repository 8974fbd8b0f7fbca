"""TX401: at which widths lines count as wrapped, and what else a paragraph of them must show."""

from __future__ import annotations

import pytest

from naqi.checker import Checker
from naqi.rules.registry import BY_CODE


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker([BY_CODE["TX401"]])


def line(width: int, end: str = "") -> str:
    """Words of four letters, but for the last: a line of this width that ends so."""
    left = width - len(end)
    words = []
    while left > 9:
        words.append("كلمة")
        left -= 5
    return " ".join([*words, "ب" * left]) + end


def found(checker: Checker, *lines: str) -> bool:
    """Whether a text of these lines is found as one block of wrapped lines; nothing else is ever found in it."""
    text = "\n".join(lines)
    findings = checker.check(text)
    assert [finding.text for finding in findings] in ([], [text.strip()])
    return bool(findings)


@pytest.mark.parametrize(
    ("width", "wrapped"), [(29, False), (30, True), (31, True), (80, True), (129, True), (130, True), (131, False), (132, False), (133, False)]
)
def test_lines_are_wrapped_at_widths_of_terminals_and_columns(checker: Checker, width: int, wrapped: bool) -> None:
    assert len(line(width)) == width
    assert found(checker, line(width), line(width - 3), line(20, ".")) is wrapped


def test_two_lines_are_no_wrapped_paragraph(checker: Checker) -> None:
    assert not found(checker, line(60), line(20, "."))
    assert not found(checker, line(60), line(60, "."))
    assert found(checker, line(60), line(60), line(1, "."))


@pytest.mark.parametrize(("width", "wrapped"), [(60, True), (56, True), (55, False), (40, False)])
def test_a_line_is_full_when_the_next_word_would_not_have_fitted(checker: Checker, width: int, wrapped: bool) -> None:
    """The next word has four letters and a space before it."""
    assert found(checker, line(60), line(width), line(20, ".")) is wrapped


def test_a_long_word_leaves_a_short_line(checker: Checker) -> None:
    word = "ب" * 25
    assert found(checker, line(60), line(35), f"{word} {line(10, '.')}")
    assert not found(checker, line(60), line(34), f"{word} {line(10, '.')}")


def test_no_word_has_more_than_25_letters(checker: Checker) -> None:
    """So lines that differ by more are not looked at, whatever stands between other lines of their length."""

    def block(letters: int) -> list[str]:
        return [line(60), line(60 - letters), f"{'ب' * letters} {line(59 - letters, '.')}"]

    assert found(checker, *block(25))
    assert not found(checker, *block(26))
    assert not found(checker, line(150), line(160), "", *block(26))


@pytest.mark.parametrize("stop", [".", "؟", "!", ":", "»", '"', "؛", "…"])
def test_few_lines_hold_no_stop_but_at_their_end(checker: Checker, stop: str) -> None:
    assert found(checker, line(60), line(60), line(60), line(20, stop))
    assert not found(checker, line(60), line(60, stop), line(60), line(20, stop))
    assert not found(checker, line(60), line(60), line(60), line(20))


@pytest.mark.parametrize(("lines", "stopped", "wrapped"), [(4, 0, True), (4, 1, True), (4, 2, False), (6, 2, True), (6, 3, False), (9, 3, True), (9, 4, False)])
def test_of_many_lines_a_third_may_end_in_a_stop_by_chance_and_the_last_needs_none(checker: Checker, lines: int, stopped: int, wrapped: bool) -> None:
    block = [line(60, "." if number >= lines - stopped else "") for number in range(lines)]
    assert found(checker, *block, line(20)) is wrapped


def test_a_blank_or_a_longer_line_ends_the_block_and_each_block_is_judged_alone(checker: Checker) -> None:
    block = f"{line(60)}\n{line(60)}\n{line(20, '.')}"
    for between in ("\n\n", "\n \n", f"\n{line(140)}\n"):
        text = f"{line(140)}\n{block}{between}{block}"
        assert [(finding.start, finding.text) for finding in checker.check(text)] == [(141, block), (141 + len(block + between), block)]


def test_white_space_at_the_ends_of_lines_counts_for_nothing(checker: Checker) -> None:
    text = f"\n  {line(60)} \n{line(60)}  \n {line(20, '.')}  \n"
    (finding,) = checker.check(text)
    assert finding.text == text.strip()
    assert (finding.start, finding.end) == (3, len(text) - 3)
