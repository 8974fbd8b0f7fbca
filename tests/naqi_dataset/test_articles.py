"""Article sources: what a row is made of, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from naqi.arabic.folding import fold_phrase
from naqi_dataset.articles import DESKS, SCHEMA, SPLITS, SourceError, parse_article, read_articles, rows

GOOD = """---
title: 'مدينة تفتح سوقها القديم'
byline: null
dateline: 'عمّان (سهيل) -'
desk: society
genre: brief
manner: levant
split: train
captions: []
entities: ['سهيل']
look_alikes:
  - text: 'اقرأ أيضا'
    looks_like: related
---

فتحت المدينة سوقها القديم أمام الزوار.

وكتب على بابه: اقرأ أيضا ما على الجدران.
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "society" / "market.md"
    path.parent.mkdir()
    path.write_text(GOOD, "utf-8")
    return path


def test_a_row_joins_title_dateline_and_paragraphs(source: Path) -> None:
    row = parse_article(source).row()
    assert row["id"] == "society/market"
    assert row["text"] == ("مدينة تفتح سوقها القديم\n\nعمّان (سهيل) - فتحت المدينة سوقها القديم أمام الزوار.\n\nوكتب على بابه: اقرأ أيضا ما على الجدران.")
    assert row["body"] == ["فتحت المدينة سوقها القديم أمام الزوار.", "وكتب على بابه: اقرأ أيضا ما على الجدران."]
    assert row["words"] == 14


def test_look_alikes_are_code_points_of_the_text(source: Path) -> None:
    row = parse_article(source).row()
    (span,) = row["look_alikes"]
    assert row["text"][span["start"] : span["end"]] == "اقرأ أيضا"
    assert span["looks_like"] == "related"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("---\ntitle", "title", "front matter"),
        ("desk: society", "desk: sport", "lies in folder society but says desk sport"),
        ("desk: society", "desk: gossip", "desk 'gossip' is none of"),
        ("split: train", "split: dev", "split 'dev' is none of"),
        ("byline: null\n", "", "front matter must hold exactly"),
        ("text: 'اقرأ أيضا'", "text: 'اقرأ كذلك'", "must occur exactly once, not 0 times"),
        ("text: 'اقرأ أيضا'", "text: 'القديم'", "must occur exactly once, not 2 times"),
        ("looks_like: related", "looks_like: nonsense", "not in the taxonomy"),
        ("entities: ['سهيل']", "entities: ['المدار']", "entity 'المدار' does not occur"),
        ("أمام الزوار.", "أمام\nالزوار.", "each paragraph must be one line"),
        ("أمام الزوار.", "أمام\N{ZERO WIDTH SPACE}الزوار.", "invisible character U+200B"),
        ("title: 'مدينة", "title: ['مدينة", "front matter is not YAML"),
    ],
)
def test_a_broken_source_is_one_line_that_names_file_and_fault(source: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    source.write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(SourceError, match=r"market\.md: ") as error:
        parse_article(source)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no article"):
        read_articles(tmp_path)


def test_shipped_articles_cover_every_desk_and_split(root: Path) -> None:
    articles = read_articles(root / "dataset" / "sources" / "articles")
    assert {article.fields["desk"] for article in articles} == set(DESKS)
    assert {article.split for article in articles} == set(SPLITS)


def test_no_invented_name_and_no_sentence_is_used_in_two_articles(root: Path) -> None:
    names: dict[str, str] = {}
    sentences: dict[bytes, str] = {}
    for article in read_articles(root / "dataset" / "sources" / "articles"):
        for name in article.fields["entities"]:
            assert names.setdefault(name, article.id) == article.id, name
        for paragraph in article.body:
            for sentence in paragraph.split(". "):
                key = fold_phrase(sentence)
                if len(key) > 30:
                    assert sentences.setdefault(key, article.id) == article.id, sentence


def test_rows_come_in_order_of_id_and_fit_the_schema(root: Path) -> None:
    made = rows(read_articles(root / "dataset" / "sources" / "articles"))
    identities = [row["id"] for row in made]
    assert identities == sorted(identities)
    assert pa.Table.from_pylist(made, schema=SCHEMA).num_rows == len(made)
