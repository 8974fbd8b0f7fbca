"""What is added to the sources, or taken out, changes what it must and nothing else; the order in which a disk lists files, and the folder, change nothing."""

from __future__ import annotations

import random
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from naqi_dataset.articles import SPLITS, Article, SourceError
from naqi_dataset.build import make_tables
from naqi_dataset.configs import CONFIGS
from naqi_dataset.corruptions import rows as corruptions
from naqi_dataset.identity import hash_tables
from naqi_dataset.sites.model import Phrase, Site
from naqi_dataset.sources import Sources, read_sources
from naqi_dataset.stats.words import words
from naqi_dataset.tables import Tables

Row = dict[str, Any]

ARTICLES_OF_SPLIT, SITES_OF_SPLIT = 4, 2
NOVELTY = ("none", "cue", "string")
PHRASES_OF_SITE = 3

LOOKALIKES = """[[text]]
id = "{split}-one"
split = "{split}"
looks = "latin"
text = "وقال مدير المتجر إن جهاز Lumen {split} يباع في ثلاثة ألوان منذ مطلع الشهر."
"""


@pytest.fixture(scope="module")
def dataset(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small dataset repository: sources of train and validation, told to be of all splits in turn."""
    given, made = root / "dataset" / "sources", tmp_path_factory.mktemp("small") / "sources"
    sources = read_sources(root / "dataset")
    known = [article for article in sources.articles if article.split != "test"]
    homes = {site.lineage: site for site in sources.sites if site.split != "test"}

    def copy(path: Path, **fields: str) -> None:
        target = made / path.relative_to(given)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text("utf-8")
        for name, value in fields.items():
            text, count = re.subn(rf"(?m)^{name}( = |: ).*$", rf"{name}\g<1>{value}", text, count=1)
            assert count == 1
        target.write_text(text, "utf-8")

    for number, article in enumerate(known[:: len(known) // (ARTICLES_OF_SPLIT * 3)][: ARTICLES_OF_SPLIT * 3]):
        copy(given / "articles" / f"{article.id}.md", split=SPLITS[number % 3])
    for number, site in enumerate(list(homes.values())[: SITES_OF_SPLIT * 3]):
        copy(given / "sites" / site.id / "site.toml", split=f'"{SPLITS[number % 3]}"')
        copy(given / "sites" / site.id / "page.html.jinja")
    pairs = [path for path in sorted((given / "contrasts").glob("*/*.md")) if "\nsplit: train\n" in path.read_text("utf-8")]
    for split, path in zip(SPLITS, pairs, strict=False):
        copy(path, split=split)
    (made / "lookalike_texts.toml").write_text("\n".join(LOOKALIKES.format(split=split) for split in SPLITS), "utf-8")
    return made.parent


@pytest.fixture(scope="module")
def sources(dataset: Path) -> Sources:
    read = read_sources(dataset)
    assert [sum(article.split == split for article in read.articles) for split in SPLITS] == [ARTICLES_OF_SPLIT] * 3
    assert [sum(site.split == split for site in read.sites) for split in SPLITS] == [SITES_OF_SPLIT] * 3
    return read


@pytest.fixture(scope="module", autouse=True)
def _one_row_of_each_kind() -> Iterator[None]:
    """How far a text can be repaired takes long to compute."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corruptions, "ROWS_PER_KIND", dict.fromkeys(SPLITS, 1))
        yield


def rows(config: str, articles: Sequence[Article], sites: Sequence[Site], folder: Path) -> dict[str, Row]:
    """Rows of a config by id."""
    made = CONFIGS[config].rows(Sources(folder, tuple(articles), tuple(sites)))
    assert [row["id"] for row in made] == sorted(row["id"] for row in made)
    return {row["id"]: row for row in made}


@pytest.fixture(scope="module")
def tables(dataset: Path) -> Tables:
    return make_tables(dataset)


@pytest.fixture(scope="module")
def whole(sources: Sources) -> dict[str, dict[str, Row]]:
    """All rows by config and id."""
    return {config: rows(config, sources.articles, sources.sites, sources.folder) for config in CONFIGS}


def of_other_splits(made: dict[str, Row], split: str) -> dict[str, Row]:
    return {name: row for name, row in made.items() if row["split"] != split}


def without_novelty(made: dict[str, Row]) -> dict[str, Row]:
    return {name: {**row, "spans": [{**span, "novelty": None} for span in row["spans"]]} for name, row in made.items()}


def assert_less_new_and_else_alike(fewer: dict[str, Row], more: dict[str, Row]) -> None:
    """A site or phrase of train more is part of what novelty is measured by: then spans may become less new, and nothing else."""
    assert without_novelty(fewer) == without_novelty(more)
    for name, row in fewer.items():
        for before, after in zip(row["spans"], more[name]["spans"], strict=True):
            assert before["novelty"] == after["novelty"] or NOVELTY.index(before["novelty"]) < NOVELTY.index(after["novelty"])


@pytest.mark.parametrize("seed", range(3))
def test_neither_the_order_in_which_files_are_listed_nor_the_folder_changes_anything(dataset: Path, tables: Tables, tmp_path: Path, seed: int) -> None:
    moved = shutil.copytree(dataset, tmp_path / "ملف" / "split=test")
    rng, listed, orders = random.Random(seed), Path.glob, []

    def shuffled(path: Path, pattern: str) -> list[Path]:
        found = sorted(listed(path, pattern))
        orders.append(found[:])
        rng.shuffle(found)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "glob", shuffled)
        made = make_tables(moved)
    # Articles, sites, contrasts.
    assert [len(found) for found in orders] == [ARTICLES_OF_SPLIT * 3, SITES_OF_SPLIT * 3, 3]
    assert made == tables
    assert hash_tables(made) == hash_tables(tables)


@pytest.mark.parametrize("number", range(ARTICLES_OF_SPLIT * 3))
def test_an_added_article_leaves_other_splits_and_what_other_pages_keep_as_they_are(sources: Sources, whole: dict[str, dict[str, Row]], number: int) -> None:
    """Other pages of its split may link it, and so print other furniture."""
    added = sources.articles[number]
    fewer = [article for article in sources.articles if article is not added]
    same = {"articles": CONFIGS["articles"].schema.names, "pages": ("site", "article", "url", "encoding", "keep"), "scrapes": ("site", "article", "scraper")}
    for config, columns in same.items():
        before, after = rows(config, fewer, sources.sites, sources.folder), whole[config]
        assert of_other_splits(after, added.split) == of_other_splits(before, added.split)
        own = {name for name, row in after.items() if row.get("article", row["id"]) == added.id}
        assert len(own) == (1 if config == "articles" else SITES_OF_SPLIT)
        assert set(after) - own == set(before)
        for name, row in before.items():
            assert [after[name][column] for column in columns] == [row[column] for column in columns]
    assert rows("contrasts", fewer, [], sources.folder) == whole["contrasts"]


@pytest.mark.parametrize("split", SPLITS)
def test_an_added_article_takes_its_place_among_broken_texts_and_moves_none(sources: Sources, whole: dict[str, dict[str, Row]], split: str) -> None:
    """Those of a kind that were there stay in their order, but for the last ones, which find no place."""
    added = next(article for article in sources.articles if article.split == split)
    before, after = rows("corruptions", [article for article in sources.articles if article is not added], [], sources.folder), whole["corruptions"]
    assert of_other_splits(after, split) == of_other_splits(before, split)
    assert any(row["article"] == added.id for row in after.values())
    texts: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, made in enumerate((before, after)):
        for row in made.values():
            if row["split"] == split and row["kind"] != "untouched" and row["article"] != added.id:
                texts[f"{row['kind']} {row['encoder']}"][side].append(row["clean"])
    assert all(were[: len(are)] == are for were, are in texts.values())


@pytest.mark.parametrize("number", range(SITES_OF_SPLIT * 3))
def test_an_added_site_changes_its_split_alone_and_no_page_of_another_site(sources: Sources, whole: dict[str, dict[str, Row]], number: int) -> None:
    added = sources.sites[number]
    fewer = [site for site in sources.sites if site is not added]
    for config in ("articles", "pages", "scrapes"):
        before = rows(config, sources.articles, fewer, sources.folder)
        rest = {name: row for name, row in whole[config].items() if row.get("site") != added.id}
        assert len(whole[config]) - len(rest) == (0 if config == "articles" else ARTICLES_OF_SPLIT)
        if config == "scrapes" and added.split == "train":
            assert_less_new_and_else_alike(before, rest)
            assert before != rest
        else:
            assert rest == before


@pytest.mark.parametrize("number", range(SITES_OF_SPLIT * 3))
def test_a_removed_phrase_is_gone_from_its_site_and_changes_no_page_of_another(sources: Sources, whole: dict[str, dict[str, Row]], number: int) -> None:
    site = sources.sites[number]
    before = _printed(site, whole["pages"], whole["scrapes"])
    done = 0
    for phrase in random.Random(site.id).sample(site.furniture, len(site.furniture)):
        changed = replace(site, furniture=tuple(one for one in site.furniture if one is not phrase))
        rest = b"\n".join(
            b" ".join(words(text)) for text in (*(variant for one in changed.furniture for variant in one.variants), *chain(*site.slots.values()))
        )
        own = [wording for wording in _wordings(phrase) if wording not in rest]
        if not any(wording in before for wording in own):
            continue
        sites = [changed if one is site else one for one in sources.sites]
        try:
            pages, scrapes = (rows(config, sources.articles, sites, sources.folder) for config in ("pages", "scrapes"))
        except SourceError:
            # A template may count on the first of a slot: then it says so, and no page is made.
            continue
        assert (set(pages), set(scrapes)) == (set(whole["pages"]), set(whole["scrapes"]))
        assert [name for name, row in pages.items() if row != whole["pages"][name] and row["site"] != site.id] == []
        others, were = ({name: row for name, row in made.items() if row["site"] != site.id} for made in (scrapes, whole["scrapes"]))
        if site.split == "train":
            assert_less_new_and_else_alike(others, were)
        else:
            assert others == were
        after = _printed(site, pages, scrapes)
        assert [wording for wording in own if wording in after] == []
        done += 1
        if done == PHRASES_OF_SITE:
            break
    assert done == PHRASES_OF_SITE


def _wordings(phrase: Phrase) -> set[bytes]:
    """What stands before the first slot of each wording, as a line of folded words: from three words on, which nothing else prints by chance."""
    found = (words(re.split(r"[{}\N{BROKEN BAR}]", variant)[0]) for variant in phrase.variants)
    return {b" ".join(line) for line in found if len(line) > 2}


def _printed(site: Site, pages: dict[str, Row], scrapes: dict[str, Row]) -> bytes:
    """The folded words of all furniture of a site's pages, and of its scrapes."""
    texts = [item["text"] for row in pages.values() if row["site"] == site.id for item in row["forbidden"]]
    return b"\n".join(b" ".join(words(text)) for text in [*texts, *(row["raw"] for row in scrapes.values() if row["site"] == site.id)])
