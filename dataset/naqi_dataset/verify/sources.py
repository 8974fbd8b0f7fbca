"""Sources, where a repository has them: sites of different splits share no wording and no name, and test is as it was frozen."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

from naqi_dataset.articles import Article, SourceError
from naqi_dataset.freeze import NAME, changes_since, read_freeze, test_sources
from naqi_dataset.sites.model import Site
from naqi_dataset.sites.wording import SHARED, own_wordings, read_shared
from naqi_dataset.sources import read_sources
from naqi_dataset.verify.fault import Fault
from naqi_dataset.verify.splits import Placed, entity_faults

UNCHECKED: Final = "not checked, since sources/ is not here: wording and names of sites across splits, and the freeze of test"


def has_sources(dataset: Path) -> bool:
    """Whether a repository came with its sources; data alone cannot tell a site's wording from what filled its slots."""
    return (dataset / "sources").is_dir()


def source_faults(dataset: Path) -> Iterator[Fault]:
    """All faults of a repository's sources. Those that cannot be read are one fault."""
    if not has_sources(dataset):
        return
    try:
        sources = read_sources(dataset)
        shared = read_shared(sources.folder / SHARED)
    except SourceError as error:
        yield Fault(str(error), file="sources")
        return
    yield from wording_faults(sources.sites, shared)
    yield from name_faults(sources.sites, sources.articles)
    yield from freeze_faults(dataset)


def wording_faults(sites: Sequence[Site], shared: Collection[bytes]) -> Iterator[Fault]:
    """A wording of its own (see `naqi_dataset.sites.wording`) that a site shares with one of another split.

    shared: keys of wordings that every site may print.
    """
    homes: dict[bytes, list[tuple[Site, str, str]]] = {}
    for site in sites:
        told: set[bytes] = set()
        for place, wording, key in own_wordings(site):
            owners = homes.setdefault(key, [])
            other = next((owner for owner in owners if owner[0].split != site.split), None)
            if other is not None and key not in shared and key not in told:
                told.add(key)
                yield Fault(
                    f"{place} {wording!r} is {other[1]} {other[2]!r} of {other[0].id} in split {other[0].split} too: "
                    f"reword one, or list it in sources/{SHARED} if every site prints it",
                    file=f"sources/sites/{site.id}/site.toml",
                )
            owners.append((site, place, wording))


def name_faults(sites: Sequence[Site], articles: Sequence[Article]) -> Iterator[Fault]:
    """A site's name that stands in an article or inventory of another split, and an article's named entity that stands in an inventory of one."""
    inventories = [Placed("sites", site.split, {"id": site.id, "entities": [site.name], "text": list(_texts(site))}) for site in sites]
    stories = [Placed("articles", article.split, article.row()) for article in articles]
    yield from entity_faults([*inventories, *stories], "entities", {"sites": ("text",), "articles": ()})
    # Entities of articles in articles are found in the data.
    nameless = [Placed(placed.config, placed.split, {**placed.row, "entities": []}) for placed in stories]
    yield from entity_faults([*inventories, *nameless], "entities", {"sites": (), "articles": ("text", "captions")})


def _texts(site: Site) -> Iterator[str]:
    yield site.name
    yield from site.categories.values()
    for phrase in site.furniture:
        yield from phrase.variants
    for values in site.slots.values():
        yield from values


def freeze_faults(dataset: Path) -> Iterator[Fault]:
    """Each source of test that is not as it was frozen."""
    try:
        version, frozen = read_freeze(dataset)
        present = test_sources(dataset)
    except FileNotFoundError:
        yield Fault("is missing: freeze test with `naqi-dataset freeze-test`", file=f"sources/{NAME}")
        return
    except SourceError as error:
        yield Fault(str(error), file="sources")
        return
    for name, what in changes_since(frozen, present):
        yield Fault(
            f"{what} since test was frozen at version {version}, so scores on it no longer mean what they meant: undo it, or take a major step of the "
            "version and run `naqi-dataset freeze-test`",
            file=f"sources/{name}",
        )
