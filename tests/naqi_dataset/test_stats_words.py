"""Words as measures see them: harakat split none, numbers are one word, names are taken away with what is written before them."""

from __future__ import annotations

from collections import Counter

import pytest

from naqi.arabic.folding import unfold
from naqi_dataset.stats.words import NUMBER, mask, masked_counts, masked_like, sentences, words


def _shown(text: str) -> list[str]:
    return [unfold(word) for word in words(text)]


def test_vowel_signs_and_tatweel_split_no_word_and_are_no_difference() -> None:
    assert words("كَتَبَ الطَّالِبُ الدَّرْسَ") == words("كتب الطالب الدرس")
    assert words("الـــكتاب") == words("الكتاب")
    assert len(words("كَتَبَ الطَّالِبُ الدَّرْسَ")) == 3


def test_spellings_are_united_and_punctuation_is_no_word() -> None:
    assert words("إلى «المدرسة»، ثم…") == words("الي المدرسه ثم")
    assert len(words("إلى «المدرسة»، ثم…")) == 3


@pytest.mark.parametrize("number", ["25", "٢٥", "1,250", "3.5", "١٢٫٥", "2025"])
def test_a_number_is_one_word_whatever_its_digits(number: str) -> None:
    assert words(f"بلغ {number} طنا") == [*words("بلغ"), NUMBER, *words("طنا")]


def test_letters_and_digits_that_touch_are_two_words() -> None:
    assert _shown("G20") == ["g", "0"]


def test_sentences_end_at_stops_questions_and_lines_and_not_in_numbers() -> None:
    text = "ارتفع السعر 3.5 في المئة. لماذا؟ «لا نعرف.» ثم صمت…\nعنوان بلا نقطة\n\n- 12"
    assert sentences(text) == ["ارتفع السعر 3.5 في المئة", "لماذا", "«لا نعرف", "ثم صمت", "عنوان بلا نقطة", "- 12"]
    assert sentences("؟!\n…") == []


def test_a_name_is_masked_with_its_particles_and_only_as_whole_words() -> None:
    text = words("قالت سلمى الوادي إن شركة النخيل الأخضر وسلمى الوادي وقعتا، وفي الوادي قرية")
    names = ["سلمى الوادي", "النخيل الأخضر"]
    assert [word and unfold(word) for word in mask(text, names)] == (
        ["قالت", None, None, "ان", "شركه", None, None, None, None, "وقعتا", "وفي", "الوادي", "قريه"]
    )


def test_the_longest_name_is_masked_first() -> None:
    text = words("نهر العذبة الكبير ونهر العذبة")
    assert mask(text, ["نهر العذبة", "نهر العذبة الكبير"]) == [None] * 5


def test_particles_are_one_or_two_letters_in_their_order() -> None:
    assert mask(words("وبدار كدار فلدار بودار"), ["دار"]) == [None, None, None, words("بودار")[0]]


def test_masked_counts_are_how_often_types_were_masked() -> None:
    text = words("نور بنت نور في بيت نور وهند 7")
    masked = mask(text, ["نور", "هند"])
    assert masked_counts([text], [masked]) == Counter({3: 1, 1: 1})


def test_as_many_types_of_the_same_frequencies_are_masked_in_real_texts() -> None:
    text = words("ثلج ثلج ثلج مطر مطر ريح ريح برد 5 5 5 5")
    (masked,) = masked_like([text], {2: 1, 1: 1}, "seed")
    gone = Counter(word for word, left in zip(text, masked, strict=True) if left is None)
    assert sorted(gone.values()) == [1, 2]
    assert masked_like([text], {2: 1, 1: 1}, "seed") == [masked]
    # Where no type occurs so often, the next that occurs more often; where none does, none.
    (masked,) = masked_like([words("ثلج ثلج ثلج")], {2: 1, 9: 1}, "seed")
    assert masked == [None, None, None]
