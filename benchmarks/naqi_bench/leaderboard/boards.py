"""Rankings: of outside tools on all sites, and of them with naqi's own on the sites that those may be scored on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from naqi_bench.leaderboard.entries import Entry, Results
from naqi_bench.scoring.aggregate import PRIMARY
from naqi_bench.statistics import comparison
from naqi_bench.tools.model import Standing
from naqi_bench.tracks.model import Track

OUTSIDE, WITH_NAQI = "outside", "with-naqi"
SCOPES: Final = (OUTSIDE, WITH_NAQI)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry at its place. rank: from 1, equals share one; None for a control. against: beside the leader, None for a control.

    slower: its seconds a page over those of the fastest; None for a control, and where no time was taken.
    """

    entry: Entry
    rank: int | None
    against: comparison.Standing | None
    slower: float | None


@dataclass(frozen=True, slots=True)
class Board:
    """A ranking. sites: that it is on (kinds of corruption for repair), in order. ranked, controls: rows, the best first."""

    track: Track
    scope: str
    sites: tuple[str, ...]
    ranked: tuple[Row, ...]
    controls: tuple[Row, ...]


def board(results: Results, track: Track, scope: str) -> Board | None:
    """The ranking of a track; None where nothing can be ranked, or, with naqi, where naqi has no result."""
    outside, naqi = whole(results, track), results.of(track, Standing.NAQI)
    entries = [*outside, *naqi] if scope == WITH_NAQI else outside
    # Sites of all that is ranked, so that every mean is over the same ones.
    sites = tuple(sorted(set.intersection(*(set(entry.scores["sites"]) for entry in entries)))) if entries else ()
    if not sites or (scope == WITH_NAQI and not naqi):
        return None
    controls = results.of(track, Standing.CONTROL)
    primary = PRIMARY[track]
    # Kinds of corruption are a list that was chosen: they stand for no others, and there is nothing to test.
    standings = comparison.compare({entry.name: entry.values(primary, sites) for entry in entries}, test=track is not Track.REPAIR)
    by_name = {entry.name: entry for entry in entries}
    fastest = min((entry.seconds for entry in entries if entry.seconds), default=None)
    rows = []
    for standing in standings:
        rank = 1 + sum(other.mean > standing.mean for other in standings)
        rows.append(Row(by_name[standing.tool], rank, standing, _ratio(by_name[standing.tool], fastest)))
    shown = sorted(controls, key=lambda entry: (-(entry.mean(primary, sites) or 0.0), entry.name))
    return Board(track, scope, sites, tuple(rows), tuple(Row(entry, None, None, None) for entry in shown))


def boards(results: Results) -> dict[tuple[Track, str], Board]:
    """All rankings there are."""
    made = {(track, scope): board(results, track, scope) for track in Track for scope in SCOPES}
    return {key: value for key, value in made.items() if value is not None}


def whole(results: Results, track: Track) -> list[Entry]:
    """The outside tools that were scored on as many pages of every site as any: what only met a part would make all be ranked on that part."""
    entries = results.of(track, Standing.OUTSIDE)
    most = max((_pages(entry) for entry in entries), key=lambda pages: sum(pages.values()), default={})
    return [entry for entry in entries if _pages(entry) == most]


def partial(results: Results) -> dict[str, str]:
    """Why outside tools that met a part only are not ranked, by name and track."""
    return {
        f"{entry.name} ({track})": f"was scored on {sum(_pages(entry).values()):,} texts, which is not all: run it whole"
        for track in Track
        for entry in results.of(track, Standing.OUTSIDE)
        if entry not in whole(results, track)
    }


def _pages(entry: Entry) -> dict[str, int]:
    return {site: int(scores["pages"]) for site, scores in entry.scores["sites"].items()}


def same_texts(board: Board) -> bool:
    """Whether all that is ranked was scored on the same texts. Kinds of corruption stand in all splits, of which naqi has not all."""
    return all(len({row.entry.splits_of(site) for row in board.ranked}) == 1 for site in board.sites)


def _ratio(entry: Entry, fastest: float | None) -> float | None:
    return entry.seconds / fastest if fastest and entry.seconds else None
