"""What the dataset is made of, counted from its tables, as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from statistics import quantiles
from typing import Any, Final

from naqi.taxonomy import BOILERPLATE_CLASSES, EVIDENCE, OPTIONAL_CLASSES
from naqi_dataset.sites.placement import ARTICLES_PER_SITE, DEEP_ARTICLES, DEEP_SITES, SITES_PER_ARTICLE
from naqi_dataset.tables import Tables, split_place

Row = Mapping[str, Any]
_UNBROKEN: Final = "not broken"
# `html` alone is two thirds of all bytes, and nothing here counts it.
_READ: Final = {
    "articles": ("id", "desk", "genre", "manner", "words", "look_alikes", "split"),
    "contrasts": ("class", "role", "split"),
    "corruptions": ("kind", "repairable", "split"),
    "pages": ("site", "family", "article", "split"),
    "scrapes": ("site", "scraper", "spans", "faults", "body", "article_missing", "split"),
}


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table: the first column names, the others are numbers, aligned to the right."""
    lines = [f"| {' | '.join(head)} |", f"| --- |{' ---: |' * (len(head) - 1)}"]
    lines += [f"| {' | '.join(f'{cell:,}' if isinstance(cell, int) else str(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)


def _by_split(counts: Counter[tuple[Hashable, str]], names: Iterable[Hashable], splits: Sequence[str]) -> Iterator[list[object]]:
    for name in names:
        own = [counts[name, split] for split in splits]
        yield [f"`{name}`" if isinstance(name, str) else name, *own, sum(own)]


def _names(values: Iterable[str]) -> list[str]:
    return sorted(set(values))


def composition(tables: Tables) -> str:
    """Sizes, and what the rows of each config are. tables: all configs of the dataset."""
    splits = sorted(tables["articles"], key=split_place)
    rows = {config: [row for split in splits for row in tables[config][split].select(list(columns)).to_pylist()] for config, columns in _READ.items()}
    head = ["", *splits, "all"]
    sizes = [[f"rows of `{config}`", *(own := [by_split[split].num_rows for split in splits]), sum(own)] for config, by_split in tables.items()]
    homes = [[len({row["site"] for row in rows["pages"] if row["split"] == split}) for split in splits]]
    sizes += [["sites", *own, sum(own)] for own in homes]
    parts = ["### Sizes", table(head, sizes), *_articles(rows["articles"], head), *_furniture(rows["scrapes"], rows["pages"]), *_others(rows, head)]
    return "\n\n".join(parts)


def _articles(rows: Sequence[Row], head: Sequence[str]) -> Iterator[str]:
    splits = head[1:-1]
    for column in ("desk", "genre", "manner"):
        counts = Counter((row[column], row["split"]) for row in rows)
        yield f"### Articles by {column}"
        yield table(head, _by_split(counts, _names(row[column] for row in rows), splits))
    yield "### Words of an article's body"
    lengths = [[row["words"] for row in rows if row["split"] in chosen] for chosen in (*([split] for split in splits), splits)]
    deciles = [quantiles(own, n=10, method="inclusive") if len(own) > 1 else own * 9 for own in lengths]
    middle = [[f"{name} decile", *(round(own[at]) for own in deciles)] for name, at in (("first", 0), ("fifth", 4), ("ninth", 8))]
    yield table(head, [["least", *map(min, lengths)], *middle, ["greatest", *map(max, lengths)]])
    spans = [(span["looks_like"], row["split"]) for row in rows for span in row["look_alikes"]]
    yield "### Look-alikes in articles, by the class that they look like"
    yield table(head, [*_by_split(Counter(spans), BOILERPLATE_CLASSES, splits), *_totals(Counter(spans), splits)])


def _totals(counts: Counter[tuple[Hashable, str]], splits: Sequence[str]) -> Iterator[list[object]]:
    own = [sum(count for (_, place), count in counts.items() if place == split) for split in splits]
    yield ["all", *own, sum(own)]


def _furniture(scrapes: Sequence[Row], pages: Sequence[Row]) -> Iterator[str]:
    spans = Counter((span["label"], span["evidence"]) for row in scrapes for span in row["spans"])
    yield "### Furniture in scrapes: spans by class and evidence"
    lines: list[list[object]] = []
    for name in BOILERPLATE_CLASSES:
        own = [spans[f"boilerplate.{name}", kind] for kind in EVIDENCE]
        lines.append([f"`{name}`", *own, sum(own)])
    lines.append(["all", *(sum(int(str(line[at])) for line in lines) for at in range(1, len(EVIDENCE) + 2))])
    yield table(["", *EVIDENCE, "all"], lines)
    yield "Optional spans: " + ", ".join(f"`{name}` {spans[f'optional.{name}', None]:,}" for name in OPTIONAL_CLASSES) + "."
    scrapers = Counter(row["scraper"] for row in scrapes)
    faulty = sum(bool(row["faults"]) for row in scrapes)
    cut = sum(bool(row["body"]) and bool(row["article_missing"]) for row in scrapes)
    empty = sum(not row["body"] for row in scrapes)
    yield (
        "Scrapes by scraper: " + ", ".join(f"`{name}` {scrapers[name]:,}" for name in sorted(scrapers)) + f". {faulty:,} have a fault, {cut:,} lack a part of "
        f"the article, {empty:,} hold furniture only."
    )
    yield "### Sites"
    homes = {row["site"]: (row["split"], row["family"]) for row in pages}
    of = Counter(row["site"] for row in scrapes)
    yield "\n".join(
        ["| site | split | family | scrapes |", "| --- | --- | --- | ---: |"]
        + [
            f"| `{site}` | {split} | {family} | {of[site]:,} |"
            for site, (split, family) in sorted(homes.items(), key=lambda item: (split_place(item[1][0]), item[0]))
        ]
    )
    on = Counter(row["article"] for row in pages)
    deep = ", ".join(f"`{site}`" for site in DEEP_SITES)
    yield (
        f"Each article stands on {min(on.values())} to {max(on.values())} sites, {SITES_PER_ARTICLE} or more where its split has so many; on each site stand "
        f"{ARTICLES_PER_SITE} articles or more where its split has so many, and {DEEP_ARTICLES} or more on {deep}."
    )


def _others(rows: Mapping[str, Sequence[Row]], head: Sequence[str]) -> Iterator[str]:
    splits = head[1:-1]
    pairs = Counter((row["class"], row["split"]) for row in rows["contrasts"] if row["role"] == "furniture")
    yield "### Pairs in contrasts, by class"
    yield table(head, [*_by_split(pairs, BOILERPLATE_CLASSES, splits), *_totals(pairs, splits)])
    broken = [row for row in rows["corruptions"] if row["repairable"] is not None]
    repairs = Counter((row["repairable"] or f"{_UNBROKEN}: {row['kind']}", row["split"]) for row in rows["corruptions"])
    yield "### Corruptions, by how far the text can be repaired"
    yield table(head, [*_by_split(repairs, _names(str(name) for name, _ in repairs), splits), *_totals(repairs, splits)])
    kinds = Counter(row["kind"] for row in broken)
    yield f"{len(kinds)} kinds, of which each has {min(kinds.values())} to {max(kinds.values())} rows." if kinds else "No text is broken."
