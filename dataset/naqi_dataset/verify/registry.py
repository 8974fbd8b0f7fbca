"""Which checks each config has: one explicit literal. `verify` refuses a config that is not listed, so none goes unchecked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from naqi.taxonomy import BOILERPLATE_CLASSES, EVIDENCE, LABELS
from naqi_dataset.articles import DESKS, GENRES, MANNERS
from naqi_dataset.verify.articles import desk_opens_id, text_from_parts
from naqi_dataset.verify.contrasts import counterpart, cue_decides
from naqi_dataset.verify.corruptions import UNBROKEN, canonical_is_nfc, clean_is_from_article, enough_good, repair_is_computed, repair_is_told
from naqi_dataset.verify.rows import (
    RowCheck,
    SplitCheck,
    clean_text,
    corrupted_text,
    counted_words,
    items_one_of,
    not_null,
    occur_in,
    one_of,
    refers_to,
    required,
    same_for_each,
    spans_cover,
    spans_inside,
    told_by_id,
)
from naqi_dataset.verify.scrapes import (
    FAMILIES,
    FAULTS,
    NOVELTY,
    article_is_whole,
    body_and_clean_are_told,
    every_family,
    faults_in_text,
    forbidden_proves_a_leak,
    page_decodes,
    page_holds_its_strings,
    page_keeps_its_article,
    spans_are_maximal,
)

# Spans carry the labels of texts; the rest of the taxonomy is for rules.
SPAN_LABELS: Final = frozenset(label for label in LABELS if label.split(".")[0] in {"body", "optional", "boilerplate"})


@dataclass(frozen=True, slots=True)
class Checks:
    """What must hold in one config.

    rows: checks of one row each. splits: checks of all rows of a split. prose: columns in which no named entity of another split may occur.
    near: the text whose near-duplicates across splits are faults; None where texts repeat by design and are held apart by what they refer to.
    varied: the text that no two rows, of whatever split, may share much of.
    disjoint: columns a value of which belongs to one split.
    """

    rows: tuple[RowCheck, ...]
    splits: tuple[SplitCheck, ...] = ()
    prose: tuple[str, ...] = ()
    near: str | None = None
    varied: str | None = None
    disjoint: tuple[str, ...] = ()


CHECKS: Final[dict[str, Checks]] = {
    "articles": Checks(
        rows=(
            required("title", "body", "text", "captions", "entities", "look_alikes"),
            one_of("desk", DESKS),
            one_of("genre", GENRES),
            one_of("manner", MANNERS),
            desk_opens_id,
            clean_text("title", "byline", "dateline", "body", "text", "captions", "entities"),
            text_from_parts,
            counted_words("words", "body"),
            occur_in("entities", "text"),
            spans_inside("look_alikes", "text", whole_words=True),
            items_one_of("look_alikes", "looks_like", BOILERPLATE_CLASSES),
        ),
        prose=("text", "captions"),
        near="text",
        varied="text",
    ),
    "contrasts": Checks(
        rows=(
            required("pair", "class", "cue", "role", "text", "spans"),
            one_of("class", BOILERPLATE_CLASSES),
            one_of("role", ("furniture", "journalism")),
            counterpart,
            cue_decides,
            clean_text("text", "cue"),
            spans_inside("spans", "text"),
            items_one_of("spans", "label", SPAN_LABELS),
            items_one_of("spans", "evidence", EVIDENCE),
        ),
        prose=("text",),
        near="text",
        disjoint=("pair",),
    ),
    "corruptions": Checks(
        rows=(
            required("kind", "corrupted", "clean", "encoder", "decoder", "errors", "coverage", "seed"),
            refers_to("article", "articles"),
            # What looks broken and is not: Persian with its joiners, quoted mojibake.
            clean_text("clean", odd=lambda row: row["kind"] == "look-alike"),
            corrupted_text("corrupted", "clean", "kind", UNBROKEN),
            repair_is_told,
            repair_is_computed,
            canonical_is_nfc,
            clean_is_from_article,
        ),
        splits=(enough_good,),
        prose=("clean",),
        near="clean",
    ),
    "pages": Checks(
        rows=(
            required("site", "family", "lineage", "article", "html", "encoding", "url", "keep", "optional", "forbidden"),
            told_by_id("site", "article"),
            one_of("family", FAMILIES),
            refers_to("article", "articles"),
            page_decodes,
            page_holds_its_strings,
            page_keeps_its_article,
            items_one_of("optional", "label", SPAN_LABELS),
            items_one_of("forbidden", "label", SPAN_LABELS),
            items_one_of("forbidden", "evidence", EVIDENCE),
            forbidden_proves_a_leak,
        ),
        splits=(every_family, same_for_each("site", "family", "lineage")),
        prose=("keep", "optional", "forbidden"),
        disjoint=("site", "lineage", "article"),
    ),
    "scrapes": Checks(
        rows=(
            required("site", "family", "lineage", "article", "scraper", "raw", "body", "clean", "article_missing"),
            not_null("faults"),
            told_by_id("site", "article", "scraper"),
            one_of("family", FAMILIES),
            refers_to("article", "articles"),
            spans_inside("spans", "raw"),
            spans_cover("spans", "raw"),
            spans_inside("faults", "raw"),
            items_one_of("faults", "kind", FAULTS),
            faults_in_text,
            items_one_of("spans", "label", SPAN_LABELS),
            items_one_of("spans", "novelty", NOVELTY, null=True),
            spans_are_maximal,
            body_and_clean_are_told,
            article_is_whole,
        ),
        splits=(every_family, same_for_each("site", "family", "lineage")),
        prose=("raw",),
        disjoint=("site", "lineage", "article"),
    ),
}
