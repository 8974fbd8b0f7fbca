"""Which pages are measured: classes, doses and places crossed on each site, with articles dealt out so that each meets all of them.

On each site each class stands at each dose at each place once. The article is the same for all doses of a class at a place, so a dose–response is that of
one page; over classes, places and sites articles rotate. All is decided by the order of ids and by hashes, so it is the same everywhere.
"""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from typing import Final

from naqi.taxonomy import BOILERPLATE_CLASSES
from naqi_bench.scoring.qualities import Ground
from naqi_bench.tracks.gold import ExtractGold, ScrubGold
from naqi_bench.tracks.model import Task, Track
from naqi_dataset.articles import Article, read_articles
from naqi_dataset.paths import dataset_dir
from naqi_dataset.sites import pages
from naqi_dataset.sites.doses import PLACES, Doses, shown
from naqi_dataset.sites.model import Site, read_sites
from naqi_dataset.sites.novelty import Inventory
from naqi_dataset.sites.placement import headlines_for, rank
from naqi_dataset.sites.render import Page
from naqi_dataset.sites.scrapes import body_of, spans_of

DOSES: Final = (1, 2, 4)
ARTICLES: Final = 6
# Where outside tools stand alone, on the split whose sites nobody tuned to; where naqi's tools stand beside them, on that which these may be scored on.
SPLITS: Final = {Track.EXTRACT: "test", Track.SCRUB: "validation"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A page with furniture and the same page without: their ids as tasks. site: one vote. name: the class. place: where it came to stand."""

    dosed: str
    plain: str
    site: str
    name: str
    dose: int
    place: str


@dataclass(frozen=True, slots=True)
class Design:
    """What tools are run on, and which pages are compared."""

    ground: Ground
    pairs: Sequence[Pair]


def design(track: Track, articles: Sequence[Article], sites: Sequence[Site], jobs: int = 1) -> Design:
    """The design over articles and sites of one split. jobs: processes to make pages in. Raises SourceError.

    extract is given pages; scrub what a reader sees of them, which loses nothing that stands on a page. Each is a source of its own: a site's pages repeat one
    article here, and a tool that learns from what a source repeats would take the story for furniture.
    """
    numbers = range(len(sites))
    if jobs == 1:
        made = list(map(_site, repeat(track), repeat(articles), numbers, sites))
    else:
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
            made = list(pool.map(_site, repeat(track), repeat(articles), numbers, sites))
    tasks = sorted((task for of_site, _, _ in made for task in of_site), key=lambda task: task.id)
    golds = {identity: gold for _, of_site, _ in made for identity, gold in of_site.items()}
    return Design(Ground("cost", tasks, golds), [pair for _, _, of_site in made for pair in of_site])


def _site(track: Track, articles: Sequence[Article], row: int, site: Site) -> tuple[list[Task], dict[str, ExtractGold | ScrubGold], list[Pair]]:
    """The part of one site, which is the one of this number."""
    tasks: list[Task] = []
    golds: dict[str, ExtractGold | ScrubGold] = {}
    pairs = []

    def add(page: Page, *key: str) -> str:
        # Opaque: a name would tell what stands on the page.
        identity = f"cost/{hashlib.sha256('/'.join((page.site.id, page.article.id, *key)).encode()).hexdigest()[:16]}"
        if identity not in golds:
            task, gold = _task(track, identity, page)
            tasks.append(task)
            golds[identity] = gold
        return identity

    made: dict[str, Doses] = {}
    for column, name in enumerate(BOILERPLATE_CLASSES):
        for number, place in enumerate(PLACES):
            article = articles[(row + column + 2 * number) % len(articles)]
            doses = made.get(article.id)
            if doses is None:
                doses = made[article.id] = Doses(site, article, headlines_for(site, article, articles))
            for dose in DOSES if name in doses.classes else ():
                found = doses.page(name, dose, place)
                if found is not None:
                    with_it, without = add(found.page, name, str(dose), place), add(doses.plain)
                    pairs.append(Pair(with_it, without, site.id, name, dose, found.place))
    return tasks, golds, pairs


def of_dataset(track: Track, sites: Sequence[str] = (), articles: int = ARTICLES, jobs: int = 1) -> Design:
    """The design on the split of a track. sites: only these. articles: how many, the first of the split in the order of their rank. jobs: as for `design`.

    Raises FileNotFoundError outside a checkout, and SourceError.
    """
    folder = dataset_dir() / "sources"
    split = SPLITS[track]
    own = sorted((article for article in read_articles(folder / "articles") if article.split == split), key=lambda article: rank("cost", article.id))
    homes = [site for site in read_sites(folder / "sites") if site.split == split and (not sites or site.id in sites)]
    return design(track, own[:articles], homes, jobs)


def _task(track: Track, identity: str, page: Page) -> tuple[Task, ExtractGold | ScrubGold]:
    site = page.site
    if track is Track.EXTRACT:
        row = pages.row(page)
        gold = ExtractGold(site.id, site.split, row["html"], row["encoding"], tuple(row["keep"]), tuple(row["optional"]), tuple(row["forbidden"]))
        return Task(identity, identity, html=row["html"], encoding=row["declared_encoding"] or "", url=row["url"] or ""), gold
    text, found = shown(page)
    spans = spans_of(found, Inventory(()))
    return Task(identity, identity, text=text), ScrubGold(site.id, site.split, text, tuple(spans), (), body_of(text, spans, []))
