"""Checks of one row: each invariant of a shipped row, broken alone, is one fault that says what is wrong."""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from naqi_dataset.tables import read_tables
from naqi_dataset.verify.registry import CHECKS, SPAN_LABELS
from naqi_dataset.verify.rows import (
    clean_text,
    corrupted_text,
    items_one_of,
    not_null,
    one_of,
    refers_to,
    required,
    same_for_each,
    spans_cover,
    spans_inside,
    told_by_id,
)

Row = dict[str, Any]


@pytest.fixture(scope="module")
def known(root: Path) -> dict[str, dict[str, Row]]:
    """Rows of the shipped dataset by config and id."""
    return {config: {row["id"]: row for table in splits.values() for row in table.to_pylist()} for config, splits in read_tables(root / "dataset").items()}


def _reasons(config: str, row: Row, known: dict[str, dict[str, Row]]) -> list[str]:
    return [reason for check in CHECKS[config].rows for reason in check(row, known)]


def _broken(known: dict[str, dict[str, Row]], config: str, identity: str, change: Callable[[Row], object]) -> list[str]:
    """The faults of a row after a change, in a dataset that is whole otherwise."""
    row = copy.deepcopy(known[config][identity])
    assert _reasons(config, row, known) == []
    change(row)
    return _reasons(config, row, {**known, config: {**known[config], identity: row}})


def _set(**values: Any) -> Callable[[Row], object]:
    return lambda row: row.update(values)


_DECOMPOSED = unicodedata.normalize("NFD", "المؤتمر في المدينة")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_set(desk="gossip"), ["desk 'gossip' is none of", "the id is not its desk gossip and a slug"]),
        (_set(genre="rumour"), ["genre 'rumour' is none of"]),
        (_set(manner="martian"), ["manner 'martian' is none of"]),
        (_set(id="society"), ["the id is not its desk society and a slug"]),
        (_set(words=1), ["words is 1, body has "]),
        (_set(words=None), ["words is None, body has "]),
        (_set(dateline="دمشق (سهيل) -"), ["text is not title, byline, dateline and body put together"]),
        (_set(title="عنوان آخر"), ["text is not title, byline, dateline and body put together"]),
        (_set(title=None), ["title is null", "text is not title, byline, dateline and body put together"]),
        (_set(captions=[_DECOMPOSED]), ["captions[0] is not NFC"]),
        (_set(captions=["وصل\N{ZERO WIDTH SPACE} الوفد"]), ["captions[0] holds U+200B at 3"]),
        (_set(captions=["وصل\N{REPLACEMENT CHARACTER} الوفد"]), ["captions[0] holds U+FFFD at 3"]),
        (_set(captions=["وصل\tالوفد"]), ["captions[0] holds U+0009 at 3"]),
        (_set(captions=["وصل\N{LINE SEPARATOR}الوفد"]), ["captions[0] holds U+2028 at 3"]),
        (_set(captions=["وصل الوفد "]), ["captions[0] begins or ends with a separator"]),
        (_set(captions=[""]), ["captions[0] is blank"]),
        (_set(captions=None), ["captions is null"]),
        (_set(captions=["وصل الوفد", None]), ["captions[1] is null or holds a null"]),
        (_set(entities=["المدار الأزرق البعيد"]), ["entities has 'المدار الأزرق البعيد', which does not occur in text"]),
        (lambda row: row["entities"].append(row["entities"][0]), ["entities names one twice"]),
        (lambda row: row["look_alikes"].insert(0, row["look_alikes"].pop(1)), ["begins before the span in front of it ends"]),
        (lambda row: row["look_alikes"][0].update(start=-1), ["[-1, "]),
        (lambda row: row["look_alikes"][-1].update(end=10**6), ["1000000) is not inside text"]),
        (lambda row: row["look_alikes"][0].update(end=row["look_alikes"][0]["start"]), [") is not inside text"]),
        (lambda row: row["look_alikes"][0].update(start=None), ["look_alikes[0] is null or holds a null"]),
        (lambda row: row["look_alikes"][0].update(looks_like=""), ["has the looks_like '', which is none of"]),
    ],
)
def test_an_article_with_one_thing_broken(known: dict[str, dict[str, Row]], change: Callable[[Row], object], expected: list[str]) -> None:
    found = _broken(known, "articles", "society/bayt-sulul-cistern-revival", change)
    assert len(found) == len(expected), found
    for reason, part in zip(found, expected, strict=True):
        assert part in reason


def test_an_article_without_body(known: dict[str, dict[str, Row]]) -> None:
    found = _broken(known, "articles", "society/bayt-sulul-cistern-revival", _set(body=[], words=0))
    assert found == ["body has no paragraph"]


def test_a_paragraph_of_two_lines(known: dict[str, dict[str, Row]]) -> None:
    def split(row: Row) -> None:
        first = row["body"][-1]
        row["body"][-1] = first.replace(" ", "\n", 1)
        row["text"] = row["text"].removesuffix(first) + row["body"][-1]

    (reason,) = _broken(known, "articles", "society/bayt-sulul-cistern-revival", split)
    assert reason.endswith("] holds a line break")


def test_null_rows_never_end_in_a_traceback(known: dict[str, dict[str, Row]]) -> None:
    for config, rows in known.items():
        row = dict.fromkeys(next(iter(rows.values())))
        assert any("is null" in reason for reason in _reasons(config, row, known))


@pytest.fixture(scope="module")
def pair(known: dict[str, dict[str, Row]]) -> str:
    """A pair of contrasts."""
    return str(next(iter(known["contrasts"].values()))["pair"])


@pytest.mark.parametrize(
    ("role", "change", "expected"),
    [
        ("furniture", _set(role="poster"), ["role 'poster' is none of", "the id is not its pair", "has no None document"]),
        ("furniture", _set(pair="other"), ["the id is not its pair", "its pair 'other' has no journalism document"]),
        ("furniture", _set(split="elsewhere"), ["split is 'elsewhere', its counterpart has "]),
        ("furniture", _set(spans=[]), ["is furniture and has 0 spans, not one"]),
        ("furniture", lambda row: row["spans"][0].update(label="body"), ["its span is 'body', its class "]),
        ("furniture", lambda row: row["spans"][0].update(label="encoding.mojibake"), ["its span is 'encoding.mojibake'", "has the label 'encoding.mojibake'"]),
        ("furniture", lambda row: row["spans"][0].update(end=row["spans"][0]["start"] + 1), ["the cue "]),
        ("furniture", lambda row: row["spans"][0].update(evidence="smell"), ["spans[0] has the evidence 'smell'"]),
        ("furniture", lambda row: row["spans"][0].update(evidence=None), ["spans[0] is null or holds a null", "spans[0] has the evidence None"]),
        ("journalism", _set(spans=[{"start": 0, "end": 3, "label": "body", "evidence": "wording"}]), ["is journalism and has a span"]),
        ("journalism", lambda row: row.update(text=row["text"] + "\n\n" + row["cue"]), ["occurs 2 times in text"]),
    ],
)
def test_a_contrast_with_one_thing_broken(known: dict[str, dict[str, Row]], pair: str, role: str, change: Callable[[Row], object], expected: list[str]) -> None:
    found = _broken(known, "contrasts", f"{pair}/{role}", change)
    assert len(found) == len(expected), found
    for reason, part in zip(found, expected, strict=True):
        assert part in reason


def test_a_pair_of_different_stories(known: dict[str, dict[str, Row]], pair: str) -> None:
    row = known["contrasts"][f"{pair}/journalism"]
    other = {**row, "text": f"{known['articles']['society/bayt-sulul-cistern-revival']['text']}\n\n{row['cue']}"}
    rows = {**known, "contrasts": {**known["contrasts"], row["id"]: other}}
    (reason,) = _reasons("contrasts", rows["contrasts"][f"{pair}/furniture"], rows)
    assert reason.startswith("is not near-identical to its counterpart: they share ")


_NOT_MADE = " do not make corrupted of clean"


def _first(known: dict[str, dict[str, Row]], kind: str) -> str:
    return next(identity for identity, row in known["corruptions"].items() if row["kind"] == kind)


@pytest.mark.parametrize(
    ("kind", "change", "expected"),
    [
        (
            "tatweel",
            lambda row: row.update(corrupted=row["clean"]),
            ["corrupted equals clean, and kind 'tatweel' changes texts", _NOT_MADE, "corrupted is clean in NFC"],
        ),
        ("tatweel", lambda row: row.update(corrupted=row["corrupted"].replace("\N{ARABIC TATWEEL}", "", 1)), [_NOT_MADE]),
        ("tatweel", _set(seed="505/train/99"), [_NOT_MADE]),
        ("tatweel", _set(repairable="no"), ["repairable is 'no', and the inverses make it '"]),
        ("utf8-as-cp1252-replace", _set(repairable="exact"), ["repairable is 'exact', and the inverses make it '"]),
        ("tatweel", _set(kind="stretching"), ["there is no kind 'stretching' with the encoder 'tatweel'"]),
        ("tatweel", _set(decoder="cp1256"), ["decoder is 'cp1256', its kind 'tatweel' has 'utf-8'"]),
        ("style", _set(errors="replace"), ["errors is 'replace', its kind 'style' has 'strict'"]),
        ("untouched", lambda row: row.update(corrupted=row["clean"] + "."), ["corrupted differs from clean, and kind 'untouched' leaves"]),
        ("look-alike", lambda row: row.update(corrupted=row["clean"] + "."), ["corrupted differs from clean, and kind 'look-alike' leaves"]),
        ("style", lambda row: row.update(corrupted=row["clean"] + "."), ["corrupted differs from clean, and kind 'style' leaves"]),
        ("untouched", _set(repairable="exact"), ["repairable is 'exact', and kind 'untouched' breaks nothing"]),
        ("tatweel", _set(repairable=None), ["repairable None is none of exact, canonical, partial, no"]),
        ("tatweel", _set(repairable="perhaps"), ["repairable 'perhaps' is none of exact, canonical, partial, no"]),
        ("tatweel", _set(repairable="canonical"), ["and the inverses make it", "repairable is 'canonical', and corrupted is not clean in NFC"]),
        ("decomposed", _set(repairable="exact"), ["the inverses make it 'canonical'", "repairable is 'exact', and corrupted is clean in NFC"]),
        ("tatweel", _set(coverage=0.0), ["coverage is 0.0, and kind 'tatweel' alters a share of the text"]),
        ("tatweel", _set(coverage=1.5), ["coverage is 1.5, and kind 'tatweel' alters a share of the text"]),
        ("tatweel", _set(coverage=0.5), ["coverage is 0.5, and the texts differ in a share of 0."]),
        ("untouched", _set(coverage=0.5), ["coverage is 0.5, and kind 'untouched' breaks nothing"]),
        ("tatweel", _set(article="sport/nothing"), ["article 'sport/nothing' is not in articles"]),
        ("tatweel", _set(article=None), ["article is None, and the kind is 'tatweel'"]),
        ("tatweel", _set(split="elsewhere"), [" of articles"]),
        ("tatweel", lambda row: row.update(clean=row["clean"] + " ثم"), [_NOT_MADE, "clean is no passage of article"]),
        ("tatweel", lambda row: row.update(clean=row["clean"] + "\N{ZERO WIDTH SPACE}"), ["clean holds U+200B", _NOT_MADE, "clean is no passage of article"]),
        ("tatweel", _set(seed=None), ["seed is null", _NOT_MADE]),
    ],
)
def test_a_corruption_with_one_thing_broken(known: dict[str, dict[str, Row]], kind: str, change: Callable[[Row], object], expected: list[str]) -> None:
    found = _broken(known, "corruptions", _first(known, kind), change)
    assert len(found) == len(expected), found
    for reason, part in zip(found, expected, strict=True):
        assert part in reason


def test_a_split_needs_as_many_good_rows_as_broken_ones() -> None:
    (check,) = CHECKS["corruptions"].splits
    assert list(check([{"kind": "tatweel"}, {"kind": "untouched"}, {"kind": "style"}])) == []
    expected = ["has 2 broken rows and 1 untouched and look-alike ones, which must be as many"]
    assert list(check([{"kind": "tatweel"}, {"kind": "keheh"}, {"kind": "look-alike"}, {"kind": "style"}])) == expected


# Checks that name their columns, on made-up rows.


def _run(check: Callable[[Row, dict[str, dict[str, Row]]], Iterator[str]], **row: Any) -> list[str]:
    return list(check(row, {"articles": {"a": {"id": "a", "split": "test"}}}))


def _spans(*offsets: tuple[int, int]) -> list[Row]:
    return [{"start": start, "end": end} for start, end in offsets]


def test_spans_cover_all_but_separators() -> None:
    check = spans_cover("spans", "raw")
    assert _run(check, raw="عنوان\n\nمتن طويل", spans=_spans((0, 5), (7, 15))) == []
    assert _run(check, raw="عنوان\n\nمتن طويل", spans=_spans((0, 5), (8, 15))) == ["no span holds 'م' between 5 and 8"]
    assert _run(check, raw="عنوان متن", spans=_spans((0, 5))) == ["no span holds 'متن' between 5 and 9"]
    assert _run(check, raw="عنوان", spans=[]) == ["no span holds 'عنوان' between 0 and 5"]


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        (5, 10, ""),  # "اشترك" behind "و"
        (4, 10, ""),
        (6, 10, "cuts a word"),
        (4, 9, "cuts a word"),
        (3, 10, "begins or ends at a separator"),
        (4, 11, "begins or ends at a separator"),
        (0, 3, ""),
        (1, 3, "cuts a word"),
    ],
)
def test_a_span_may_begin_behind_a_particle_and_cuts_no_other_word(start: int, end: int, wrong: str) -> None:
    found = _run(spans_inside("spans", "text", whole_words=True), text="قال واشترك الآن", spans=_spans((start, end)))
    assert [wrong in reason for reason in found] == [True] * bool(wrong), found


def test_a_span_may_cut_a_word_where_the_config_says_so() -> None:
    assert _run(spans_inside("spans", "text"), text="المدينةاقرأ أيضا", spans=_spans((0, 7), (7, 16))) == []


def test_corrupted_differs_from_clean_unless_untouched() -> None:
    check = corrupted_text("corrupted", "clean", "kind", ("untouched", "look_alike"))
    assert _run(check, corrupted="Ù†Øµ", clean="نص", kind="utf8_as_cp1252") == []
    assert _run(check, corrupted="نص", clean="نص", kind="untouched") == []
    assert _run(check, corrupted="نص", clean="نص", kind="utf8_as_cp1252") == ["corrupted equals clean, and kind 'utf8_as_cp1252' changes texts"]
    (reason,) = _run(check, corrupted="نصّ", clean="نص", kind="look_alike")
    assert reason == "corrupted differs from clean, and kind 'look_alike' leaves texts as they are"


def test_values_and_labels_are_of_their_lists() -> None:
    repairable = one_of("repairable", ("exact", "canonical", "partial", "no"))
    assert _run(repairable, repairable="partial") == []
    assert _run(repairable, repairable="perhaps") == ["repairable 'perhaps' is none of exact, canonical, partial, no"]
    assert len(_run(repairable, repairable=None)) == 1
    assert _run(one_of("repairable", ("exact",), null=True), repairable=None) == []
    evidence = items_one_of("spans", "evidence", ("wording", "layout"), null=True)
    assert _run(evidence, spans=[{"evidence": None}, {"evidence": "layout"}]) == []
    assert len(_run(evidence, spans=[{"evidence": "smell"}])) == 1
    assert "boilerplate.share" in SPAN_LABELS
    assert "structure.blank" not in SPAN_LABELS


def test_a_row_refers_to_one_of_its_own_split() -> None:
    check = refers_to("article", "articles")
    assert _run(check, article="a", split="test") == []
    assert _run(check, article=None, split="train") == []
    assert _run(check, article="a", split="train") == ["article 'a' is in split test of articles"]
    assert _run(check, article="b", split="test") == ["article 'b' is not in articles"]


def test_an_id_is_told_by_its_columns_and_an_owner_has_one_value_of_each() -> None:
    check = told_by_id("site", "article")
    assert _run(check, id="north/sport/derby", site="north", article="sport/derby") == []
    assert _run(check, id="north/sport/derby", site="south", article="sport/derby") == ["the id is not its site, article"]
    rows = [{"site": "north", "family": "blog"}, {"site": "north", "family": "blog"}, {"site": "south", "family": "portal"}]
    assert list(same_for_each("site", "family")(rows)) == []
    assert list(same_for_each("site", "family")([*rows, {"site": "north", "family": "portal"}])) == ["site 'north' has more than one family: blog, portal"]
    assert _run(not_null("faults"), faults=[{"replacement": None}]) == []
    assert _run(not_null("faults"), faults=None) == ["faults is null"]


def test_required_and_clean_text_read_strings_and_lists() -> None:
    assert _run(required("raw"), raw="") == []
    assert _run(required("raw"), raw=None) == ["raw is null"]
    assert _run(clean_text("raw", "parts"), raw=None, parts=["أ", "بيت"]) == []
