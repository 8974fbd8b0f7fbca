"""Templates: pages of different splits must not be one template under two names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from naqi_dataset.verify.fault import Fault
from naqi_dataset.verify.splits import Placed

# Share of the selectors of the site that has fewer. Sites on one system (WordPress, Drupal, Bootstrap) print some in common, and two on one of its themes
# up to a third; a template that was copied and edited keeps more.
MOST_SHARED: Final = 0.4
# With fewer selectors a few generic names (`nav`, `title`) are a large share.
_FEWEST: Final = 12

_TAG: Final = re.compile(rb"<[a-zA-Z][^<>]*>")
_SELECTOR: Final = re.compile(rb"""\s(class|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_DIGITS: Final = re.compile(rb"\d+")


def selectors(html: bytes) -> frozenset[bytes]:
    """Class and id selectors of a page, as `class=name`; numbers in names, which differ from page to page, count as one.

    >>> sorted(selectors(b'<p class="entry post-12" id=main>'))
    [b'class=entry', b'class=post-0', b'id=main']
    """
    found: set[bytes] = set()
    for tag in _TAG.findall(html):
        for kind, *values in _SELECTOR.findall(tag):
            found.update(kind.lower() + b"=" + _DIGITS.sub(b"0", name) for name in b"".join(values).split())
    return frozenset(found)


def template_faults(pages: Sequence[Placed]) -> Iterator[Fault]:
    """Two sites of different splits whose pages share more than `MOST_SHARED` of the selectors of the one that has fewer. pages: rows of `pages`."""
    sites: dict[str, tuple[str, set[bytes]]] = {}
    for placed in pages:
        _, own = sites.setdefault(str(placed.row["site"]), (placed.split, set()))
        own |= selectors(placed.row["html"] or b"")
    for (one, (split, ours)), (other, (their_split, theirs)) in itertools.combinations(sites.items(), 2):
        fewer = min(len(ours), len(theirs))
        if split == their_split or fewer < _FEWEST:
            continue
        share = len(ours & theirs) / fewer
        if share > MOST_SHARED:
            yield Fault(f"site {other} has the template of {one} of {split}: they share {share:.0%} of their class and id selectors", "pages", their_split)
