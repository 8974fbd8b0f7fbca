"""Strategies for Arabic words, sentences and paragraphs: composed by the patterns of the language, or taken from the articles to draw from.

Words come from roots and patterns, sentences from a small grammar of news with agreement in gender, so that examples are not limited to any sample.
They are well formed; they need not be true, or in a dictionary.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from hypothesis import strategies as st

from naqi.testing import sample

# Sound roots: no weak letter and no hamza, so that every pattern fits every root without sound changes.
_ROOTS: Final = (
    "كتب", "درس", "علم", "عمل", "فتح", "خرج", "دخل", "شرح", "نشر", "سجل", "حمل", "حفظ", "جمع", "ربط", "نقل", "قبل", "قدر", "رفع", "طلب", "كشف", "رسم", "حسب",
    "نظم", "شغل", "زرع", "صنع", "سكن", "ملك", "حكم", "شهد", "سمع", "نظر", "لعب", "ركب", "سبق", "لحق", "بحث", "ركز", "عرض", "فرض", "قرض", "ضبط", "شرط", "نجح",
    "فشل", "ظهر", "غلق", "قطع", "مسح", "بلغ", "فحص", "جهز", "سلم", "حضر", "سفر", "هجر", "نصب", "قسم", "ضمن", "عدل", "خدم", "شبك", "رقب", "صدر",
)  # fmt: skip

# Patterns by gender. 1, 2 and 3 are the root's letters.
_MASCULINE: Final = ("123", "1ا23", "م12و3", "12ا3", "12ي3", "ت12ي3", "ا1ت2ا3", "ان12ا3", "است12ا3", "م123", "12و3", "ت1ا23", "م1ا23")
_FEMININE: Final = ("123ة", "م1ا23ة", "12ا3ة", "م123ة", "1ا23ة", "12و3ة")
_PARTICLES: Final = ("في", "من", "على", "إلى", "عن", "مع", "بعد", "قبل", "خلال", "منذ", "بين", "لأن", "أن", "التي", "الذي", "هذا", "هذه", "كما", "أيضا")
_PRONOUNS: Final = ("ه", "ها", "هم", "نا", "هما")
_TEH_MARBUTA: Final = "\N{ARABIC LETTER TEH MARBUTA}"
_TEH: Final = "\N{ARABIC LETTER TEH}"


def _stem(pattern: str, root: str) -> str:
    return "".join(root[int(letter) - 1] if letter in "123" else letter for letter in pattern)


_masculine_stems: Final = st.builds(_stem, st.sampled_from(_MASCULINE), st.sampled_from(_ROOTS))
_feminine_stems: Final = st.builds(_stem, st.sampled_from(_FEMININE), st.sampled_from(_ROOTS))
_stems: Final = _masculine_stems | _feminine_stems


def _definite(stem: str, proclitic: str = "") -> str:
    return f"لل{stem}" if proclitic == "ل" else f"{proclitic}ال{stem}"


def _possessed(stem: str, pronoun: str) -> str:
    return (stem[:-1] + _TEH if stem.endswith(_TEH_MARBUTA) else stem) + pronoun


def _plural(stem: str) -> str:
    return stem[:-1] + "ات" if stem.endswith(_TEH_MARBUTA) else f"{stem}ون"


@cache
def arabic_words() -> st.SearchStrategy[str]:
    """One word in Arabic letters: a stem of a root and a pattern, perhaps with article, conjunction, preposition, plural or pronoun; or a particle.

    No vowel signs: see `habits`. Shrinks to a particle.
    """
    clitics = st.sampled_from(("", "و", "ب", "ل", "ك", "ف"))
    return st.one_of(
        st.sampled_from(_PARTICLES),
        _stems,
        st.builds(_definite, _stems, clitics),
        st.builds(_possessed, _stems, st.sampled_from(_PRONOUNS)),
        st.builds(_plural, _stems),
    )


# Who acts: a definite noun phrase and whether it is feminine.
_ACTORS: Final = (
    ("المجلس", False), ("اللجنة", True), ("الوزارة", True), ("البلدية", True), ("الجامعة", True), ("النادي", False), ("الشركة", True), ("المصرف", False),
    ("مدير المتحف", False), ("المهندسة", True), ("الباحث", False), ("المتحدث باسم الهيئة", False), ("المنتخب", False), ("المحكمة", True), ("النقابة", True),
    ("رئيسة الفريق", True), ("المزارعون", False), ("سكان الحي", False), ("الحكومة", True), ("حارس المرمى", False),
)  # fmt: skip
# What they do: third person singular of the past, to which teh makes the feminine, and what it takes.
_DEEDS: Final = (
    "ناقش", "قدم", "افتتح", "نظم", "رفض", "أقر", "راجع", "درس", "أطلق", "سجل", "طلب", "استضاف", "أنجز", "حدد", "عرض", "اختبر", "أصلح", "شغل", "دشن", "مول",
)  # fmt: skip
_SAYING: Final = (("قال", "إن"), ("أضاف", "أن"), ("أوضح", "أن"), ("أكد", "أن"), ("ذكر", "أن"), ("رأى", "أن"))
_QUOTING: Final = (("قال", "قالت"), ("أضاف", "أضافت"), ("تابع", "تابعت"), ("تساءل", "تساءلت"))
_THINGS: Final = (
    ("الخطة", True), ("التقرير", False), ("المشروع", False), ("الموازنة", True), ("الدراسة", True), ("القرار", False), ("الاتفاق", False), ("المعرض", False),
    ("الورشة", True), ("الجسر", False), ("المحطة", True), ("الملعب", False), ("خط المياه", False), ("قاعة المطالعة", True), ("موسم الحصاد", False),
)  # fmt: skip
_QUALITIES: Final = ("الجديد", "السنوي", "المحلي", "النهائي", "الأخير", "الموسع", "المشترك", "القديم", "الصغير", "المؤقت")
_WHEN: Final = ("أمس", "صباح الأحد", "مساء الاثنين", "يوم الخميس", "الأسبوع الماضي", "قبل أيام", "مطلع الشهر", "في نهاية الموسم", "بعد أشهر من العمل")
_WHERE: Final = ("في المدينة", "قرب الميناء", "شمالي المحافظة", "في القرى المجاورة", "على الضفة الأخرى من النهر", "في سوق الجملة", "داخل القاعة الكبرى")
_LINKS: Final = ("، فيما", "، بينما", " بعدما", "، كما")
_LATIN: Final = ("Atlas", "Nova Grid", "Zenith", "Delta-5", "Orion Labs", "K2", "Hélène", "SolarMap")
_MEN: Final = ("كريم", "ياسين", "طارق", "عادل", "سامر", "منذر")
_WOMEN: Final = ("سلمى", "هدى", "نوال", "مريم", "ليلى", "رقية")
_LAST_NAMES: Final = ("الحداد", "بن عمر", "الشامي", "القاسم", "بوعزة", "الزهراني", "عبد النور", "الكيلاني", "منصور", "الطيب")
_MONTHS: Final = ("يناير", "شباط", "مارس", "نيسان", "ماي", "حزيران", "جويلية", "آب", "شتنبر", "أكتوبر", "تشرين الثاني", "ديسمبر")


_people: Final = st.tuples(st.builds("{} {}".format, st.sampled_from(_MEN), st.sampled_from(_LAST_NAMES)), st.just(False)) | st.tuples(
    st.builds("{} {}".format, st.sampled_from(_WOMEN), st.sampled_from(_LAST_NAMES)), st.just(True)
)


_speakers: Final = st.sampled_from(_ACTORS) | _people


@cache
@st.composite
def numbers(draw: st.DrawFn) -> str:
    """A number of news in Latin digits: with separators, a decimal or a range. Shrinks to a small integer."""
    value = draw(st.integers(3, 99_999))
    kind = draw(st.sampled_from(("plain", "thousands", "decimal", "range")))
    if kind == "thousands":
        return f"{value:,}"
    if kind == "decimal":
        return f"{value}.{draw(st.integers(1, 9))}"
    return f"{value}-{value + draw(st.integers(1, 9))}" if kind == "range" else str(value)


_nouns: Final = st.one_of(
    st.sampled_from(_THINGS),
    st.builds(lambda stem: (_definite(stem), False), _masculine_stems),
    st.builds(lambda stem: (_definite(stem), True), _feminine_stems),
)
# What else a statement says.
_extras: Final = st.lists(st.sampled_from(("when", "where", "number", "latin", "date")), max_size=3, unique=True)


@cache
@st.composite
def _noun_phrases(draw: st.DrawFn) -> str:
    """What is acted on: a known thing or a composed one, perhaps with a quality that agrees with it."""
    noun, feminine = draw(_nouns)
    if not draw(st.booleans()):
        return noun
    return f"{noun} {draw(st.sampled_from(_QUALITIES))}{_TEH_MARBUTA if feminine else ''}"


@cache
@st.composite
def _statements(draw: st.DrawFn, *, by_name: bool = False) -> str:
    """A verbal sentence without its stop; by_name: the actor first, as behind إن."""
    actor, feminine = draw(st.sampled_from(_ACTORS))
    deed = draw(st.sampled_from(_DEEDS)) + (_TEH if feminine else "")
    # Before a plural the verb stays singular, behind it not: there only the verb-first order is right.
    first = f"{actor} {deed}" if by_name and not actor.startswith(("المزارعون", "سكان")) else f"{deed} {actor}"
    parts = [first, draw(_noun_phrases())]
    for kind in draw(_extras):
        if kind == "when":
            parts.append(draw(st.sampled_from(_WHEN)))
        elif kind == "where":
            parts.append(draw(st.sampled_from(_WHERE)))
        elif kind == "number":
            parts.append(draw(st.sampled_from(("بكلفة {} مليون", "بنسبة {}%", "على مساحة {} متر مربع", "بفارق {} نقطة"))).format(draw(numbers())))
        elif kind == "latin":
            parts.append(draw(st.sampled_from(("بالتعاون مع شركة {}", "باسم ({})", "ضمن برنامج «{}»"))).format(draw(st.sampled_from(_LATIN))))
        else:
            parts.append(f"في {draw(st.integers(1, 28))} {draw(st.sampled_from(_MONTHS))} {draw(st.integers(1990, 2030))}")
    return " ".join(parts)


@cache
@st.composite
def _composed_sentences(draw: st.DrawFn) -> str:
    form = draw(st.sampled_from(("plain", "reported", "quoted", "linked", "asked")))
    statement = draw(_statements())
    if form == "plain":
        return f"{statement}."
    if form == "linked":
        return f"{statement}{draw(st.sampled_from(_LINKS))} {draw(_statements())}."
    speaker, feminine = draw(_speakers)
    if form == "reported":
        verb, particle = draw(st.sampled_from(_SAYING))
        said = {"رأى": "رأت"}.get(verb, verb + _TEH) if feminine else verb
        return f"{'و' if draw(st.booleans()) else ''}{said} {speaker} {particle} {draw(_statements(by_name=True))}."
    said = draw(st.sampled_from(_QUOTING))[feminine]
    return f"{said} {speaker}: «هل {statement}؟»." if form == "asked" else f"{said} {speaker}: «{statement}»."


@cache
def names() -> st.SearchStrategy[str]:
    """The name of an invented person: first and last name."""
    return _people.map(lambda person: person[0])


@cache
def _simple_statements() -> st.SearchStrategy[str]:
    """A verb, a subject and an object: one choice, so that everything shrinks to it."""
    return st.sampled_from([f"{deed}{_TEH if feminine else ''} {actor} {thing}" for thing, _ in _THINGS for actor, feminine in _ACTORS for deed in _DEEDS])


_SENTENCE_END: Final = re.compile(r"(?<=[.؟!])\s+")
_FEWEST_WORDS: Final = 4


def taken_paragraphs() -> list[str]:
    """The paragraphs of the articles to draw from, shortest first, since what is drawn shrinks towards the first."""
    return _taken_paragraphs(sample.generation())


@cache
def _taken_paragraphs(_generation: int) -> list[str]:
    return sorted({paragraph for article in sample.articles() for paragraph in article.paragraphs}, key=lambda text: (len(text), text))


@cache
def _taken_sentences(_generation: int) -> list[str]:
    """Sentences of the articles to draw from; a paragraph without a stop is one."""
    found = {sentence for paragraph in taken_paragraphs() for sentence in _SENTENCE_END.split(paragraph)}
    return sorted((sentence for sentence in found if len(sentence.split()) >= _FEWEST_WORDS), key=lambda text: (len(text), text)) or sorted(found)


def sentences() -> st.SearchStrategy[str]:
    """One sentence on one line, with its stop: composed, or of the articles to draw from. Shrinks to a verb, a subject and an object."""
    return _sentences(sample.generation())


@cache
def _sentences(_generation: int) -> st.SearchStrategy[str]:
    return st.one_of(_simple_statements().map("{}.".format), _composed_sentences(), st.deferred(lambda: st.sampled_from(_taken_sentences(sample.generation()))))


def paragraphs() -> st.SearchStrategy[str]:
    """One paragraph on one line: one to four composed sentences, or a paragraph of the articles to draw from. Shrinks to one short sentence."""
    return _paragraphs(sample.generation())


@cache
def _paragraphs(_generation: int) -> st.SearchStrategy[str]:
    composed = st.lists(_composed_sentences(), min_size=1, max_size=4).map(" ".join)
    return st.one_of(_simple_statements().map("{}.".format), composed, st.deferred(lambda: st.sampled_from(taken_paragraphs())))


def headlines() -> st.SearchStrategy[str]:
    """A headline: a statement without a stop, or the title of an article to draw from. Shrinks to a verb, a subject and an object."""
    return _headlines(sample.generation())


@cache
def _headlines(_generation: int) -> st.SearchStrategy[str]:
    titles = st.deferred(lambda: st.sampled_from([article.title for article in sample.articles() if article.title] or [_ACTORS[0][0]]))
    return st.one_of(_simple_statements(), _statements(), titles)
