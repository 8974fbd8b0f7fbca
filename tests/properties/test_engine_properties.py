"""What must hold of folding and checking for any text at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from naqi.arabic import characters as ch
from naqi.arabic.folding import fold, fold_phrase, offsets, unfold
from naqi.checker import Checker, Finding
from naqi.rules.model import Rule, Severity
from naqi.rules.registry import BY_CODE, RULES, select
from naqi.testing import arabic_words, articles, corruptions, furniture, habits, nasty_text, paragraphs, scrapes, spellings

LAM_ALEF = "\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM}"
INVISIBLE = tuple(map(chr, ch.INVISIBLE))

any_text = st.text(st.characters(exclude_categories=()), max_size=200)
page_text = st.one_of(scrapes().map(lambda scrape: scrape.raw), nasty_text(long=False), st.lists(furniture().map(lambda item: item.text)).map("\n".join))
respelt_text = st.builds(lambda text, habit: habit.write(text), paragraphs(), habits(faulty=True))


@pytest.fixture(scope="module")
def checker() -> Checker:
    """All rules that are on by default, but those for tatweel and for characters that print nothing: the texts here are full of them."""
    return Checker(select((), (), ("EN404", "EN5")))


@pytest.fixture(scope="module")
def invisible_checker() -> Checker:
    return Checker(select(("EN5",)))


@pytest.fixture(scope="module")
def line_checker() -> Checker:
    """Only what its own line decides: rules say it of their conditions (`Condition.beyond_line`). No other rule tells it what is furniture."""
    rules = tuple(narrowed for rule in RULES if (narrowed := rule.within_lines()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("naqi.checker.RULES", rules)
        return Checker(rules)


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
        if found.rule.startswith("BP"):
            assert found.text == found.text.strip()
            assert found.text[0] not in INVISIBLE
            assert found.text[-1] not in INVISIBLE
    assert findings == sorted(findings, key=lambda found: (found.start, found.rule))
    boilerplate = [(found.start, found.end) for found in findings if found.rule.startswith("BP")]
    inside = [(one, other) for one in boilerplate for other in boilerplate if one != other and other[0] <= one[0] and one[1] <= other[1]]
    assert inside == []
    assert len(set(places(findings))) == len(findings)


@given(st.one_of(any_text, page_text))
def test_any_text_is_checked_and_findings_are_well_formed(checker: Checker, text: str) -> None:
    assert_well_formed(text, checker.check(text))


@given(st.one_of(any_text, page_text))
def test_rules_for_what_prints_nothing_are_well_formed_too(invisible_checker: Checker, text: str) -> None:
    for found in invisible_checker.check(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end]


@given(page_text)
def test_any_page_is_checked_and_findings_are_well_formed(checker: Checker, text: str) -> None:
    assert_well_formed(text, checker.check(text))


@given(nasty_text())
def test_no_nasty_text_stops_a_check(checker: Checker, text: str) -> None:
    findings = checker.check(text)
    assert all(found.text == text[found.start : found.end] for found in findings)
    assert findings == sorted(findings, key=lambda found: (found.start, found.rule))


@given(page_text, page_text)
def test_checking_is_deterministic_and_remembers_nothing(checker: Checker, text: str, other: str) -> None:
    first = checker.check(text)
    checker.check(other)
    assert checker.check(text) == first


@given(st.one_of(any_text, page_text))
def test_a_text_is_blank_or_not_and_says_so_once(checker: Checker, text: str) -> None:
    blank = [found for found in checker.check(text) if found.rule == "TX001"]
    assert len(blank) == (not fold(text).data.strip())


@given(articles())
def test_an_article_in_anyones_habits_has_no_error(checker: Checker, article: object) -> None:
    text = article.text  # type: ignore[attr-defined]
    assert [(found.rule, found.text) for found in checker.check(text) if found.severity is Severity.ERROR] == []


@given(st.one_of(any_text, page_text, respelt_text))
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


@given(st.one_of(any_text, page_text, respelt_text))
def test_folding_what_was_unfolded_gives_the_same_bytes(text: str) -> None:
    folded = fold(text).data
    assert fold(unfold(folded)).data == folded


@given(respelt_text)
def test_composed_and_decomposed_arabic_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)).data == fold(unicodedata.normalize("NFC", text)).data


@given(any_text, any_text)
def test_folding_line_by_line_is_folding_the_whole(one: str, other: str) -> None:
    assert fold(f"{one}\n{other}").data == fold(one).data + b"\n" + fold(other).data


TITLE, *BODY = (
    "بلدية تفتتح جسرا للمشاة فوق الوادي",
    "افتتحت البلدية صباح اليوم جسرا للمشاة يربط ضفتي الوادي بعد عام كامل من العمل.",
    "وقال رئيس البلدية إن كلفة الجسر بقيت أقل مما كان مقدرا له في البداية.",
)
ARTICLE = "\n\n".join((TITLE, *BODY))


@dataclass(frozen=True)
class Context:
    """A place for a phrase: what stands before and behind it."""

    name: str
    before: str
    after: str

    def text(self, phrase: str) -> str:
        return f"{self.before}{phrase}{self.after}"


# Between them they hold whatever conditions ask of a phrase's place; `test_every_phrase_…` says if not.
CONTEXTS = (
    Context("on a line under the article", f"{ARTICLE}\n\n", ""),
    Context("opening a line under the article", f"{ARTICLE}\n\n", " الوادي والجسر"),
    Context("opening a line that is not the last", f"{ARTICLE}\n\n", " الوادي والجسر\n\nالوادي"),
    Context("opening a line with a colon under the article", f"{ARTICLE}\n\n", ": الوادي، الجسر"),
    Context("with a colon behind the last sentence", f"{ARTICLE} ", ": الوادي، الجسر"),
    Context("on a line between paragraphs", f"{TITLE}\n\n{BODY[0]}\n\n", f"\n\n{BODY[1]}"),
    Context("closing a caption between paragraphs", f"{TITLE}\n\n{BODY[0]}\n\nالوادي من ضفته الشرقية ", f"\n\n{BODY[1]}"),
    Context("on a line under the title", f"{TITLE}\n\n", "\n\n" + "\n\n".join(BODY)),
    Context("on a line over the title", "", f"\n\n{ARTICLE}"),
    Context("behind the title", f"{TITLE} ", "\n\n" + "\n\n".join(BODY)),
    Context("before a sentence, behind the scraps of a line", f"{TITLE}\n\nالوادي والجسر ", f" {BODY[0]}\n\n{BODY[1]}"),
    Context("behind the last sentence", f"{ARTICLE} ", ""),
    Context("leading on behind the last sentence", f"{ARTICLE} ", " الوادي والجسر"),
)


@dataclass(frozen=True)
class PhraseCue:
    """A cue of phrases, alone in a rule, with the phrases found in each context."""

    rule: Rule
    number: int

    @property
    def phrases(self) -> tuple[str, ...]:
        return self.rule.cues[self.number].phrases

    def __str__(self) -> str:
        return f"{self.rule.code}/{self.number}"

    def finds(self, context: Context, phrase: str, written: str) -> list[tuple[int, int]]:
        """Findings that take in any of what is written, their spans as if the phrase stood there."""
        start, end = len(context.before), len(context.before) + len(written)
        longer = len(written) - len(phrase)
        findings = _checker_of(self).check(context.text(written))
        return [(found.start, found.end - longer) for found in findings if found.start < end and found.end >= end > start]


@cache
def _checker_of(cue: PhraseCue) -> Checker:
    return Checker([replace(cue.rule, cues=(cue.rule.cues[cue.number],), doc=None)])


PHRASE_CUES = [PhraseCue(rule, number) for rule in RULES for number, cue in enumerate(rule.cues) if cue.phrases]


def _contexts(cue: PhraseCue, phrase: str) -> Iterator[tuple[Context, list[tuple[int, int]]]]:
    for context in CONTEXTS:
        if found := cue.finds(context, phrase, phrase):
            yield context, found


@pytest.mark.parametrize("cue", PHRASE_CUES, ids=str)
def test_every_phrase_is_found_in_a_context_that_its_conditions_ask_for(cue: PhraseCue) -> None:
    lost = [phrase for phrase in cue.phrases if next(_contexts(cue, phrase), None) is None]
    assert lost == [], [condition.name for condition in cue.rule.cues[cue.number].where]


@given(st.data())
def test_a_phrase_written_otherwise_is_found_wherever_the_phrase_is(data: st.DataObject) -> None:
    cue = data.draw(st.sampled_from(PHRASE_CUES))
    phrase = data.draw(st.sampled_from(cue.phrases))
    written = data.draw(spellings(phrase))
    assert fold_phrase(written) == fold_phrase(phrase)
    for context, found in _contexts(cue, phrase):
        assert cue.finds(context, phrase, written) == found, f"{cue} {context.name}"


@given(page_text, page_text)
@example("اترك تعليقا", "وكالات")
def test_what_its_line_decides_is_found_again_when_documents_are_joined(line_checker: Checker, one: str, other: str) -> None:
    separate = places(line_checker.check(one)) + places(line_checker.check(other), len(one) + 2)
    joined = places(line_checker.check(f"{one}\n\n{other}"))
    lost = [place for place in separate if place not in joined]
    assert lost == [], "a rule's condition looks beyond its line: declare it with beyond_line=True"


def test_most_rules_keep_something_that_their_line_decides() -> None:
    cues = [cue for rule in RULES for cue in rule.cues]
    assert sum(not cue.beyond_line for cue in cues) > len(cues) / 3


@given(page_text)
def test_an_article_before_a_page_hides_nothing_that_its_line_decides(line_checker: Checker, text: str) -> None:
    alone = places(line_checker.check(text), len(ARTICLE) + 2)
    assert places(line_checker.check(f"{ARTICLE}\n\n{text}")) == alone


garbled_words = st.lists(arabic_words(), min_size=1, max_size=4)


@given(garbled_words)
def test_utf8_that_was_read_as_windows_1256_is_found_whole(words: list[str]) -> None:
    garbled = " ".join(words).encode().decode("cp1256")
    findings = Checker([BY_CODE["EN202"]]).check(f"وقال المتحدث: {garbled}\n")
    assert [found.text for found in findings] == [garbled]


@given(garbled_words, st.sampled_from(("latin-1", "cp1252 as browsers read it")))
def test_utf8_that_was_read_as_latin_1_is_found_whole(words: list[str], reading: str) -> None:
    data = " ".join(words).encode()
    garbled = data.decode("latin-1") if reading == "latin-1" else "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in data)
    findings = Checker([BY_CODE["EN201"]]).check(f"وقال المتحدث: {garbled}\n")
    assert [found.text for found in findings] == [garbled]


# Kinds of which a rule finds every text that they break.
SURE_KINDS = (
    "utf8-as-cp1252-strict", "utf8-as-cp1252-replace", "utf8-as-cp1252-whatwg", "utf8-as-cp1256", "utf8-as-latin1", "lost-bytes-replace", "cp1256-as-utf8",
)  # fmt: skip


@given(corruptions(SURE_KINDS))
def test_an_encoding_rule_finds_what_a_corruption_did(checker: Checker, corruption: tuple[str, str, str]) -> None:
    corrupted, _, kind = corruption
    assert any(found.rule.startswith("EN") for found in checker.check(corrupted)), kind
