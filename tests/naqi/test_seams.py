"""Seams: lines that a scrape joined are cut again beside furniture, and nowhere else."""

from __future__ import annotations

import pytest

from naqi import Checker
from naqi.arabic.folding import fold_phrase
from naqi.scan.document import Document
from naqi.scan.seams import seams
from naqi.scan.structure import Mark

BODY = "افتتحت البلدية صباح اليوم جسرا للمشاة يربط ضفتي الوادي بعد عام من العمل."
TOOLBAR = "طباعة إرسال لصديق حفظ"


def pieces(text: str, *phrases: str) -> list[str]:
    document = Document(text)
    marks = []
    for phrase in phrases:
        folded = fold_phrase(phrase)
        start = document.data.index(folded)
        marks.append(Mark("share", start, start + len(folded)))
    view = document.recut(seams(document, marks))
    return [text[slice(*view.code_points(line.start, line.end))] for line in view.lines]


def test_a_line_is_cut_at_the_edges_of_furniture() -> None:
    assert pieces(f"اسم كاتب شارك الخبر صورة من الجسر\n{BODY}", "شارك الخبر") == ["اسم كاتب", "شارك الخبر", "صورة من الجسر", BODY]


def test_what_is_glued_is_cut_too() -> None:
    assert pieces(f"اسم كاتبشارك الخبرصورة من الجسر\n{BODY}", "شارك الخبر") == ["اسم كاتب", "شارك الخبر", "صورة من الجسر", BODY]


def test_cells_beside_furniture_are_lines() -> None:
    assert pieces("شارك الخبر | رياضة | ثقافة", "شارك الخبر")[1:] == ["| رياضة", "| ثقافة"]


def test_a_sentence_glued_to_the_next_is_cut_where_the_text_holds_furniture() -> None:
    assert pieces("شارك الخبر\nانتهى العمل.وبدأ غيره", "شارك الخبر") == ["شارك الخبر", "انتهى العمل.", "وبدأ غيره"]
    assert seams(Document("انتهى العمل.وبدأ غيره"), []) == set()


@pytest.mark.parametrize("text", [f"{BODY}\nقال «انتهى العمل.وبدأ غيره» ثم مضى\nشارك الخبر", f"{BODY} شارك الخبر"])
def test_neither_quotations_nor_whole_sentences_are_cut_off(text: str) -> None:
    assert pieces(text, "شارك الخبر") in (text.split("\n"), [text])


def test_a_recut_document_keeps_the_code_points_of_the_text() -> None:
    text = "اسمُ كاتبٍ\N{ARABIC TATWEEL}شارك الخبرَ صورةٌ"
    document = Document(text)
    folded = fold_phrase("شارك الخبر")
    start = document.data.index(folded)
    view = document.recut({start, start + len(folded)})
    moved = view.shifted(start, start + len(folded))
    assert view.data[slice(*moved)] == folded
    assert text[slice(*view.code_points(*moved))] == "شارك الخبرَ"


def test_a_toolbar_beside_a_caption_is_found_without_it() -> None:
    text = f"عنوان من خمس كلمات أو أكثر\nنشر في 12/3/2024 10:15 {TOOLBAR} جسر خشبي فوق مجرى السيل عند الغروب\n\n{BODY}\n{BODY}"
    found = "\n".join(finding.text for finding in Checker().check(text))
    assert TOOLBAR in found
    assert "جسر خشبي" not in found


def test_clean_text_is_not_cut() -> None:
    assert Checker().check(f"{BODY}\nوادي | سد\n{BODY} وحضر الأهالي.") == []


def test_a_space_at_a_cut_becomes_the_line_feed_and_elsewhere_one_is_put_in() -> None:
    assert Document("ab cd").recut({2}).data == b"ab\ncd"
    assert Document("ab cd").recut({4}).data == b"ab c\nd"
