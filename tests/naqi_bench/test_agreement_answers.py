"""Answers of annotators: the documented example, cuts, faults, and every way of getting it wrong."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

from naqi_bench.agreement.answers import FAULT_KINDS, NAMES, Answer, read_answer
from naqi_bench.agreement.listing import listing

TEXT = "اقتصاد\n\nوصل الوفد فجراً. شارك الخبر شارك\n  غادر   الوفد.\t\n\n\nفيسبوك\nواتساب\n"


def read(answer: str, text: str = TEXT) -> Answer:
    made, refused = read_answer(listing(text), answer)
    assert refused == []
    return made


def labelled(answer: str, text: str = TEXT) -> list[tuple[str, str, str | None]]:
    return [(text[span["start"] : span["end"]], span["label"], span["evidence"]) for span in read(answer, text).spans]


# The documented example is the guidelines' own.
@pytest.fixture(scope="module")
def guidelines(root: Path) -> str:
    return (root / "dataset" / "sources" / "GUIDELINES.md").read_text("utf-8")


@pytest.fixture(scope="module")
def example(guidelines: str) -> str:
    section = guidelines[guidelines.index("## 9. Worked example") :]
    return section.split("```\n")[1].removesuffix("\n")


@pytest.fixture(scope="module")
def howto() -> list[str]:
    """The fenced blocks of the page: grammar, listing, answer."""
    return resources.files("naqi_bench.agreement").joinpath("HOWTO.md").read_text("utf-8").split("```\n")[1::2]


def test_the_listing_of_the_worked_example_is_the_documented_one(example: str, howto: list[str]) -> None:
    assert str(listing(example)) == howto[1]


def test_the_answer_of_the_worked_example_gives_the_guidelines_table(guidelines: str, example: str, howto: list[str]) -> None:
    rows = re.findall(r"^\| (\d+) \| (\d+) \| `([\w.]+)` \| (?:`(\w+)` )?\|", guidelines, re.MULTILINE)
    made = read(howto[2], example)
    assert len(rows) == 14
    assert [(str(span["start"]), str(span["end"]), span["label"], span["evidence"] or "") for span in made.spans] == rows
    assert [(fault["start"], fault["end"], fault["kind"], fault["replacement"]) for fault in made.faults] == [
        (168, 171, "doubled_stop", "."),
        (244, 250, "entity", '"'),
        (261, 267, "entity", '"'),
    ]
    assert [span["unsure"] for span in made.spans if "unsure" in span] == ["body | no page at hand; a scene, but the next paragraph speaks of the same ship"]


def test_kinds_of_faults_are_those_of_the_guidelines(guidelines: str) -> None:
    section = guidelines[guidelines.index("### 7.1 Faults") : guidelines.index("### 7.2 Habits")]
    assert tuple(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == FAULT_KINDS


def test_class_names_are_distinct_over_families() -> None:
    assert len(NAMES) == len(set(NAMES.values())) == 41


# What entries do.
def test_a_cut_reaches_to_the_next_entry() -> None:
    assert labelled("1 category position\n2 body\n2 share wording > شارك الخبر\n2 body #2 > شارك\n3 body\n4-5 share position") == [
        ("اقتصاد", "boilerplate.category", "position"),
        ("وصل الوفد فجراً.", "body", None),
        ("شارك الخبر", "boilerplate.share", "wording"),
        ("شارك\n  غادر   الوفد.", "body", None),
        ("فيسبوك\nواتساب", "boilerplate.share", "position"),
    ]


def test_a_cut_may_begin_a_range_and_full_labels_do() -> None:
    assert labelled("1-2 body\n2-5 boilerplate.share layout > شارك الخبر") == [
        ("اقتصاد\n\nوصل الوفد فجراً.", "body", None),
        (TEXT[TEXT.index("شارك") :].strip(), "boilerplate.share", "layout"),
    ]


def test_entries_of_one_label_are_one_span_with_the_hardest_evidence_and_all_doubts() -> None:
    (span,) = read("1-2 share wording\n? body | one\n3 share reading\n4-5 share position\n? follow | two").spans
    assert (span["start"], span["end"], span["evidence"]) == (0, len(TEXT) - 1, "reading")
    assert span["unsure"] == "body | one; follow | two"


def test_a_cut_may_stand_inside_a_word_and_before_a_quoting_mark() -> None:
    text = "فجراً.طباعة > الرئيسية"
    assert labelled("1 body\n1 share wording > طباعة\n1 navigation position > > الرئيسية", text) == [
        ("فجراً.", "body", None),
        ("طباعة", "boilerplate.share", "wording"),
        ("> الرئيسية", "boilerplate.navigation", "position"),
    ]


def test_what_does_not_show_is_listed_by_code_point_and_can_be_quoted() -> None:
    text = "\N{BYTE ORDER MARK}خبر\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}عا\N{ZERO WIDTH SPACE}جل\r\nنص"
    assert str(listing(text)) == "1| <U+FEFF>خبر عا<U+200B>جل\n2| نص\n"
    made = read("1 category wording\n1 body > خبر\n2 body\n! 1 invisible > <U+200B>\n=", text)
    assert [(span["start"], span["end"]) for span in made.spans] == [(0, 1), (1, len(text))]
    assert made.faults == [{"start": 8, "end": 9, "kind": "invisible", "replacement": ""}]


def test_a_fault_keeps_its_white_space_and_may_cross_a_line() -> None:
    text = "انتهى العمل.\n\n. ثم ءو"
    assert read("1-2 body\n! 1 doubled_stop > .⏎.\n= .\n! 2 joined > ءو\n= ء و\n! 2 lost > ثم\n? entity | none", text).faults == [
        {"start": 11, "end": 15, "kind": "doubled_stop", "replacement": "."},
        {"start": 16, "end": 18, "kind": "lost", "replacement": None, "unsure": "entity | none"},
        {"start": 19, "end": 21, "kind": "joined", "replacement": "ء و"},
    ]


def test_remarks_empty_lines_and_windows_line_ends_do_nothing() -> None:
    assert labelled("# mine\r\n\r\n1-5 body\r\n") == [(TEXT.strip(), "body", None)]


# What is refused: answer, line that is named, words of the reason.
BAD: list[tuple[str, int, str]] = [
    ("", 1, "no entry"),
    ("1-5", 1, "is no entry"),
    ("1-5 boddy", 1, "did you mean 'body'"),
    ("1-5 zzz", 1, "one of body"),
    ("1-5 optional.share wording", 1, "share is boilerplate.share"),
    ("1-5 share", 1, "needs its evidence"),
    ("1-5 share words", 1, "did you mean 'wording'"),
    ("1-5 title wording", 1, "has no evidence"),
    ("1-6 body", 1, "there is no line 6"),
    ("0-5 body", 1, "there is no line 0"),
    ("5-1 body", 1, "ends before it begins"),
    ("1-2 body\n4-5 body", 2, "line 3 in front of this has no label"),
    ("3-5 body", 1, "line 1-2 in front of this has no label"),
    ("1-3 body", 1, "line 4 and what follows has no label"),
    ("1-5 body\n3 title", 2, "line 3 lies in an entry above"),
    ("1-3 body\n2 share wording > شارك الخبر\n4-5 body", 2, "line 2 lies in an entry above"),
    ("1-2 body\n2 title\n3-5 body", 2, "line 2 has a label up to here"),
    ("1-2 body\n2 share wording > شارك الخبر\n2 title > وصل\n3-5 body", 3, "line 2 has a label up to here"),
    ("1 body\n2 title > الوفد\n3-5 body", 2, "no label in front of 'الوفد'"),
    ("1-2 body\n2 share wording > شارك\n3-5 body", 2, "has 'شارك' 2 times"),
    ("1-2 body\n2 share wording #3 > شارك\n3-5 body", 2, "so there is no #3"),
    ("1-2 body\n2 share wording > سارك\n3-5 body", 2, "has no 'سارك'"),
    ("1-2 body\n2 share wording #1\n3-5 body", 2, "quote it after >"),
    ("? body | why\n1-5 body", 1, "under the entry"),
    ("1-5 body\n? title", 2, "SECOND CHOICE | REASON"),
    ("1-5 body\n= x", 2, "under the fault"),
    ("1-5 body\n! 2 typo > وصل", 2, "no kind of fault 'typo'"),
    ("1-5 body\n! 9 lost > وصل", 2, "there is no line 9"),
    ("1-5 body\n! 2 lost", 2, "is no fault"),
    ("1-5 body\n! 2 lost > شارك", 2, "2 times"),
    ("1-5 body\n! 2 lost > وصل\n= وصل", 2, "itself"),
    ("1-5 body\n! 2 lost > وصل\n! 2 lost > صل", 3, "overlaps another fault"),
    ("1-5 share wording\n! 2 lost > وصل\n= وضل", 2, "lies in boilerplate"),
]


@pytest.mark.parametrize(("answer", "line", "reason"), BAD, ids=[reason for *_, reason in BAD])
def test_a_bad_answer_is_one_reason_that_names_its_line(answer: str, line: int, reason: str) -> None:
    made, refused = read_answer(listing(TEXT), answer)
    assert [number for number, _ in refused] == [line]
    assert reason in refused[0][1]
    assert "\n" not in refused[0][1]
    assert not made.faults


def test_each_bad_line_is_named_and_a_refused_entry_blames_no_other() -> None:
    _, refused = read_answer(listing(TEXT), "1 nonsense\n2 body\n3 share\n4-5 follow")
    assert [number for number, _ in refused] == [1, 3, 4]
