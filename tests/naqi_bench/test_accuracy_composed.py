"""The accuracy benchmark on the dataset: figures worked by hand on small rows, with rules that find a mark."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import pyarrow as pa
import pytest

from naqi import Finding, Severity
from naqi_bench.accuracy import composed
from naqi_bench.accuracy.composed import Scanned, measure_contrasts, measure_corruptions, measure_scrapes, measure_split
from naqi_bench.accuracy.composed_page import sections
from naqi_bench.accuracy.markdown import escaped, site_mean

# Rules of these tests: what each finds, its label, severity, and whether it is on by default.
RULES = {
    "BP101": ("إعلان", "boilerplate.ad_marker", Severity.ERROR, True),
    "BP401": ("اقرأ أيضا خبر", "boilerplate.related", Severity.ERROR, True),
    "BP402": ("شارك الخبر اليوم", "boilerplate.share", Severity.ERROR, True),
    "EN101": ("\N{REPLACEMENT CHARACTER}", "encoding.replacement", Severity.ERROR, True),
    "TX101": ("..", "structure.doubled_stop", Severity.WARNING, True),
    "BP999": ("كتب سالم", "optional.byline", Severity.WARNING, False),
}


class FakeScanner(composed.Scanner):
    """Finds each rule's phrase wherever it stands."""

    default = ()

    def scan(self, text: str) -> Scanned:
        found: dict[bool, list[Finding]] = {True: [], False: []}
        for code, (phrase, label, severity, on) in RULES.items():
            for match in re.finditer(re.escape(phrase), text):
                found[on].append(Finding(code, code.lower(), label, severity, *match.span(), 1, 1, match[0], "", ""))
        return Scanned(found[True], found[False])


@pytest.fixture(autouse=True)
def known_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of rules that are off asks for their labels."""
    monkeypatch.setattr(composed, "BY_CODE", {code: type("Rule", (), {"label": label}) for code, (_, label, _, _) in RULES.items()})


def scrape(number: str, site: str, *pieces: str | tuple[str, str, str | None, str | None], faults: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """A scrape of pieces, a line each: body, or (text, label, evidence, novelty)."""
    raw, spans = "", []
    for piece in pieces:
        text, label, evidence, novelty = (piece, "body", None, None) if isinstance(piece, str) else piece
        raw += "\n" if raw else ""
        spans.append({"start": len(raw), "end": len(raw) + len(text), "label": label, "evidence": evidence, "novelty": novelty})
        raw += text
    return {"id": number, "site": site, "raw": raw, "spans": spans, "faults": faults or []}


def ad(text: str = "إعلان", evidence: str = "wording", novelty: str | None = "string") -> tuple[str, str, str | None, str | None]:
    return text, "boilerplate.ad_marker", evidence, novelty


def related(text: str, evidence: str = "position", novelty: str | None = "none") -> tuple[str, str, str | None, str | None]:
    return text, "boilerplate.related", evidence, novelty


BYLINE = ("كتب سالم العمر", "optional.byline", None, None)

SCRAPES = [
    scrape("a/1", "a", "متن قصير", ad(), BYLINE),
    scrape("a/2", "a", "متن إعلان أول", related("اقرأ أيضا خبر البحر"), ad("دعاية")),
    # A finding that reaches out of the leak into the body, and one that lies on optional text alone.
    scrape("b/1", "b", related("شارك", "wording", "cue"), ("شارك الخبر اليوم", "optional.title", None, None), "كتب سالم"),
    scrape("b/2", "b", "ضا\N{REPLACEMENT CHARACTER}ع..", related("عنوان آخر", "reading", None), faults=[{"start": 2, "end": 3}]),
]


@pytest.fixture
def figures() -> dict[str, Any]:
    return measure_scrapes(SCRAPES, FakeScanner())


def test_spans_of_boilerplate_are_counted_by_evidence_novelty_class_and_site(figures: dict[str, Any]) -> None:
    assert (figures["documents"], figures["spans"], figures["removed"]) == (4, [2, 5], [2, 5])
    assert {name: group["spans"] for name, group in figures["by_evidence"].items()} == {"position": [1, 1], "reading": [0, 1], "wording": [1, 3]}
    assert figures["by_evidence"]["wording"]["by_site"] == {"a": [1, 2], "b": [0, 1]}
    assert figures["by_novelty"] == {
        "cue": {"wording": [0, 1]},
        "none": {"position": [1, 1]},
        "string": {"wording": [1, 2]},
        "unknown": {"reading": [0, 1]},
    }
    assert {name: cell["spans"] for name, cell in figures["by_class"].items()} == {"ad_marker": [1, 2], "related": [1, 3], "share": [0, 0]}
    assert {site: cell["spans"] for site, cell in figures["by_site"].items()} == {
        "a": {"position": [1, 1], "wording": [1, 2]},
        "b": {"reading": [0, 1], "wording": [0, 1]},
    }


def test_a_finding_is_right_on_boilerplate_wrong_on_body_and_neutral_on_optional_text(figures: dict[str, Any]) -> None:
    """Findings: إعلان on a span and in the body, اقرأ أيضا خبر on a span, شارك الخبر اليوم on a title."""
    assert figures["precision"] == {"findings": [2, 3], "characters": [5 + 11, 5 + 11 + 5]}
    assert figures["body_touched"] == [5, 7 + 11 + 7 + 6]
    assert figures["by_site"]["a"]["body_touched"] == [5, 18]
    assert {code: cell["precision"]["findings"] for code, cell in figures["by_rule"].items()} == {"BP101": [1, 2], "BP401": [1, 1], "BP402": [0, 0]}
    assert {code: cell["body"] for code, cell in figures["by_rule"].items()} == {"BP101": 5, "BP401": 0, "BP402": 0}


def test_borders_are_of_the_spans_found(figures: dict[str, Any]) -> None:
    assert (figures["exact"], figures["iou"]) == ([1, 2], (1 + 11 / 16) / 2)
    assert (figures["by_rule"]["BP401"]["exact"], figures["by_rule"]["BP401"]["alone"]) == ([0, 1], 1)
    assert figures["by_class"]["share"]["iou"] is None


def test_a_rule_is_alone_on_a_span_that_no_other_finds() -> None:
    result = measure_scrapes([scrape("a/1", "a", "متن", related("اقرأ أيضا خبر إعلان"))], FakeScanner())["by_rule"]
    assert {code: (cell["spans"], cell["alone"]) for code, cell in result.items()} == {"BP101": (1, 0), "BP401": (1, 0)}


def test_faults_are_found_by_findings_of_encoding(figures: dict[str, Any]) -> None:
    assert figures["faults"] == {"found": [1, 1], "precision": [1, 1]}
    moved = [scrape("b/2", "b", "ضا\N{REPLACEMENT CHARACTER}ع", faults=[{"start": 0, "end": 1}])]
    assert measure_scrapes(moved, FakeScanner())["faults"] == {"found": [0, 1], "precision": [0, 1]}


def test_rules_that_are_off_are_measured_apart_on_text_of_their_own_label(figures: dict[str, Any]) -> None:
    assert figures["off"] == {
        "optional": {"byline": [1, 1], "title": [0, 1]},
        "by_rule": {"BP999": {"label": "optional.byline", "documents": 2, "own": [1, 2], "body": 7}},
    }
    assert "BP999" not in figures["by_rule"]


def test_the_worst_cases_are_false_alarms_then_what_is_missed_most(figures: dict[str, Any]) -> None:
    """What only its meaning gives away is no case."""
    assert [(case["case"], case["site"], case["what"], case["characters"], case["text"]) for case in figures["worst"]] == [
        ("false alarm", "a", "BP101", 5, "إعلان"),
        ("missed", "a", "boilerplate.ad_marker", 5, "دعاية"),
        ("missed", "b", "boilerplate.related", 4, "شارك"),
    ]


def test_a_worst_case_counts_all_documents_and_there_are_ten_at_most() -> None:
    often = [scrape(f"a/{number}", "a", ad("سطر الموقع الثابت")) for number in range(3)]
    others = [scrape(f"{site}/1", site, "متن إعلان", ad(f"عبارة {site}")) for site in "bcdefghijklm"]
    cases = measure_scrapes([*often, *others], FakeScanner())["worst"]
    assert [case["case"] for case in cases] == ["false alarm"] * 5 + ["missed"] * 5
    assert (cases[5]["documents"], cases[5]["characters"]) == (3, 3 * 17)


def contrast(pair: str, role: str, text: str, span: tuple[int, int] | None, name: str = "related") -> dict[str, Any]:
    spans = [] if span is None else [{"start": span[0], "end": span[1], "label": f"boilerplate.{name}"}]
    return {"id": f"{pair}/{role}", "pair": pair, "class": name, "role": role, "text": text, "spans": spans}


@pytest.mark.parametrize(
    ("furniture", "journalism", "right"),
    [
        (("نص\nإعلان", (3, 8)), "نص عن الدعاية", (True, True)),
        (("نص\nإعلان", (3, 8)), "نص عن إعلان", (True, False)),
        (("نص\nدعاية", (3, 8)), "نص", (False, True)),
        (("إعلان\nإعلان", (6, 11)), "نص", (False, True)),
        (("نص..\nإعلان", (5, 10)), "نص..", (True, True)),
        (("نص\nإعلان", (3, 8)), "نص \N{REPLACEMENT CHARACTER}", (True, False)),
        (("إعلان\nدعاية", (6, 11)), "نص إعلان", (False, False)),
    ],
    ids=["both", "journalism found", "furniture missed", "another besides", "warnings are no error", "an error of another kind", "neither"],
)
def test_a_pair_is_right_when_both_of_its_documents_are(furniture: tuple[str, tuple[int, int]], journalism: str, right: tuple[bool, bool]) -> None:
    result = measure_contrasts([contrast("p", "furniture", *furniture), contrast("p", "journalism", journalism, None)], FakeScanner())
    assert (result["furniture"], result["journalism"], result["pairs"]) == ([right[0], 1], [right[1], 1], [all(right), 1])
    assert result["by_class"] == {"related": [all(right), 1]}
    wrong = [role for role, one in zip(("furniture", "journalism"), right, strict=True) if not one]
    assert result["failed"] == ([{"pair": "p", "class": "related", "wrong": wrong}] if wrong else [])


def corruption(kind: str, clean: str, corrupted: str, encoder: str = "utf-8") -> dict[str, Any]:
    return {"id": f"train/{kind}", "kind": kind, "clean": clean, "corrupted": corrupted, "encoder": encoder}


def test_corruptions_are_detected_by_what_finds_nothing_in_the_same_text_unbroken() -> None:
    lost = "\N{REPLACEMENT CHARACTER}"
    rows = [
        corruption("lost", "نص", f"ن{lost}"),
        corruption("lost", f"ن{lost}", f"{lost}{lost}"),
        corruption("lost", "نص", "نص.."),
        corruption("untouched", "نص", "نص"),
        corruption("look-alike", f"حرف {lost}", f"حرف {lost}"),
        corruption("style", "نص..", "نص..", "dots"),
    ]
    result = measure_corruptions(rows, FakeScanner())
    assert result["by_kind"] == {"lost": {"rows": 3, "errors": 1, "findings": 2}}
    assert result["unbroken"] == {
        "look-alike": {"rows": 1, "errors": 1, "findings": 1},
        "style: dots": {"rows": 1, "errors": 0, "findings": 1},
        "untouched": {"rows": 1, "errors": 0, "findings": 0},
    }
    assert result["unbroken_by_rule"] == {"EN101": 1, "TX101": 1}
    assert result["false"] == [{"id": "train/look-alike", "rule": "EN101", "text": lost}]


@pytest.fixture
def split(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[dict[str, Any]]]:
    """A split of three small configs."""
    rows = {
        "scrapes": SCRAPES,
        "contrasts": [contrast("p", "furniture", "نص\nدعاية", (3, 8)), contrast("p", "journalism", "نص", None)],
        "corruptions": [corruption("lost", "نص", "ن\N{REPLACEMENT CHARACTER}"), corruption("look-alike", "إعلان", "إعلان")],
    }
    monkeypatch.setattr(composed, "load", lambda config, _: pa.Table.from_pylist(rows[config]))
    return rows


def test_figures_are_pinned_to_the_content_that_they_were_measured_on(split: dict[str, list[dict[str, Any]]]) -> None:
    first = measure_split("train", FakeScanner())["dataset"]
    split["scrapes"] = list(reversed(split["scrapes"]))
    assert measure_split("train", FakeScanner())["dataset"] == first
    split["contrasts"][1]["text"] = "نص آخر"
    assert measure_split("train", FakeScanner())["dataset"] != first


@pytest.mark.usefixtures("split")
def test_the_page_shows_the_figures_and_their_cases() -> None:
    lines = sections({"train": measure_split("train", FakeScanner())}).splitlines()
    assert "| scrapes / sites | 4 / 2 |" in lines
    assert "| recall | 0.400 (2/5) |" in lines
    assert "| wording | train | 0.333 (1/3) | 0.250 [0.00, 1.00] | 0.333 of 3 | 1.000 (1/1) | 1.000 |" in lines
    assert "| recall, sites | 0.333 [0.00, 1.00] |" in lines
    assert "| body touched | 16.129 % |" in lines
    assert "| body touched, mean of sites | 13.889 % |" in lines
    assert "| cue | wording | 0.000 (0/1) |" in lines
    assert "| BP101 | 0.500 (1/2) | 0.500 (5/10) | 5 | 1 | 1 | 1 | 0 | 0 | 0 | 0 | 1.000 (1/1) | 1.000 |" in lines
    assert "| pairs | 0.000 (0/1) [0.00, 0.97] |" in lines
    assert "| train | related | p | furniture |" in lines
    assert "| lost | 1 / 1 of 1 |" in lines
    assert "| look-alike | 1 / 1 of 1 |" in lines
    assert "| BP999 | `optional.byline` | train | 0.500 (1/2) | 7 | 2 |" in lines
    assert "| missed | a | boilerplate.ad_marker | wording | 1 | 5 | دعاية |" in lines


@pytest.mark.usefixtures("split")
def test_texts_of_test_and_its_failed_pairs_are_not_shown() -> None:
    figures = measure_split("test", FakeScanner(), excerpts=False)
    text = sections({"test": figures})
    assert "دعاية" not in text
    assert "دعاية" not in str(figures)
    assert "| test | related | p |" not in text
    assert "| missed | a | boilerplate.ad_marker | wording | 1 | 5 | not shown: rules are not to be written on it |" in text.splitlines()


@pytest.mark.usefixtures("split")
def test_a_split_that_lacks_what_another_has_leaves_its_cells_empty() -> None:
    train = measure_split("train", FakeScanner())
    other = deepcopy(train)
    del other["scrapes"]["by_evidence"]["position"], other["scrapes"]["by_novelty"]["cue"], other["scrapes"]["by_class"]["related"]
    lines = sections({"train": train, "validation": other}).splitlines()
    assert not any(line.startswith("| position | validation") for line in lines)
    assert "| cue | wording | 0.000 (0/1) | – |" in lines


@pytest.mark.parametrize(
    ("values", "shown"),
    [([], "–"), ([0.5], "0.500"), ([0.5, 0.5], "0.500 [0.50, 0.50]"), ([0.2, 0.4, 0.6], "0.400 [0.00, 0.90]"), ([0.9, 1.0, 1.0], "0.967 [0.82, 1.00]")],
)
def test_the_mean_over_sites_has_a_t_interval_cut_to_what_is_possible(values: list[float], shown: str) -> None:
    """With three sites the half width is 4.303 standard errors."""
    assert site_mean(values) == shown


def test_text_in_a_cell_is_neither_markdown_nor_invisible() -> None:
    assert escaped("a|b <c> [d](e) `f` *g* _h_ &amp;\n\N{ZERO WIDTH SPACE}") == (
        "a\\|b \\<c\\> \\[d\\](e) \\`f\\` \\*g\\* \\_h\\_ \\&amp;\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}\\<U+200B\\>"
    )
