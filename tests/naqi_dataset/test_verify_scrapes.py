"""Checks of pages and scrapes, on one made-up page: whole it has no fault, and each thing broken alone is found."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from naqi_dataset.verify.registry import CHECKS

Row = dict[str, Any]

ARTICLE: Row = {"id": "society/market", "split": "test", "body": ["فتحت المدينة سوقها القديم.", "وعاد الزوار إليه صباح اليوم."]}
RAW = "سوق قديم\n\nفتحت المدينة سوقها الق\N{REPLACEMENT CHARACTER}يم. شارك الخبر\n\nسوق قديم\n\nوعاد الزوار\nاترك تعليقا"


def _span(text: str, label: str, evidence: str | None = None, novelty: str | None = None, *, last: bool = False) -> Row:
    start = RAW.rindex(text) if last else RAW.index(text)
    return {"start": start, "end": start + len(text), "label": label, "evidence": evidence, "novelty": novelty}


SCRAPE: Row = {
    "id": "north/society/market/visible",
    "site": "north",
    "family": "portal",
    "lineage": "tiles",
    "article": "society/market",
    "scraper": "visible",
    "raw": RAW,
    "spans": [
        _span("سوق قديم", "optional.title"),
        _span("فتحت المدينة سوقها الق\N{REPLACEMENT CHARACTER}يم.", "body"),
        _span("شارك الخبر", "boilerplate.share", "wording", "string"),
        _span("سوق قديم", "optional.title", last=True),
        _span("وعاد الزوار", "body"),
        _span("اترك تعليقا", "boilerplate.comment_form", "position", None),
    ],
    "faults": [{"start": RAW.index("\N{REPLACEMENT CHARACTER}"), "end": RAW.index("\N{REPLACEMENT CHARACTER}") + 1, "kind": "lost", "replacement": "د"}],
    "body": "فتحت المدينة سوقها القديم.\n\nوعاد الزوار",
    "clean": "سوق قديم\n\nفتحت المدينة سوقها القديم.\n\nوعاد الزوار",
    "article_missing": [{"paragraph": 1, "text": " إليه صباح اليوم."}],
    "split": "test",
}
PAGE: Row = {
    "id": "north/society/market",
    "site": "north",
    "family": "portal",
    "lineage": "tiles",
    "article": "society/market",
    "html": "<h1>سوق قديم</h1><p>فتحت المدينة <b>سوقها</b> القديم. <i>شارك الخبر</i></p><p>وعاد الزوار إليه صباح اليوم.</p>".encode("cp1256"),
    "declared_encoding": None,
    "encoding": "cp1256",
    "url": "https://north.example/1",
    "keep": ARTICLE["body"],
    "optional": [{"text": "سوق قديم", "label": "optional.title"}],
    "forbidden": [{"text": "شارك الخبر", "label": "boilerplate.share", "evidence": "wording"}],
    "split": "test",
}


def _reasons(config: str, row: Row) -> list[str]:
    known = {"articles": {ARTICLE["id"]: ARTICLE}, config: {row["id"]: row}}
    return [reason for check in CHECKS[config].rows for reason in check(row, known)]


def _set(**values: Any) -> Callable[[Row], object]:
    return lambda row: row.update(values)


def _span_is(number: int, **values: Any) -> Callable[[Row], object]:
    return lambda row: row["spans"][number].update(values)


def _assert_found(config: str, row: Row, change: Callable[[Row], object], expected: list[str]) -> None:
    assert _reasons(config, row) == []
    row = copy.deepcopy(row)
    change(row)
    found = _reasons(config, row)
    assert len(found) == len(expected), found
    for reason, part in zip(found, expected, strict=True):
        assert part in reason


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_set(family="zine"), ["family 'zine' is none of blog, newspaper, portal, legacy, feed"]),
        (_set(split="train"), ["article 'society/market' is in split test of articles"]),
        (_set(raw=None), ["raw is null", *["is not inside raw"] * 7, "body is not what", "clean is not what"]),
        (_span_is(2, end=RAW.index("شارك الخبر") + 4), ["no span holds 'الخبر'"]),
        (_span_is(2, end=RAW.index("شارك الخبر") + 11), [") begins or ends at a separator"]),
        (_span_is(2, label="boilerplate.gossip"), ["spans[2] has the label 'boilerplate.gossip'"]),
        (_span_is(2, label="encoding.mojibake", evidence=None, novelty=None), ["spans[2] has the label 'encoding.mojibake'"]),
        (_span_is(2, evidence="smell"), ["spans[2] is 'boilerplate.share' and has the evidence 'smell', none of wording"]),
        (_span_is(2, evidence=None), ["spans[2] is 'boilerplate.share' and has the evidence None"]),
        (_span_is(2, novelty="old"), ["spans[2] has the novelty 'old'"]),
        (_span_is(1, evidence="wording"), ["spans[1] is 'body' and has evidence or novelty, which only boilerplate has"]),
        (_span_is(3, label="boilerplate.share", evidence="wording"), ["spans[3] carries on the label 'boilerplate.share'"]),
        (lambda row: row["spans"].pop(), ["no span holds 'اترك تعليقا'"]),
        (lambda row: row["faults"].clear(), ["body is not what its spans say, from word 3 on", "clean is not what its spans say, from word 5 on"]),
        (lambda row: row["faults"][0].update(kind="broken"), ["faults[0] has the kind 'broken'"]),
        (lambda row: row["faults"][0].update(replacement="\N{REPLACEMENT CHARACTER}"), ["with itself", "body is not", "clean is not"]),
        (lambda row: row["faults"][0].update(replacement=None), ["body is not", "clean is not"]),
        (
            lambda row: row["faults"].append({"start": RAW.index("شارك"), "end": RAW.index("شارك") + 1, "kind": "lost", "replacement": "س"}),
            ["is in no body or optional span"],
        ),
        (lambda row: row["faults"][0].update(end=len(RAW) + 1), ["faults[0] [", "faults[0] [", "body is not", "clean is not"]),
        (_set(body="فتحت المدينة سوقها القديم.  وعاد الزوار"), ["body has other gaps than one space or one blank line"]),
        (_set(body="فتحت المدينة سوقها القديم.وعاد الزوار"), ["body is not what its spans say, from word 3 on"]),
        (_set(clean="فتحت المدينة سوقها القديم.\n\nوعاد الزوار"), ["clean is not what its spans say, from word 0 on"]),
        (
            _set(clean="سوق قديم\n\nفتحت المدينة سوقها القديم.\n\nسوق قديم\n\nوعاد الزوار"),
            ["clean is not what its spans say, from word 6 on"],
        ),
        (_set(article_missing=[]), ["body and article_missing do not make up the article's body"]),
        (_set(article_missing=[{"paragraph": 1, "text": " صباح اليوم."}]), ["body and article_missing do not make up the article's body"]),
        (
            lambda row: row["article_missing"].append({"paragraph": 2, "text": "ثم"}),
            ["article_missing has paragraph 2, the article has 2"],
        ),
        (
            lambda row: row["article_missing"].append({"paragraph": 0, "text": "القديم"}),
            ["article_missing says that paragraph 0 lost 'القديم', which does not end it"],
        ),
    ],
)
def test_a_scrape_with_one_thing_broken(change: Callable[[Row], object], expected: list[str]) -> None:
    _assert_found("scrapes", SCRAPE, change, expected)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_set(lineage=None), ["lineage is null"]),
        (_set(html="<script>فتحت المدينة سوقها القديم.</script>".encode("cp1256")), ["is not on the page"] * 4),
        (lambda row: row["forbidden"][0].update(text="شارك المقال"), ["forbidden[0] 'شارك المقال' is not on the page"]),
        (_set(encoding="utf-8"), ["html does not decode as utf-8"]),
        (_set(encoding="cp0"), ["html does not decode as cp0"]),
        (_set(article="society/other"), ["the id is not its site, article", "article 'society/other' is not in articles"]),
        (_set(keep=ARTICLE["body"][:1]), ["keep is not the body of its article"]),
        (lambda row: row["optional"][0].update(label="title"), ["optional[0] has the label 'title'"]),
        (lambda row: row["forbidden"][0].update(label="share"), ["forbidden[0] has the label 'share'"]),
        (lambda row: row["forbidden"][0].update(evidence="smell"), ["forbidden[0] has the evidence 'smell'"]),
        (lambda row: row["forbidden"][0].update(text="سوقها القديم"), ["forbidden[0] 'سوقها القديم' occurs in what is to be kept"]),
        (lambda row: row["forbidden"][0].update(text="\N{ZERO WIDTH SPACE}"), ["is not on the page", "forbidden[0] folds to nothing"]),
        (
            lambda row: row["forbidden"].append({**row["forbidden"][0], "text": "شارِك الخبر"}),
            ["is not on the page", "forbidden[1] repeats 'شارِك الخبر' after folding"],
        ),
        (lambda row: row["optional"].append({"text": "سوق قديم", "label": "optional.title"}), ["optional[1] repeats 'سوق قديم' after folding"]),
        (_set(html=None), ["html is null"]),
    ],
)
def test_a_page_with_one_thing_broken(change: Callable[[Row], object], expected: list[str]) -> None:
    _assert_found("pages", PAGE, change, expected)


@pytest.mark.parametrize("config", ["pages", "scrapes"])
def test_a_split_has_all_families(config: str) -> None:
    check, _ = CHECKS[config].splits
    rows = [{"family": family} for family in ("blog", "newspaper", "portal", "legacy", "feed")]
    assert list(check(rows)) == []
    assert list(check(rows[1:-1])) == ["has no site of the family blog and feed"]
