"""Splits that leak: names as they are written in prose, shared sites, and near-duplicates, against a search of all pairs."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest

from naqi_dataset.verify.splits import NEAR, Placed, disjoint_faults, entity_faults, id_faults, near_duplicate_faults, sameness_faults, shingles


def _placed(split: str, identity: str, config: str = "articles", **row: Any) -> Placed:
    return Placed(config, split, {"id": identity, "split": split, "entities": [], "text": "", **row})


def _names(text: str, entity: str, split: str = "test") -> list[str]:
    rows = [_placed("train", "owner", entities=[entity]), _placed(split, "other", text=text)]
    return [str(fault) for fault in entity_faults(rows, "entities", {"articles": ("text",)})]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("قالت وكالة سهيل إن", "سهيل"),
        ("نقلته لسهيل مصادر", "سهيل"),
        ("وبسهيل بدأ", "سهيل"),
        ("في «مركز أفق» اليوم", "مركز افق"),
        ("صحيفة  المدار،", "المدار"),
        ("وكالة الأُفق", "الأفق"),
        ("وقالت دار سنط النيل للنشر", "دار سنط النيل للنشر"),
    ],
)
def test_a_name_is_found_as_prose_writes_it(text: str, entity: str) -> None:
    assert _names(text, entity) == [f"articles/test other: holds the entity {entity!r} of articles/train owner"]
    assert _names(text, entity, split="train") == []


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("كيف نعرف", "ف ن"),  # letters of two words
        ("تسهيلات جديدة", "سهيل"),  # inside a word
        ("سهيلة", "سهيل"),
        ("دار سنط", "دار سنط النيل"),
    ],
)
def test_a_name_is_not_found_in_other_words(text: str, entity: str) -> None:
    assert _names(text, entity) == []


def test_a_name_does_not_run_from_one_text_into_the_next() -> None:
    rows = [_placed("train", "owner", entities=["نور الدرب"], captions=[]), _placed("test", "other", text="مرّ نور", captions=["الدرب طويل"])]
    assert list(entity_faults(rows, "entities", {"articles": ("text", "captions")})) == []


def test_a_name_of_two_splits_is_a_fault_of_both() -> None:
    rows = [_placed(split, split, entities=["سهيل"], text="قالت سهيل") for split in ("train", "test")]
    assert [fault.split for fault in entity_faults(rows, "entities", {"articles": ("text",)})] == ["train", "test"]


def test_a_site_belongs_to_one_split_over_all_configs() -> None:
    rows = [_placed("train", "a", "pages", site="north"), _placed("test", "b", "scrapes", site="north"), _placed("test", "c", "scrapes", site=None)]
    columns = {"pages": ("site",), "scrapes": ("site",)}
    assert [str(fault) for fault in disjoint_faults(rows, columns)] == ["scrapes/test b: site 'north' is in split train too, in pages/train a"]
    assert list(disjoint_faults(rows[1:], columns)) == []


def test_ids_are_distinct_in_a_config_and_may_recur_in_another() -> None:
    rows = [_placed("train", "a"), _placed("train", "a", "pages")]
    assert list(id_faults(rows)) == []
    assert [str(fault) for fault in id_faults([*rows, _placed("train", "a")])] == ["articles/train a: the id is taken by a row of articles/train"]


def test_shingles_are_runs_of_five_folded_words() -> None:
    assert len(shingles("واحد اثنان ثلاثة أربعة خمسة ستة")) == 2
    assert shingles("أحمد، قال!") == shingles("احمد قال") != frozenset()
    assert shingles(" ،") == frozenset()


def test_near_duplicates_are_those_that_a_search_of_all_pairs_finds() -> None:
    """Texts of few words and much repetition, so that many pairs lie near the threshold on both sides."""
    rng = random.Random("near-duplicates")
    base = [[rng.choice("ابتثجح") * rng.randint(1, 3) for _ in range(24)] for _ in range(6)]
    rows = []
    for number in range(90):
        words = list(rng.choice(base))
        for _ in range(rng.randint(0, 4)):
            words[rng.randrange(len(words))] = rng.choice("خدذرز")
        rows.append(_placed(rng.choice(("train", "validation", "test")), str(number), text=" ".join(words[: rng.randint(3, 24)])))
    expected = set()
    for one, other in itertools.combinations(rows, 2):
        left, right = shingles(one.row["text"]), shingles(other.row["text"])
        if one.split != other.split and len(left & right) >= NEAR * len(left | right):
            expected.add((other.id, one.id))
    found = {(str(fault.row), fault.reason.split(": ")[0].split()[-1]) for fault in near_duplicate_faults(rows, {"articles": "text"})}
    assert found == expected
    assert 20 < len(expected) < len(rows) ** 2 / 4


def test_empty_texts_are_no_duplicates_and_unnamed_configs_are_not_compared() -> None:
    assert list(near_duplicate_faults([_placed("train", "a"), _placed("test", "b")], {"articles": "text"})) == []
    rows = [_placed(split, split, text="نص واحد من كلمات كثيرة جدا") for split in ("train", "test")]
    assert len(list(near_duplicate_faults(rows, {"articles": "text"}))) == 1
    assert list(near_duplicate_faults(rows, {})) == []


_RUN = "وصل الوفد صباح الأحد إلى المدينة القديمة ثم"


def _sameness(*texts: str) -> list[str]:
    rows = [_placed("train", f"a{number}", text=text) for number, text in enumerate(texts)]
    return [str(fault) for fault in sameness_faults(rows, {"articles": "text"})]


def test_a_run_of_eight_words_may_stand_in_three_texts() -> None:
    texts = [f"{name} {_RUN} {name} {' '.join(name * at for at in range(2, 90))}" for name in ("ا", "ب", "ت", "ث")]
    assert _sameness(*texts[:3]) == []
    assert _sameness(*texts) == ["articles: 'وصل الوفد صباح الاحد الي المدينه القديمه ثم' stands in 4 rows: a run of 8 words may stand in 3"]
    assert _sameness(*[text.replace("الأحد", "السبت", number) for number, text in enumerate(texts)]) == []


def test_two_texts_of_one_split_may_share_little() -> None:
    """Of 96 shingles each, those in 30 shared words are 26: 26 of 166 are more than .15; of 29 words, 25 of 167 are less."""

    def text(name: str, shared: int) -> str:
        return " ".join([f"{name}{'و' * at}" for at in range(1, 101 - shared)] + [f"ش{'ي' * at}" for at in range(1, shared + 1)])

    assert _sameness(text("ا", 30), text("ب", 30)) == [
        "articles/train a1: is too like articles/train a0: they share 15.7% of their word 5-shingles, and may share 15%"
    ]
    assert _sameness(text("ا", 29), text("ب", 29)) == []
