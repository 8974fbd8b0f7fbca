"""What must hold of folding and checking for any text at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqi.arabic import characters as ch
from naqi.arabic.folding import fold, fold_phrase, offsets, unfold
from naqi.checker import Checker, Finding
from naqi.rules import lexicon
from naqi.rules.registry import BY_CODE, RULES

TATWEEL = "\N{ARABIC TATWEEL}"
LAM_ALEF = "\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM}"
INVISIBLE = tuple(map(chr, ch.INVISIBLE))
VOWEL_SIGNS = "\N{ARABIC FATHA}\N{ARABIC DAMMA}\N{ARABIC KASRA}\N{ARABIC SUKUN}\N{ARABIC SHADDA}\N{ARABIC FATHATAN}\N{ARABIC LETTER SUPERSCRIPT ALEF}"
SPACES = (" ", "  ", "\N{NO-BREAK SPACE}", "\t", "\N{THIN SPACE}", " \N{NO-BREAK SPACE} ")

ARTICLE = """بلدية تفتتح جسرا للمشاة فوق الوادي

افتتحت البلدية صباح اليوم جسرا للمشاة يربط ضفتي الوادي بعد عام كامل من العمل.

وقال رئيس البلدية إن كلفة الجسر بقيت أقل مما كان مقدرا له في البداية."""

CLASS_LEXICONS = {shape: tuple(name for name in lexicon.names() if name.endswith(f".{shape}")) for shape in ("line", "lead", "phrase", "tail")}
LINE_PHRASES = tuple(phrase for name in CLASS_LEXICONS["line"] for phrase in lexicon.load(name))
ANY_PHRASES = tuple(phrase for names in CLASS_LEXICONS.values() for name in names for phrase in lexicon.load(name))
STRONG_PHRASES = tuple(phrase for name in CLASS_LEXICONS["phrase"] for phrase in lexicon.load(name))

# Letters that may stand for one another: each spelling folds to the same byte.
_GROUPS = ("اأإآٱ", "يىئی", "هة", "وؤ", "كک", "0٠۰", "1١۱", "2٢۲", "3٣۳", "4٤۴", "5٥۵", "6٦۶", "7٧۷", "8٨۸", "9٩۹", ",،", ";؛", "?؟", "%٪")
SWAPS = {letter: group for group in _GROUPS for letter in group} | {
    letter: letter.lower() + letter.upper() for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
}

any_character = st.characters(exclude_categories=())
any_text = st.text(any_character, max_size=200)
arabic_text = st.text(st.sampled_from(ch.BASE_LETTERS + "أإآةىئؤ" + VOWEL_SIGNS + TATWEEL + " .،؟\n0٣"), max_size=80)
fragment = st.one_of(
    st.sampled_from(ANY_PHRASES),
    st.sampled_from(ARTICLE.split("\n\n")),
    st.sampled_from(
        (
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            " ",
            ". ",
            ": ",
            "…",
            "«",
            "»",
            '"',
            "|",
            "•",
            "©",
            "[ad_1]",
            "<br>",
            "&nbsp;",
            "https://a.example",
            "12:30",
            LAM_ALEF,
            "\N{WAVING HAND SIGN}",
        )
    ),
    st.sampled_from(("\N{REPLACEMENT CHARACTER}", chr(0xD800), "خبر".encode().decode("cp1256"), "خبر".encode().decode("cp1252"), *INVISIBLE[:8])),
    st.text(any_character, max_size=8),
)
page_text = st.lists(fragment, max_size=14).map("".join)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


@pytest.fixture(scope="module")
def wording_checker() -> Checker:
    """Only what does not depend on the rest of the document: phrases that count anywhere, and encoding rules."""
    rules = [replace(rule, cues=tuple(cue for cue in rule.cues if cue.glued), doc=None) for rule in RULES if any(cue.glued for cue in rule.cues)]
    return Checker([*rules, *(rule for rule in RULES if rule.family == "EN")])


def places(findings: list[Finding], shift: int = 0) -> list[tuple[str, int, int]]:
    return [(finding.rule, finding.start + shift, finding.end + shift) for finding in findings]


def assert_well_formed(text: str, findings: list[Finding]) -> None:
    for found in findings:
        assert 0 <= found.start <= found.end <= len(text)
        assert found.text == text[found.start : found.end]
        assert 1 <= found.line <= text.count("\n") + text.count("\r") + 1
        assert 1 <= found.column <= found.start + 1
        if found.rule == "TX001":
            assert (found.start, found.end) == (0, len(text))
            continue
        assert found.text
        # A garbled letter may end in what looks like a no-break space or a soft hyphen: it is half a letter there.
        if found.label != "encoding.mojibake":
            assert found.text == found.text.strip()
            assert found.text[0] not in INVISIBLE
            assert found.text[-1] not in INVISIBLE
    assert findings == sorted(findings, key=lambda found: (found.start, found.rule))
    boilerplate = [(found.start, found.end) for found in findings if found.rule.startswith("BP")]
    inside = [(one, other) for one in boilerplate for other in boilerplate if one != other and other[0] <= one[0] and one[1] <= other[1]]
    assert inside == []
    assert len(set(places(findings))) == len(findings)


@given(any_text)
def test_any_string_is_checked_and_findings_are_well_formed(checker: Checker, text: str) -> None:
    assert_well_formed(text, checker.check(text))


@given(page_text)
def test_any_page_is_checked_and_findings_are_well_formed(checker: Checker, text: str) -> None:
    assert_well_formed(text, checker.check(text))


@given(page_text, page_text)
def test_checking_is_deterministic_and_remembers_nothing(checker: Checker, text: str, other: str) -> None:
    first = checker.check(text)
    checker.check(other)
    assert checker.check(text) == first


@given(st.one_of(any_text, page_text))
def test_a_text_is_blank_or_not_and_says_so_once(checker: Checker, text: str) -> None:
    blank = [found for found in checker.check(text) if found.rule == "TX001"]
    assert len(blank) == (not fold(text).data.strip())


@given(st.one_of(any_text, page_text, arabic_text))
def test_offsets_map_each_folded_byte_to_a_character_that_folds_to_it(text: str) -> None:
    folded = fold(text)
    at = offsets(folded, len(text))
    assert at.shape == (len(folded.data) + 1,)
    assert at[-1] == len(text)
    assert bool(np.all(at[1:] >= at[:-1]))
    for byte, offset in zip(folded.data, at[:-1].tolist(), strict=True):
        assert byte in fold(text[offset]).data


@given(
    st.text(
        st.sampled_from(LAM_ALEF + "\N{ARABIC LIGATURE ALLAH ISOLATED FORM}\N{ARABIC FATHA}\N{ZERO WIDTH SPACE}ا .\n\N{WAVING HAND SIGN}" + chr(0xDC00)),
        max_size=24,
    )
)
def test_offsets_hold_where_ligatures_make_up_for_what_is_dropped(text: str) -> None:
    folded = fold(text)
    for byte, offset in zip(folded.data, offsets(folded, len(text)).tolist(), strict=False):
        assert byte in fold(text[offset]).data


@given(st.one_of(any_text, page_text, arabic_text))
def test_folding_what_was_unfolded_gives_the_same_bytes(text: str) -> None:
    folded = fold(text).data
    assert fold(unfold(folded)).data == folded


@given(arabic_text)
def test_composed_and_decomposed_arabic_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)).data == fold(unicodedata.normalize("NFC", text)).data


@given(any_text, any_text)
def test_folding_line_by_line_is_folding_the_whole(one: str, other: str) -> None:
    assert fold(f"{one}\n{other}").data == fold(one).data + b"\n" + fold(other).data


def written_otherwise(draw: Callable[[st.SearchStrategy[str]], str], phrase: str) -> str:
    """A phrase as another site might write it; begins and ends with a visible character, or with a vowel sign of one."""
    between = st.sampled_from(("", "", "", *INVISIBLE[:12]))
    out: list[str] = []
    for number, character in enumerate(phrase):
        if number:
            out.append(draw(between))
        if character == " ":
            out.append(draw(st.sampled_from(SPACES)))
            continue
        out.append(draw(st.sampled_from(SWAPS.get(character, character))))
        if character in ch.BASE_LETTERS or character in ch.LETTER_VARIANTS:
            out.append(draw(st.sampled_from(("", "", TATWEEL, TATWEEL * 3, *VOWEL_SIGNS))))
    return "".join(out)


@st.composite
def rewritten(draw: Callable[[st.SearchStrategy[str]], str], phrases: tuple[str, ...]) -> tuple[str, str]:
    phrase = draw(st.sampled_from(phrases))
    return phrase, written_otherwise(draw, phrase)


@given(
    rewritten(LINE_PHRASES),
    st.sampled_from(("\n", "\n\n", "\r\n", "\n \N{RIGHT-TO-LEFT MARK}")),
    st.sampled_from(("", "\n", "\r\n", "\N{ZERO WIDTH SPACE} ", " \n\n")),
)
def test_a_line_phrase_written_otherwise_is_found_under_an_article(checker: Checker, phrases: tuple[str, str], before: str, after: str) -> None:
    phrase, written = phrases
    assert fold_phrase(written) == fold_phrase(phrase)
    findings = checker.check(f"{ARTICLE}{before}{written}{after}")
    assert [found.text for found in findings if found.rule.startswith("BP")] == [written]
    assert len(findings) == 1


@given(rewritten(STRONG_PHRASES), st.integers(0, 2))
def test_a_strong_phrase_written_otherwise_is_found_on_a_line_between_any_paragraphs(checker: Checker, phrases: tuple[str, str], place: int) -> None:
    phrase, written = phrases
    assert fold_phrase(written) == fold_phrase(phrase)
    paragraphs = ARTICLE.split("\n\n")
    findings = checker.check("\n\n".join((*paragraphs[: place + 1], written, *paragraphs[place + 1 :])))
    assert [found.text for found in findings] == [written]


@given(page_text, page_text)
def test_what_counts_anywhere_is_found_again_when_documents_are_joined(wording_checker: Checker, one: str, other: str) -> None:
    separate = places(wording_checker.check(one)) + places(wording_checker.check(other), len(one) + 2)
    joined = places(wording_checker.check(f"{one}\n\n{other}"))
    assert [place for place in separate if place not in joined] == []


@given(page_text)
def test_an_article_before_a_page_hides_no_strong_phrase(wording_checker: Checker, text: str) -> None:
    alone = places(wording_checker.check(text), len(ARTICLE) + 2)
    assert places(wording_checker.check(f"{ARTICLE}\n\n{text}")) == alone


arabic_word = st.text(st.sampled_from(ch.BASE_LETTERS), min_size=2, max_size=12)


@given(st.lists(arabic_word, min_size=1, max_size=4))
def test_utf8_that_was_read_as_windows_1256_is_found_whole(words: list[str]) -> None:
    garbled = " ".join(words).encode().decode("cp1256")
    text = f"وقال المتحدث: {garbled}\n"
    findings = Checker([BY_CODE["EN202"]]).check(text)
    assert [found.text for found in findings] == [garbled]


@given(st.lists(arabic_word, min_size=1, max_size=4), st.sampled_from(("latin-1", "cp1252 as browsers read it")))
def test_utf8_that_was_read_as_latin_1_is_found_whole(words: list[str], reading: str) -> None:
    data = " ".join(words).encode()
    garbled = data.decode("latin-1") if reading == "latin-1" else "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in data)
    findings = Checker([BY_CODE["EN201"]]).check(f"وقال المتحدث: {garbled}\n")
    assert [found.text for found in findings] == [garbled]
