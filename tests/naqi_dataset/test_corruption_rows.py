"""Rows of `corruptions`: the invariants of the shipped sources, replay, determinism, growth, and look-alike sources."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from naqi.corruptions.kinds import KINDS, STYLES, corrupt, nfc
from naqi_dataset.articles import SPLITS, SourceError
from naqi_dataset.configs import CONFIGS
from naqi_dataset.corruptions import rows as corruption_rows
from naqi_dataset.corruptions.faults import GOOD, row_faults
from naqi_dataset.corruptions.lookalikes import LOOKS, read_lookalikes
from naqi_dataset.corruptions.plausible import oddness
from naqi_dataset.corruptions.repairable import REPAIRABLE, repairable
from naqi_dataset.corruptions.rows import ROWS_PER_KIND, SCHEMA, paragraphs, rows
from naqi_dataset.sources import Sources, read_sources

Row = dict[str, Any]

_PRINT = """
import json, sys
from pathlib import Path
from naqi_dataset.sources import read_sources
from naqi_dataset.corruptions.rows import ROWS_PER_KIND, rows
ROWS_PER_KIND.update(train=4, validation=2, test=4)
print(json.dumps(rows(read_sources(Path(sys.argv[1])))))
"""


@pytest.fixture(scope="module", autouse=True)
def _few_rows() -> Iterator[None]:
    """A few rows of each kind show what any number would; `verify` replays every shipped row."""
    with pytest.MonkeyPatch.context() as patch:
        for split, count in (("train", 4), ("validation", 2), ("test", 4)):
            patch.setitem(ROWS_PER_KIND, split, count)
        yield


@pytest.fixture(scope="module")
def sources(root: Path) -> Sources:
    return read_sources(root / "dataset")


@pytest.fixture(scope="module")
def few(sources: Sources) -> Sources:
    """One article a split: enough for what does not depend on which articles there are."""
    return Sources(sources.folder, tuple(next(article for article in sources.articles if article.split == split) for split in SPLITS))


@pytest.fixture(scope="module")
def made_of_few(few: Sources) -> list[Row]:
    return rows(few)


@pytest.fixture(scope="module")
def made(sources: Sources) -> list[Row]:
    return rows(sources)


def test_every_row_is_what_its_own_columns_say(made: list[Row]) -> None:
    assert [(row["id"], fault) for row in made for fault in row_faults(row)] == []


def test_rows_fit_the_schema_and_come_in_order_of_id(made: list[Row]) -> None:
    assert pa.Table.from_pylist(made, schema=SCHEMA).to_pylist() == made
    identities = [row["id"] for row in made]
    assert identities == sorted(set(identities))
    assert CONFIGS["corruptions"].schema == SCHEMA


def test_corrupted_differs_from_clean_where_it_should_and_nowhere_else(made: list[Row]) -> None:
    for row in made:
        assert nfc(row["clean"]) == row["clean"]
        if row["kind"] in GOOD:
            assert row["corrupted"] == row["clean"]
            assert row["repairable"] is None
            assert row["coverage"] == 0
        else:
            assert row["corrupted"] != row["clean"]
            assert row["repairable"] in REPAIRABLE
            assert 0 < row["coverage"] <= 1
            # Decomposed letters are the one damage that NFC itself mends.
            assert (nfc(row["corrupted"]) == row["clean"]) == (row["repairable"] == "canonical")


def test_good_rows_are_at_least_as_many_as_broken_ones_in_each_split(made: list[Row]) -> None:
    broken = Counter(row["split"] for row in made if row["kind"] not in GOOD)
    good = Counter(row["split"] for row in made if row["kind"] in {"untouched", "look-alike"})
    for split in SPLITS:
        assert good[split] >= broken[split] > 0


def test_every_kind_stands_in_every_split_as_often_as_said(made: list[Row]) -> None:
    counts = Counter((row["kind"], row["split"]) for row in made)
    for split in SPLITS:
        assert {kind.name: counts[kind.name, split] for kind in KINDS} == {kind.name: ROWS_PER_KIND[split] for kind in KINDS}
        assert counts["style", split] == len(STYLES) * ROWS_PER_KIND[split]


def test_every_class_of_repairable_occurs(made: list[Row]) -> None:
    assert {row["repairable"] for row in made} == {*REPAIRABLE, None}


def test_no_text_is_used_twice_and_none_crosses_splits(made: list[Row], sources: Sources) -> None:
    assert max(Counter(row["corrupted"] for row in made).values()) == 1
    split_of = {article.id: article.split for article in sources.articles}
    for row in made:
        assert row["article"] is None or split_of[row["article"]] == row["split"]
    splits: dict[str, set[str]] = {}
    for row in made:
        splits.setdefault(row["clean"], set()).add(row["split"])
    assert all(len(found) == 1 for found in splits.values())


def test_two_kinds_that_make_the_same_of_a_text_have_different_texts(sources: Sources) -> None:
    """Read as Latin-1 and as the WHATWG's windows-1252, a word whose bytes both have is one text."""
    twins = [kind for kind in KINDS if kind.name in {"utf8-as-latin1", "utf8-as-cp1252-whatwg", "utf8-as-cp1252-replace"}]
    word = "\N{ARABIC LETTER HAMZA}"  # D8 A1
    article = replace(sources.articles[0], body=tuple(" ".join([word] * length) for length in range(8, 20)))
    taken: set[str] = set()
    made = [row["corrupted"] for kind in twins for row in islice(corruption_rows._broken_rows(kind, "train", [article], taken), 4)]
    assert len(made) == len(set(made)) == 4 * len(twins)


def test_what_normalisation_alone_mends_is_canonical(sources: Sources) -> None:
    """Also where the inverses would mend more: the stroke is the article's own."""
    clean = nfc("أقر المجلس خطة عام ١٤٤٧هـــ، ثم أعلن عن أسماء أعضاء اللجنة الجديدة")
    (kind,) = (kind for kind in KINDS if kind.name == "decomposed")
    corrupted = corrupt(kind, clean, "504/train/0")
    assert corrupted is not None
    assert repairable(kind, "504/train/0", clean, corrupted) == "canonical"


def test_a_new_article_leaves_most_rows_as_they_are(sources: Sources) -> None:
    """A row is its text and seed; the number in its id says only where it stands."""
    kinds = [kind for kind in KINDS if kind.name in {"zero-width", "tatweel", "hard-wraps"}]
    train = [article for article in sources.articles if article.split == "train"]
    before, after = (
        {row["clean"] for kind in kinds for row in islice(corruption_rows._broken_rows(kind, "train", articles, set()), 20)} for articles in (train[1:], train)
    )
    assert len(before & after) > 0.8 * len(before)


def test_texts_are_paragraphs_and_never_titles(made: list[Row], sources: Sources) -> None:
    bodies = {article.id: [nfc(paragraph) for paragraph in article.body] for article in sources.articles}
    for row in made:
        if row["kind"] not in GOOD:
            assert row["clean"] in bodies[row["article"]]
        elif row["kind"] == "untouched":
            assert row["clean"] in "\n\n".join(bodies[row["article"]])


def test_what_the_inverses_call_plausible_is_how_articles_are_written(sources: Sources) -> None:
    texts = [text for _, text in paragraphs(sources.articles)]
    assert sum(oddness(text) == 0 for text in texts) >= 0.97 * len(texts)


@pytest.mark.parametrize(
    ("kind", "change", "reason"),
    [
        ("untouched", {"corrupted": "غيره"}, "corrupted differs from clean"),
        ("untouched", {"repairable": "no"}, "nothing is broken"),
        ("untouched", {"kind": "rot13"}, "is none of the kinds"),
        ("look-alike", {"article": "sport/derby"}, "a look-alike has no article"),
        ("style", {"encoder": "shouting"}, "no habit of style"),
        ("zero-width", {"seed": "603/train/77"}, "is not what kind"),
        ("zero-width", {"repairable": "partial"}, "the inverses compute 'exact'"),
        ("zero-width", {"coverage": 0.5}, "coverage is 0.5"),
        ("zero-width", {"errors": "replace"}, "encoder, decoder and errors"),
        ("zero-width", {"article": None}, "every other row has one"),
        ("zero-width", {"clean": "قا\u0654ل"}, "clean is not NFC"),
    ],
)
def test_one_broken_column_is_a_fault(made: list[Row], kind: str, change: Row, reason: str) -> None:
    row = {**next(row for row in made if row["kind"] == kind), **change}
    assert any(reason in fault for fault in row_faults(row))


def test_a_corruption_that_did_nothing_is_a_fault(made: list[Row]) -> None:
    row = next(row for row in made if row["kind"] == "hard-wraps")
    assert any("equals clean" in fault for fault in row_faults({**row, "corrupted": row["clean"]}))


def test_two_builds_are_equal_also_under_another_hash_seed(root: Path, few: Sources, made_of_few: list[Row], tmp_path: Path) -> None:
    for article in few.articles:
        copy = tmp_path / "sources" / "articles" / f"{article.id}.md"
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(few.folder / "articles" / f"{article.id}.md", copy)
    shutil.copy(few.folder / "lookalike_texts.toml", tmp_path / "sources")
    environment = {**os.environ, "PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Aden"}
    done = subprocess.run([sys.executable, "-c", _PRINT, str(tmp_path)], cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == made_of_few
    assert rows(few) == made_of_few


def test_more_rows_a_kind_leave_the_rows_that_are(few: Sources, made_of_few: list[Row], monkeypatch: pytest.MonkeyPatch) -> None:
    before = [row for row in made_of_few if row["kind"] != "untouched"]
    monkeypatch.setitem(corruption_rows.ROWS_PER_KIND, "validation", ROWS_PER_KIND["validation"] + 1)
    after = {row["id"]: row for row in rows(few)}
    assert [after[row["id"]] for row in before] == before
    assert len(after) > len(before)


def test_a_split_with_too_few_texts_has_fewer_rows_of_each_kind(few: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(corruption_rows.ROWS_PER_KIND, "train", 3)
    lookalikes = sum(item.split == "train" for item in read_lookalikes(few.folder / "lookalike_texts.toml"))
    texts = 2 * len(KINDS) - lookalikes
    monkeypatch.setattr(corruption_rows, "_passages", lambda *_: iter([("sport/derby", f"نص {number}") for number in range(texts)]))
    counts = Counter(row["kind"] for row in rows(few) if row["split"] == "train")
    assert {counts[kind.name] for kind in KINDS} == {2}
    assert counts["untouched"] == texts


def test_a_split_without_articles_has_look_alikes_only(few: Sources) -> None:
    train_only = Sources(few.folder, tuple(article for article in few.articles if article.split == "train"))
    assert {row["kind"] for row in rows(train_only) if row["split"] == "test"} == {"look-alike"}


def test_shipped_look_alikes_cover_every_look_in_every_split(sources: Sources) -> None:
    items = read_lookalikes(sources.folder / "lookalike_texts.toml")
    assert {(item.split, item.looks) for item in items} == {(split, look) for split in SPLITS for look in LOOKS}


LOOKALIKES = """
[[text]]
id = "a-poet"
split = "train"
looks = "marks"
text = "قَالَ الشَّاعِرُ"

[[text]]
id = "a-price"
split = "test"
looks = "spaces"
text = "بلغ 42\\u00A0ريالاً"
"""


def test_look_alikes_are_read_with_their_escapes(tmp_path: Path) -> None:
    path = tmp_path / "lookalike_texts.toml"
    path.write_text(LOOKALIKES, "utf-8")
    assert [(item.id, item.text[:7]) for item in read_lookalikes(path)] == [("a-price", "بلغ 42\u00a0"), ("a-poet", "قَالَ ا")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "a-poet"', 'id = "A poet"', "text 1 has the id 'A poet', which is not a slug"),
        ('id = "a-price"', 'id = "a-poet"', "the id 'a-poet' occurs twice"),
        ('split = "train"', 'split = "dev"', "split 'dev' is none of"),
        ('looks = "marks"', 'looks = "odd"', "looks 'odd' is none of"),
        ('looks = "marks"\n', "", "text 1 must hold exactly the strings id, split, looks, text"),
        ('looks = "marks"', "looks = 3", "must hold exactly the strings"),
        ('"قَالَ الشَّاعِرُ"', '" "', "is blank or has white space"),
        ("بلغ 42\\u00A0ريالاً", "قَالَ الشَّاعِرُ", "text 'a-price' occurs twice"),
        ("قَالَ", "قَ\u200cالَ", "holds the invisible character U+200C"),
        ("[[text]]", "[text]", "is not TOML"),
        ("[[text]]", "[[texts]]", "must hold tables [[text]]"),
    ],
)
def test_a_broken_look_alike_source_is_one_line_that_names_file_and_fault(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in LOOKALIKES
    path = tmp_path / "lookalike_texts.toml"
    path.write_text(LOOKALIKES.replace(old, new) if old != "[[text]]" or new != "[text]" else LOOKALIKES.replace(old, new, 1), "utf-8")
    with pytest.raises(SourceError, match=r"lookalike_texts\.toml: ") as error:
        read_lookalikes(path)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_or_unreadable_look_alike_source_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_lookalikes(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SourceError, match="cannot be read"):
        read_lookalikes(tmp_path / "latin.toml")
