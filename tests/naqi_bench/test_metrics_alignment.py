"""Which characters of an output are which of the input, on cases worked by hand."""

from __future__ import annotations

import pytest

from naqi_bench.metrics.alignment import Aligner, settled


def kept(text: str, output: str) -> str:
    """The input with a dot for each character that was not kept; white space as it is."""
    alignment = Aligner(text).align(output)
    for there, here in enumerate(alignment.source.tolist()):
        assert here < 0 or alignment.place[here] == there
    assert sum(alignment.place >= 0) == sum(alignment.source >= 0)
    return "".join(character if place >= 0 or character.isspace() else "." for character, place in zip(text, alignment.place.tolist(), strict=True))


@pytest.mark.parametrize(
    ("text", "output", "expected"),
    [
        pytest.param("وصل الوفد أمس", "وصل الوفد أمس", "وصل الوفد أمس", id="the same"),
        pytest.param("وصل الوفد أمس", "وصل\n\nأمس", "وصل ..... أمس", id="a word less"),
        pytest.param("وصل الوفد أمس", "قيل وصل x الوفد أمس y", "وصل الوفد أمس", id="words more"),
        pytest.param("وصل الوفد", "", "... .....", id="nothing"),
        pytest.param("", "وصل", "", id="of nothing"),
        pytest.param("وصل، ثم عاد.", "وصل ثم عاد", "وصل. ثم عاد.", id="signs are tokens"),
        pytest.param("ثم وصل", "وصل ثم", "ثم ...", id="order counts, and of two words the shorter may be what stays"),
    ],
)
def test_words_that_are_the_same(text: str, output: str, expected: str) -> None:
    assert kept(text, output) == expected


def test_white_space_is_never_aligned() -> None:
    alignment = Aligner("a b").align("a b")
    assert alignment.source.tolist() == alignment.place.tolist() == [0, -1, 2]


@pytest.mark.parametrize(
    ("text", "output", "expected"),
    [
        pytest.param("قَالَ", "قال", "ق.ال.", id="vowel signs taken"),
        pytest.param("إلى الآن", "الي الان", ".ل. ال.ن", id="letters unified: the word is the same, those letters are not"),
        # In normal form they are one word, however little of them is spelt alike.
        pytest.param("آأإ", "اأا", ".أ.", id="one letter in three"),
    ],
)
def test_words_that_are_the_same_in_normal_form(text: str, output: str, expected: str) -> None:
    assert kept(text, output) == expected


@pytest.mark.parametrize(
    ("text", "output", "expected"),
    [
        # 2 · 7 / (10 + 10) = 0.7, in runs of three at most.
        pytest.param("abcdefghij", "abcXefgXhX", "abc.efgh..", id="as alike as respelling is"),
        # 2 · 6 / 20: another word, of which no run is long enough.
        pytest.param("abcdefghij", "abcXefgXXX", "..........", id="less alike"),
        pytest.param("abcdefghij", "abcdXXXXXX", "abcd......", id="a run of four"),
        pytest.param("abcdefghij", "abcXXXXXXX", "..........", id="a run of three"),
        # A word of the output that is two letters or more of a longer one: it was cut free.
        pytest.param("XXXinYYYYY", "in", "...in.....", id="a word cut free"),
        pytest.param("XXXinsYYYY", "ins", "...ins....", id="a longer word cut free"),
        pytest.param("XXXiYYYYYY", "i", "..........", id="a letter cut free is chance"),
        pytest.param("XXXinYYYYY", "inQQQQQQQQ", "..........", id="the beginning of another word is not cut free"),
        pytest.param("XXXinYYYYY", "QQQQQQQQin", "..........", id="nor is its end"),
        # Words that were glued and cut elsewhere.
        pytest.param("وصل الوفد أمس", "وصلالوفد أمس", "وصل الوفد أمس", id="glued"),
        pytest.param("وصلالوفد أمس", "وصل الوفد أمس", "وصلالوفد أمس", id="cut"),
    ],
)
def test_characters_of_what_is_left(text: str, output: str, expected: str) -> None:
    assert kept(text, output) == expected


def test_a_gap_is_judged_with_all_that_stands_in_it() -> None:
    """Two words of one gap: that the second is alike saves no letter of the first, nor does it cost one."""
    assert kept("before abcdefgh after", "before abXcXeXg after") == "before ........ after"
    assert kept("before abcdefgh after", "before abcdefgX after") == "before abcdefg. after"


def test_what_stands_behind_four_times_the_input_and_a_thousand_words_is_invention() -> None:
    text = "وصل الوفد"
    filler = ["x"] * (4 * 2 + 1000)
    assert kept(text, " ".join([*filler, text])) == "... ....."
    assert kept(text, " ".join([*filler[:-2], text])) == text
    assert kept(text, " ".join([*filler[:-1], text])) == "وصل ....."


def test_characters_of_a_gap_that_is_too_large_to_be_compared_are_invention() -> None:
    long = "x" * (2**15 + 1)
    assert kept(f"قال {long}y", f"قال {long}z") == f"قال {'.' * (len(long) + 1)}"
    short = long[:1000]
    assert kept(f"قال {short}y", f"قال {short}z") == f"قال {short}."


def test_what_an_aligner_saw_before_changes_nothing() -> None:
    aligner = Aligner("وصل الوفد أمس")
    first = aligner.align("وصل x y الوفد")
    aligner.align("p q r s أمس t")
    again = aligner.align("وصل x y الوفد")
    assert (first.source.tolist(), first.place.tolist()) == (again.source.tolist(), again.place.tolist())


# Which of two is kept.
@pytest.mark.parametrize(
    ("text", "output", "expected"),
    [
        pytest.param("زر\nالخبر الأول\nالخبر الأول\nوصل الوفد", "الخبر الأول\nوصل الوفد", "..\n..... .....\nالخبر الأول\nوصل الوفد", id="what goes on behind"),
        pytest.param("وصل الوفد\nالخبر الأول\nزر\nالخبر الأول", "وصل الوفد\nالخبر الأول", "وصل الوفد\nالخبر الأول\n..\n..... .....", id="what went on before"),
        # "في" opens both lines: whole lines were taken out, not the end of one and the beginning of the next.
        pytest.param("قال نعم\nفي الموقع\nفي البلد مطر", "قال نعم\nفي البلد مطر", "قال نعم\n.. ......\nفي البلد مطر", id="a gap at line breaks"),
        pytest.param("قال نعم في الموقع في البلد مطر", "قال نعم في البلد مطر", "قال نعم في ...... .. البلد مطر", id="without line breaks"),
    ],
)
def test_of_two_alike_the_one_with_its_neighbours_is_kept(text: str, output: str, expected: str) -> None:
    assert kept(text, output) == expected


NOWHERE = [False] * 20


@pytest.mark.parametrize(
    ("text", "blocks", "expected"),
    [
        pytest.param("axxab", [(0, 0, 1), (4, 1, 1)], [(3, 0, 2)], id="the first moves to the second"),
        pytest.param("abxxb", [(0, 0, 1), (4, 1, 1)], [(0, 0, 2)], id="the second moves to the first"),
        pytest.param("ab..ab", [(0, 0, 1), (5, 1, 1)], [(4, 0, 2)], id="where both could, the shorter moves; of two the first"),
        pytest.param("xab..xab", [(0, 0, 2), (7, 2, 1)], [(0, 0, 3)], id="the second is shorter"),
        pytest.param("abx..abx", [(0, 0, 1), (6, 1, 2)], [(5, 0, 3)], id="the first is shorter"),
        pytest.param("axxab", [(0, 0, 1), (4, 2, 1)], [(0, 0, 1), (4, 2, 1)], id="the output has something between: nothing moves"),
        pytest.param("pqrqs", [(0, 0, 2), (4, 2, 1)], [(0, 0, 2), (4, 2, 1)], id="part of one could move, and has no reason to"),
        pytest.param("a1b2ab", [(0, 0, 1), (2, 1, 1)], [(0, 0, 1), (2, 1, 1)], id="nothing fits"),
        pytest.param("a..ab..bc", [(0, 0, 1), (4, 1, 1), (8, 2, 1)], [(3, 0, 2), (8, 2, 1)], id="one of two gaps closes"),
        pytest.param("b..ab.abc", [(3, 0, 1), (7, 1, 2)], [(6, 0, 3)], id="one run of two"),
    ],
)
def test_fewest_runs_decide(text: str, blocks: list[tuple[int, int, int]], expected: list[tuple[int, int, int]]) -> None:
    assert settled(blocks, text, NOWHERE) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # "q" may be kept at 1 or at 3: what is taken out is "rq" or "qr".
        ({1, 3}, [(0, 0, 1), (3, 1, 2)]),
        ({2, 4}, [(0, 0, 2), (4, 2, 1)]),
        ({1}, [(0, 0, 1), (3, 1, 2)]),
        ({3}, [(0, 0, 1), (3, 1, 2)]),
        ({1, 3, 2, 4}, [(0, 0, 2), (4, 2, 1)]),
        ({1, 4}, [(0, 0, 2), (4, 2, 1)]),
    ],
)
def test_a_gap_begins_and_ends_at_lines_where_it_can(lines: set[int], expected: list[tuple[int, int, int]]) -> None:
    assert settled([(0, 0, 2), (4, 2, 1)], "pqrqs", [place in lines for place in range(6)]) == expected


def test_a_gap_moves_forth_to_lines_too() -> None:
    assert settled([(0, 0, 1), (3, 1, 2)], "pqrqs", [place in {2, 4} for place in range(6)]) == [(0, 0, 2), (4, 2, 1)]
