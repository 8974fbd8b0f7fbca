"""Folding: what it unites, what it keeps apart, and the way back from folded bytes to code points."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest

from naqi.arabic import characters as ch
from naqi.arabic import folding
from naqi.arabic.folding import fold, fold_pattern, fold_phrase, offsets, unfold

TATWEEL = "\N{ARABIC TATWEEL}"
ZWSP = "\N{ZERO WIDTH SPACE}"
ZWNJ = "\N{ZERO WIDTH NON-JOINER}"
NBSP = "\N{NO-BREAK SPACE}"
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
SURROGATE = chr(0xD800)
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
FATHA = "\N{ARABIC FATHA}"
SUPERSCRIPT_ALEF = "\N{ARABIC LETTER SUPERSCRIPT ALEF}"
LAM_ALEF = "\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM}"
ALLAH = "\N{ARABIC LIGATURE ALLAH ISOLATED FORM}"
BLESSING = "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}"
WAVE = "\N{WAVING HAND SIGN}"

# (what differs, one spelling, another that must fold alike)
SPELLINGS = [
    ("hamza above", "أخبار", "اخبار"),
    ("hamza below", "إقرأ", "اقرا"),
    ("madda", "آخر", "اخر"),
    ("wasla", "\N{ARABIC LETTER ALEF WASLA}لخبر", "الخبر"),
    ("hamza on waw", "مسؤول", "مسوول"),
    ("hamza on yeh", "قائمة", "قايمة"),
    ("alef maksura", "إلى الأعلى", "إلي الأعلي"),
    ("teh marbuta", "الصفحة الرئيسية", "الصفحه الرئيسيه"),
    ("vowel signs", "اِقْرَأْ أَيْضًا", "اقرأ أيضا"),
    ("shadda and tanwin in any order", "تعليق\N{ARABIC SHADDA}\N{ARABIC KASRATAN}ا", "تعليق\N{ARABIC KASRATAN}\N{ARABIC SHADDA}ا"),
    ("superscript alef", f"هذ{SUPERSCRIPT_ALEF}ا", "هذا"),
    ("tatweel", f"إعـ{TATWEEL}لان", "إعلان"),
    ("Arabic-Indic digits", "٠١٢٣٤٥٦٧٨٩", "0123456789"),
    ("Persian digits", "۰۱۲۳۴۵۶۷۸۹", "0123456789"),
    ("fullwidth digits", "\N{FULLWIDTH DIGIT ONE}\N{FULLWIDTH DIGIT NINE}", "19"),
    ("comma", "أولا، ثانيا", "أولا, ثانيا"),
    ("semicolon", "أولا؛", "أولا;"),
    ("question mark", "لماذا؟", "لماذا?"),
    ("per cent", "5٪", "5%"),
    ("decimal and thousands separators", "1٬204٫5", "1,204.5"),
    ("Urdu full stop", "انتهى۔", "انتهى."),
    ("ellipsis", f"المزيد{ELLIPSIS}", "المزيد..."),
    ("runs of dots", "المزيد.....", "المزيد."),
    ("guillemets", "«خبر»", '"خبر"'),
    ("curly quotes", "\N{LEFT DOUBLE QUOTATION MARK}خبر\N{RIGHT DOUBLE QUOTATION MARK}", '"خبر"'),
    ("low quotes", "\N{DOUBLE LOW-9 QUOTATION MARK}خبر\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}", '"خبر"'),
    ("single quotes", "\N{LEFT SINGLE QUOTATION MARK}خبر\N{RIGHT SINGLE QUOTATION MARK}", "'خبر'"),
    ("prime for apostrophe", "today\N{PRIME}s", "today's"),
    ("em dash", "خبر \N{EM DASH} موقع", "خبر - موقع"),
    ("en dash", "1\N{EN DASH}2", "1-2"),
    ("minus", "\N{MINUS SIGN}5", "-5"),
    ("non-breaking hyphen", "a\N{NON-BREAKING HYPHEN}b", "a-b"),
    ("runs of dashes", "خبر --- موقع", "خبر - موقع"),
    ("runs of spaces", "اقرأ    أيضا", "اقرأ أيضا"),
    ("odd spaces", f"اقرأ{NBSP}\N{THIN SPACE}\N{IDEOGRAPHIC SPACE}\tأيضا", "اقرأ أيضا"),
    ("Latin case", "Advertisement", "ADVERTISEMENT"),
    ("Latin accents", "Écrit par François", "ecrit par francois"),
    ("Latin letters that do not decompose", "Łódź Ørsted", "lodz orsted"),
    ("fullwidth Latin", "\N{FULLWIDTH LATIN CAPITAL LETTER A}\N{FULLWIDTH LATIN SMALL LETTER D}", "ad"),
    ("Persian keyboard", "شارکنا علی فیسبوك", "شاركنا علي فيسبوك"),
    ("presentation forms", "ﺇﻋﻼﻥ", "إعلان"),
    ("lam-alef ligature", f"الإع{LAM_ALEF}ن", "الإعلان"),
    ("ligature of a word", f"عبد {ALLAH}", "عبد الله"),
    ("ligature of several words", BLESSING, "صلى الله عليه وسلم"),
    ("broken bar", "خبر ¦ موقع", "خبر | موقع"),
    ("division slash", "أ\N{DIVISION SLASH}ب", "أ/ب"),
]


@pytest.mark.parametrize(("one", "other"), [pytest.param(one, other, id=name) for name, one, other in SPELLINGS])
def test_spellings_of_one_phrase_fold_alike(one: str, other: str) -> None:
    assert one != other
    assert fold_phrase(one) == fold_phrase(other)


@pytest.mark.parametrize("text", ["أُنشئ هذا المقال آليا", "إلى الآن، رؤية قائمة", "Écrit à Zürich"])
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert composed != decomposed
    assert fold(composed).data == fold(decomposed).data


@pytest.mark.parametrize("point", ch.INVISIBLE[:40], ids=lambda point: f"U+{point:04X}")
def test_invisible_characters_vanish_and_are_suspect(point: int) -> None:
    folded = fold(f"إع{chr(point)}لان")
    assert folded.data == fold("إعلان").data
    assert folded.suspect


@pytest.mark.parametrize("point", sorted({*ch.MARKS, *ch.TATWEEL} - set(ch.INVISIBLE)), ids=lambda point: f"U+{point:04X}")
def test_vowel_signs_vanish_and_are_not_suspect(point: int) -> None:
    folded = fold(f"إع{chr(point)}لان")
    assert folded.data == fold("إعلان").data
    assert not folded.suspect


@pytest.mark.parametrize("point", ch.LINE_BREAKS, ids=lambda point: f"U+{point:04X}")
def test_every_line_break_folds_to_a_line_feed(point: int) -> None:
    assert fold(f"ا{chr(point)}ب").data == fold("ا\nب").data


def test_line_feeds_are_not_collapsed() -> None:
    assert fold("\r\n\n").data == b"\n\n\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ا", "ع"),
        ("ء", "ا"),
        ("خبر", "خبز"),
        ("ه", "ح"),
        ("و", "ي"),
        ("ب", "\N{ARABIC LETTER PEH}"),
        ("1", "2"),
        ("a", "b"),
        (".", ","),
        ("?", "!"),
        ("-", "|"),
        ('"', "'"),
        ("\N{COPYRIGHT SIGN}", "\N{BULLET}"),
        ("\N{REPLACEMENT CHARACTER}", "\N{BULLET}"),
        ("ا ب", "اب"),
        ("ا\nب", "ا ب"),
    ],
)
def test_what_a_reader_tells_apart_stays_apart(one: str, other: str) -> None:
    assert fold(one).data != fold(other).data


@pytest.mark.parametrize("symbol", ["\N{BULLET}", "\N{EURO SIGN}", "\N{RIGHTWARDS ARROW}", WAVE, "\N{BLACK HEART SUIT}"])
def test_symbols_share_one_byte(symbol: str) -> None:
    assert fold(symbol).data == folding.SYMBOL_BYTE


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ZWNJ, id="zero-width non-joiner"),
        pytest.param("\x00", id="control"),
        pytest.param("\N{REPLACEMENT CHARACTER}", id="replacement character"),
        pytest.param(SURROGATE, id="lone surrogate"),
        pytest.param("\ue000", id="private use"),
        pytest.param("\N{CYRILLIC SMALL LETTER A}", id="another script"),
        pytest.param(LAM_ALEF, id="ligature"),
        pytest.param("\N{ARABIC LETTER BEH INITIAL FORM}", id="presentation form"),
        pytest.param("\N{ARABIC LETTER FARSI YEH}", id="Persian keyboard"),
        pytest.param("Ø", id="Latin letter with an accent"),
        pytest.param("§", id="Latin-1 sign"),
    ],
)
def test_what_arabic_news_does_not_hold_is_suspect(text: str) -> None:
    assert fold(f"خبر {text} جديد").suspect


def test_ordinary_news_is_not_suspect() -> None:
    text = f"القاهرة (رويترز) \N{EN DASH} قال «المتحدث»: إنّ 5٪ من الأسعـ{TATWEEL}ار ارتفعت، أليس كذلك؟ نعم{ELLIPSIS} {WAVE} Reuters\n\t\N{COPYRIGHT SIGN} 2024"
    assert not fold(text).suspect


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [0], id="nothing"),
        pytest.param("خبر", [0, 1, 2, 3], id="one for one"),
        pytest.param(f"خ{FATHA}بر", [0, 2, 3, 4], id="a vowel sign is passed over"),
        pytest.param(f"{BOM}خبر{ZWSP}", [1, 2, 3, 5], id="invisible characters at both ends"),
        pytest.param("ا   ب", [0, 1, 4, 5], id="of a run of spaces the first counts"),
        pytest.param("ا...ب", [0, 1, 4, 5], id="of a run of dots the first counts"),
        pytest.param(f"ا {ZWSP} ب", [0, 1, 4, 5], id="a run of spaces with something invisible inside"),
        pytest.param("ا. .ب", [0, 1, 2, 3, 4, 5], id="dots apart are no run"),
        pytest.param(f"{WAVE}ا{WAVE}", [0, 1, 2, 3], id="astral characters count once"),
        pytest.param(f"{WAVE}{FATHA}ا", [0, 2, 3], id="astral character and a dropped one"),
        pytest.param(f"{SURROGATE}{FATHA}ا", [0, 2, 3], id="lone surrogate"),
        pytest.param(f"ا{LAM_ALEF}ن", [0, 1, 1, 2, 3], id="both letters of a ligature stand at its offset"),
        pytest.param(f"{WAVE}{LAM_ALEF}{FATHA}ن", [0, 1, 1, 3, 4], id="ligature behind an astral character"),
        pytest.param("ا\r\nب", [0, 1, 2, 3, 4], id="carriage return and line feed"),
    ],
)
def test_offsets_point_at_the_code_point_each_byte_came_from(text: str, expected: list[int]) -> None:
    folded = fold(text)
    assert offsets(folded, len(text)).tolist() == expected
    assert len(expected) == len(folded.data) + 1


def test_a_surrogate_pair_in_the_string_is_two_lone_surrogates() -> None:
    """Python strings hold no pairs: joining two escapes of JSON wrongly gives two code points, and offsets count both."""
    text = "\ud83d\udc4b"
    assert fold(text).data == fold("\N{REPLACEMENT CHARACTER}" * 2).data
    assert offsets(fold(text), 2).tolist() == [0, 1, 2]


def _reachable_bytes() -> list[int]:
    """The folded bytes that at least one character folds to."""
    every = "".join(map(chr, range(0x110000)))
    return sorted(set(fold(every).data))


def test_every_folded_byte_unfolds_to_a_character_that_folds_to_it() -> None:
    wrong = {byte: unfold(bytes((byte,))) for byte in _reachable_bytes() if fold(unfold(bytes((byte,)))).data != bytes((byte,))}
    assert wrong == {}


def test_letters_of_the_alphabet_are_disjoint_from_signs_and_digits() -> None:
    letters = set(folding.LETTERS)
    assert len(letters) == len(folding.LETTERS)
    assert letters.isdisjoint(folding.DIGITS + folding.SYMBOL_BYTE + folding.COPYRIGHT_BYTE + b" \n.,;:!?\"'-|/()[]{}<>*#@&%+=_")


@pytest.mark.parametrize("text", [text for _, one, other in SPELLINGS for text in (one, other)])
def test_folding_is_idempotent_through_unfolding(text: str) -> None:
    folded = fold(text).data
    assert fold(unfold(folded)).data == folded


def test_fold_phrase_strips_spaces_and_line_breaks_at_the_ends() -> None:
    assert fold_phrase(f"\n {NBSP}إعلان{ZWSP} \n") == fold("إعلان").data


def test_codes_have_one_entry_for_each_code_point() -> None:
    text = f"خ{FATHA}{WAVE}{SURROGATE}  ب"
    assert fold(text).codes.shape == (len(text),)
    assert fold(text).codes.dtype == np.uint8


@pytest.mark.parametrize("character", [TATWEEL, FATHA, ZWNJ, BOM, NBSP + ZWSP])
def test_fold_pattern_refuses_a_character_that_drops(character: str) -> None:
    dropped = character.replace(NBSP, "")
    with pytest.raises(ValueError, match=f"^{unicodedata.name(dropped)} does not fold to one character$"):
        fold_pattern(f"اقرأ{character} ?أيضا")


@pytest.mark.parametrize("character", [LAM_ALEF, ALLAH, BLESSING])
def test_fold_pattern_refuses_a_ligature(character: str) -> None:
    with pytest.raises(ValueError, match=f"^{unicodedata.name(character)} does not fold to one character$"):
        fold_pattern(character)


def test_fold_pattern_leaves_syntax_alone_and_folds_the_rest() -> None:
    assert fold_pattern(r"(?m)^[0-9]{2}\S إلى؟$") == rb"(?m)^[0-9]{2}\S " + fold_phrase("الي") + b"?$"


def test_fold_pattern_names_a_character_without_a_name_by_its_escape() -> None:
    with pytest.raises(ValueError, match=r"^'\\x80' does not fold to one character$"):
        fold_pattern("\x80")
