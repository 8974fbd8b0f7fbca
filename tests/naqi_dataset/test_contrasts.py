"""Contrast pairs: what their two documents are made of, what is refused, and what the shipped ones cover."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest

from naqi import taxonomy
from naqi.arabic.folding import fold, fold_phrase
from naqi_dataset.articles import SPLITS, SourceError, read_articles
from naqi_dataset.configs import CONFIGS, Sources
from naqi_dataset.contrasts import ROLES, SCHEMA, Pair, likeness, parse_pair, read_pairs, rows

GOOD = """---
class: share
evidence: wording
cue: 'انسخ الرابط'
split: test
---

مكتبة تعير كتبها من بعيد

أتاحت المكتبة ستمئة كتاب للإعارة من البيت، ولا يحتاج القارئ إلا إلى بطاقته.

وهذه خطوات الإعارة:

١. افتح صفحة الكتاب.
J| ٢. انسخ الرابط وألصقه.

وقالت أمينة المكتبة إن الكتب ستزيد في الربيع.

F| ⟦شارك
F|
F| انسخ الرَّابط⟧
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "contrasts" / "share" / "library.md"
    path.parent.mkdir(parents=True)
    path.write_text(GOOD, "utf-8")
    return path


@pytest.fixture(scope="module")
def shipped(root: Path) -> list[Pair]:
    return read_pairs(root / "dataset" / "sources" / "contrasts")


def test_a_pair_is_two_rows_that_differ_in_their_own_lines_only(source: Path) -> None:
    furniture, journalism = parse_pair(source).rows()
    shared = (
        "مكتبة تعير كتبها من بعيد\n\nأتاحت المكتبة ستمئة كتاب للإعارة من البيت، ولا يحتاج القارئ إلا إلى بطاقته.\n\n"
        "وهذه خطوات الإعارة:\n\n١. افتح صفحة الكتاب.{own}\n\nوقالت أمينة المكتبة إن الكتب ستزيد في الربيع."
    )
    assert furniture["text"] == shared.format(own="") + "\n\nشارك\n\nانسخ الرَّابط"
    assert journalism["text"] == shared.format(own="\n٢. انسخ الرابط وألصقه.")
    for row, role in ((furniture, "furniture"), (journalism, "journalism")):
        copied = {"id": f"library/{role}", "pair": "library", "role": role, "class": "share", "cue": "انسخ الرابط", "split": "test"}
        assert {name: row[name] for name in copied} == copied


def test_the_span_is_code_points_of_the_text_without_marks(source: Path) -> None:
    furniture, journalism = parse_pair(source).rows()
    (span,) = furniture["spans"]
    assert furniture["text"][span["start"] : span["end"]] == "شارك\n\nانسخ الرَّابط"
    assert (span["label"], span["evidence"]) == ("boilerplate.share", "wording")
    assert journalism["spans"] == []


def test_likeness_is_the_share_of_common_word_bigrams_without_the_span(source: Path) -> None:
    pair = parse_pair(source)
    # 33 shared words; four more of journalism part one of their 32 bigrams and bring five.
    assert likeness(pair) == pytest.approx(31 / (32 + 5))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("---\nclass", "class", "must begin with YAML front matter"),
        ("cue: '", "cue: ['", "front matter is not YAML"),
        ("split: test\n", "", "front matter must hold exactly class, evidence, cue, split"),
        ("split: test", "split: test\nnote: x", "front matter must hold exactly class, evidence, cue, split"),
        ("split: test", "split: dev", "split 'dev' is none of"),
        ("class: share", "class: sharing", "class 'sharing' is not in the taxonomy"),
        ("evidence: wording", "evidence: smell", "evidence 'smell' is none of wording, position, source, reading, layout"),
        ("class: share", "class: follow", "lies in folder share but says class follow"),
        ("cue: 'انسخ الرابط'", "cue: ' '", "cue ' ' holds no word"),
        ("cue: 'انسخ الرابط'", "cue: 7", "cue 7 holds no word"),
        ("cue: 'انسخ الرابط'", "cue: 'اطبع'", "must occur exactly once in the furniture document, not 0 times"),
        ("شارك\n", "انسخ الرابط\n", "must occur exactly once in the furniture document, not 2 times"),
        ("انسخ الرابط وألصقه", "خذ العنوان وألصقه", "must occur exactly once in the journalism document, not 0 times"),
        ("J| ٢.", "J| انسخ الرّابطين.", "must occur exactly once in the journalism document, not 2 times"),
        ("انسخ الرابط وألصقه", "انسخ الرابطين وألصقه", "is part of a longer word in the journalism document"),
        ("F| انسخ الرَّابط⟧", "F| هنا⟧\nF| انسخ الرابط", "must stand inside the span"),
        ("⟦", "", "exactly one span"),
        ("⟧", "", "exactly one span"),
        ("شارك", "شارك⟧ ⟦", "exactly one span"),
        ("F| ⟦شارك", "F| ⟧شارك⟦", "exactly one span"),
        ("وألصقه.", "⟦وألصقه⟧.", "the journalism document must hold no"),
        ("وألصقه.", "وألصقه⟧.", "the journalism document must hold no"),
        ("الرَّابط⟧", "الرَّابط ⟧", "the span must begin and end"),
        ("⟦شارك", "⟦ شارك", "the span must begin and end"),
        ("المكتبة ستمئة", "المكتبة\N{RIGHT-TO-LEFT MARK} ستمئة", "invisible character U+200F"),
        ("J| ٢.", "j| ٢.", "opens with none of F|, J|"),
        ("J| ٢.", " J| ٢.", "opens with none of F|, J|"),
        ("وقالت أمينة", "F| وقالت أمينة", "near-identical: they share 0."),
    ],
)
def test_a_broken_pair_is_one_line_that_names_file_and_fault(source: Path, old: str, new: str, message: str) -> None:
    assert GOOD.count(old) == 1
    text = GOOD.replace(old, new)
    if "near-identical" in message:
        text = text.replace("أتاحت", "F| أتاحت")
    source.write_text(text, "utf-8")
    with pytest.raises(SourceError, match=r"library\.md: ") as error:
        parse_pair(source)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_document_without_two_paragraphs_is_refused(source: Path) -> None:
    source.write_text(re.sub(r"\n\n(?=[وأ١])", "\n", GOOD), "utf-8")
    with pytest.raises(SourceError, match="a title and at least two paragraphs"):
        parse_pair(source)


def test_a_cue_of_signs_needs_no_space_around_it(source: Path) -> None:
    text = GOOD.replace("cue: 'انسخ الرابط'", "cue: '<br>'").replace("F| انسخ الرَّابط⟧", "F| سطر<br>سطر⟧").replace("انسخ الرابط وألصقه", "اكتب<br>هنا")
    source.write_text(text, "utf-8")
    assert parse_pair(source).fields["cue"] == "<br>"


def test_one_id_in_two_classes_is_refused(source: Path) -> None:
    other = source.parent.parent / "follow" / source.name
    other.parent.mkdir()
    other.write_text(GOOD.replace("class: share", "class: follow"), "utf-8")
    with pytest.raises(SourceError, match=r"share/library\.md: pair id library is taken by a file in folder follow"):
        read_pairs(source.parent.parent)


def test_a_folder_without_pairs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no contrast pair"):
        read_pairs(tmp_path)


def test_rows_come_in_order_of_id_and_fit_the_schema(source: Path) -> None:
    source.with_name("library-b.md").write_text(GOOD, "utf-8")
    made = rows(Sources(source.parent.parent.parent, ()))
    assert [row["id"] for row in made] == ["library-b/furniture", "library-b/journalism", "library/furniture", "library/journalism"]
    assert pa.Table.from_pylist(made, schema=SCHEMA).to_pylist() == [{name: row[name] for name in SCHEMA.names} for row in made]


def test_the_config_is_built(root: Path, shipped: list[Pair]) -> None:
    config = CONFIGS["contrasts"]
    assert config.schema is SCHEMA
    made = config.rows(Sources(root / "dataset" / "sources", ()))
    assert len(made) == len(ROLES) * len(shipped)


def test_shipped_pairs_cover_every_class_of_furniture(shipped: list[Pair]) -> None:
    """Each class of the taxonomy has furniture that speaks: GUIDELINES gives an example with evidence `wording` or a cue for all."""
    found = Counter(pair.fields["class"] for pair in shipped)
    assert set(found) == set(taxonomy.BOILERPLATE_CLASSES)
    assert min(found.values()) >= 5
    assert {(pair.fields["class"], pair.fields["split"]) for pair in shipped} == set(itertools.product(found, SPLITS))
    assert len(shipped) >= 200


def test_shipped_pairs_stand_half_in_train_a_sixth_in_validation_a_third_in_test(shipped: list[Pair]) -> None:
    found = Counter(pair.fields["split"] for pair in shipped)
    for split, share in zip(SPLITS, (1 / 2, 1 / 6, 1 / 3), strict=True):
        assert found[split] / len(shipped) == pytest.approx(share, abs=0.05), split


def test_no_cue_and_no_sentence_is_used_in_two_shipped_pairs(root: Path, shipped: list[Pair]) -> None:
    seen: dict[bytes, str] = {}
    for article in read_articles(root / "dataset" / "sources" / "articles"):
        seen |= dict.fromkeys(_sentences(article.text), article.id)
    assert seen
    cues: dict[bytes, str] = {}
    for pair in shipped:
        cue = fold_phrase(pair.fields["cue"])
        assert cues.setdefault(cue, pair.id) == pair.id
        for role in ROLES:
            for sentence in _sentences(pair.text(role)):
                assert seen.setdefault(sentence, pair.id) == pair.id, sentence


def _sentences(text: str) -> list[bytes]:
    """Folded lines and sentences long enough to be nobody's chance."""
    return [data for part in re.split(rb"[.?!\n]\s*", fold(text).data) if len(data := part.strip()) > 20]


def test_a_list_of_all_cues_tells_no_shipped_pair_apart(shipped: list[Pair]) -> None:
    """Also not by another pair's cue."""
    cues = [fold_phrase(pair.fields["cue"]) for pair in shipped]
    for pair in shipped:
        hits = [{cue for cue in cues if cue in fold(pair.text(role)).data} for role in ROLES]
        assert hits[0] == hits[1] != set(), pair.id
