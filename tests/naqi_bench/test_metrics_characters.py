"""Alignment and character metrics, on Arabic cases worked by hand."""

from __future__ import annotations

import pytest

from naqi_bench.metrics.characters import Counts, Fault, Labelled, Span, metrics, rate
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


def test_counts_are_read_as_their_formulas_say():
    # Body 8 of 10 kept, optional 3 of 4, furniture 2 of 5, 6 invented: the output without optional text has 16 characters, with it 19.
    counts = Counts(10, 8, 4, 3, 5, 2, 6)
    assert (counts.precision, counts.recall) == (8 / 16, 8 / 10)
    assert counts.f1 == pytest.approx(2 * 0.5 * 0.8 / 1.3)
    assert counts.body_loss == pytest.approx(2 / 10)
    assert counts.invention == 6 / 19
    assert not counts.perfect


@pytest.mark.parametrize(
    ("counts", "perfect"),
    [
        (Counts(10, 10, 4, 0, 5, 0, 0), True),
        (Counts(10, 10, 4, 4, 5, 0, 0), True),
        (Counts(10, 9, 4, 0, 5, 0, 0), False),
        (Counts(10, 10, 4, 0, 5, 1, 0), False),
        (Counts(10, 10, 4, 0, 5, 0, 1), False),
    ],
)
def test_perfect_is_all_body_and_nothing_else(counts, perfect):
    assert counts.perfect is perfect


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        (Counts(0, 0, 4, 4, 5, 0, 0), 1),
        (Counts(0, 0, 0, 0, 5, 1, 0), 0),
        (Counts(0, 0, 0, 0, 5, 0, 1), 0),
        (Counts(5, 0, 0, 0, 5, 0, 0), 0),
        (Counts(5, 0, 0, 0, 5, 3, 0), 0),
    ],
)
def test_without_body_only_an_empty_output_is_right(counts, value):
    assert (counts.precision, counts.recall, counts.f1) == (value, value, value)
    assert counts.body_loss == (1 if counts.body else 0)


def test_there_is_no_invention_without_an_output():
    assert Counts(10, 0, 0, 0, 0, 0, 0).invention == 0


def test_what_there_is_none_of_has_no_rate():
    values, _ = metrics(labelled(("body", "وصل الوفد أمس.")), "وصل الوفد أمس.")
    assert (values["leak_rate"], values["optional_kept"]) == (None, None)
    assert rate([]) is None
    assert metrics(labelled(*PAGE), "وصل الوفد أمس. وصول")[0]["optional_kept"] in {0, 4 / 7}


def test_an_item_leaks_when_any_of_its_places_does_and_counts_once():
    text = "شارك الخبر\nوصل الوفد أمس.\nشارك الخبر"
    spans = [Span(0, 10, "boilerplate.share", "wording", 7), Span(11, 25, "body"), Span(26, 36, "boilerplate.share", "position", 7)]
    page = Labelled(text, spans)
    for output in ("شارك الخبر\nوصل الوفد أمس.", "وصل الوفد أمس.\nشارك الخبر"):
        (item,) = page.compare(output).items
        assert (item.label, item.evidence, item.leaked) == ("boilerplate.share", "wording", True)
    (item,) = page.compare("وصل الوفد أمس.").items
    assert not item.leaked


def test_text_in_no_span_is_furniture_that_no_item_stands_for():
    text = "وصل الوفد أمس.\nشارك"
    comparison = Labelled(text, [Span(0, 14, "body")]).compare(text)
    assert (comparison.counts.furniture, comparison.counts.furniture_kept, comparison.items) == (4, 4, ())


def test_white_space_counts_in_no_label():
    counts = labelled(*PAGE).compare("").counts
    assert (counts.body, counts.optional, counts.furniture, counts.invented) == (12, 7, 9, 0)
    assert labelled(*PAGE).compare(" \n\t ").counts.invented == 0


@pytest.mark.parametrize(
    ("output", "invented", "mended"),
    [
        ("وصل الوفد أمس", 0, "وصل الوفد أمس"),
        ("وصل الو\N{REPLACEMENT CHARACTER}د أمس", 0, "وصل الوفد أمس"),
        ("وصل الوقد أمس", 1, "وصل الوقد أمس"),
        ("وصل الود أمس", 0, "وصل الود أمس"),
        ("وصل الوففد أمس", 2, "وصل الوففد أمس"),
    ],
)
def test_only_the_mend_of_a_fault_is_no_invention(output, invented, mended):
    text = "وصل الو\N{REPLACEMENT CHARACTER}د أمس"
    comparison = Labelled(text, [Span(0, len(text), "body")], [Fault(7, 8, "ف")]).compare(output)
    assert (comparison.counts.body, comparison.counts.invented, comparison.text) == (10, invented, mended)


@pytest.mark.parametrize(("start", "output"), [(0, "وصلوا أمسهم"), (10, "وصلوا أمسهم")])
def test_a_fault_at_the_edge_of_a_text_is_mended_there(start, output):
    text = output[:start] + "\N{REPLACEMENT CHARACTER}" + output[start + 1 :]
    page = Labelled(text, [Span(0, len(text), "body")], [Fault(start, start + 1, output[start])])
    assert page.compare(output).counts.invented == 0
    assert page.compare(text).text == output


def test_the_normal_form_keeps_spans_and_faults_in_place():
    text = "شَارِكْ\nوصلَ الو\N{REPLACEMENT CHARACTER}دُ"
    page = Labelled(text, [Span(0, 7, "boilerplate.share", "wording", 3), Span(8, len(text), "body")], [Fault(16, 17, "فَ")])
    normal = page.normal
    assert normal.text == "شارك\nوصل الو\N{REPLACEMENT CHARACTER}د"
    assert normal.spans == (Span(0, 4, "boilerplate.share", "wording", 3), Span(5, 14, "body"))
    assert normal.faults == (Fault(12, 13, "ف"),)


def test_what_is_kept_of_optional_text_is_no_part_of_the_text_that_is_compared():
    values, comparison = metrics(labelled(*PAGE), "وصول وفد\nوصل الوفد أمس.")
    assert comparison.text == "        \nوصل الوفد أمس."
    assert (values["invention"], values["perfect"]) == (0, 1)
