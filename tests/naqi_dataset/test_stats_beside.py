"""Real news beside the articles: matched by length, outlets in turn; and the classifier, on texts that can and cannot be told apart."""

from __future__ import annotations

from random import Random

import pytest

from naqi_dataset.stats import classifier
from naqi_dataset.stats.beside import matched, outlets

_TEXT = "قال مصدر وزير مدينة طريق ماء سوق مدرسة عام شهر يوم جديد كبير صغير عمل بيت أرض بحر شجر خبز ملح ضوء ليل نهار"
_WORDS = _TEXT.split()


def _text(words: list[str], seed: int, length: int = 150) -> str:
    return " ".join(Random(seed).choices(words, k=length))


def test_single_sentences_and_repeated_texts_are_left_out() -> None:
    found = outlets({"b": ["نص", "نص", "آخر"], "ud_pud": ["جملة"]})
    assert {source: sorted(texts) for source, texts in found.items()} == {"b": ["آخر", "نص"]}


def test_each_length_gets_the_nearest_text_of_the_next_outlet() -> None:
    real = {"a": ["و " * 100, "و " * 210], "b": ["و " * 104, "و " * 300]}
    assert [(source, len(text.split())) for source, text in matched([100, 100, 205, 50], real)] == [("a", 100), ("b", 104), ("a", 210)]


def test_a_text_stands_for_one_article() -> None:
    assert len(matched([100, 100], {"a": ["و " * 100]})) == 1


def _real(count: int = 30) -> dict[str, list[str]]:
    return {name: [_text(_WORDS, 1000 * place + number) for number in range(count)] for place, name in enumerate("abc")}


def test_texts_from_one_source_cannot_be_told_apart() -> None:
    areas = classifier.held_out([_text(_WORDS, 9000 + number) for number in range(30)], _real(), classifier.folded)
    assert set(areas) == {"composed", "a", "b", "c"}
    assert all(0.3 < area < 0.7 for area in areas.values())


def test_texts_with_words_of_their_own_are_told_apart_and_the_others_are_not() -> None:
    own = [_text([*_WORDS, "زقزق", "شقشق"], 9000 + number) for number in range(30)]
    areas = classifier.held_out(own, _real(), classifier.folded)
    assert areas["composed"] > 0.95
    assert max(areas[name] for name in "abc") < 0.7


def test_what_is_one_outlets_own_does_not_help_against_another() -> None:
    """Each outlet has its own word: that tells it from those learned, and the one held out from all of them, but not composed texts from it."""
    real = {name: [_text([*_WORDS, name * 5], 100 * place + number) for number in range(30)] for place, name in enumerate("abc")}
    areas = classifier.held_out([_text(_WORDS, 9000 + number) for number in range(30)], real, classifier.as_written)
    assert areas["composed"] < areas["a"]


def test_views() -> None:
    text = "كَتَبَ، " * 200
    assert len(classifier.as_written(text).split()) == len(classifier.folded(text).split()) == classifier.WORDS
    assert classifier.folded("قَالَ: ٢٥، ثم مضى") == "قال 0 ثم مضي"


def test_a_collection_with_too_few_texts_is_left_out() -> None:
    real = {**_real(), "few": ["قصير"] * 100}
    assert set(classifier.held_out([_text(_WORDS, 1)], real, classifier.folded)) == {"a", "b", "c"}


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_texts_give_the_same_areas(seed: int) -> None:
    real = _real()
    own = [_text(_WORDS, 100 * seed + number) for number in range(30)]
    assert classifier.held_out(own, real, classifier.folded) == classifier.held_out(own, real, classifier.folded)
