"""Conditions that tell a sentence of the story from a notice: what each leaves to the story, and the notice of the same words that it does not."""

from __future__ import annotations

import pytest

from naqi.arabic.folding import fold_phrase
from naqi.rules.story import NOT_GOING_ON, NOT_IN_STORY, NOT_IN_VERSE, NOT_LISTED_BY_STORY, NOT_POINTED_AT, NOT_SAID, NOT_SHOWN
from naqi.scan.cues import Condition, Hit
from naqi.scan.document import Document

PROSE = "وقال رئيس البلدية إن النتيجة ملزمة للمجلس مهما كانت نسبة المشاركة في الاقتراع."


@pytest.mark.parametrize(
    ("condition", "cue", "story", "notice"),
    [
        (NOT_GOING_ON, "شارك المقال", "شارك المقال الذي كتبته المعلمة في لفت نظر المتبرعين إلى القرية.", "شارك المقال مع أصدقائك."),
        (NOT_GOING_ON, "حمل تطبيقنا", "حمل تطبيقنا سائقون قبل الركاب، تقول المهندسة.", "حمل تطبيقنا الآن لتصلك آخر الأخبار."),
        (NOT_GOING_ON, "عاجل:", "عاجل: بهذه الكلمة كانت تبدأ كل رسالة.", "عاجل: انهيار جسر في الشمال"),
        (NOT_IN_STORY, "رأي الصحيفة", "المقالات لا تعبر عن رأي الصحيفة، قال المحامي للقاضية.", "المقالات لا تعبر عن رأي الصحيفة."),
        (NOT_SHOWN, "أضف تعليقك", "وفي أسفل الورقة مربع فارغ كتب فوقه: أضف تعليقك", "شاركونا: أضف تعليقك"),
        (NOT_POINTED_AT, "[gallery 9]", "وآخر القاعات اسمها [gallery 9] كما في الورقة.", "وصل الوفد صباح الأحد. [gallery 9] وغادر."),
        (NOT_LISTED_BY_STORY, "فيسبوك", f"{PROSE}\nوتابع الجمهور المباراة على ثلاث منصات هي:\nفيسبوك", f"{PROSE}\nشارك هذا الخبر عبر:\nفيسبوك"),
        (NOT_IN_VERSE, "عودة إلى الأعلى", f"{PROSE}\n\nعودة إلى الأعلى\nإلى صاري أبي القديم\n\n{PROSE}", f"{PROSE}\n\nعودة إلى الأعلى\n\n{PROSE}"),
    ],
    ids=lambda value: value.name if isinstance(value, Condition) else "",
)
def test_words_are_left_to_the_story_and_a_notice_is_not(condition: Condition, cue: str, story: str, notice: str) -> None:
    assert not condition.holds(_hit(cue, story))
    assert condition.holds(_hit(cue, notice))


def test_a_clause_behind_a_comma_says_who_says_it() -> None:
    said = "حسابنا على ظهر الدفتر، قال التاجر للقاضي"
    assert not NOT_SAID.holds(_hit(said, said))
    assert NOT_SAID.holds(_hit("تابعونا على فيسبوك، تويتر", "تابعونا على فيسبوك، تويتر"))


def test_a_call_glued_behind_another_sentence_is_no_story() -> None:
    text = "وبدأ التفريغ فجرا شارك المقال الذي كتبته المعلمة في لفت نظر المتبرعين."
    assert NOT_GOING_ON.holds(_hit("شارك المقال", text))


def _hit(cue: str, text: str) -> Hit:
    document = Document(text)
    start = document.data.index(fold_phrase(cue))
    return Hit(document, start, start + len(fold_phrase(cue)))
