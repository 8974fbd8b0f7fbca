"""Words of Arabic text and their normal form, on cases worked by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqi_bench.metrics.words import normal_lengths, normalise, tokens, words

ZWNJ = "\N{ZERO WIDTH NON-JOINER}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قَالَ مُحَمَّدٌ", ["قَالَ", "مُحَمَّدٌ"]),  # vowel signs stay inside, and at the end
        ("الــبحر هادئ", ["الــبحر", "هادئ"]),  # tatweel
        (f"می{ZWNJ}خواهم", [f"می{ZWNJ}خواهم"]),
        ("بلغ ٣٫٥ و1,000 دينار", ["بلغ", "٣٫٥", "و1,000", "دينار"]),
        ("قال: «نعم»، ثم سكت.", ["قال", "نعم", "ثم", "سكت"]),
        ("سنة 2024.", ["سنة", "2024"]),
        ("…!؟", []),
        ("", []),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


def test_tokens_are_words_and_single_signs():
    assert [("قال: نعم.")[start:end] for start, end in tokens("قال: نعم.")] == ["قال", ":", "نعم", "."]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("مُحَمَّد", "محمد"),
        ("أإآٱ", "اااا"),
        ("مدرسة إلى", "مدرسه الي"),
        ("جمـــيل", "جميل"),
        ("٢٠٢٤ ۲۰۲۴", "2024 2024"),
        ("«نعم»؟", '"نعم"?'),
        ("1990\N{EN DASH}2000", "1990-2000"),
        ("\N{ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM}", "لا"),
        ("کتاب", "كتاب"),  # keheh of Persian keyboards
        ("Le Monde", "le monde"),
    ],
)
def test_normal_form(text, normal):
    assert normalise(text) == normal


@given(st.text())
def test_normal_form_is_idempotent_and_its_lengths_add_up(text):
    normal = normalise(text)
    assert normalise(normal) == normal
    assert sum(normal_lengths(text)) == len(normal)


@given(st.text())
def test_tokens_hold_every_character_that_is_no_white_space(text):
    assert "".join(text[start:end] for start, end in tokens(text)) == "".join(text.split())
