"""What must hold for every document and every labelling of it: an answer says it without loss."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from naqi.taxonomy import EVIDENCE
from naqi_bench.agreement.answers import FAULT_KINDS, LABELS, read_answer
from naqi_bench.agreement.figures import compare, summarise
from naqi_bench.agreement.listing import BREAK, Listing, listing
from naqi_bench.agreement.sample import read_sample

# Letters, signs that the grammar of answers uses, white space of many kinds, what does not show, and what JSON may smuggle in.
CHARACTERS = st.sampled_from(
    [
        *"ابت.#>?=!|<1+",
        BREAK,
        *" \n\n\t\r",
        "\N{NO-BREAK SPACE}",
        "\N{LINE SEPARATOR}",
        "\N{ZERO WIDTH SPACE}",
        "\N{RIGHT-TO-LEFT MARK}",
        "\N{BYTE ORDER MARK}",
        "\N{ARABIC FATHA}",
        "\ud800",
    ]
)
TEXTS = st.text(CHARACTERS, min_size=1, max_size=60).filter(str.strip)


@st.composite
def labelled(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A text with spans and faults as GUIDELINES has them."""
    text = draw(TEXTS)
    solid = [at for at, character in enumerate(text) if not character.isspace()]
    cuts = sorted(draw(st.sets(st.sampled_from(range(1, len(solid))), max_size=6)) if len(solid) > 1 else ())
    spans: list[dict[str, Any]] = []
    for first, stop in zip([0, *cuts], [*cuts, len(solid)], strict=True):
        before = spans[-1]["label"] if spans else None
        label = draw(st.sampled_from([name for name in LABELS if name != before]))
        evidence = draw(st.sampled_from(EVIDENCE)) if label.startswith("boilerplate.") else None
        spans.append({"start": solid[first], "end": solid[stop - 1] + 1, "label": label, "evidence": evidence})
    faults: list[dict[str, Any]] = []
    for span in spans:
        inside = [at for at in solid if span["start"] <= at < span["end"]]
        if span["evidence"] is None and draw(st.booleans()):
            start = draw(st.sampled_from(inside))
            end = draw(st.sampled_from([at for at in inside if at >= start])) + 1
            # Letters that no text has: a replacement is never what it replaces.
            replacement = draw(st.none() | st.text("ثج ", max_size=4))
            faults.append({"start": start, "end": end, "kind": draw(st.sampled_from(FAULT_KINDS)), "replacement": replacement})
    return text, {"spans": spans, "faults": faults}


def shown_at(listed: Listing, offset: int) -> int:
    return next(at for at, place in enumerate(listed.places) if place.start == offset and not place.inner)


def line_of(listed: Listing, at: int) -> int:
    return next(number for number, (start, end) in enumerate(listed.lines, 1) if start <= at < end)


def quoted(listed: Listing, at: int, end: int) -> tuple[str, int]:
    """What is shown from at to end, and which of its occurrences in the line this is."""
    fragment = listed.shown[at:end]
    start, stop = listed.lines[line_of(listed, at) - 1]
    over = BREAK in fragment
    hits = [hit for hit in listed.find(fragment, start, stop) if over or hit + len(fragment) <= stop]
    return fragment, hits.index(at) + 1


def written(text: str, made: dict[str, Any]) -> str:
    """The answer that says a labelling."""
    listed = listing(text)
    rows = []
    for span in made["spans"]:
        at = shown_at(listed, span["start"])
        first, last = line_of(listed, at), line_of(listed, shown_at(listed, span["end"] - 1))
        row = f"{first}-{last} {span['label']} {span['evidence'] or ''}"
        if at > listed.lines[first - 1][0]:
            fragment, which = quoted(listed, at, listed.lines[first - 1][1])
            row += f" #{which} > {fragment}"
        rows.append(row)
    for fault in made["faults"]:
        at = shown_at(listed, fault["start"])
        end = max(number for number, place in enumerate(listed.places) if place.end == fault["end"] and place.start == fault["end"] - 1) + 1
        fragment, which = quoted(listed, at, end)
        rows.append(f"! {line_of(listed, at)} {fault['kind']} #{which} > {fragment}")
        if fault["replacement"] is not None:
            rows.append(f"= {fault['replacement']}")
    return "\n".join(rows)


@given(labelled())
def test_an_answer_says_any_labelling(case: tuple[str, dict[str, Any]]) -> None:
    text, made = case
    read, refused = read_answer(listing(text), written(text, made))
    assert refused == []
    assert read.spans == made["spans"]
    assert read.faults == sorted(made["faults"], key=lambda fault: fault["start"])


LINES = st.integers(0, 5)
ANSWERS = st.lists(
    st.builds(
        "{} {} {}{}".format,
        LINES,
        st.sampled_from(["body", "title", "share", "boddy"]),
        st.sampled_from(["", "wording"]),
        st.just("") | TEXTS.map(" > {}".format),
    )
    | st.builds("{}-{} {}".format, LINES, LINES, st.sampled_from(["body", "title", "share layout"]))
    | st.builds("! {} lost #{} > {}".format, LINES, LINES, TEXTS)
    | st.sampled_from(["= x", "?", "? body | why", "# mine", "2"])
    | TEXTS,
    max_size=6,
).map("\n".join)


def test_an_answer_says_every_labelling_of_the_committed_sample(root: Path) -> None:
    scrapes = [document for document in read_sample(root / "benchmarks" / "agreement" / "sample.jsonl") if document.text is not None]
    assert scrapes
    for document in scrapes:
        assert document.text is not None
        made = {"spans": list(document.spans), "faults": list(document.faults)}
        read, refused = read_answer(listing(document.text), written(document.text, made))
        assert (read.spans, read.faults, refused) == (made["spans"], made["faults"], []), document.name


@given(TEXTS, ANSWERS)
def test_whatever_is_answered_is_refused_or_covers_every_character_once(text: str, answer: str) -> None:
    read, refused = read_answer(listing(text), answer)
    if refused:
        assert (read.spans, read.faults) == ([], [])
        return
    spans = read.spans
    assert all(left["end"] <= right["start"] and left["label"] != right["label"] for left, right in itertools.pairwise(spans))
    assert not any(text[span["start"]].isspace() or text[span["end"] - 1].isspace() for span in spans)
    covered = {at for span in spans for at in range(span["start"], span["end"])}
    assert all(at in covered for at, character in enumerate(text) if not character.isspace())


@given(TEXTS)
def test_a_listing_shows_every_character_and_nothing_that_does_not_print(text: str) -> None:
    listed = listing(text)
    assert str(listed).replace("\n", "").isprintable()
    seen = {at for place in listed.places for at in range(place.start, place.end)}
    assert all(at in seen for at, character in enumerate(text) if not character.isspace())


@given(labelled())
def test_a_labelling_agrees_with_itself(case: tuple[str, dict[str, Any]]) -> None:
    text, made = case
    result = summarise([compare(text, made, made)], {})
    assert result["f1"] == result["f1_iou"] == [1, 1, 1]
    assert result["alpha"] == ([1, 1, 1] if len({span["label"] for span in made["spans"]}) > 1 else None)
