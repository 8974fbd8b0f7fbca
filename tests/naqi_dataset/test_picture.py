"""The card's picture: fresh, small, well-formed, and true to the labels of the scrape that it shows."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from naqi_dataset.picture import NAME, picture
from naqi_dataset.sites.scrapes import SCHEMA
from naqi_dataset.tables import DatasetError, Tables, read_tables

_SVG = "{http://www.w3.org/2000/svg}"


def _row(identity: str, *lines: tuple[str, str, str | None]) -> dict[str, Any]:
    """A scrape of lines, each text, label and evidence."""
    raw, spans = "", []
    for text, label, evidence in lines:
        raw += "\n" * bool(raw)
        spans.append({"start": len(raw), "end": len(raw) + len(text), "label": label, "evidence": evidence, "novelty": None})
        raw += text
    body = " ".join(text for text, label, _ in lines if label == "body")
    return {**dict.fromkeys(SCHEMA.names), "id": identity, "raw": raw, "spans": spans, "body": body}


def _tables(*rows: dict[str, Any]) -> Tables:
    return {"scrapes": {"train": pa.Table.from_pylist(list(rows), schema=SCHEMA)}}


STORY = ("خبر " * 90).strip()


def _texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter(f"{_SVG}text")]


def test_the_committed_picture_is_fresh_and_small(root: Path) -> None:
    committed = (root / "dataset" / NAME).read_text("utf-8")
    assert committed == picture(read_tables(root / "dataset")), "run `naqi-dataset picture`"
    assert len(committed.encode()) < 200_000
    assert f"]({NAME})" in (root / "dataset" / "README.md").read_text("utf-8")


def test_it_shows_nothing_that_the_scrape_does_not_say(root: Path) -> None:
    tables = read_tables(root / "dataset")
    svg = picture(tables)
    (identity,) = re.findall(r"<title>(.*): a scrape with its labels</title>", svg)
    (row,) = (row for row in tables["scrapes"]["train"].to_pylist() if row["id"] == identity)
    shown = [node for node in ET.fromstring(svg).iter(f"{_SVG}text") if node.get("direction") == "rtl"]
    raw = " ".join(row["raw"].split())
    assert shown
    for part in (part.text or "" for node in shown for part in node):
        assert part.removesuffix(" …") in raw


def test_the_scrape_with_most_labels_is_shown_and_each_label_is_named() -> None:
    plain = _row("a", (STORY, "body", None), ("شارك", "boilerplate.share", "wording"))
    rich = _row("b", ("عنوان <خبر> & آخر", "optional.title", None), (STORY, "body", None), ("شارك", "boilerplate.share", "source"))
    texts = _texts(picture(_tables(plain, rich)))
    assert texts[0].startswith("b ")
    assert {"title (optional)", "body", "share (source)", "عنوان <خبر> & آخر"} <= set(texts)


def test_a_long_line_is_cut_and_says_so() -> None:
    shown = [text for text in _texts(picture(_tables(_row("a", (STORY, "body", None))))) if "خبر" in text]
    assert len(shown) == 2
    assert shown[-1].endswith(" …")
    assert max(map(len, shown)) <= 95


def test_two_labels_of_one_line_stand_in_one_row_in_their_colours() -> None:
    row = _row("a", (STORY, "body", None), ("عنوان", "optional.title", None))
    row["raw"] += " بواسطة الواحة"
    row["spans"].append({"start": len(row["raw"]) - 13, "end": len(row["raw"]), "label": "boilerplate.title_suffix", "evidence": "position", "novelty": None})
    nodes = [list(node) for node in ET.fromstring(picture(_tables(row))).iter(f"{_SVG}text") if node.get("direction") == "rtl"]
    assert [part.text for part in nodes[-1]] == ["عنوان", "بواسطة الواحة"]
    assert len({part.get("fill") for part in nodes[-1]}) == 2


def test_without_a_short_story_it_is_one_line() -> None:
    with pytest.raises(DatasetError, match="no scrape of train is short enough"):
        picture(_tables(_row("a", ("شارك", "boilerplate.share", "wording"))))
