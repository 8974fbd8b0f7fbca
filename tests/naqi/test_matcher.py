"""The matcher: tolerant phrases, word boundaries, large pattern sets, and the silent failures of google-re2."""

from __future__ import annotations

import dataclasses
import pickle
import unicodedata

import pytest
import re2

from naqi.arabic import characters as ch
from naqi.arabic.folding import fold_phrase
from naqi.scan import matcher
from naqi.scan.cues import AFTER_SENTENCE, CLOSES_LINE, IN_TITLE, NO_STOP, OPENS_LINE, WHOLE_LINE, Condition, Cue
from naqi.scan.document import Document
from naqi.scan.matcher import Matcher, phrase_variants

TATWEEL = "\N{ARABIC TATWEEL}"
ZWNJ = "\N{ZERO WIDTH NON-JOINER}"
RLM = "\N{RIGHT-TO-LEFT MARK}"
NBSP = "\N{NO-BREAK SPACE}"
FATHA = "\N{ARABIC FATHA}"
WAVE = "\N{WAVING HAND SIGN}"
SURROGATE = chr(0xD800)
LAM_ALEF = "\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM}"


def found(cue: Cue, text: str) -> list[str]:
    """Texts of all hits of one cue, in code points of the text, conditions asked."""
    document = Document(text)
    hits = [hit for _, hit in Matcher([cue]).hits(document) if cue.failed_condition(hit) is None]
    return [text[slice(*document.code_points(hit.start, hit.end))] for hit in hits]


# (the listed phrase, how a site writes it)
SPELLINGS = [
    pytest.param("اقرأ أيضاً", "إقرا ايضآ", id="hamza seats"),
    pytest.param("زر الذهاب إلى الأعلى", "زر الذهاب الي الأعلي", id="alef maksura and yeh"),
    pytest.param("الصفحة الرئيسية", "الصفحه الرئيسيه", id="teh marbuta and heh"),
    pytest.param("اقرأ أيضا", f"ا{FATHA}ق{FATHA}رأ أيض{FATHA}ا\N{ARABIC FATHATAN}", id="vowel signs"),
    pytest.param("إعلان", f"إ{TATWEEL}{TATWEEL}علان", id="tatweel"),
    pytest.param("قبل 19 ساعة", "قبل ١٩ ساعة", id="Arabic-Indic digits"),
    pytest.param("قبل 19 ساعة", "قبل ۱۹ ساعة", id="Persian digits"),
    pytest.param("قبل ١٩ ساعة", "قبل 19 ساعة", id="a phrase with Arabic-Indic digits"),
    pytest.param("هل أعجبك؟", "هل أعجبك?", id="Latin punctuation"),
    pytest.param("فيسبوك، تويتر", "فيسبوك, تويتر", id="commas"),
    pytest.param("اضغط «هنا»", "اضغط \N{RIGHT DOUBLE QUOTATION MARK}هنا\N{LEFT DOUBLE QUOTATION MARK}", id="quotation marks"),
    pytest.param("اقرأ أيضا", f"اقرأ {NBSP} \tأيضا", id="runs of spaces"),
    pytest.param("المزيد…", "المزيد.....", id="runs of dots"),
    pytest.param("خبر - موقع", "خبر \N{EM DASH}\N{EM DASH} موقع", id="runs of dashes"),
    pytest.param("إعلان", f"إع{ZWNJ}ل{RLM}ان", id="invisible characters"),
    pytest.param("إعلان", f"إع{LAM_ALEF}ن", id="ligature"),
    pytest.param("إعلان", "ﺇﻋﻼﻥ", id="presentation forms"),
    pytest.param("قناة النيل", unicodedata.normalize("NFD", "قناة النيل"), id="nothing to decompose"),
    pytest.param("آخر الأخبار", unicodedata.normalize("NFD", "آخر الأخبار"), id="decomposed"),
    pytest.param(unicodedata.normalize("NFD", "آخر الأخبار"), "آخر الأخبار", id="a decomposed phrase"),
    pytest.param("Advertisement", "ADVERTISEMENT", id="Latin case"),
    pytest.param("Publicité", "publicite", id="Latin accents"),
    pytest.param("مال وأعمال", "مال و أعمال", id="a space behind waw"),
    pytest.param("مال وأعمال وبورصة", "مال و أعمال و بورصة", id="spaces behind two waws"),
    pytest.param("مال و أعمال", "مال و  أعمال", id="a phrase with a space behind waw"),
    pytest.param("الوسوم: خبر", "الوسوم : خبر", id="a space before a colon"),
    pytest.param("شارك في فيسبوك", "شارک في فیسبوك", id="Persian keyboard"),
]


@pytest.mark.parametrize(("phrase", "written"), SPELLINGS)
@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("خبر ", " خبر"), (f"{WAVE}\n", f"\n{WAVE}"), (f"{SURROGATE} ", f" {SURROGATE}"), (f"{LAM_ALEF} هنا{FATHA} ", f" {FATHA}")],
    ids=["alone", "in a line", "astral characters", "lone surrogates", "ligature and vowel sign"],
)
def test_a_phrase_is_found_however_it_is_written_and_reported_exactly(phrase: str, written: str, before: str, after: str) -> None:
    assert found(Cue(phrases=(phrase,)), f"{before}{written}{after}") == [written]


@pytest.mark.parametrize("point", ch.INVISIBLE[:40], ids=lambda point: f"U+{point:04X}")
def test_an_invisible_character_hides_no_phrase(point: int) -> None:
    mark = chr(point)
    assert found(Cue(phrases=("إعلان",)), f"{mark}إ{mark}علان{mark}") == [f"إ{mark}علان"]


@pytest.mark.parametrize(
    ("phrase", "variants"),
    [
        ("إعلان", ["اعلان"]),
        ("مال وأعمال", ["مال واعمال", "مال و اعمال"]),
        ("مال و أعمال", ["مال و اعمال"]),
        ("وسوم", ["وسوم"]),
        ("الوسوم:", ["الوسوم:", "الوسوم :"]),
        ("الوسوم :", ["الوسوم :"]),
        (": خبر", [": خبر"]),
    ],
)
def test_variants_of_a_phrase(phrase: str, variants: list[str]) -> None:
    assert set(phrase_variants(phrase)) == set(map(fold_phrase, variants))


@pytest.mark.parametrize("phrase", ["", "  ", FATHA, f"{ZWNJ}{RLM}", TATWEEL])
def test_a_phrase_that_folds_to_nothing_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"is empty after folding$") as error:
        Matcher([Cue(phrases=("إعلان", phrase))])
    assert repr(phrase) in str(error.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("اعلان", 1, id="alone"),
        pytest.param("(اعلان)", 1, id="between brackets"),
        pytest.param("3اعلان", 1, id="behind a digit"),
        pytest.param("adاعلانad", 1, id="between letters of another script"),
        pytest.param("الاعلان", 0, id="behind a letter"),
        pytest.param("اعلانات", 0, id="before a letter"),
        pytest.param("اعلان اعلان", 2, id="twice"),
        pytest.param(f"ا{TATWEEL}{TATWEEL}علانات", 0, id="before a letter, stretched"),
        pytest.param(f"اعلان{ZWNJ}ات", 0, id="before a letter, behind something invisible"),
    ],
)
def test_phrases_stand_at_word_boundaries(text: str, expected: int) -> None:
    assert len(found(Cue(phrases=("إعلان",)), text)) == expected


def test_a_glued_phrase_may_follow_a_letter_but_not_run_on_into_one() -> None:
    cue = Cue(phrases=("تابعونا على",), glued=True)
    assert found(cue, "المصدرتابعونا على تويتر") == ["تابعونا على"]
    assert found(cue, "المصدر تابعونا علىه") == []
    assert found(Cue(phrases=cue.phrases), "المصدرتابعونا على تويتر") == []


def test_phrases_that_overlap_are_all_found() -> None:
    cue = Cue(phrases=("اقرأ أيضا", "أيضا في", "اقرأ أيضا في"))
    assert sorted(found(cue, "اقرأ أيضا في")) == sorted(["اقرأ أيضا", "أيضا في", "اقرأ أيضا في"])


def test_one_phrase_of_two_cues_hits_for_both() -> None:
    hits = Matcher([Cue(phrases=("إعلان",)), Cue(phrases=("اعلان",))]).hits(Document("إعلان"))
    assert sorted(number for number, _ in hits) == [0, 1]


@pytest.mark.parametrize("condition", [WHOLE_LINE, OPENS_LINE, CLOSES_LINE, AFTER_SENTENCE], ids=lambda condition: condition.name)
@pytest.mark.parametrize(
    "text",
    [
        "اعلان",
        "خبر اعلان",
        "اعلان خبر",
        "خبر. اعلان",
        "خبر: اعلان",
        "- اعلان -",
        "من نحن | اعلان | اتصل",
        "خبر\nاعلان\nخبر",
        "x اعلان",
        "اعلان x",
        " اعلان ",
        "اعلان\n",
    ],
)
def test_looking_at_neighbours_first_changes_nothing(monkeypatch: pytest.MonkeyPatch, condition: Condition, text: str) -> None:
    """The matcher rejects a hit by the bytes beside it before conditions are asked: a short cut, not another rule."""
    cue = Cue(phrases=("إعلان",), where=(condition,))
    quick = found(cue, text)
    monkeypatch.setattr(matcher, "_edges", lambda _: (False, False))
    assert found(cue, text) == quick


def test_hits_that_neighbours_rule_out_are_given_when_asked_for() -> None:
    matching, document = Matcher([Cue(phrases=("إعلان",), where=(WHOLE_LINE,))]), Document("خبر إعلان هنا")
    assert matching.hits(document) == []
    assert [number for number, _ in matching.hits(document, rejects=True)] == [0]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [("12", "123", 0), ("12", "a12b", 1), ("ab", "ab\N{CYRILLIC SMALL LETTER A}", 0), ("خبر", "خبرa", 1), ("(خبر)", "نص(خبر)نص", 1)],
)
def test_words_begin_and_end_where_the_script_changes(phrase: str, text: str, expected: int) -> None:
    assert len(found(Cue(phrases=(phrase,)), text)) == expected


@pytest.mark.parametrize("condition", [NO_STOP, IN_TITLE], ids=lambda condition: condition.name)
@pytest.mark.parametrize("text", ["خبر إعلان", "خبر إعلان.", 'خبر إعلان؟"', "خبر إعلان\nخبر إعلان.\nإعلان خبر"])
def test_patterns_that_need_a_line_without_a_stop_are_asked_of_no_other(condition: Condition, text: str) -> None:
    """Trying them on fewer lines is a short cut, not another rule."""
    cue = Cue(pattern="اعلان", where=(condition,), short=True)
    assert cue.stopless
    assert found(cue, text) == found(dataclasses.replace(cue, short=False), text)


def test_patterns_of_lines_without_a_stop_are_tried_on_sentences_when_asked_for() -> None:
    matching, document = Matcher([Cue(pattern="اعلان", where=(NO_STOP,), short=True)]), Document("خبر إعلان.")
    assert matching.hits(document) == []
    assert [(number, hit.line.index) for number, hit in matching.hits(document, rejects=True)] == [(0, 0)]


def test_patterns_at_line_beginnings_and_elsewhere_are_found_together() -> None:
    cues = [Cue(pattern="(?m)^اعلان"), Cue(pattern="خبر"), Cue(pattern="(?m)^خبر")]
    assert [number for number, _ in Matcher(cues).hits(Document("خبر\nإعلان"))] == [0, 1, 2]


def test_a_group_narrows_the_hit_of_a_pattern() -> None:
    assert found(Cue(pattern="اقرأ (المزيد)"), "اقرأ المزيد") == ["المزيد"]
    assert found(Cue(pattern="اقرأ (?:المزيد)"), "اقرأ المزيد") == ["اقرأ المزيد"]


def test_a_pattern_that_matches_nothing_at_all_does_not_hit() -> None:
    assert found(Cue(pattern="(?m)^$|خبر"), "\n\nخبر\n") == ["خبر"]


@pytest.mark.parametrize("indent", [" ", "  ", "\t", NBSP, f"{RLM} ", f" {RLM}"])
@pytest.mark.parametrize("pattern", ["(?m)^ ?اعلان", r"(?m)^[^\n]{0,3}اعلان", "[ \n]+اعلان[ \n]*", "(?:^|\n)( ?اعلان ?)"])
def test_a_pattern_that_takes_in_the_indent_of_a_line_hits_in_that_line(indent: str, pattern: str) -> None:
    document = Document(f"خبر\n{indent}إعلان \nخبر")
    ((_, hit),) = Matcher([Cue(pattern=pattern)]).hits(document)
    assert hit.line.index == 1
    assert document.text[slice(*document.code_points(hit.start, hit.end))] == "إعلان"


def test_a_document_without_a_hit_gives_no_hit_and_the_next_is_read_as_usual() -> None:
    """`re2.Set.Match` gives None for no hit."""
    matching = Matcher([Cue(phrases=("إعلان",)), Cue(pattern="[0-9] دقائق"), Cue(raw=r"\x{FFFD}")])
    clean, dirty = Document("خبر \N{ZERO WIDTH SPACE}"), Document("إعلان 3 دقائق \N{REPLACEMENT CHARACTER}")
    for _ in range(2):
        assert matching.hits(clean) == []
        assert list(matching.raw_hits(clean)) == []
        assert [number for number, _ in matching.hits(dirty)] == [0, 1]
        assert list(matching.raw_hits(dirty)) == [(2, 14, 15)]


def test_re2_still_fails_in_the_ways_that_are_guarded_against() -> None:
    """Should a new google-re2 stop doing so, the guards may go."""
    empty = re2.Set.SearchSet()
    empty.Compile()
    assert empty.Match(b"x") is None
    with pytest.raises(UnicodeEncodeError):
        re2.search("x", SURROGATE)


def test_an_empty_selection_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^no cue to look for: the selection is empty$"):
        Matcher([])


def test_a_matcher_refuses_to_be_pickled_and_says_what_to_send() -> None:
    with pytest.raises(TypeError, match=r"^a Matcher cannot be pickled: send the rule codes and build it there$"):
        pickle.dumps(Matcher([Cue(phrases=("إعلان",))]))


@pytest.mark.parametrize("cue", [Cue(pattern="(خبر"), Cue(raw="[")], ids=["folded", "raw"])
def test_a_broken_pattern_is_refused(cue: Cue) -> None:
    with pytest.raises(re2.error):
        Matcher([cue])


def test_a_pattern_that_could_never_match_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^ARABIC TATWEEL does not fold to one character$"):
        Matcher([Cue(pattern=f"إع{TATWEEL}لان")])


def _many_cues(count: int) -> list[Cue]:
    return [Cue(pattern=rf"(?:كلمة|لفظ|عبارة) ?(?:ال)?رقم ?{number}[ ،:•-]* ?(?:هنا|هناك|هنالك)") for number in range(count)]


def test_hundreds_of_patterns_are_all_found() -> None:
    count = 900
    matching = Matcher(_many_cues(count))
    for number in (0, 1, 449, 450, 451, count - 1):
        assert [cue for cue, _ in matching.hits(Document(f"خبر لفظ الرقم {number}: هناك"))] == [number]
    every = "\n".join(f"عبارة رقم {number} هنا" for number in range(count))
    assert sorted({cue for cue, _ in matching.hits(Document(every))}) == list(range(count))


@pytest.mark.parametrize("memory", [1 << exponent for exponent in range(10, 25, 2)])
def test_a_pattern_set_that_outgrows_its_memory_raises_or_finds_all(monkeypatch: pytest.MonkeyPatch, memory: int) -> None:
    monkeypatch.setattr(matcher, "_MAX_MEM", memory)
    cues = _many_cues(300)
    every = Document("\n".join(f"عبارة رقم {number} هنا" for number in range(300)))
    try:
        matching = Matcher(cues)
    except re2.error:
        return
    assert sorted({cue for cue, _ in matching.hits(every)}) == list(range(300))


def test_memory_that_is_too_small_does_raise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matcher, "_MAX_MEM", 1 << 16)
    with pytest.raises(re2.error):
        Matcher(_many_cues(300))


def test_raw_patterns_report_code_points_behind_astral_characters_and_surrogates() -> None:
    text = f"{WAVE}خ{SURROGATE}{SURROGATE}ب{WAVE}\N{REPLACEMENT CHARACTER}"
    hits = list(Matcher([Cue(raw=r"\x{FFFD}+")]).raw_hits(Document(text)))
    assert hits == [(0, 2, 4), (0, 6, 7)]


def test_raw_patterns_do_not_run_on_ordinary_text() -> None:
    assert list(Matcher([Cue(raw="خبر")]).raw_hits(Document("خبر"))) == []
    assert list(Matcher([Cue(raw="خبر")]).raw_hits(Document("خبر \N{CYRILLIC SMALL LETTER A}"))) == [(0, 0, 3)]
