"""Documents: lines, the body of prose, quotation marks, and spans in code points."""

from __future__ import annotations

import pytest

from naqi.arabic import characters as ch
from naqi.arabic.folding import fold, fold_phrase
from naqi.scan.document import SHORT_BYTES, Document, count_words, has_letters

ZWSP = "\N{ZERO WIDTH SPACE}"
RLM = "\N{RIGHT-TO-LEFT MARK}"
NBSP = "\N{NO-BREAK SPACE}"
FATHA = "\N{ARABIC FATHA}"
WAVE = "\N{WAVING HAND SIGN}"
SURROGATE = chr(0xDFFF)

TITLE = "بلدية تفتتح جسرا للمشاة"
PROSE = "افتتحت البلدية صباح اليوم جسرا للمشاة يربط ضفتي الوادي بعد عام من العمل."
MORE_PROSE = "وقال رئيس البلدية إن كلفة الجسر بقيت أقل مما كان مقدرا له في البداية."


def span_of(document: Document, phrase: str) -> tuple[int, int]:
    """Folded span of the first place where a phrase stands."""
    folded = fold_phrase(phrase)
    start = document.data.index(folded)
    return start, start + len(folded)


def words(count: int) -> str:
    return " ".join(["كلمة"] * count)


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t", NBSP, f"{ZWSP}{RLM}", FATHA, "\N{ARABIC TATWEEL}", "\N{LINE SEPARATOR}", "\x00"])
def test_a_text_that_prints_nothing_is_blank(text: str) -> None:
    assert Document(text).is_blank
    assert Document(text).lines == []


@pytest.mark.parametrize("text", [".", "ا", WAVE, "\N{REPLACEMENT CHARACTER}", SURROGATE, "\N{COPYRIGHT SIGN}"])
def test_a_text_with_anything_to_see_is_not_blank(text: str) -> None:
    assert not Document(text).is_blank


def test_a_null_is_a_blank_document_and_an_empty_string_no_null() -> None:
    assert Document(None).is_null
    assert Document(None).is_blank
    assert Document(None).text == ""
    assert not Document("").is_null


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\n \n", f"\n{ZWSP}\n", "\N{LINE SEPARATOR}", "\N{PARAGRAPH SEPARATOR}", "\x85", "\x0b", "\x0c"])
def test_lines_are_what_stands_between_line_breaks_without_blank_ones(break_: str) -> None:
    document = Document(f"{break_} أول {break_}{NBSP}ثان{break_}")
    assert [line.text for line in document.lines] == [fold("اول").data, fold("ثان").data]
    assert [line.index for line in document.lines] == [0, 1]
    spans = [document.code_points(line.start, line.end) for line in document.lines]
    assert [document.text[start:end] for start, end in spans] == ["أول", "ثان"]


def test_line_at_finds_the_line_of_any_of_its_characters() -> None:
    document = Document(f"{TITLE}\n\n{PROSE}\n{MORE_PROSE}")
    for line in document.lines:
        assert all(document.line_at(offset) is line for offset in range(line.start, line.end))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("...", 0),
        ("ثلاث كلمات هنا", 3),
        ("كلمة،كلمة", 2),
        ("(كلمة)", 1),
        ("2024", 1),
        ("naqi-bench", 2),
        ("كَلِمَة", 1),
        (f"كلـ{ZWSP}مة", 1),
        (f"كلمة {WAVE} كلمة", 2),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, count: int) -> None:
    assert count_words(fold(text).data) == count


@pytest.mark.parametrize(
    ("text", "expected"), [("123 - (4)", False), (WAVE, False), ("", False), ("1 م", True), ("x", True), ("\N{CYRILLIC SMALL LETTER A}", True)]
)
def test_has_letters_knows_letters_of_any_script(text: str, expected: bool) -> None:
    assert has_letters(fold(text).data) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(f"{words(9)}.", True, id="nine words and a stop"),
        pytest.param(f"{words(9)}؟", True, id="a question"),
        pytest.param(f"{words(9)}!", True, id="an exclamation"),
        pytest.param(f"{words(9)}\N{HORIZONTAL ELLIPSIS}", True, id="an ellipsis"),
        pytest.param(f"{words(9)}:", True, id="a colon"),
        pytest.param(f"{words(9)}.»", True, id="a stop inside quotation marks"),
        pytest.param(f"{words(9)}.) *", True, id="a stop inside brackets"),
        pytest.param(f"{words(8)}.", False, id="eight words and a stop"),
        pytest.param(words(24), False, id="24 words without a stop"),
        pytest.param(words(25), True, id="25 words without a stop"),
        pytest.param(f"{words(9)}،", False, id="a comma"),
    ],
)
def test_prose_is_long_enough_for_how_it_ends(line: str, expected: bool) -> None:
    (only,) = Document(line).lines
    assert only.is_prose is expected


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        pytest.param((TITLE, PROSE, "إعلان", MORE_PROSE, "التالي"), (1, 3), id="from the first line of prose to the last"),
        pytest.param((PROSE,), (0, 0), id="one paragraph"),
        pytest.param((TITLE, "وصل الوفد صباح الأحد.", "التالي"), (1, 1), id="short sentences where nothing is longer"),
        pytest.param((TITLE, "وصل الوفد صباح الأحد.", PROSE), (2, 2), id="short sentences do not count beside prose"),
        pytest.param((TITLE, "وصل الوفد أمس."), (2, -1), id="three words are no sentence"),
        pytest.param((TITLE, "التالي"), (2, -1), id="no prose at all"),
        pytest.param((), (0, -1), id="no line at all"),
    ],
)
def test_body_spans_the_lines_of_prose(lines: tuple[str, ...], body: tuple[int, int]) -> None:
    assert Document("\n\n".join(lines)).body == body


PAIRS = [
    pytest.param("«", "»", id="guillemets"),
    pytest.param("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}", id="curly"),
    pytest.param("\N{RIGHT DOUBLE QUOTATION MARK}", "\N{LEFT DOUBLE QUOTATION MARK}", id="curly, turned round"),
    pytest.param("\N{RIGHT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}", id="curly, twice the same"),
    pytest.param('"', '"', id="straight"),
    pytest.param("\N{DOUBLE LOW-9 QUOTATION MARK}", "\N{LEFT DOUBLE QUOTATION MARK}", id="low and high"),
]


@pytest.mark.parametrize(("opening", "closing"), PAIRS)
@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param("قال {0}اشترك الآن{1} ومضى.", True, id="alone in the quotation"),
        pytest.param("قال {0}من فضلك اشترك الآن معنا{1} ومضى.", True, id="inside the quotation"),
        pytest.param("{0}اشترك الآن{1}", True, id="the whole line is the quotation"),
        pytest.param("قال {0}نعم{1} ثم {0}اشترك الآن{1}.", True, id="the second quotation"),
        pytest.param("قال {0}نعم{1} ثم اشترك الآن.", False, id="behind a quotation"),
        pytest.param("اشترك الآن، قال {0}نعم{1}.", False, id="before a quotation"),
        pytest.param("{0}نعم{1} اشترك الآن {0}لا{1}", False, id="between two quotations"),
        pytest.param("قال {0}اشترك الآن ومضى.", False, id="the quotation never closes"),
        pytest.param("اشترك الآن{1} ومضى.", False, id="the quotation never opened"),
        pytest.param("قال: {0}نعم\nاشترك الآن{1} ومضى.", False, id="the quotation opened a line earlier"),
        pytest.param("قال: {0}اشترك الآن\nومضى{1}.", False, id="the quotation closes a line later"),
        pytest.param("اشترك الآن", False, id="no quotation"),
    ],
)
def test_quoted_means_between_marks_of_one_line(opening: str, closing: str, pattern: str, expected: bool) -> None:
    document = Document(pattern.format(opening, closing))
    assert document.is_quoted(*span_of(document, "اشترك الآن")) is expected


def test_quotation_marks_of_one_kind_are_not_closed_by_another_kind() -> None:
    document = Document('قال «نعم" اشترك الآن')
    assert not document.is_quoted(*span_of(document, "اشترك الآن"))


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        pytest.param(f"خبر {WAVE} إعلان هنا", "اعلان", "إعلان", id="behind an astral character"),
        pytest.param(f"خبر إعلانٌ{FATHA} هنا", "اعلان", f"إعلانٌ{FATHA}", id="vowel signs of the last letter belong to it"),
        pytest.param(f"خبر إعلان{ZWSP}{RLM}", "اعلان", "إعلان", id="invisible characters behind it do not"),
        pytest.param(f"خبر {RLM}إعلان", "اعلان", "إعلان", id="nor before it"),
        pytest.param("قال إعلان...... ومضى", "اعلان.", "إعلان......", id="a collapsed run of dots belongs to it"),
        pytest.param(f"خبر إعـ\N{ARABIC TATWEEL}{ZWSP}لان هنا", "اعلان", f"إعـ\N{ARABIC TATWEEL}{ZWSP}لان", id="what is dropped inside belongs to it"),
        pytest.param(f"{SURROGATE} إعلان", "اعلان", "إعلان", id="behind a lone surrogate"),
        pytest.param(
            "الإع\N{ARABIC LIGATURE LAM WITH ALEF FINAL FORM}ن هنا", "الاعلان", "الإع\N{ARABIC LIGATURE LAM WITH ALEF FINAL FORM}ن", id="with a ligature"
        ),
        pytest.param(f"\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM} إعلان هنا{FATHA}", "اعلان", "إعلان", id="between a ligature and a vowel sign"),
        pytest.param("اقرأ   أيضا", "اقرا ايضا", "اقرأ   أيضا", id="a run of spaces inside"),
    ],
)
def test_code_points_of_a_folded_span_are_exactly_the_readers_text(text: str, phrase: str, expected: str) -> None:
    document = Document(text)
    start, end = document.code_points(*span_of(document, phrase))
    assert text[start:end] == expected


def test_an_empty_span_maps_to_an_empty_span() -> None:
    document = Document(f"{FATHA}خبر")
    assert document.code_points(0, 0) == (1, 1)


def test_folded_at_finds_the_next_folded_character() -> None:
    document = Document(f"خ{FATHA}  بر")
    assert [document.folded_at(offset) for offset in range(len(document.text) + 1)] == [0, 1, 1, 2, 2, 3, 4]


def test_utf8_holds_a_replacement_character_for_each_lone_surrogate() -> None:
    assert Document(f"خ{SURROGATE}ب").utf8 == "خ\N{REPLACEMENT CHARACTER}ب".encode()


@pytest.mark.parametrize("text", ["خبر", f"a{WAVE}خ", f"{SURROGATE}{WAVE}ب", ""])
def test_code_point_of_utf8_inverts_encoding(text: str) -> None:
    document = Document(text)
    plain = document.utf8.decode()
    at = [len(plain[:offset].encode()) for offset in range(len(plain) + 1)]
    assert [document.code_point_of_utf8(offset) for offset in at] == list(range(len(text) + 1))


def test_short_lines_are_those_of_a_button_or_a_notice() -> None:
    document = Document("\n".join(("خ" * SHORT_BYTES, "خ" * (SHORT_BYTES + 1), " خبر ")))
    assert [line.index for line in document.short_lines] == [0, 2]


@pytest.mark.parametrize("mark", ch.DOUBLE_QUOTES, ids=lambda mark: f"U+{ord(mark):04X}")
def test_every_quotation_mark_is_seen_in_folded_text(mark: str) -> None:
    """A line without the one mark that all of them fold to is not looked at again."""
    assert fold(mark).data == b'"'
