"""Conditions that tell a sentence of the story from a notice: what each leaves to the story, and the notice of the same words that it does not."""

from __future__ import annotations

import pytest

from naqi.arabic.folding import fold_phrase
from naqi.rules import shapes
from naqi.rules.story import (
    NAMES_SOMEBODY,
    NO_HEADLINE,
    NO_SUBHEADING,
    NOT_GOING_ON,
    NOT_IN_STORY,
    NOT_IN_VERSE,
    NOT_LISTED_BY_STORY,
    NOT_POINTED_AT,
    NOT_SAID,
    NOT_SHOWN,
    NOT_TELLING,
    NOTHING_TOLD_BEHIND,
    not_told_of,
)
from naqi.scan.cues import Condition, Hit
from naqi.scan.document import Document
from naqi.scan.matcher import Matcher

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
        (NOT_LISTED_BY_STORY, "حمل التطبيق", f"{PROSE}\nوتتم العملية كما يلي:\nحمل التطبيق", f"{PROSE}\nللاتصال بنا عبر القنوات التالية:\nحمل التطبيق"),
        (NOTHING_TOLD_BEHIND, "تابع آخر الأخبار", "تابع آخر الأخبار من سريره خلف ستارة زرقاء", "تابع آخر الأخبار على تلغرام"),
        (NOTHING_TOLD_BEHIND, "تابع آخر الأخبار", "تابع آخر الأخبار وهو يحتضر", "تابع آخر الأخبار: وهو يحتضر"),
        (NOTHING_TOLD_BEHIND, "تابع آخر الأخبار", "تابع آخر الأخبار من سريره خلف ستارة", "تابع آخر الأخبار من سريره خلف ستارة على هاتفك"),
        (NOT_TELLING, "حمل التطبيق", "حمل التطبيق وهو نائم فضاعت مدخراته", "حمل التطبيق الآن واقرأ الأخبار"),
        (NO_HEADLINE, "تحميل التطبيق", f"تحميل التطبيق شرط للسفر\n{PROSE}", f"{PROSE}\nتحميل التطبيق شرط للسفر"),
        (NO_HEADLINE, "تحميل", "كيفية تحميل تطبيقنا", "تحميل تطبيقنا الآن"),
        (NO_HEADLINE, "تحميل التطبيق", "تحميل التطبيق شرط للسفر", "تحميل التطبيق | شرط للسفر"),
        (NO_HEADLINE, "تحميل التطبيق", "تحميل التطبيق شرط للسفر", "تحميل التطبيق شرط للسفر\nافتتاح سوق السمك"),
        (NO_SUBHEADING, "مجهول", f"{PROSE}\nمجهول\n{PROSE}", f"{PROSE}\nمجهول"),
        (NO_SUBHEADING, "التعليق", f"{PROSE}\nالتعليق\n{PROSE}", f"{PROSE}\nالتعليق *\n{PROSE}"),
        (NO_SUBHEADING, "رسوم", f"{PROSE}\nرسوم القناة\n{PROSE}", f"{PROSE}\nرسوم قناتنا\n{PROSE}"),
        (NAMES_SOMEBODY, "تصوير:", "تصوير: مهنة لا تموت", "تصوير: ناجي العلوي"),
        (NAMES_SOMEBODY, "كاميرا:", "كاميرا: 50 ميغابكسل", "كاميرا: من قسم التصوير في رويترز"),
        (not_told_of("price"), "الذهب", f"قفز سعر الذهب أمس، {PROSE}\nالذهب 3500", f"{PROSE}\nالذهب 3500"),
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


STANZA = ("يا صاري القديم", "عودة إلى الأعلى", "إلى صاري أبي القديم")


@pytest.mark.parametrize(
    ("above", "below", "verse"),
    [
        pytest.param((STANZA[0],), (STANZA[2],), True, id="between two lines"),
        pytest.param((STANZA[0], STANZA[2]), (), True, id="below two"),
        pytest.param((), (STANZA[0], STANZA[2]), True, id="above two"),
        pytest.param((), (STANZA[2],), False, id="one line alone"),
        pytest.param((f"{STANZA[0]}.",), (STANZA[2],), False, id="a sentence"),
        pytest.param((STANZA[0], f"{STANZA[0]}."), (STANZA[2],), False, id="a sentence right above"),
        pytest.param(("شارك الخبر",), (STANZA[2],), False, id="a button"),
        pytest.param(("يا صاري القديم تابعونا",), (STANZA[2],), False, id="who speaks to the reader"),
        pytest.param((" ".join(["صاري"] * 8),), (STANZA[2],), True, id="of eight words"),
        pytest.param((" ".join(["صاري"] * 9),), (STANZA[2],), False, id="of nine"),
        pytest.param(("12 - 3",), (STANZA[2],), False, id="without a word"),
    ],
)
def test_a_stanza_is_made_of_short_lines_of_words_that_no_site_prints(above: tuple[str, ...], below: tuple[str, ...], verse: bool) -> None:
    text = "\n".join((PROSE, *above, STANZA[1], *below, PROSE))
    assert NOT_IN_VERSE.holds(_hit(STANZA[1], text)) is not verse


def test_a_stanza_stands_inside_the_body_and_counts_for_more_where_blank_lines_part_paragraphs() -> None:
    assert NOT_IN_VERSE.holds(_hit(STANZA[1], "\n".join((*STANZA, PROSE))))
    assert NOT_IN_VERSE.holds(_hit(STANZA[1], "\n".join((PROSE, *STANZA))))
    assert not NOT_IN_VERSE.holds(_hit(STANZA[1], f"{PROSE}\n\n{STANZA[1]}\n{STANZA[2]}\n\n{PROSE}"))
    assert NOT_IN_VERSE.holds(_hit(STANZA[1], f"{PROSE}\n\n{STANZA[1]}\n\n{STANZA[2]}\n\n{PROSE}"))


@pytest.mark.parametrize(
    ("lines", "listed"),
    [
        pytest.param(("وتابع الجمهور المباراة على ثلاث منصات هي:", "إنستغرام"), True, id="another item between"),
        pytest.param(("وتابع الجمهور المباراة على ثلاث منصات هي:", *["إنستغرام"] * 7), True, id="the eighth"),
        pytest.param(("وتابع الجمهور المباراة على ثلاث منصات هي:", *["إنستغرام"] * 8), False, id="the ninth"),
        pytest.param(("وتابع الجمهور المباراة على ثلاث منصات هي:", PROSE), False, id="prose between"),
        pytest.param(("وتابع الجمهور المباراة على ثلاث منصات",), False, id="no colon"),
        pytest.param(("منصات المباراة هي:",), False, id="a label"),
    ],
)
def test_a_list_of_the_story_is_announced_by_a_sentence_close_above(lines: tuple[str, ...], listed: bool) -> None:
    assert NOT_LISTED_BY_STORY.holds(_hit("فيسبوك", "\n".join((PROSE, *lines, "فيسبوك")))) is not listed


@pytest.mark.parametrize(
    ("text", "story"),
    [
        ("شارك المقال الذي كتبته المعلمة في لفت نظر المتبرعين.", True),
        ("شارك المقال الذي كتبته المعلمة في لفت نظر المتبرعين", False),
        ("شارك المقال الذي كتبته المعلمة في لفت نظر المتبرعين؟", False),
        ("شارك المقال كتبته نوال.", False),
        ("شارك المقال، قال الحارس.", True),
        ("أمس شارك المقال الذي كتبته المعلمة في لفت نظر المتبرعين.", False),
        ("انتهى العمل. شارك المقال الذي كتبته المعلمة في لفت نظر المتبرعين.", True),
    ],
)
def test_a_sentence_of_the_story_goes_on_with_its_words_and_ends_in_a_full_stop(text: str, story: bool) -> None:
    assert NOT_GOING_ON.holds(_hit("شارك المقال", text)) is not story


@pytest.mark.parametrize(
    ("before", "glued"),
    [
        ("قال نعم.", True),
        ("قال نعم. ", True),
        ("قال «نعم!» ", True),
        ("قال نعم:", True),
        ("قال نعم: ", False),
        ("قال الوزير", True),
        ("قال الوزير ", False),
        ("قال مطر", False),
    ],
)
def test_a_notice_is_glued_to_a_sentence_a_colon_or_a_word_that_is_none_of_its_own_letters(before: str, glued: bool) -> None:
    cue = shapes.glued_lines("comment_form")
    # Between two scripts a word ends anyway.
    phrase = next(phrase for phrase in cue.phrases if not phrase[0].isascii())
    hits = Matcher([cue]).hits(Document(f"{before}{phrase}"), rejects=True)
    assert any(cue.failed_condition(hit) is None for _, hit in hits) is glued


def test_notices_of_two_words_or_more_may_be_glued_and_none_that_ends_in_a_stop() -> None:
    folded = [fold_phrase(phrase) for phrase in shapes.glued_lines("comment_form").phrases]
    counts = {len(data.split()) for data in folded}
    assert min(counts) == 2
    assert counts >= {2, 3, 4}
    assert not any(data.endswith((b".", b"!", b"?", b":")) for data in folded)


def _hit(cue: str, text: str) -> Hit:
    document = Document(text)
    start = document.data.index(fold_phrase(cue))
    return Hit(document, start, start + len(fold_phrase(cue)))
