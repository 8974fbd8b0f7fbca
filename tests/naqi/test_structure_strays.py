"""Which lines are furniture for where they stand: above the body, among its paragraphs, and below it."""

from __future__ import annotations

import pytest

from naqi.scan.document import Document
from naqi.scan.structure import Mark, Structure, by_line, settle_body

BODY = "افتتحت البلدية صباح اليوم جسرا للمشاة يربط ضفتي الوادي بعد عام من العمل."
MORE = "وقال المهندس إن الجسر يحمل ألف شخص في وقت واحد وإن بناءه كلف مليونا."
LAST = "وتنتهي الأعمال في الطريق المؤدية إليه مع نهاية الشهر المقبل بحسب الجدول المعلن."
TITLE = "بلدية السدرة تفتتح جسرا فوق الوادي"
NUMBERS = ("واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة")


def counted(count: int) -> str:
    """A line of so many words, no two of a text alike."""
    return " ".join(NUMBERS[number % 10] for number in range(count))


def strays(*lines: str | tuple[str, str]) -> list[str]:
    """The strays of a document of these lines; a pair is a line that is known to be furniture of a class."""
    texts = [line if isinstance(line, str) else line[1] for line in lines]
    document = Document("\n".join(texts))
    marks = [Mark(given[0], line.start, line.end) for given, line in zip(lines, document.lines, strict=True) if not isinstance(given, str)]
    return [texts[line.index] for line in Structure(document, marks).strays()]


MENU = ("navigation", "الرئيسية")
SECTIONS = ("navigation", "أقسام")
SHARE = ("share", "شارك الخبر")
FOLLOW = ("follow", "تابعونا")
RELATED = ("related", "اقرأ أيضا")


# Above.
@pytest.mark.parametrize(
    ("line", "is_stray"),
    [
        ("اقتصاد", True),
        (counted(6), False),  # long enough for a title, and the first that is
        (counted(4), True),
        ("اختتم المعرض.", False),
        ("بقلم سامر", False),
        ("س.ح", False),
        ("كتب: سامر", False),
        ("س: لماذا", False),
    ],
)
def test_a_short_line_between_menus_is_an_item_of_them(line: str, is_stray: bool) -> None:
    assert strays(MENU, line, SECTIONS, TITLE, BODY) == ([line] if is_stray else [])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param((MENU, "طقس", TITLE, BODY), ["طقس"], id="behind a menu"),
        pytest.param(("طقس", MENU, TITLE, BODY), [], id="right above the only one: a kicker may stand so"),
        pytest.param(("طقس", "رياضة", MENU, TITLE, BODY), ["طقس"], id="two above it"),
        pytest.param(("طقس", "رياضة", TITLE, BODY), [], id="no menu"),
        pytest.param((MENU, TITLE, "طقس", BODY), [], id="below the title"),
    ],
)
def test_items_stand_on_the_menus_side_of_the_title(lines: tuple[str | tuple[str, str], ...], expected: list[str]) -> None:
    assert strays(*lines) == expected


def test_without_a_long_line_the_first_behind_the_menus_is_the_title() -> None:
    assert strays("طقس", "رياضة", MENU, "جسر الوادي", BODY) == ["طقس"]
    assert strays(MENU, "جسر الوادي", "السدرة", BODY) == []


RIGHTS = ("copyright", "جميع الحقوق محفوظة لصحيفة صدى الساحل")


@pytest.mark.parametrize(
    ("line", "is_stray"),
    [("صدى الساحل", True), ("- صدى الساحل -", True), ("صدى الجبل", False), ("جميع الحقوق محفوظة لصحيفة", True), ("| -", False), ("صدى الساحل.", False)],
)
def test_a_masthead_says_again_what_a_notice_of_rights_says(line: str, is_stray: bool) -> None:
    assert strays(line, TITLE, BODY, RIGHTS) == ([line] if is_stray else [])
    assert strays(line, TITLE, BODY, RIGHTS[1]) == []


def test_a_name_of_five_words_is_no_masthead_and_a_long_notice_names_none() -> None:
    assert strays("الحقوق محفوظة لصحيفة صدى", TITLE, BODY, RIGHTS) == ["الحقوق محفوظة لصحيفة صدى"]
    assert strays("x", TITLE, BODY, ("copyright", f"x {counted(14)}")) == []
    assert strays("x", TITLE, BODY, ("copyright", f"x {counted(13)}")) == ["x"]


@pytest.mark.parametrize(
    ("line", "is_stray"),
    [("تكبير", True), (counted(5), True), (counted(6), True), (counted(7), False), ("سامر الحاج", False), ("تكبير.", False), ("...", False), ("12:30", False)],
)
def test_a_label_between_two_buttons_under_the_title_is_one_too_but_a_name_may_sign(line: str, is_stray: bool) -> None:
    assert strays(TITLE, SHARE, line, FOLLOW, BODY) == ([line] if is_stray else [])


def test_where_somebody_signed_already_a_second_name_is_a_label() -> None:
    assert strays(TITLE, "بقلم سامر الحاج", SHARE, "نوال القاسم", FOLLOW, BODY) == ["نوال القاسم"]
    assert strays(TITLE, SHARE, "تكبير", "الخط", FOLLOW, BODY) == []
    assert strays(TITLE, "تكبير", FOLLOW, BODY) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param((TITLE, "152", SHARE, BODY), ["152"], id="right before"),
        pytest.param((TITLE, SHARE, "152", BODY), ["152"], id="right behind"),
        pytest.param((TITLE, "152", "سامر الحاج", SHARE, BODY), ["152"], id="two before"),
        pytest.param((TITLE, "152", "سامر الحاج", "السدرة", SHARE, BODY), [], id="three before"),
        pytest.param((TITLE, SHARE, "سامر الحاج", "152", BODY), ["152"], id="two behind"),
        pytest.param((TITLE, SHARE, "سامر الحاج", "السدرة", "152", BODY), [], id="three behind"),
        pytest.param((TITLE, "12:30", SHARE, BODY), [], id="a clock"),
        pytest.param((TITLE, "152 قراءة", SHARE, BODY), [], id="words"),
    ],
)
def test_a_bare_number_beside_a_button_counts_something(lines: tuple[str | tuple[str, str], ...], expected: list[str]) -> None:
    assert strays(*lines) == expected


# Among.
HEADLINES = tuple(f"قافلة كتب رقم {number} تجوب القرى" for number in NUMBERS)


def test_headlines_under_the_heading_of_a_box_are_its_items_up_to_eight() -> None:
    assert strays(BODY, RELATED, *HEADLINES[:3], MORE) == [*HEADLINES[:3]]
    assert strays(BODY, RELATED, *HEADLINES[:9], MORE) == [*HEADLINES[:8]]
    assert strays(BODY, RELATED, HEADLINES[0], MORE, RELATED, HEADLINES[1], LAST) == [*HEADLINES[:2]]


@pytest.mark.parametrize(
    ("line", "is_stray"),
    [
        (counted(3), False),
        (counted(4), True),
        (counted(24), True),
        (counted(25), False),
        (f"{counted(4)}.", False),
        (f"{counted(4)}:", False),
        (f"{counted(4)}؟", True),
        ("القمح في السوق: 12 دينارا", False),
        ("القمح في السوق: دينار واحد", True),
        ("بقلم سامر الحاج من السدرة", False),
    ],
)
def test_an_item_is_a_headline(line: str, is_stray: bool) -> None:
    assert strays(BODY, RELATED, line, MORE) == ([line] if is_stray else [])


def test_what_is_no_headline_ends_the_box() -> None:
    assert strays(BODY, RELATED, HEADLINES[0], "قال لا.", HEADLINES[1], MORE) == [HEADLINES[0]]
    assert strays(BODY, RELATED, HEADLINES[0], SHARE, HEADLINES[1], MORE) == [HEADLINES[0]]
    assert strays(BODY, SHARE, HEADLINES[0], MORE) == []
    assert strays(BODY, ("advert", "إعلان"), HEADLINES[0], MORE) == [HEADLINES[0]]


def test_a_box_in_a_list_of_the_story_has_the_lists_items_behind_it() -> None:
    announced = "وجاءت أسماء الفائزين كما يلي:"
    assert strays(BODY, announced, RELATED, HEADLINES[0], MORE) == []
    assert strays(BODY, announced, HEADLINES[1], RELATED, HEADLINES[0], MORE) == [HEADLINES[0]]


def test_a_heading_is_short() -> None:
    assert strays(BODY, ("related", counted(6)), HEADLINES[0], MORE) == [HEADLINES[0]]
    assert strays(BODY, ("related", counted(7)), HEADLINES[0], MORE) == []


def test_a_line_that_furniture_touches_is_no_item() -> None:
    document = Document(f"{BODY}\nاقرأ أيضا\nقافلة كتب تجوب القرى شارك\n{MORE}")
    lines = document.lines
    marks = [Mark("related", lines[1].start, lines[1].end), Mark("share", lines[2].end - 4, lines[2].end)]
    assert list(Structure(document, marks).strays()) == []
    assert [line.index for line in Structure(document, marks[:1]).strays()] == [2]


# Below.
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param((BODY, "طقس", "أسعار", SHARE), ["طقس", "أسعار"], id="two short lines"),
        pytest.param((BODY, "طقس", SHARE), [], id="one"),
        pytest.param((BODY, counted(4), "طقس", "أسعار", SHARE), ["طقس", "أسعار"], id="up to a longer one"),
        pytest.param((BODY, counted(3), "طقس", SHARE), [counted(3), "طقس"], id="of three words at most"),
        pytest.param((BODY, "اختتم المعرض.", "طقس", SHARE), [], id="up to a sentence"),
        pytest.param((BODY, "بقلم سامر", "طقس", SHARE), [], id="up to a byline"),
    ],
)
def test_short_lines_right_above_the_first_furniture_go_with_it(lines: tuple[str | tuple[str, str], ...], expected: list[str]) -> None:
    assert strays(*lines) == expected


@pytest.mark.parametrize(
    ("line", "is_stray"),
    [(counted(8), True), (counted(24), True), ("انتهى", False), ("12:30 مساء", False), ("الساعة 12:30 ونصف مساء أمس", True), ("قال لا.", True)],
)
def test_what_stands_between_furniture_below_the_body_goes_with_it(line: str, is_stray: bool) -> None:
    assert strays(BODY, SHARE, line, FOLLOW) == ([line] if is_stray else [])


def test_between_furniture_stand_few_lines_or_a_table_of_figures() -> None:
    sixteen = [f"{number} x" for number in range(16)]
    assert strays(BODY, SHARE, *sixteen, SHARE) == sixteen
    assert strays(BODY, SHARE, *sixteen, "x", SHARE) == []
    table = [line for number in range(17) for line in (f"x{number} y", f"{number}")]
    assert strays(BODY, SHARE, *table, SHARE) == [line for line in table if not line.isdigit() or line]
    two_thirds = [*(f"x{number} y" for number in range(20)), *(f"{number}" for number in range(10))]
    assert strays(BODY, SHARE, *two_thirds, SHARE) == two_thirds
    assert strays(BODY, SHARE, *two_thirds, "x y", SHARE) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param((BODY, SHARE, "طقس"), [], id="one piece of furniture is not enough"),
        pytest.param((BODY, RELATED, "قافلة كتب"), ["قافلة كتب"], id="but for a heading"),
        pytest.param((BODY, SHARE, FOLLOW, "طقس"), ["طقس"], id="two are"),
        pytest.param((BODY, SHARE, FOLLOW, "اختتم المعرض أمس ليلا."), ["اختتم المعرض أمس ليلا."], id="a sentence too"),
        pytest.param((BODY, RELATED, "اختتم المعرض أمس."), ["اختتم المعرض أمس."], id="three words behind a heading"),
        pytest.param((BODY, RELATED, "اختتم المعرض أمس ليلا."), [], id="behind a heading a sentence may end the story"),
        pytest.param((BODY, RELATED, "هل اختتم المعرض أمس؟"), ["هل اختتم المعرض أمس؟"], id="a headline may ask"),
        pytest.param((BODY, ("caption", "صورة"), ("credit", "تصوير"), "طقس"), [], id="furniture that a story goes on behind"),
        pytest.param((BODY, ("caption", "صورة"), FOLLOW, "طقس"), ["طقس"], id="one of them closes"),
    ],
)
def test_what_stands_behind_furniture_that_no_story_goes_on_behind_goes_with_it(lines: tuple[str | tuple[str, str], ...], expected: list[str]) -> None:
    assert strays(*lines) == expected


LISTING = "وفاز في ختام المسابقة التي أقيمت أمس في السدرة ثلاثة متسابقين هم:"


def test_a_list_may_end_the_story_with_an_advertisement_in_it() -> None:
    picture = ("ad_marker", "[ad_1]")
    assert strays(LISTING, picture, "سامر الحاج", picture) == []
    assert strays(BODY, picture, "سامر الحاج", picture) == ["سامر الحاج"]
    assert strays(LISTING, "سامر الحاج", "نوال القاسم", picture) == []
    # Behind what closes a page the list is over.
    assert strays(LISTING, SHARE, "طقس", FOLLOW) == ["طقس"]
    inside = "وقال رئيس اللجنة في ختام الحفل الذي أقيم أمس إن الفائز: سامر الحاج"
    assert strays(f"{BODY} {inside}", picture, "نوال القاسم", picture) == []


def test_a_clock_or_a_line_of_the_head_again_is_none_in_the_body_or_below() -> None:
    assert strays("السدرة", TITLE, BODY, SHARE, "السدرة", FOLLOW) == []
    assert strays(TITLE, BODY, SHARE, "السدرة", FOLLOW) == ["السدرة"]
    assert strays(MENU, "12:30", SECTIONS, TITLE, BODY) == ["12:30"]


# Marks on lines.
def test_marks_are_cut_at_lines_and_do_not_overlap() -> None:
    document = Document("aaaa bbbb\ncccc dddd\neeee")
    marks = [Mark("x", 5, 14), Mark("y", 12, 19), Mark("z", 6, 8), Mark("x", 20, 20)]
    assert by_line(document, marks) == {0: [("x", 5, 9)], 1: [("x", 10, 14), ("y", 14, 19)]}
    assert by_line(document, []) == {}
    assert by_line(Document("aaaa bbbb \n\n"), [Mark("x", 5, 12)]) == {0: [("x", 5, 9)]}
    assert by_line(document, [Mark("x", 0, 24)]) == {0: [("x", 0, 9)], 1: [("x", 10, 19)], 2: [("x", 20, 24)]}


def test_a_line_is_of_the_kind_that_takes_most_of_it_and_half_of_it_is_taken() -> None:
    text = f"{BODY}\nشارك الخبر\nكتاب جديد\nشاركنا\nتابعونا"
    document = Document(text)
    share, half, _, follow = document.lines[1:]
    ends = [Mark("share", share.start, share.end), Mark("follow", follow.start, follow.end)]
    assert [line.index for line in Structure(document, ends).strays()] == [2, 3]
    four, five = (Mark("share", half.start, half.start + count) for count in (4, 5))
    assert half.end - half.start == 9
    assert [line.index for line in Structure(document, [*ends, four]).strays()] == [2, 3]
    assert [line.index for line in Structure(document, [*ends, five]).strays()] == [3]


# The ends of the body.
def bounds(text: str, *marks: tuple[int, int, int]) -> tuple[int, int]:
    """The body of a text once words of lines are known to be furniture: (line, first word, how many)."""
    document = Document(text)
    found = []
    for index, first, count in marks:
        line = document.lines[index]
        words = line.text.split()
        start = line.start + len(b" ".join(words[:first])) + bool(first)
        found.append(Mark("share", start, start + len(b" ".join(words[first : first + count]))))
    settle_body(document, found)
    return document.body


@pytest.mark.parametrize(
    ("words", "marked", "is_body"),
    [(20, 14, False), (20, 13, True), (20, 20, False), (10, 5, False), (10, 4, True), (12, 6, False), (13, 6, True)],
)
def test_a_line_of_which_furniture_leaves_a_scrap_is_no_part_of_the_body(words: int, marked: int, is_body: bool) -> None:
    assert bounds(f"{counted(words)}.\n{BODY}\n{MORE}", (0, 0, marked)) == ((0, 2) if is_body else (1, 2))


def test_headlines_that_a_scrape_joined_below_a_heading_are_no_part_of_the_body() -> None:
    joined = counted(25)
    for heading, kind, line, last in (
        ("اقرأ أيضا", "related", joined, 1),
        ("اقرأ أيضا", "share", joined, 2 + 1),
        ("اقرأ أيضا", "related", f"{joined}.", 2 + 1),
        (counted(6), "related", joined, 1),
        (counted(7), "related", joined, 2 + 1),
    ):
        document = Document(f"{BODY}\n{MORE}\n{heading}\n{line}")
        settle_body(document, [Mark(kind, document.lines[2].start, document.lines[2].end)])
        assert document.body == (0, last), (heading, kind)
