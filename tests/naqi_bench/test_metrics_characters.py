"""Alignment and character metrics, on Arabic cases worked by hand."""

from __future__ import annotations

import pytest

from naqi_bench.metrics.characters import Fault, Labelled, Span, metrics
from naqi_bench.metrics.pairs import right


def labelled(*pieces, faults=()):
    """Pieces (label, text) a line each."""
    text, spans = "", []
    for number, (label, piece) in enumerate(pieces):
        spans.append(Span(len(text), len(text) + len(piece), label, "position" if label.startswith("boilerplate") else "", number))
        text += piece + "\n"
    return Labelled(text.rstrip("\n"), spans, faults)


# 4 + 4 letters of furniture; title 8; body 12 ("وصل" 3, "الوفد" 5, "أمس." 4); 4 letters of furniture.
PAGE = (("boilerplate.category", "أخبار"), ("optional.title", "وصول وفد"), ("body", "وصل الوفد أمس."), ("boilerplate.share", "شارك"))


def test_the_body_alone_is_perfect():
    values, _ = metrics(labelled(*PAGE), "وصل الوفد أمس.")
    assert (values["character_f1"], values["leak_rate"], values["body_loss"], values["optional_kept"], values["perfect"]) == (1, 0, 0, 0, 1)


def test_a_title_counts_neither_way():
    values, comparison = metrics(labelled(*PAGE), "وصول وفد\nوصل الوفد أمس.")
    assert (values["character_f1"], values["optional_kept"]) == (1, 1)
    assert comparison.text.split() == ["وصل", "الوفد", "أمس."]


def test_a_leak_costs_precision():
    values, _ = metrics(labelled(*PAGE), "وصل الوفد أمس.\nشارك")
    assert values["character_precision"] == 12 / 16
    assert values["character_f1"] == 2 * 0.75 / 1.75
    assert (values["leak_rate"], values["body_loss"]) == (0.5, 0)


def test_lost_body_costs_recall():
    values, _ = metrics(labelled(*PAGE), "وصل الوفد")
    assert values["character_recall"] == 8 / 12
    assert (values["character_precision"], values["body_loss"]) == (1, pytest.approx(4 / 12))


def test_what_stands_nowhere_is_invention():
    values, _ = metrics(labelled(*PAGE), "وصل الوفد أمس. xyz")
    assert values["invention"] == 3 / 15
    assert values["character_precision"] == 12 / 15


@pytest.mark.parametrize(("kept", "leaks"), [("اقرأ أيضا", True), ("اقرأ", False)])
def test_a_span_leaks_from_half_of_it(kept, leaks):
    page = labelled(("body", "وصل الوفد أمس."), ("boilerplate.related", "اقرأ أيضا عن الوزير"))  # 16 letters: 8 and 4 of them
    assert page.compare(f"وصل الوفد أمس.\n{kept}").items[0].leaked is leaks


def test_empty_gold_is_right_for_an_empty_output_only():
    page = labelled(("boilerplate.share", "شارك"))
    assert metrics(page, " \n")[0]["character_f1"] == 1
    assert metrics(page, "شارك")[0]["character_f1"] == 0
    assert metrics(page, "xyz")[0]["character_f1"] == 0


def test_an_empty_output_of_a_story_scores_nothing():
    assert metrics(labelled(*PAGE), "")[0]["character_f1"] == 0


# One phrase as furniture and as body.
TWICE = (
    ("boilerplate.related", "وزير النقل يزور الميناء"),
    ("boilerplate.share", "شارك"),
    ("body", "وزير النقل يزور الميناء"),
    ("body", "وصل صباحا وغادر مساء"),
)


def test_a_phrase_kept_beside_the_body_is_the_body():
    values, _ = metrics(labelled(*TWICE), "وزير النقل يزور الميناء\nوصل صباحا وغادر مساء")
    assert (values["character_f1"], values["leak_rate"]) == (1, 0)


def test_a_phrase_kept_beside_furniture_is_furniture():
    values, _ = metrics(labelled(*TWICE), "وزير النقل يزور الميناء\nشارك\nوصل صباحا وغادر مساء")
    assert values["leak_rate"] == 1


def test_furniture_that_shares_its_first_word_with_what_follows_takes_nothing_of_it():
    page = labelled(("body", "قال الوزير نعم"), ("boilerplate.related", "في الموقع خبر"), ("body", "في البلد مطر"))
    values, _ = metrics(page, "قال الوزير نعم\nفي البلد مطر")
    assert (values["perfect"], page.compare("قال الوزير نعم\nفي البلد مطر").counts.furniture_kept) == (1, 0)


def test_an_unrelated_text_keeps_nothing_by_chance():
    page = labelled(("body", "تجول المراسل بين أروقة المعرض الدولي للكتاب"))
    assert metrics(page, "هطلت ثلوج كثيفة على مرتفعات شمالية بعيدة")[0]["character_recall"] < 0.1


def test_taking_vowel_signs_is_a_gap_of_fidelity():
    page = labelled(("body", "قَالَ مُحَمَّدٌ لِلنَّاسِ"), ("boilerplate.share", "شارك"))
    values, _ = metrics(page, "قال محمد للناس")
    assert values["character_f1_normalised"] == 1
    # 12 letters of 23 characters: فتحتان، ضمة وفتحة وشدة وفتحة وتنوين، كسرة وشدة وفتحة وكسرة.
    body = len("قَالَ مُحَمَّدٌ لِلنَّاسِ".replace(" ", ""))
    recall = len("قالمحمدللناس") / body
    assert values["character_recall"] == pytest.approx(recall)
    assert values["fidelity_gap"] == pytest.approx(1 - 2 * recall / (1 + recall))


def test_words_that_a_tool_glues_are_still_there():
    assert metrics(labelled(*PAGE), "وصلالوفدأمس.")[0]["perfect"] == 1


@pytest.mark.parametrize("output", ["وصل الو\N{REPLACEMENT CHARACTER}د أمس", "وصل الوفد أمس"])
def test_a_fault_counts_neither_way(output):
    text = "وصل الو\N{REPLACEMENT CHARACTER}د أمس"
    page = Labelled(text, [Span(0, len(text), "body")], [Fault(7, 8, "ف")])
    values, comparison = metrics(page, output)
    assert (values["character_f1"], values["invention"]) == (1, 0)
    assert comparison.text == "وصل الوفد أمس"


def test_a_document_of_a_pair_is_right_when_only_its_furniture_is_gone():
    page = labelled(("body", "وصل الوفد أمس."), ("boilerplate.share", "شارك الخبر"))
    assert right(page.compare("وصل الوفد أمس."))
    assert not right(page.compare("وصل الوفد أمس.\nشارك الخبر"))
    assert not right(page.compare("وصل الوفد"))
    assert not right(page.compare("وصل الوفد أمس. جدا"))
