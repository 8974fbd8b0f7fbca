"""What holds for the benchmark's metrics on every text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqi_bench.metrics import mending
from naqi_bench.metrics.bags import token_f1, token_f1_ordered
from naqi_bench.metrics.characters import Labelled, Span, metrics
from naqi_bench.metrics.pairs import right
from naqi_bench.metrics.shingles import shingle_f1, shingles
from naqi_bench.metrics.words import normal_lengths, normalise, tokens, words

WORDS = st.text("ابتثجحخدذرسشصضطعغفقكلمنهوي", min_size=2, max_size=7)
LABELS = st.sampled_from(["body", "boilerplate.share", "optional.title"])
BOUNDED = ("character_f1", "character_precision", "character_recall", "character_f1_normalised", "leak_rate", "body_loss", "optional_kept", "invention")


@st.composite
def pages(draw):
    """Lines with labels, of words that are all different: then it is plain which of them an output kept."""
    found = draw(st.lists(WORDS, min_size=8, max_size=40, unique=True))
    size = draw(st.integers(2, 4))
    lines = [" ".join(found[at : at + size]) for at in range(0, len(found), size)]
    return [(draw(LABELS), line) for line in lines]


def labelled(page):
    text, spans = "", []
    for number, (label, line) in enumerate(page):
        spans.append(Span(len(text), len(text) + len(line), label, "", number))
        text += line + "\n"
    return Labelled(text, spans)


def body(page):
    return "\n".join(line for label, line in page if label == "body")


@given(pages(), st.text())
def test_scores_are_bounded_and_repeat(page, output):
    values, _ = metrics(labelled(page), output)
    assert all(0 <= values[name] <= 1 for name in BOUNDED if values[name] is not None)
    assert values == metrics(labelled(page), output)[0]


@given(pages())
def test_the_body_scores_one(page):
    values, comparison = metrics(labelled(page), body(page))
    assert (values["character_f1"], values["perfect"], values["leak_rate"] or 0) == (1, 1, 0)
    assert token_f1(body(page), comparison.text) == token_f1_ordered(body(page), comparison.text) == shingle_f1([shingles(body(page), comparison.text)]) == 1


@given(pages(), st.data())
def test_a_line_more_of_furniture_or_less_of_body_never_helps(page, data):
    kept = [data.draw(st.booleans()) for _ in page]
    at = data.draw(st.integers(0, len(page) - 1))
    worse = page[at][0] != "body"

    def score(at_kept):
        chosen = [*kept[:at], at_kept, *kept[at + 1 :]]
        return metrics(labelled(page), "\n".join(line for (_, line), keep in zip(page, chosen, strict=True) if keep))[0]["character_f1"]

    without, with_line = score(False), score(True)
    if page[at][0].startswith("optional."):
        assert with_line == without
    elif worse:
        assert with_line <= without
    else:
        assert with_line >= without


@given(st.text(), st.text())
def test_texts_are_compared_within_bounds(gold, output):
    for value in (token_f1(gold, output), token_f1_ordered(gold, output), shingle_f1([shingles(gold, output)])):
        assert 0 <= value <= 1
    assert token_f1_ordered(gold, output) <= token_f1(gold, output)
    assert token_f1(gold, gold) == token_f1_ordered(gold, gold) == 1


def kept_lines(page, kept):
    return "\n".join(line for (_, line), keep in zip(page, kept, strict=True) if keep)


@st.composite
def outputs(draw):
    """A page, and two outputs of it: lines, and all of these with some furniture more."""
    page = draw(pages())
    kept = [draw(st.booleans()) for _ in page]
    more = [keep or (label.startswith("boilerplate.") and draw(st.booleans())) for (label, _), keep in zip(page, kept, strict=True)]
    return page, kept_lines(page, kept), kept_lines(page, more)


@given(outputs())
def test_leaks_added_make_no_score_better_and_touch_none_of_what_was_kept(drawn):
    page, fewer, more = drawn
    before, after = (metrics(labelled(page), output) for output in (fewer, more))
    assert (after[0]["leak_rate"] or 0) >= (before[0]["leak_rate"] or 0)
    assert all(now.leaked or not was.leaked for was, now in zip(before[1].items, after[1].items, strict=True))
    for name in ("character_precision", "character_f1", "character_f1_normalised", "perfect"):
        assert after[0][name] <= before[0][name]
    for name in ("body_loss", "optional_kept", "invention", *(["character_recall"] if body(page) else [])):
        assert after[0][name] == before[0][name]
    assert token_f1(body(page), after[1].text) <= token_f1(body(page), before[1].text)


@given(outputs(), st.lists(st.text("abcxyz", min_size=2, max_size=6), min_size=1, max_size=4))
def test_what_stands_nowhere_in_the_page_is_invention_and_costs(drawn, foreign):
    page, output, _ = drawn
    before, after = (metrics(labelled(page), text)[0] for text in (output, f"{output}\n{' '.join(foreign)}"))
    assert after["invention"] > before["invention"]
    for name in ("character_precision", "character_f1"):
        assert after[name] < before[name] or before[name] == 0
    assert (after["leak_rate"], after["body_loss"]) == (before["leak_rate"], before["body_loss"])


@given(outputs(), st.randoms(use_true_random=False))
def test_white_space_never_counts(drawn, chance):
    page, output, _ = drawn
    other = "".join(chance.choice((" ", "\n", "\t\n", "\N{NO-BREAK SPACE}", "  ")) if character.isspace() else character for character in f"\n{output} ")
    assert metrics(labelled(page), other)[0] == metrics(labelled(page), output)[0]


@given(pages())
def test_everything_and_nothing_are_the_ends_of_the_scale(page):
    counted = {kind: sum(len(line.replace(" ", "")) for label, line in page if label.startswith(kind)) for kind in ("body", "boilerplate")}
    everything, nothing = (metrics(labelled(page), text)[0] for text in (labelled(page).text, ""))
    assert everything["leak_rate"] == (1 if counted["boilerplate"] else None)
    assert nothing["leak_rate"] == (0 if counted["boilerplate"] else None)
    assert (everything["body_loss"], everything["invention"], nothing["invention"]) == (0, 0, 0)
    if counted["body"]:
        assert everything["character_precision"] == counted["body"] / (counted["body"] + counted["boilerplate"])
        assert (nothing["character_recall"], nothing["body_loss"]) == (0, 1)


@given(pages(), st.text())
def test_counts_are_no_more_than_there_is(page, output):
    counts = labelled(page).compare(output).counts
    assert 0 <= counts.body_kept <= counts.body
    assert 0 <= counts.optional_kept <= counts.optional
    assert 0 <= counts.furniture_kept <= counts.furniture
    kept = counts.body_kept + counts.optional_kept + counts.furniture_kept
    assert kept + counts.invented == sum(not character.isspace() for character in output)


@given(outputs())
def test_a_document_of_a_pair_is_right_only_without_leak_loss_or_invention(drawn):
    page, output, _ = drawn
    values, comparison = metrics(labelled(page), output)
    assert right(comparison) == ((values["leak_rate"] or 0) == values["body_loss"] == values["invention"] == 0)


@given(st.text(), st.text())
def test_what_compares_two_texts_alike_does_so_either_way_round(one, other):
    assert token_f1(one, other) == token_f1(other, one)
    assert token_f1_ordered(one, other) == token_f1_ordered(other, one)
    here, there = shingles(one, other), shingles(other, one)
    assert (here.both, here.output, here.gold) == (there.both, there.gold, there.output)
    assert (here.precision, here.recall) == (there.recall, there.precision)
    assert shingle_f1([here]) == pytest.approx(shingle_f1([there]))
    assert 0 <= here.both <= 1 >= here.both + here.output + here.gold - 1e-9


@given(st.lists(WORDS, max_size=12), st.data())
def test_words_in_any_order_are_one_bag(found, data):
    assert token_f1(" ".join(found), " ".join(data.draw(st.permutations(found)))) == 1


ARABIC = st.text("ابتكلم\N{ARABIC FATHA}\N{ARABIC SHADDA}\N{ARABIC TATWEEL}\N{ARABIC LETTER ALEF WITH HAMZA ABOVE} .", max_size=12)


@given(ARABIC, ARABIC, ARABIC)
def test_a_character_error_rate_is_a_distance_by_length(gold, one, other):
    assert mending.cer(gold, gold) == 0
    assert (mending.cer(gold, one) == 0) == (gold == one)
    if gold and one:
        assert mending.cer(gold, one) * len(gold) == pytest.approx(mending.cer(one, gold) * len(one))
        assert mending.cer(gold, one) <= max(len(gold), len(one)) / len(gold)
        assert mending.cer(gold, other) * len(gold) <= mending.cer(gold, one) * len(gold) + mending.cer(one, other) * len(one) + 1e-9


@given(ARABIC, ARABIC, ARABIC, st.sampled_from(("NFC", "NFD")))
def test_repair_is_scored_alike_in_any_normalisation_form(clean, corrupted, output, form):
    clean = unicodedata.normalize("NFC", clean)
    values = mending.metrics(clean, corrupted, output)
    assert mending.metrics(clean, corrupted, unicodedata.normalize(form, output)) == values
    assert values["exact"] == float(values["cer_after"] == 0)
    assert mending.metrics(clean, corrupted, clean)["exact"] == 1
    assert mending.metrics(clean, corrupted, corrupted)["cer_after"] == values["cer_before"]
    assert values["harm"] == (1 - values["exact"] if clean == corrupted else None)


@given(st.text() | ARABIC)
def test_the_normal_form_is_settled_and_made_of_its_characters(text):
    normal = normalise(text)
    assert normalise(normal) == normal
    assert len(normal) == sum(normal_lengths(text))
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in tokens(text))
    assert words(" ".join(words(text))) == words(text)
    assert "".join("".join(text[start:end] for start, end in tokens(text)).split()) == "".join(text.split())
