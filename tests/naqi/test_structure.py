"""Structure: where the body begins and ends without its furniture, and that a rule's verdict does not hang on the selection."""

from __future__ import annotations

import pytest

from naqi.arabic.folding import fold_phrase
from naqi.checker import Checker
from naqi.rules.registry import BY_CODE
from naqi.scan.document import Document
from naqi.scan.structure import Mark, Structure, settle_body

BODY = "افتتحت البلدية صباح اليوم جسرا للمشاة يربط ضفتي الوادي بعد عام من العمل."
NOTICE = "لن يتم نشر عنوان بريدك الإلكتروني ولن يظهر تعليقك قبل أن تراجعه إدارة الموقع."
MORE = "وقال المهندس إن الجسر يحمل ألف شخص في وقت واحد وإن بناءه كلف مليونا."


def marked(document: Document, *marks: tuple[str, str]) -> list[Mark]:
    found = []
    for kind, phrase in marks:
        folded = fold_phrase(phrase)
        start = document.data.index(folded)
        found.append(Mark(kind, start, start + len(folded)))
    return found


def strays(text: str, *marks: tuple[str, str]) -> list[str]:
    document = Document(text)
    return [text[slice(*document.code_points(line.start, line.end))] for line in Structure(document, marked(document, *marks)).strays()]


def test_a_notice_that_reads_like_prose_is_no_part_of_the_body() -> None:
    document = Document(f"{NOTICE}\n{BODY}\n{MORE}\n{NOTICE}")
    assert document.body == (0, 3)
    ends = [Mark("comment_form", line.start, line.end) for line in (document.lines[0], document.lines[3])]
    assert settle_body(document, ends)
    assert document.body == (1, 2)


def test_a_paragraph_is_prose_though_furniture_is_glued_to_it() -> None:
    document = Document("وتقوم المسابقة هذا العام على قواعد قليلة هي كما يلي:تابعونا على فيسبوك")
    assert document.body[1] == -1
    assert settle_body(document, marked(document, ("follow", "تابعونا على فيسبوك")))
    assert document.body == (0, 0)


def test_nothing_moves_where_furniture_stands_outside_the_body() -> None:
    document = Document(f"{BODY}\nشارك الخبر")
    assert not settle_body(document, marked(document, ("share", "شارك الخبر")))


def test_lines_between_furniture_below_the_body_are_strays() -> None:
    text = f"{BODY}\nشارك الخبر\nدريشة\nتابعونا على فيسبوك"
    assert strays(text, ("share", "شارك الخبر"), ("follow", "تابعونا على فيسبوك")) == ["دريشة"]


def test_without_furniture_or_without_body_nothing_is_a_stray() -> None:
    assert strays(f"{BODY}\nدريشة\nوادي") == []
    assert strays("شارك الخبر\nدريشة\nتابعونا", ("share", "شارك الخبر"), ("follow", "تابعونا")) == []


def test_a_title_repeated_below_is_none() -> None:
    text = f"جسر فوق الوادي\n{BODY}\nشارك الخبر\nجسر فوق الوادي\nتابعونا"
    assert strays(text, ("share", "شارك الخبر"), ("follow", "تابعونا")) == []


@pytest.mark.parametrize("code", ["BP201", "BP402", "BP608"])
def test_a_rule_finds_alone_what_it_finds_among_the_others(code: str) -> None:
    text = f"{NOTICE}\nاقتصاد\nبلدية تفتتح جسرا للمشاة فوق الوادي\n{BODY}\n{MORE}\nشارك الخبر\nمقالات ذات صلة\nقافلة كتب تجوب القرى الجبلية\nجميع الحقوق محفوظة"
    together = [(finding.start, finding.end) for finding in Checker().check(text) if finding.rule == code]
    alone = [(finding.start, finding.end) for finding in Checker([BY_CODE[code]]).check(text)]
    assert alone == together != []
