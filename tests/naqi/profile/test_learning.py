"""What is learned of a source, what of it is accepted unasked, and what is left to a person."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from naqi import profile
from naqi.arabic.folding import fold_phrase
from naqi.profile import Entry, Kind, Learner, Options, Place, Source
from naqi.profile.affixes import is_delimited
from naqi.profile.learning import _keep_company, _Piece
from naqi.profile.places import Placed
from naqi.profile.sample import Sample
from naqi.profile.slots import key_of, words_of
from naqi.profile.stories import stories
from naqi.profile.verdict import Seen, is_kept, is_sure
from naqi.scan.document import Line

SUBJECTS = (
    "المجلس",
    "المتحف",
    "النادي",
    "المصرف",
    "المعهد",
    "الميناء",
    "البنك",
    "المسرح",
    "السوق",
    "المختبر",
    "الاتحاد",
    "المطار",
    "المرصد",
    "المعرض",
    "الفندق",
)
DEEDS = ("أعلن خطة جديدة", "أجل موعد الافتتاح", "خفض رسومه السنوية", "اختار مديرا جديدا", "نشر تقريره الأول", "وقع عقدا مع شركة صينية")
PLACES = ("في حلب", "في صور", "في تعز", "في نابلس", "في بنزرت", "في وهران", "في المحرق")


def news(count: int, seed: int = 1) -> Iterator[tuple[str, str, str]]:
    """Title and two paragraphs of different stories."""
    rng = random.Random(seed)
    for number in range(count):
        who, what, where = rng.choice(SUBJECTS), rng.choice(DEEDS), rng.choice(PLACES)
        amount, other = 1000 + 7 * number, rng.choice(SUBJECTS)
        yield (
            f"{who} {what} {where} بعد {amount} يوما",
            f"قال {who} {where} إنه {what} بكلفة {amount} دينار، وإن {other} سيراجع ذلك في جلسته رقم {number} بعد العيد.",
            f"وأضاف أن {other} وافق على {amount + 3} طلبا قدمت إليه منذ بداية العام، وأن {number + 11} منها تخص سكان الحي القديم.",
        )


def learn(*texts: str, options: Options | None = None) -> Source:
    return profile.learn((("s", text) for text in texts), options).sources["s"]


def entries(source: Source) -> dict[str, Entry]:
    return {entry.text: entry for entry in source.entries}


def test_a_source_without_repetition_has_no_entry() -> None:
    source = learn(*("\n".join(story) for story in news(40)))
    assert (source.documents, source.stories, source.entries) == (40, 40, ())


def test_a_line_of_half_of_the_stories_is_accepted_where_nothing_else_is_known_of_it() -> None:
    texts = ["\n".join((*story, "صوت الجبل والسهل")) if number % 2 else "\n".join(story) for number, story in enumerate(news(40))]
    entry = entries(learn(*texts))["صوت الجبل والسهل"]
    assert entry == Entry(Kind.LINE, "صوت الجبل والسهل", (Place.TAIL,), 20, 0.5, "boilerplate.other", sure=True, accept=True)


def test_a_rarer_line_waits_for_review() -> None:
    texts = ["\n".join((*story, "صوت الجبل والسهل")) if number % 3 == 0 else "\n".join(story) for number, story in enumerate(news(40))]
    entry = entries(learn(*texts))["صوت الجبل والسهل"]
    assert (entry.documents, entry.sure, entry.accept) == (14, False, None)


def test_a_line_among_prose_waits_however_often_it_stands() -> None:
    entry = entries(learn(*(f"{title}\n{first}\nحسنا.. ماذا بقي؟\n{second}" for title, first, second in news(30))))["حسنا.. ماذا بقي؟"]
    assert (entry.where, entry.share, entry.accept) == ((Place.AMONG,), 1.0, None)


def test_what_naqi_knows_for_furniture_is_accepted_with_its_label() -> None:
    texts = ["\n".join((*story, "اترك تعليقاً")) if number < 6 else "\n".join(story) for number, story in enumerate(news(40))]
    entry = entries(learn(*texts))["اترك تعليقاً"]
    assert (entry.label, entry.documents, entry.accept) == ("boilerplate.comment_form", 6, True)


def test_a_block_of_furniture_is_told_by_one_line_that_is_known_and_touches_the_story_with_its_ends() -> None:
    keys = [b"a", b"b", b"c", b"story", b"d", b"e", b"story", b"f", b"g", b"h"]
    lines = [Placed(Line(number, 9 * number, key), key, Place.TAIL) for number, key in enumerate(keys)]
    pieces = {(Kind.LINE, key): _Piece() for key in keys}
    _keep_company(lines, set(keys) - {b"story"}, {b"b", b"f"}, pieces)
    assert {key for (_, key), piece in pieces.items() if piece.company} == {b"a", b"b", b"g", b"h"}


SEEN = Seen(Kind.LINE, b"ab cd", (Place.TAIL,), 8, 0.1, None, is_prose=False, company=0.0)


@pytest.mark.parametrize(
    ("changes", "kept", "sure"),
    [
        ({}, True, False),
        ({"share": 0.5}, True, True),
        ({"share": 0.5, "where": (Place.HEAD,)}, True, True),
        ({"share": 0.5, "where": (Place.HEAD,), "key": b"ab cd ef gh"}, True, False),
        ({"share": 0.5, "key": b"ab cd ef gh"}, True, True),
        ({"share": 0.5, "where": (Place.AMONG, Place.TAIL)}, True, False),
        ({"company": 0.5}, True, True),
        ({"label": "boilerplate.poll"}, True, True),
        ({"label": "optional.byline", "share": 1.0, "company": 1.0}, True, False),
        ({"is_prose": True, "share": 1.0}, True, False),
        ({"is_prose": True, "share": 0.04, "where": (Place.AMONG,)}, False, False),
        ({"is_prose": True, "label": "boilerplate.copyright"}, True, True),
        ({"is_prose": True, "label": "boilerplate.copyright", "where": (Place.AMONG,)}, True, False),
        ({"kind": Kind.LEAD}, False, False),
        ({"kind": Kind.LEAD, "key": b"ab cd:"}, True, False),
        ({"kind": Kind.LEAD, "key": b"ab cd:", "label": "boilerplate.related"}, True, False),
        ({"kind": Kind.LEAD, "key": b"ab cd", "label": "boilerplate.related"}, True, False),
        ({"kind": Kind.LEAD, "key": b"ab", "label": "boilerplate.related"}, False, False),
        ({"kind": Kind.PREFIX, "key": b"ab:", "is_prose": True}, False, False),
        ({"kind": Kind.PREFIX, "key": b"ab -", "is_prose": True}, True, False),
        ({"kind": Kind.PREFIX, "key": b"ab -", "is_prose": True, "label": "optional.dateline"}, False, False),
        ({"kind": Kind.SUFFIX, "key": b"| ab", "where": (Place.TITLE,), "share": 0.5}, True, True),
        ({"kind": Kind.SUFFIX, "key": b"| ab", "where": (Place.TITLE,), "share": 0.4}, True, False),
        ({"kind": Kind.SUFFIX, "key": b"| ab", "where": (Place.TITLE, Place.HEAD), "share": 0.9}, True, False),
        ({"kind": Kind.SUFFIX, "key": b"ab cd", "where": (Place.TITLE,), "share": 0.9}, False, False),
    ],
)
def test_what_becomes_of_a_repeated_piece(changes: dict[str, Any], kept: bool, sure: bool) -> None:
    seen = replace(SEEN, **changes)
    assert (is_kept(seen), is_kept(seen) and is_sure(seen)) == (kept, sure)


@pytest.mark.parametrize("line", ["// انتهى //", "بيروت - خاص", "كتب - سامي حداد"])
def test_what_is_the_storys_own_is_not_accepted_however_often_it_stands(line: str) -> None:
    own = [(line, *story[1:]) if not line.startswith("//") else (*story, line) for story in news(30)]
    found = entries(learn(*("\n".join(story) for story in own)))
    assert found == {} or (found[line].label.startswith("optional.") and found[line].accept is None)


def test_numbers_and_dates_of_a_line_are_set_aside() -> None:
    texts = ["\n".join((*story, f"آخر تحديث للجبل في {number + 1} مارس 2{number:03d}، القراء: {number}")) for number, story in enumerate(news(20))]
    (entry,) = [entry for entry in learn(*texts).entries if entry.kind is Kind.LINE]
    assert entry.documents == 20
    assert key_of(entry.text) == key_of("آخر تحديث للجبل في الأحد 4 تموز 1999، القراء: ٧٧")


def test_the_sites_name_behind_titles_is_a_suffix() -> None:
    texts = ["\n".join((f"{title} | جبل نت", first, second)) for title, first, second in news(30)]
    entry = entries(learn(*texts))["| جبل نت"]
    assert (entry.kind, entry.where, entry.documents, entry.accept) == (Kind.SUFFIX, (Place.TITLE,), 30, True)


def test_a_longer_affix_takes_the_place_of_its_parts() -> None:
    texts = [
        "\n".join((f"{title} - محليات - جبل نت" if number % 3 else f"{title} - جبل نت", first, second))
        for number, (title, first, second) in enumerate(news(45))
    ]
    suffixes = {entry.text: entry.documents for entry in learn(*texts).entries if entry.kind is Kind.SUFFIX}
    assert suffixes == {"- جبل نت": 45, "- محليات - جبل نت": 30}


def test_how_links_begin_is_a_lead_and_how_paragraphs_begin_is_nothing() -> None:
    titles = [title for title, _, _ in news(30, seed=2)]
    texts = [f"{title}\n{first}\nمن شرفة الجبل: {other}\n{second}" for (title, first, second), other in zip(news(30), titles, strict=True)]
    found = learn(*texts).entries
    assert [(entry.kind, entry.text, entry.accept) for entry in found] == [(Kind.LEAD, "من شرفة الجبل:", None)]


def test_the_headline_of_a_daily_report_is_not_accepted_however_often_it_stands() -> None:
    texts = [f"أسعار الذهب في سوق الجبل ليوم {number + 1} مارس\n{first}\n{second}" for number, (_, first, second) in enumerate(news(28))]
    (entry,) = learn(*texts).entries
    assert (entry.documents, entry.share, entry.accept) == (28, 1.0, None)


def test_a_lone_surrogate_is_written_as_a_replacement_character() -> None:
    (entry,) = learn(*("\n".join((*story, "صوت \ud800 الجبل")) for story in news(20))).entries
    assert entry.text == "صوت \N{REPLACEMENT CHARACTER} الجبل"
    assert entry.accept is True


def test_copies_and_near_copies_count_once() -> None:
    stories_told = list(news(12))
    texts = ["\n".join(story) for story in stories_told]
    title, first, second = stories_told[0]
    versions = ["\n".join((f"{title} (محدث {number})", first, second, "صوت الجبل")) for number in range(9)]
    source = learn(*texts, *versions, *versions)
    assert (source.documents, source.stories) == (21, 12)
    assert source.entries == ()


def test_a_headline_that_others_link_to_stays_a_title_in_its_own_story() -> None:
    told = list(news(30))
    headline = told[0][0]
    texts = ["\n".join(story) if number == 0 else "\n".join((*story, "اقرأ أيضا", headline)) for number, story in enumerate(told)]
    entry = entries(learn(*texts))[headline]
    assert entry.where == (Place.TAIL,)
    fixed = profile.SourceChecker(profile=profile.learn(("s", text) for text in texts)).check(texts[0], "s")
    assert fixed == []


def test_the_text_is_as_most_often_spelt() -> None:
    spellings = ["إشترك في الجبل", "اشترك في الجبل", "اشترك في الجبل"]
    texts = ["\n".join((*story, spellings[number % 3])) for number, story in enumerate(news(30))]
    assert [entry.text for entry in learn(*texts).entries] == ["اشترك في الجبل"]


def test_options_are_asked_of_stories() -> None:
    texts = ["\n".join((*story, "صوت الجبل")) if number < 4 else "\n".join(story) for number, story in enumerate(news(40))]
    assert learn(*texts).entries == ()
    assert entries(learn(*texts, options=Options(least_documents=4)))["صوت الجبل"].documents == 4
    assert learn(*texts, options=Options(least_documents=2, least_share=0.2)).entries == ()


def test_learners_with_other_options_do_not_merge() -> None:
    with pytest.raises(ValueError, match=r"^learners merge only with the same options$"):
        Learner().merge(Learner(Options(sample=3)))


def test_blank_and_null_documents_tell_nothing() -> None:
    learner = Learner()
    for text in (None, "", " \n\N{ZERO WIDTH SPACE}"):
        learner.add(text, "s")
    assert not learner.read
    assert dict(learner.profile().sources) == {}


def test_a_sample_keeps_the_same_texts_in_any_order_and_memory_is_bounded() -> None:
    texts = [" ".join(story) for story in news(500)]
    kept = []
    for seed in range(3):
        random.Random(seed).shuffle(texts)
        sample = Sample(20)
        for text in texts:
            sample.add(text)
            assert len(sample._kept) <= 40
        kept.append(list(sample.texts()))
        assert sample.read == 500
    assert kept[0] == kept[1] == kept[2]
    assert len(kept[0]) == 20


def test_of_copies_in_several_spellings_the_first_is_kept() -> None:
    sample = Sample(5)
    for text in ("إلى البحر", "الى البحر", "ألى البحر"):
        sample.add(text)
    assert list(sample.texts()) == [min("إلى البحر", "الى البحر", "ألى البحر")]


def test_a_notice_of_many_documents_does_not_make_one_story_of_them() -> None:
    notice = "جميع الحقوق محفوظة ولا يجوز نقل أي من مواد هذا الموقع من غير إذن مكتوب من إدارته"
    texts = [fold_phrase(f"{first}\n{notice}") for _, first, _ in news(30)]
    assert stories(texts) == list(range(30))
    assert stories([texts[0], texts[1], texts[0]]) == [0, 1, 0]


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("نشر في 12 مارس 2024 - 10:30 | الجبل", ["نشر", "D", "|", "الجبل"]),
        ("العدد 12,540 صفحة 3", ["العدد", "N", "صفحه", "N"]),
        ("الأحد عند البحر", ["الاحد", "عند", "البحر"]),
        ("10:30", ["N"]),
    ],
)
def test_words_of_a_line(line: str, keys: list[str]) -> None:
    folded = fold_phrase(line)
    words = words_of(folded)
    wanted = [{"D": b"\x11", "N": b"\x10"}.get(key, fold_phrase(key)) for key in keys]
    assert [word.key for word in words] == wanted
    assert words[0].start == 0
    assert words[-1].end == len(folded)
    assert all(before.end + 1 == after.start for before, after in itertools.pairwise(words))


def test_a_key_without_letters_is_empty() -> None:
    assert key_of("12/3/2024 - 10:30 **") == key_of("") == b""


def test_marks_that_part_an_affix() -> None:
    assert is_delimited(Kind.SUFFIX, fold_phrase("| جبل"))
    assert is_delimited(Kind.LEAD, fold_phrase("من الجبل:"))
    assert is_delimited(Kind.PREFIX, fold_phrase("جبل نت »"))
    assert not is_delimited(Kind.SUFFIX, fold_phrase("جبل نت"))
    assert not is_delimited(Kind.LEAD, fold_phrase("من الجبل"))
