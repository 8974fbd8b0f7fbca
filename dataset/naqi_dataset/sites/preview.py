"""Show what a site makes of an article: for people who write sites.

`python -m naqi_dataset.sites.preview SITE [ARTICLE] [--html]` prints the site's faults, the published page's size, and each scraper's text with
its labels; with --html, the page itself.
"""

from __future__ import annotations

import sys

import click

from naqi_dataset.articles import Article, SourceError, read_articles
from naqi_dataset.paths import dataset_dir
from naqi_dataset.sites.captions import settle
from naqi_dataset.sites.marks import MarkError, runs
from naqi_dataset.sites.model import parse_site
from naqi_dataset.sites.placement import headlines_for
from naqi_dataset.sites.render import render
from naqi_dataset.sites.scrapers import scrape


def _articles(split: str) -> list[Article]:
    return [article for article in read_articles(dataset_dir() / "sources" / "articles") if article.split == split]


def main(arguments: list[str]) -> int:
    """Run the preview; returns the exit code."""
    names = [argument for argument in arguments if not argument.startswith("--")]
    try:
        site = parse_site(dataset_dir() / "sources" / "sites" / names[0])
        own = _articles(site.split)
        for article in (article for article in own if len(names) < 2 or article.id == names[1]):
            page = render(site, article, headlines_for(site, article, own))
            click.echo(f"== {article.id} on {page.day}: {len(page.html):,} characters of HTML")
            if "--html" in arguments:
                click.echo(page.html)
            for scraper in site.scrapers:
                text, found = runs(scrape(page, scraper).marked, page.marker.pieces)
                found = settle(text, found)
                body = sum(run.end - run.start for run in found if run.piece.label == "body")
                click.echo(f"-- {scraper}: {len(text):,} characters, body {body / max(1, sum(map(len, article.body))):.0%}")
                if len(names) > 1:
                    for run in found:
                        click.echo(f"   {run.piece.label:<28} {run.piece.evidence or '':<9} {text[run.start : run.end][:110]!r}")
    except (SourceError, MarkError, IndexError) as error:
        click.echo(f"FAULT: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
