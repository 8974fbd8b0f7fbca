"""What holds for the benchmark's metrics on every text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from naqi_bench.metrics.bags import token_f1, token_f1_ordered
from naqi_bench.metrics.characters import Labelled, Span, metrics
from naqi_bench.metrics.shingles import shingle_f1, shingles

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


@given(pages(), st.text())
def test_scores_are_bounded_and_repeat(page, output):
    values, _ = metrics(labelled(page), output)
    assert all(0 <= values[name] <= 1 for name in BOUNDED if values[name] is not None)
    assert values == metrics(labelled(page), output)[0]


@given(pages())
def test_the_body_scores_one(page):
    body = "\n".join(line for label, line in page if label == "body")
    values, comparison = metrics(labelled(page), body)
    assert (values["character_f1"], values["perfect"], values["leak_rate"] or 0) == (1, 1, 0)
    assert token_f1(body, comparison.text) == token_f1_ordered(body, comparison.text) == shingle_f1([shingles(body, comparison.text)]) == 1


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
