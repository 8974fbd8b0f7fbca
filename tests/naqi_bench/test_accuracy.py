"""The accuracy benchmark: scores, rates, verdicts and line rules on hand-made folders, and the committed figures."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from naqi import Checker, __version__
from naqi.rules.registry import select
from naqi_bench.accuracy import real
from naqi_bench.accuracy import run as accuracy
from naqi_bench.accuracy.line_rules import LINE_RULES
from naqi_bench.accuracy.real_page import sections
from naqi_bench.accuracy.run import AdjudicationError, findings_on_clean, measure, read_verdicts
from naqi_bench.accuracy.score import rate, rates, score_labelled

PROSE = "وصل الوفد صباح الأحد إلى المدينة القديمة، ثم غادرها في المساء بعد جولة قصيرة."
LOST = "\N{REPLACEMENT CHARACTER}"

# A piece of a text: body, or (label, text, evidence) with "unsure" behind it where the annotator was.
Piece = str | tuple[str, ...]
Finder = Callable[[str], list[tuple[int, int]]]


def row(number: str, source: str, *pieces: Piece) -> dict[str, Any]:
    """A labelled text, as leaky.jsonl holds it."""
    text = ""
    spans: list[dict[str, Any]] = []
    for piece in pieces:
        if isinstance(piece, tuple):
            label, content, evidence, *unsure = piece
            span = {"start": len(text), "end": len(text) + len(content), "label": label, "evidence": evidence}
            spans.append(span | {"unsure": True} if unsure else span)
            text += content
        else:
            text += piece
    return {"id": number, "source": source, "text": text, "spans": spans}


def write(folder: Path, name: str, *rows: dict[str, Any]) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.jsonl").write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in rows), "utf-8")


def finding(*phrases: str) -> Finder:
    """A finder of every place of some phrases."""
    return lambda text: [match.span() for phrase in phrases for match in re.finditer(re.escape(phrase), text)]


def score(tmp_path: Path, finder: Finder, *rows: dict[str, Any]) -> dict[str, Any]:
    write(tmp_path, "leaky", *rows)
    return score_labelled(real.labelled(tmp_path), finder)


# Scores.
LABELLED = (
    row("1", "s1", "جسم أول", "\n", ("boilerplate.related", "اقرأ أيضا نبأ أول", "wording")),
    row("2", "s1", ("boilerplate.related", "اقرأ أيضا خبر ثان", "wording"), "\n", "جسم ثان"),
    row("3", "s1", "جسم ثالث", "\n", ("boilerplate.related", "شاهد المزيد هنا", "position")),
    row(
        "4",
        "s2",
        ("optional.title", "عنوان", ""),
        "\n",
        "جسم رابع",
        "\n",
        ("boilerplate.share", "شارك", "wording", "unsure"),
        "\n",
        ("boilerplate.share", "انشر هذا", "reading"),
    ),
)


def test_labelled_texts_are_scored(tmp_path: Path) -> None:
    """Found: the spans of 1 (of which most lies in the finding) and 3 (of which less than half does)."""
    assert score(tmp_path, finding("اقرأ أيضا نبأ", "المزيد", "رابع"), *LABELLED) == {
        "spans": [2, 4],
        "removed": [1, 4],
        # In findings are 11 of the 14 letters of span 1, and 6 of the 13 of span 3.
        "exact": [0, 2],
        "iou": (11 / 14 + 6 / 13) / 2,
        # The first two share a cue, so they are one type: (1/2 + 1 + 0) / 3.
        "macro": 0.5,
        "types": 3,
        "by_evidence": {"position": [1, 1], "reading": [0, 1], "wording": [1, 2]},
        "macro_by_evidence": {"position": 1.0, "reading": 0.0, "wording": 0.5},
        "by_class": {"related": [2, 3], "share": [0, 1]},
        "by_source": {"s1": [2, 3], "s2": [0, 1]},
        "body_touched": 4 / 26,
    }


def test_optional_and_unsure_spans_count_neither_as_leaks_nor_as_body(tmp_path: Path) -> None:
    result = score(tmp_path, finding("عنوان", "شارك"), *LABELLED)
    assert (result["spans"], result["body_touched"]) == ([0, 4], 0)


def test_a_text_without_labels_is_not_scored(tmp_path: Path) -> None:
    write(tmp_path, "leaky", LABELLED[0], {"id": "5", "source": "s3", "text": "غير موسوم"})
    assert [text.id for text in real.labelled(tmp_path)] == ["1"]


@pytest.mark.parametrize(
    ("found", "hit", "removed"),
    [
        ("ابجد", 1, 1),
        ("اب", 1, 1),
        ("ا", 1, 0),
        ("هز ا", 1, 0),
        ("هز", 0, 0),
        ("هز ابجد حط", 1, 1),
        ("لا شيء", 0, 0),
    ],
)
def test_a_span_is_found_where_a_finding_overlaps_it_and_removed_where_half_is_covered(tmp_path: Path, found: str, hit: int, removed: int) -> None:
    result = score(tmp_path, finding(found), row("1", "s", "هز ", ("boilerplate.other", "ابجد", "wording"), " حط"))
    assert (result["spans"], result["removed"]) == ([hit, 1], [removed, 1])


def test_several_findings_cover_a_span_together_and_none_counts_twice(tmp_path: Path) -> None:
    parts = row("1", "s", "هز ", ("boilerplate.other", "ابجدوي", "wording"))
    assert score(tmp_path, finding("اب", "ي"), parts)["removed"] == [1, 1]
    assert score(tmp_path, finding("اب", "ب"), parts)["removed"] == [0, 1]
    assert score(tmp_path, finding("هز", "ز"), parts)["body_touched"] == 1


def test_white_space_is_no_body(tmp_path: Path) -> None:
    result = score(tmp_path, finding("ا \n", " "), row("1", "s", "ابج د \n", ("boilerplate.other", "هز", "wording")))
    assert result["body_touched"] == 0
    result = score(tmp_path, finding("د \n"), row("1", "s", "ابج د \n", ("boilerplate.other", "هز", "wording")))
    assert result["body_touched"] == 0.25


@pytest.mark.parametrize(
    ("first", "second", "types"),
    [
        (("s1", "related", "اقرأ أيضا: خبر أول"), ("s1", "related", "إقرأ  أيضاً: نبأ ثان"), 1),
        (("s1", "related", "اقرأ أيضا خبر"), ("s2", "related", "اقرأ أيضا نبأ"), 2),
        (("s1", "related", "اقرأ أيضا خبر"), ("s1", "share", "اقرأ أيضا نبأ"), 2),
        (("s1", "related", "اقرأ هذا خبر"), ("s1", "related", "اقرأ ذاك نبأ"), 2),
        (("s1", "related", "إعلان"), ("s1", "related", "اعلان"), 1),
        (("s1", "related", "إعلان"), ("s1", "related", "دعاية"), 2),
    ],
    ids=["spelling", "source", "class", "one word", "same single word", "other single word"],
)
def test_spans_of_a_source_and_class_that_share_two_words_are_one_type(
    tmp_path: Path, first: tuple[str, str, str], second: tuple[str, str, str], types: int
) -> None:
    rows = [row(str(number), source, "جسم ", (f"boilerplate.{name}", text, "wording")) for number, (source, name, text) in enumerate((first, second))]
    assert score(tmp_path, finding(), *rows)["types"] == types


def test_a_phrase_that_a_site_repeats_counts_once_in_the_mean_over_types(tmp_path: Path) -> None:
    often = [row(str(number), "s", "جسم ", ("boilerplate.related", f"اقرأ أيضا {number}", "wording")) for number in range(9)]
    result = score(tmp_path, finding("اقرأ أيضا"), *often, row("9", "s", "جسم ", ("boilerplate.related", "شاهد المزيد هنا", "wording")))
    assert (result["spans"], result["macro"], result["types"]) == ([9, 10], 0.5, 2)


# Rates.
@pytest.mark.parametrize(
    ("wrong", "documents", "bound"),
    [(0, 100, 36.217), (0, 10, 308.5), (0, 3000, 1.2289), (1, 10, 445.0), (5, 10, 812.9), (10, 10, 1000)],
)
def test_rates_have_the_upper_bound_of_clopper_and_pearson(wrong: int, documents: int, bound: float) -> None:
    """Of 0 in n it is 1 - .025 ** (1 / n); the others are those of printed tables."""
    result = rate(wrong, documents)
    assert (result["documents"], result["wrong"], result["per_1000"]) == (documents, wrong, 1000 * wrong / documents)
    assert result["upper_bound_per_1000"] == pytest.approx(bound, abs=0.05 if documents < 1000 else 0.0001)


def test_single_sentences_stand_beside_the_rate_of_documents() -> None:
    result = rates(Counter(b=2, pud=5), Counter(b=10, a=30, pud=100), "pud")
    assert result["all_documents"] == rate(2, 40)
    assert list(result["by_source"]) == ["a", "b", "pud"]
    assert result["by_source"] == {"a": rate(0, 30), "b": rate(2, 10), "pud": rate(5, 100)}


# Verdicts.
CLEAN = {
    "ad": ("s1", f"{PROSE}\n\n[ad_1]\n"),
    "plain": ("s1", PROSE),
    "twice": ("s1", f"[ad_1]\n\n{PROSE}\n\n[ad_2]\n"),
    "slip": ("s2", f"{PROSE} ."),
    "two": ("s2", f"{PROSE} {LOST}{PROSE}\n\n[ad_1]\n"),
    "sentence": ("ud_pud", f"{PROSE}\n\n[ad_1]\n"),
}
LEAKY = (
    row("l1", "s1", PROSE, "\n\n", ("boilerplate.ad_marker", "[ad_1]", "wording")),
    row("l2", "s1", f"{PROSE} ا{LOST}لمساء.", "\n\n", ("boilerplate.related", "الفيضان يعبر الجسر", "reading")),
    {"id": "l3", "source": "s1", "text": "[ad_1]"},
)
Verdicts = dict[tuple[str, str, str], bool]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like that of the real texts."""
    folder = tmp_path_factory.mktemp("texts")
    write(folder, "clean", *({"id": name, "source": source, "text": text} for name, (source, text) in CLEAN.items()))
    write(folder, "leaky", *LEAKY)
    return folder


@pytest.fixture(scope="module", autouse=True)
def one_checker() -> Iterator[None]:
    """Compile the rules once: each measurement would do it twice."""
    checker = Checker()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accuracy, "Checker", lambda: checker)
        yield


@pytest.fixture(scope="module")
def unjudged(texts: Path) -> dict[str, Any]:
    return measure(texts, {})


def test_only_findings_of_error_severity_on_clean_text_are_to_be_judged(texts: Path) -> None:
    assert [(text.id, found.rule) for text, found in findings_on_clean(texts)] == [
        ("ad", "BP101"),
        ("twice", "BP101"),
        ("twice", "BP101"),
        ("two", "EN101"),
        ("two", "BP101"),
        ("sentence", "BP101"),
    ]


def test_what_nobody_judged_counts_as_wrong_and_is_listed(unjudged: dict[str, Any]) -> None:
    measured = unjudged["naqi"]
    assert measured["clean"]["all_documents"] == rate(3, 5)
    assert measured["clean"]["by_source"] == {"s1": rate(2, 3), "s2": rate(1, 2), "ud_pud": rate(1, 1)}
    assert measured["clean_flagged"] == {"s1": 2, "s2": 1, "ud_pud": 1}
    assert measured["clean_by_rule"] == {"BP101": 4, "EN101": 1}
    assert measured["unjudged"] == [
        {"source": "s1", "id": "ad", "rule": "BP101"},
        {"source": "s1", "id": "twice", "rule": "BP101"},
        {"source": "s2", "id": "two", "rule": "BP101"},
        {"source": "s2", "id": "two", "rule": "EN101"},
        {"source": "ud_pud", "id": "sentence", "rule": "BP101"},
    ]


@pytest.mark.parametrize(
    ("verdicts", "wrong", "left"),
    [
        ({("s1", "ad", "BP101"): True}, {"s1": 1, "s2": 1}, 4),
        ({("s1", "ad", "BP101"): False}, {"s1": 2, "s2": 1}, 4),
        ({("s1", "ad", "BP101"): True, ("s1", "twice", "BP101"): True}, {"s1": 0, "s2": 1}, 3),
        ({("s2", "two", "BP101"): True}, {"s1": 2, "s2": 1}, 4),
        ({("s2", "two", "BP101"): True, ("s2", "two", "EN101"): True}, {"s1": 2, "s2": 0}, 3),
        ({("s2", "two", "BP101"): True, ("s2", "two", "EN101"): False}, {"s1": 2, "s2": 1}, 3),
        ({("s2", "ad", "BP101"): True, ("s1", "ad", "BP102"): True, ("s1", "plain", "BP101"): False}, {"s1": 2, "s2": 1}, 5),
    ],
    ids=["right", "wrong", "right for all of its kind", "one of two", "both right", "one wrong", "of something else"],
)
def test_a_document_is_wrong_unless_all_its_findings_were_judged_right(texts: Path, verdicts: Verdicts, wrong: dict[str, int], left: int) -> None:
    measured = measure(texts, verdicts)["naqi"]
    assert {source: measured["clean"]["by_source"][source]["wrong"] for source in wrong} == wrong
    assert measured["clean"]["all_documents"]["wrong"] == sum(wrong.values())
    assert len(measured["unjudged"]) == left


def test_naqi_is_scored_by_its_findings_of_boilerplate(unjudged: dict[str, Any]) -> None:
    """The replacement character in the body of l2 is a finding of another family."""
    labelled = unjudged["naqi"]["labelled"]
    assert (unjudged["version"], unjudged["rules"], unjudged["labelled_documents"]) == (__version__, len(select()), 2)
    assert (labelled["spans"], labelled["by_evidence"]) == ([1, 2], {"reading": [0, 1], "wording": [1, 1]})
    assert labelled["body_touched"] == 0


def test_line_rules_are_scored_on_the_same_texts(unjudged: dict[str, Any]) -> None:
    assert list(unjudged["baselines"]) == list(LINE_RULES)
    shipped = unjudged["baselines"]["C4 line rule as shipped"]
    assert (shipped["labelled"]["spans"], shipped["labelled"]["removed"], shipped["labelled"]["body_touched"]) == ([2, 2], [2, 2], 0)
    assert {source: cell["wrong"] for source, cell in shipped["clean"]["by_source"].items()} == {"s1": 2, "s2": 1, "ud_pud": 1}


def test_verdicts_are_read(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.jsonl"
    path.write_text(
        '{"source": "s", "id": "1", "rule": "BP101", "verdict": "right"}\n{"source": "s", "id": "1", "rule": "BP102", "verdict": "wrong", "note": "x"}\n',
        "utf-8",
    )
    assert read_verdicts(path) == {("s", "1", "BP101"): True, ("s", "1", "BP102"): False}


@pytest.mark.parametrize(
    "line",
    [
        '{"source": "s", "id": "1", "rule": "BP101"}',
        '{"source": "s", "id": "1", "verdict": "right"}',
        '{"source": "s", "id": "1", "rule": "BP101", "verdict": "maybe"}',
        '{"source": "s", "id": "1", "rule": "BP101", "verdict": ["right"]}',
        '{"source": "s", "id": ["1"], "rule": "BP101", "verdict": "right"}',
        "[]",
        "{",
        "",
    ],
)
def test_a_broken_verdict_names_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "verdicts.jsonl"
    path.write_text(f'{{"source": "s", "id": "1", "rule": "BP101", "verdict": "right"}}\n{line}\n', "utf-8")
    with pytest.raises(AdjudicationError) as caught:
        read_verdicts(path)
    assert str(caught.value) == f"{path}:2: a verdict needs source, id, rule, and verdict right or wrong"


# Line rules.
def dropped(name: str, text: str) -> list[str]:
    return [text[start:end] for start, end in LINE_RULES[name](text)]


FIVE = "قال الوزير إن المشروع بدأ"


@pytest.mark.parametrize(
    ("line", "shipped", "arabic"),
    [
        (f"{FIVE}.", True, True),
        (f"{FIVE}!", True, True),
        (f"{FIVE}?", True, True),
        (f'"{FIVE}"', True, True),
        (f"{FIVE}؟", False, True),
        (f"{FIVE}۔", False, True),
        (f"{FIVE}\N{HORIZONTAL ELLIPSIS}", False, True),
        (f"«{FIVE}»", False, True),
        (f"{FIVE}؛", False, True),
        (f"{FIVE}:", False, True),
        (f"{FIVE}\N{RIGHT DOUBLE QUOTATION MARK}", False, True),
        (f"{FIVE}", False, False),
        (f"{FIVE}،", False, False),
        (f"{FIVE} )", False, False),
        ("قال إن المشروع بدأ.", False, False),
        ("نعم.", False, False),
        (f"  {FIVE}.  ", True, True),
    ],
)
def test_the_line_rule_of_c4_keeps_lines_of_five_words_that_end_in_a_mark(line: str, shipped: bool, arabic: bool) -> None:
    assert dropped("C4 line rule as shipped", line) == ([] if shipped else [line])
    assert dropped("C4 line rule, Arabic end marks", line) == ([] if arabic else [line])


@pytest.mark.parametrize(("words", "kept"), [(1, False), (9, False), (10, True), (11, True)])
def test_short_lines_are_those_under_ten_words(words: int, kept: bool) -> None:
    line = " ".join(["كلمة"] * words)
    assert dropped("lines under 10 words", line) == ([] if kept else [line])


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("في " + "بيت " * 9, True),
        ("في " + "بيت " * 10, False),
        ("بيت " * 3, False),
        ("إلى البيت", True),
        ("الى البيت", True),
        ("عَلَى البيت", True),
        ("*", False),
    ],
    ids=["one in ten", "one in eleven", "none", "hamza", "no hamza", "vowel signs", "no word"],
)
def test_density_is_the_share_of_function_words_in_any_spelling(line: str, kept: bool) -> None:
    assert dropped("stop-word density under .1", line) == ([] if kept else [line])


@pytest.mark.parametrize("name", LINE_RULES)
def test_line_rules_drop_whole_lines_without_their_breaks_and_never_a_blank_one(name: str) -> None:
    kept = "قال الوزير في البيان إن المشروع من أكبر ما بدأ على الساحل منذ سنوات."
    text = f"\n{kept}\n\nإعلان\n \n\t\n{kept}\nدعاية"
    assert dropped(name, text) == ["إعلان", "دعاية"]
    assert dropped(name, "") == []


# The page.
def changed(value: Any) -> Any:
    """The same figures with every number another one."""
    if isinstance(value, dict):
        return {key: changed(item) for key, item in value.items()}
    if isinstance(value, list) and len(value) == 2 and all(isinstance(item, int) for item in value):
        return [value[0] + 1, value[1] + 3]
    if isinstance(value, list):
        return [changed(item) for item in value] + ([{}] if value and isinstance(value[0], dict) else [])
    return 2 * value + 1 if isinstance(value, int) else value / 2 + 0.0123 if isinstance(value, float) else "9.8.7" if value == __version__ else value


def test_every_number_of_the_page_comes_from_the_figures(unjudged: dict[str, Any]) -> None:
    """Token by token: what stays when all figures change is wording, whose numbers are known."""
    tokens = [sections(figures, kept=False).split() for figures in (unjudged, changed(unjudged))]
    assert len(tokens[0]) == len(tokens[1])
    stay = {old for old, new in zip(*tokens, strict=True) if old == new and re.search(r"\d", old)}
    assert stay == {"95", "1,000", "C4", "10", ".1", "BP101", "EN101", "s1", "s2"}


def test_the_page_shows_the_figures(unjudged: dict[str, Any]) -> None:
    lines = sections(unjudged, kept=False).splitlines()
    assert "|  | recall | half covered | types (2) | reading | wording | exact borders | IoU | body touched | wrong per 1,000 documents |" in lines
    bound = f"{1000 * 0.9473:.0f}"
    (naqi,) = (line for line in lines if line.startswith("| naqi |"))
    assert naqi.startswith("| naqi | 0.500 (1/2) | 0.500 (1/2) | 0.500 | 0.000 (0/1) | 1.000 (1/1) | 1.000 (1/1) | 1.000 | 0.000 % | 600.00 (9")
    assert bound in naqi
    assert [line.split("|")[1].strip() for line in lines if line.startswith(("| C4", "| lines", "| stop"))] == list(LINE_RULES)
    assert "| ad_marker | 1.000 (1/1) |" in lines
    assert "| related | 0.000 (0/1) |" in lines
    assert "| s1 | 0.500 (1/2) |" in lines
    assert "Findings not judged yet: 5." in lines
    assert "| BP101 | 4 |" in lines
    assert "| EN101 | 1 |" in lines
    assert any(line.startswith("| ud_pud | 1 | 1 | 1000.00 (") for line in lines)


def test_kept_figures_are_said_to_be_kept(unjudged: dict[str, Any]) -> None:
    assert "kept from an earlier run" in sections(unjudged, kept=True)
    assert "kept" not in sections(unjudged, kept=False)


def test_a_source_without_findings_is_shown_with_none(unjudged: dict[str, Any]) -> None:
    figures = deepcopy(unjudged)
    del figures["naqi"]["clean_flagged"]["s2"]
    assert "| s2 | 2 | 0 |" in sections(figures, kept=False)
