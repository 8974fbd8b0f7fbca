"""The strategies of `naqi.testing`: what they draw, what they shrink to, and what they refuse."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

import naqi.testing as nt
from naqi import check
from naqi.arabic.characters import BASE_LETTERS, LETTER_VARIANTS
from naqi.arabic.folding import fold_phrase
from naqi.corruptions.kinds import KINDS, nfc
from naqi.taxonomy import BOILERPLATE_CLASSES, EVIDENCE, LABELS
from naqi.testing import sample
from naqi.testing.orthography import QUOTES

STRATEGIES: dict[str, Callable[[], st.SearchStrategy[Any]]] = {
    "arabic_words": nt.arabic_words,
    "articles": nt.articles,
    "corruptions": nt.corruptions,
    "furniture": nt.furniture,
    "habits": nt.habits,
    "headlines": nt.headlines,
    "long_lines": nt.long_lines,
    "nasty_text": nt.nasty_text,
    "pages": nt.pages,
    "paragraphs": nt.paragraphs,
    "scrapes": nt.scrapes,
    "sentences": nt.sentences,
    "spellings": lambda: nt.spellings("اترك تعليقاً"),
}
SHRINK = settings(max_examples=300, database=None, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))


def drawn(strategy: st.SearchStrategy[Any], count: int = 60) -> list[Any]:
    """Examples, with every health check on and nothing random."""
    found: list[Any] = []

    @settings(max_examples=count, database=None, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(strategy)
    def collect(value: Any) -> None:
        found.append(value)

    collect()
    return found


def test_all_strategies_are_listed() -> None:
    made = {name for name in nt.__all__ if name[0].islower() and not name.startswith("use_")}
    assert made == set(STRATEGIES)


@pytest.mark.parametrize("name", STRATEGIES)
def test_a_strategy_passes_the_health_checks_and_gives_the_same_again(name: str) -> None:
    once, again = drawn(STRATEGIES[name]()), drawn(STRATEGIES[name]())
    assert once == again
    assert len(set(map(repr, once))) > 10


@given(nt.arabic_words())
def test_a_word_is_arabic_letters(word: str) -> None:
    assert set(word) <= set(BASE_LETTERS) | set(LETTER_VARIANTS)
    assert 2 <= len(word) <= 16


@given(nt.sentences() | nt.paragraphs() | nt.headlines())
def test_prose_is_one_line_of_words(text: str) -> None:
    assert text == text.strip()
    assert len(text.splitlines()) == 1
    assert len(text.split()) >= 2


def test_prose_is_varied_and_not_of_the_sample_alone() -> None:
    sentences = drawn(nt.sentences(), 300)
    taken = {sentence for sentence in sentences if any(sentence in paragraph for article in sample.articles() for paragraph in article.paragraphs)}
    assert len(set(sentences)) > 150
    assert 30 < len(taken) < 200
    assert len({word for sentence in sentences for word in sentence.split()}) > 500


def test_articles_come_in_every_habit() -> None:
    text = "\n".join(article.text for article in drawn(nt.articles(), 200))
    assert re.search(r"\d", text, re.ASCII)
    assert re.search(r"[\u0660-\u0669]", text)
    for opening, closing in QUOTES[:4]:
        assert re.search(f'{re.escape(opening)}[^\n«»“”"]+{re.escape(closing)}', text), (opening, closing)
    for sign in ("\N{ARABIC TATWEEL}", "\N{ARABIC SHADDA}", "\N{ARABIC FATHATAN}", "،", ", "):
        assert sign in text, unicodedata.name(sign[0])
    for written, bare in (("إلى", "الى"), ("في", "فى"), ("المدينة", "المدينه")):
        assert re.search(rf"\b{written}\b", text), written
        assert re.search(rf"\b{bare}\b", text), bare
    assert re.search(r"[A-Za-z]{3}", text)


@pytest.mark.parametrize(
    ("habits", "written"),
    [
        (nt.Habits(), "قالت إن «الأمانة» تلقت 125 طلبا، وفي المدينة 7 مدارس بلا ساحة في الأعلى"),
        (nt.Habits(digits="arabic"), "قالت إن «الأمانة» تلقت ١٢٥ طلبا، وفي المدينة ٧ مدارس بلا ساحة في الأعلى"),
        (nt.Habits(digits="persian"), "قالت إن «الأمانة» تلقت ۱۲۵ طلبا، وفي المدينة ۷ مدارس بلا ساحة في الأعلى"),
        (nt.Habits(quotes=("“", "”")), "قالت إن “الأمانة” تلقت 125 طلبا، وفي المدينة 7 مدارس بلا ساحة في الأعلى"),
        (nt.Habits(hamza=False), "قالت ان «الامانة» تلقت 125 طلبا، وفي المدينة 7 مدارس بلا ساحة في الاعلى"),
        (nt.Habits(dotted=False), "قالت إن «الأمانة» تلقت 125 طلبا، وفى المدينة 7 مدارس بلا ساحة فى الأعلى"),
        (nt.Habits(teh_marbuta=False, comma=","), "قالت إن «الأمانه» تلقت 125 طلبا, وفي المدينه 7 مدارس بلا ساحه في الأعلى"),
        (nt.Habits(lam_alef=True), "قالت إن «اﻷمانة» تلقت 125 طلبا، وفي المدينة 7 مدارس بﻼ ساحة في اﻷعلى"),
        (nt.Habits(tatweel=1), "قالت إن «الأمانة» تلقـت 125 طلبا، وفي المدينة 7 مدارس بلا ساحة في الأعلى"),
        (nt.Habits(marks=4), "قَالت إن «الأمانة» تلقت 125 طلبا، وفي المدينة 7 مدارس بلا ساحة في الأعلى"),
    ],
)
def test_a_habit_changes_what_it_says_and_nothing_else(habits: nt.Habits, written: str) -> None:
    text = "قالت إن «الأمانة» تلقت 125 طلبا، وفي المدينة 7 مدارس بلا ساحة في الأعلى"
    changed = habits.write(text)
    if habits.marks:
        assert changed.startswith("قَالت")
        assert "".join(c for c in changed if not unicodedata.combining(c)) == text
    else:
        assert changed == written


def test_a_word_that_has_a_sign_gets_no_second_one() -> None:
    assert nt.Habits(marks=1).write("عامًا عاماً مدرّس") == "عامًا عاماً مدرّس"


@given(st.data())
def test_a_spelling_folds_to_its_phrase_and_keeps_its_ends(data: st.DataObject) -> None:
    phrase = data.draw(st.sampled_from(("اترك تعليقاً", "الأولى ٢٠٢٤", "Read more", "لا إله", "؟", "كل الحقوق محفوظة © 2024")))
    written = data.draw(nt.spellings(phrase))
    assert fold_phrase(written) == fold_phrase(phrase)
    assert written == written.strip()


def test_spellings_shrink_to_the_phrase_and_to_the_one_change_that_matters() -> None:
    assert find(nt.spellings("اترك تعليقا"), lambda _: True, settings=SHRINK) == "اترك تعليقا"
    stretched = find(nt.spellings("اترك تعليقا"), lambda text: "\N{ARABIC TATWEEL}" in text, settings=SHRINK)
    assert sorted(stretched) == sorted("اترك تعليقا\N{ARABIC TATWEEL}")


@pytest.mark.parametrize("name", BOILERPLATE_CLASSES)
def test_there_is_furniture_of_every_class(name: str) -> None:
    items = drawn(nt.furniture([name]), 30)
    assert {item.label for item in items} == {f"boilerplate.{name}"}
    for item in items:
        assert item.text == item.text.strip()
        assert item.text
        assert "\n" not in item.text
        assert not re.search(r"\{[a-z_]+\}", item.text), "a slot was left open"
        assert item.evidence in EVIDENCE
        assert item.side in {"before", "inside", "inline", "after"}
    if name not in {"machine_notice", "paywall", "poll", "cookie"}:
        assert len({item.text for item in items}) > 5


def test_furniture_comes_from_lexicons_and_from_sites() -> None:
    origins = Counter("lexicon" if "." in item.origin else "site" for item in drawn(nt.furniture(), 300))
    assert min(origins.values()) > 60


@given(nt.scrapes())
def test_spans_of_a_scrape_are_maximal_and_cover_all_but_white_space(scrape: nt.Scrape) -> None:
    end, label = 0, ""
    for span in scrape.spans:
        assert span.label in LABELS
        assert span.label != label
        assert (span.evidence is not None) == span.label.startswith("boilerplate.")
        assert scrape.raw[end : span.start].strip() == ""
        text = scrape.raw[span.start : span.end]
        assert text == text.strip()
        assert text
        end, label = span.end, span.label
    assert end == len(scrape.raw)


@given(nt.scrapes())
def test_a_scrape_holds_its_article_in_order_and_furniture(scrape: nt.Scrape) -> None:
    assert " ".join(" ".join(scrape.of("body")).split()) == " ".join(scrape.body.split())
    assert " ".join(" ".join(scrape.of("body", "optional")).split()) == " ".join(scrape.clean.split())
    assert scrape.of("boilerplate")


@given(nt.scrapes(articles=nt.articles(habits=st.just(nt.Habits())), furniture=nt.furniture(["title_suffix"])))
def test_a_suffix_stands_behind_the_title(scrape: nt.Scrape) -> None:
    first = scrape.raw.splitlines()[0]
    assert scrape.article.title is None or first.startswith(scrape.article.title + " ")


@given(nt.scrapes(furniture=nt.furniture(["share", "credit"]), max_furniture=2))
def test_a_scrape_has_the_furniture_that_was_asked_for(scrape: nt.Scrape) -> None:
    assert {span.label for span in scrape.spans if span.evidence} <= {"boilerplate.share", "boilerplate.credit"}


@pytest.mark.parametrize(
    "is_wrong",
    [
        pytest.param(lambda scrape: True, id="a rule that finds something in every text"),
        pytest.param(lambda scrape: bool(scrape.of("boilerplate.comment_form")), id="a cleaner that knows no comment forms"),
        pytest.param(lambda scrape: "\r" in scrape.raw, id="a cleaner that loses carriage returns"),
        pytest.param(lambda scrape: len(scrape.article.paragraphs) > 1, id="a rule that fails at the second paragraph"),
        pytest.param(lambda scrape: bool(re.search(r"[\u0660-\u0669]", scrape.body)), id="a rule that fails at Eastern digits"),
    ],
)
def test_what_fails_shrinks_to_a_scrape_that_fits_a_screen(is_wrong: Callable[[nt.Scrape], bool]) -> None:
    scrape = find(nt.scrapes(), is_wrong, settings=SHRINK)
    assert len(scrape.raw) < 250, scrape.raw
    assert len(scrape.of("boilerplate")) == 1
    assert len(scrape.article.paragraphs) <= 2


def test_articles_and_sentences_shrink_to_something_short() -> None:
    article = find(nt.articles(), lambda _: True, settings=SHRINK)
    assert (article.byline, article.dateline, len(article.paragraphs)) == (None, None, 1)
    assert len(article.text.split()) <= 8
    assert len(find(nt.sentences(), lambda _: True, settings=SHRINK).split()) == 3
    assert len(find(nt.arabic_words(), lambda _: True, settings=SHRINK)) <= 3
    quoted = find(nt.paragraphs(), lambda text: "«" in text, settings=SHRINK)
    assert len(quoted) < 60


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_breaks_a_text(kind: Any) -> None:
    for corrupted, clean, name in drawn(nt.corruptions([kind.name]), 25):
        assert name == kind.name
        assert corrupted != clean
        assert clean == nfc(clean)


def test_corruptions_break_texts_of_ones_own_and_shrink() -> None:
    found = find(nt.corruptions(["tatweel"], texts=st.just("مدينة صغيرة")), lambda _: True, settings=SHRINK)
    assert found.clean == "مدينة صغيرة"
    assert found.corrupted.replace("\N{ARABIC TATWEEL}", "") == found.clean
    assert len(find(nt.corruptions(), lambda _: True, settings=SHRINK).clean) < 120


def test_nasty_text_has_all_that_it_promises() -> None:
    texts = drawn(nt.nasty_text(), 900)
    whole = "".join(texts)
    for name, pattern in {
        "a storm of combining signs": r"[\u064b-\u0655\u0300-\u030f]{40}",
        "deep directions": r"[\u202a-\u202e\u2066-\u2068]{60}",
        "a lone surrogate": r"[\ud800-\udfff]",
        "a NUL": r"\x00",
        "a C1 control": r"[\x80-\x84\x86-\x9f]",
        "a noncharacter": r"[\ufdd0-\ufdef\ufffe\uffff\U0010fffe\U0010ffff]",
        "a private character": r"[\ue000-\uf8ff]",
        **{f"the line end {end!r}": re.escape(end) for end in ("\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")},
    }.items():
        assert re.search(pattern, whole), name
    assert any(max(map(len, text.split("\n"))) >= 100_000 for text in texts)
    assert not any(len(text) >= 100_000 for text in drawn(nt.nasty_text(long=False), 200))


def test_nasty_text_shrinks_to_what_matters() -> None:
    assert find(nt.nasty_text(), lambda _: True, settings=SHRINK) == ""
    assert find(nt.nasty_text(), lambda text: "\x00" in text, settings=SHRINK) == "\x00"
    assert len(find(nt.nasty_text(), lambda text: any("\ud800" <= character <= "\udfff" for character in text), settings=SHRINK)) == 1


@given(nt.pages())
def test_a_page_decodes_and_holds_its_article(page: nt.Page) -> None:
    html = page.html.decode(page.encoding)
    assert "<" in html
    assert page.keep
    assert page.forbidden


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: nt.furniture(["shares"]), "unknown class 'shares': did you mean share?"),
        (lambda: nt.furniture(["nothing like it"]), "unknown class 'nothing like it': the classes are category, "),
        (lambda: nt.furniture([]), "furniture of no class"),
        (lambda: nt.corruptions(["tatwel"]), "unknown kind 'tatwel': did you mean tatweel?"),
        (lambda: nt.corruptions([]), "corruptions of no kind"),
    ],
)
def test_what_is_not_there_is_refused_in_a_line(make: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)) as caught:
        make()
    assert "\n" not in str(caught.value)


def test_labels_may_be_given_whole() -> None:
    assert {item.name for item in drawn(nt.furniture(["boilerplate.share"]), 10)} == {"share"}


@given(nt.articles(habits=st.just(nt.Habits())))
def test_an_article_as_written_is_clean(article: nt.Article) -> None:
    assert [found for found in check(article.text) if found.severity == "error"] == []
