"""What each repair makes of a span of a text, on cases worked by hand; what fixing does with repairs is in `test_fixing.py`."""

from __future__ import annotations

import pytest

from naqi.rules import repairs
from naqi.rules.model import Fix

LOST = "\N{REPLACEMENT CHARACTER}"
ZWNJ, ZWSP = "\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH SPACE}"
RLE, LRE, LRO, PDF = "\N{RIGHT-TO-LEFT EMBEDDING}", "\N{LEFT-TO-RIGHT EMBEDDING}", "\N{LEFT-TO-RIGHT OVERRIDE}", "\N{POP DIRECTIONAL FORMATTING}"
TATWEEL = "\N{ARABIC TATWEEL}"
FARSI_YEH = "\N{ARABIC LETTER FARSI YEH}"


def mended(fix: Fix, text: str, span: str | None = None) -> str:
    """The text after the edits that a fix gives for a span of it, which stands in it once; for the whole text where none is named."""
    start = 0 if span is None else text.index(span)
    assert span is None or text.count(span) == 1
    edits = fix.mend(text, start, len(text) if span is None else start + len(span))
    assert edits is not None
    made, done = [], 0
    for one, other, new in edits:
        assert done <= one <= other
        made += (text[done:one], new)
        done = other
    return "".join((*made, text[done:]))


def misread(text: str, codec: str = "cp1252") -> str:
    """UTF-8 as browsers read it in a code page."""
    return "".join(repairs.read_byte(byte, codec) for byte in text.encode())


# Mojibake.
@pytest.mark.parametrize("codec", ["cp1252", "cp1256"])
@pytest.mark.parametrize("good", ["قال", "«قال»", "نعم – لا", "أفتح 12:30", "ظلّ", "«سؤال؟»", "ءآؤئىي"])
def test_letters_and_the_signs_beside_them_come_back(good: str, codec: str) -> None:
    fix = {"cp1252": repairs.DECODE_CP1252, "cp1256": repairs.DECODE_CP1256}[codec]
    assert mended(fix, misread(good, codec)) == good


@pytest.mark.parametrize(("before", "behind"), [("", ""), ("ثم ", " و"), ("(", ")")])
def test_bytes_of_a_sign_beside_the_span_are_decoded_with_it(before: str, behind: str) -> None:
    """A rule knows letters only; the quotation marks around them are garbled too."""
    assert mended(repairs.DECODE_CP1252, f"{before}{misread('«قال»')}{behind}", misread("قال")) == f"{before}«قال»{behind}"
    assert mended(repairs.DECODE_CP1256, f"{before}{misread('قال', 'cp1256')}{behind}", misread("قال", "cp1256")) == f"{before}قال{behind}"


def test_a_letter_beside_garbled_ones_that_is_no_part_of_them_stays() -> None:
    garbled = misread("قال")
    assert mended(repairs.DECODE_CP1252, f"é{garbled}é", garbled) == "éقالé"


def test_signs_of_the_same_line_come_back_with_the_letters_and_those_of_other_lines_wait() -> None:
    dash, garbled = misread("–"), misread("قال")
    text = f"x {dash} y\nx {dash} {garbled} {dash} y\nx {dash} y"
    assert mended(repairs.DECODE_CP1252, text, garbled) == f"x {dash} y\nx – قال – y\nx {dash} y"
    assert mended(repairs.DECODE_CP1252, f"{dash} {garbled}", garbled) == "– قال"
    assert mended(repairs.DECODE_CP1252, f"{garbled} {dash}", garbled) == "قال –"


def test_what_does_not_decode_without_a_rest_stays() -> None:
    garbled = misread("قال")
    for text in (
        garbled[:-1],
        garbled + LOST,
        garbled + "Ω",
        misread("\N{CYRILLIC SMALL LETTER A}\N{CYRILLIC SMALL LETTER BE}"),
        misread("\N{ETHIOPIC SYLLABLE HA}"),
    ):
        assert mended(repairs.DECODE_CP1252, text) == text


def test_one_round_of_two_readings_is_undone_at_a_time_whichever_code_page_it_was() -> None:
    for codec in ("cp1252", "cp1256"):
        once = misread("قال", codec)
        assert mended(repairs.DECODE_TWICE, misread(once, codec)) == once


def test_every_byte_that_western_code_pages_read_is_read_as_windows_1256() -> None:
    data = bytes(range(0x80, 0x100))
    arabic = data.decode("cp1256")
    assert mended(repairs.READ_AS_CP1256, f"a {data.decode('latin-1')} 1") == f"a {arabic} 1"
    western = "".join(repairs.read_byte(byte, "cp1252") for byte in data)
    assert mended(repairs.READ_AS_CP1256, western) == arabic
    assert mended(repairs.READ_AS_CP1256, f"{western}ق") == f"{western}ق"


def test_every_byte_that_iso_8859_6_has_is_read_as_windows_1256() -> None:
    data = bytes(byte for byte in range(0x80, 0x100) if bytes((byte,)).decode("iso8859-6", "ignore"))
    assert mended(repairs.READ_ISO8859_6_AS_CP1256, data.decode("iso8859-6")) == data.decode("cp1256")
    assert mended(repairs.READ_ISO8859_6_AS_CP1256, f"قال{LOST}") == f"قال{LOST}"


def test_utf_16_takes_what_is_left_of_its_byte_order_mark_along() -> None:
    garbled = "قال نعم".encode("utf-16-be").decode()
    assert mended(repairs.DECODE_UTF16, f"{LOST * 2}{garbled}", garbled) == "قال نعم"
    for before in (LOST, f"{LOST * 3}", "x", "xy"):
        assert mended(repairs.DECODE_UTF16, f"{before}{garbled}", garbled) == f"{before}قال نعم"
    for text in (garbled[:-1], "x\x00y\x00z\x00", "\x00x\x00y"):
        assert mended(repairs.DECODE_UTF16, text) == text


# Escapes.
@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        (r"\u0642\u0627\u0644", "قال"),
        (r"\\u0642", "ق"),
        (r"\u{642}\u{0627}", "قا"),
        ("%u0642%u0627", "قا"),
        ("U+0642u+0627", "قا"),
        (r"\xd9\x82\xD8\xA7", "قا"),
        (r"\n\r\t", "\n\r\t"),
        (r"\"قال\/", '"قال/'),
        (r"\xd9", r"\xd9"),
    ],
)
def test_each_way_of_escaping_is_undone(escaped: str, plain: str) -> None:
    assert mended(repairs.UNESCAPE, escaped) == plain


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        ("%D9%82%D8%A7+%D9%84", "قا ل"),
        ("=D9=82=D8=A7", "قا"),
        ("=D9=82=\n=D8=A7", "قا"),
        ("%D9", "%D9"),
        ("=D9", "=D9"),
    ],
)
def test_bytes_as_numbers_are_decoded_where_they_are_whole(escaped: str, plain: str) -> None:
    assert mended(repairs.UNQUOTE, escaped) == plain


@pytest.mark.parametrize(
    ("reference", "plain"),
    [("&amp;", "&"), ("&amp;amp;quot;", '"'), ("&#1602;", "ق"), ("&#x642;", "ق"), ("&#xD800;", "&#xD800;"), ("&#0;", "&#0;"), ("&nosuch;", "&nosuch;")],
)
def test_a_reference_becomes_what_it_stands_for(reference: str, plain: str) -> None:
    assert mended(repairs.UNESCAPE_REFERENCE, reference) == plain


# Tags: None leaves the removal, and a space, to the gap policy.
@pytest.mark.parametrize(
    ("text", "tag", "inside"),
    [
        ("ال<b>وزير", "<b>", True),
        ("ال</SPAN>وزير", "</SPAN>", True),
        ("ال<!-- x -->وزير", "<!-- x -->", True),
        ("ال<br>وزير", "<br>", False),
        ("ال<base>وزير", "<base>", False),
        ("<b>وزير", "<b>", False),
        ("وزير<b>", "<b>", False),
        ("ال <b>وزير", "<b>", False),
        ("ال<b> وزير", "<b>", False),
    ],
)
def test_only_a_tag_of_a_phrase_inside_a_word_leaves_no_space(text: str, tag: str, inside: bool) -> None:
    start = text.index(tag)
    end = start + len(tag)
    assert repairs.REMOVE_TAG.mend(text, start, end) == (((start, end, ""),) if inside else None)


# Letters.
@pytest.mark.parametrize(
    ("keyed", "plain"),
    [
        (f"عل{FARSI_YEH}", "على"),
        (f"وعل{FARSI_YEH}", "وعلى"),
        (f"ف{FARSI_YEH}", "في"),
        (f"عل{FARSI_YEH}ها", "عليها"),
        (f"عل{FARSI_YEH}\N{ARABIC SHADDA}", "علي\N{ARABIC SHADDA}"),
        (f"مستو{FARSI_YEH} الماء", "مستوى الماء"),
        ("\N{ARABIC LETTER KEHEH}تاب", "كتاب"),
    ],
)
def test_a_yeh_without_dots_at_a_words_end_is_what_the_word_has_there(keyed: str, plain: str) -> None:
    assert mended(repairs.ARABIC_LETTERS, keyed) == plain


def test_tatweel_goes_between_letters_and_marks_and_stays_elsewhere() -> None:
    assert mended(repairs.UNSTRETCH, f"ا{TATWEEL}ل\N{ARABIC FATHA}{TATWEEL * 3}ب{TATWEEL} {TATWEEL}ه") == f"ال\N{ARABIC FATHA}ب{TATWEEL} {TATWEEL}ه"


# Characters that print nothing.
@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (f"{RLE}قال{PDF}", "قال"),
        (f"{LRE}Naqi{PDF}", f"{LRE}Naqi{PDF}"),
        (f"{LRE}24{PDF}", f"{LRE}24{PDF}"),
        (f"{RLE}Naqi قال{PDF}", "Naqi قال"),
        (f"{LRO}...{PDF}", "..."),
        (f"{RLE}قال {LRE}Naqi{PDF} نعم{PDF}", f"قال {LRE}Naqi{PDF} نعم"),
        (f"{LRE}Naqi {RLE}قال{PDF}{PDF}", "Naqi قال"),
        (f"قال {LRE}Naqi{PDF} نعم", f"قال {LRE}Naqi{PDF} نعم"),
        (f"{PDF}{RLE}ق{PDF}", f"{PDF}ق"),
        (f"Naqi {RLE}-{PDF} Naqi", "Naqi - Naqi"),
    ],
)
def test_pairs_go_but_for_those_that_hold_a_name_or_a_number_in_place(text: str, plain: str) -> None:
    assert mended(repairs.DELETE_PAIRS, text) == plain


@pytest.mark.parametrize("word", [f"می{ZWNJ}شود", f"گل{ZWNJ}ها"])
def test_a_non_joiner_is_spelling_in_a_word_with_letters_that_arabic_lacks(word: str) -> None:
    assert mended(repairs.DELETE_IN_WORD, word, ZWNJ) == word
    # Of the words around it none tells.
    arabic = f"{word.replace(ZWNJ, '')} الو{ZWNJ}زير {word.replace(ZWNJ, '')}"
    assert mended(repairs.DELETE_IN_WORD, arabic, ZWNJ) == arabic.replace(ZWNJ, "")
    assert mended(repairs.DELETE_IN_WORD, word.replace(ZWNJ, ZWSP), ZWSP) == word.replace(ZWNJ, "")


def test_a_non_joiner_in_a_long_word_and_far_into_a_text_is_judged_by_its_own_word() -> None:
    text = f"{'قال ' * 40}می{ZWNJ}شود"
    assert mended(repairs.DELETE_IN_WORD, text, ZWNJ) == text
    stretched = f"گ{'ـ' * 50}ل{ZWNJ}ها"
    assert mended(repairs.DELETE_IN_WORD, stretched, ZWNJ) == stretched


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (f"قال{ZWSP}نعم", f"قال{ZWSP}نعم"),
        (f"12{ZWSP}34", f"12{ZWSP}34"),
        (f"و{ZWSP}قال", f"و{ZWSP}قال"),
        (f"في 3{ZWSP}4 منها", f"في 3{ZWSP}4 منها"),
        (f"قال {ZWSP}نعم", "قال نعم"),
        (f"قال{ZWSP}.", "قال."),
        (f"{ZWSP}قال", "قال"),
        (f"قال{ZWSP}", "قال"),
    ],
)
def test_what_prints_nothing_goes_where_it_parts_no_words(text: str, plain: str) -> None:
    assert mended(repairs.DELETE_APART, text, ZWSP) == plain


# Digits.
@pytest.mark.parametrize(
    ("text", "span", "plain"),
    [
        ("12 ٣", "12 ٣", "12 3"),
        ("١٢ 3", "١٢ 3", "١٢ ٣"),
        ("1 ٢", "1 ٢", "1 2"),
        ("۱۲ 3", "۱۲ 3", "12 3"),
    ],
)
def test_digits_become_those_of_the_set_that_most_are_of_and_ascii_where_as_many(text: str, span: str, plain: str) -> None:
    assert mended(repairs.ONE_SET_OF_DIGITS, text, span) == plain


def test_most_digits_are_counted_in_the_whole_text_or_in_the_span() -> None:
    text = "١ ٢ ٣ ٤ 56"
    assert mended(repairs.DIGITS_OF_MOST, text, "56") == "١ ٢ ٣ ٤ ٥٦"
    assert mended(repairs.ONE_SET_OF_DIGITS, text, "٤ 56") == "١ ٢ ٣ 4 56"
    assert mended(repairs.DIGITS_OF_MOST, text, "١ ٢") == text
    assert mended(repairs.ARABIC_DIGITS, "۱۲ و3 و٤") == "١٢ و٣ و٤"


def test_of_doubled_marks_the_first_stays() -> None:
    assert mended(repairs.SINGLE_STOP, "نعم. .", ". .") == "نعم."
    assert mended(repairs.SINGLE_STOP, "نعم؟؟؟ لا", "؟؟؟") == "نعم؟ لا"
