"""Captions: a cue or a credit speaks for the whole picture, a bare caption keeps its evidence, and no other label is touched."""

from __future__ import annotations

import pytest

from naqi_dataset.sites.captions import settle
from naqi_dataset.sites.marks import Marker, Piece, runs
from naqi_dataset.sites.novelty import Inventory
from naqi_dataset.sites.scrapes import spans_of

CAPTION = Piece("boilerplate.caption", "caption0", "layout")
SECOND = Piece("boilerplate.caption", "caption1", "layout")
CREDIT = Piece("boilerplate.caption", "cap-credit", "wording", "تصوير: {photographer}")
NAME = Piece("boilerplate.caption", "cap-name", "position", "— {photographer}")
LONE = Piece("boilerplate.credit", "lone-credit", "wording", "عدسة {photographer}")
BODY = Piece("body", "p0")
SCENE = "سفينة عند الرصيف"


def _settled(*parts: str | tuple[str, Piece]) -> list[tuple[str, str | None]]:
    """Class and evidence of each run of a page's text, made of marked pieces and what stands between them."""
    marker = Marker()
    text, found = runs("".join(part if isinstance(part, str) else marker.mark(*part) for part in parts), marker.pieces)
    return [(run.piece.label.rpartition(".")[2], run.piece.evidence) for run in settle(text, found)]


def test_a_bare_caption_stays_layout() -> None:
    assert _settled(("متن.", BODY), "\n", (SCENE, CAPTION), "\n", ("متن.", BODY)) == [("body", None), ("caption", "layout"), ("body", None)]


@pytest.mark.parametrize("gap", [" ", "", "\n", "\n\n"])
def test_a_credit_beside_or_below_tells_the_whole_caption(gap: str) -> None:
    assert _settled((SCENE, CAPTION), gap, ("تصوير: ليان", CREDIT)) == [("caption", "wording")] * 2


def test_a_cue_in_front_tells_the_whole_caption() -> None:
    assert _settled(("© المنارة.", CREDIT), " ", (SCENE, CAPTION), " ", ("— ليان", NAME)) == [("caption", "wording")] * 3


def test_a_credit_that_only_its_place_tells_makes_the_picture_position() -> None:
    assert _settled((SCENE, CAPTION), " ", ("— ليان", NAME)) == [("caption", "position")] * 2


@pytest.mark.parametrize(
    "caption",
    [
        "سفينة عند الرصيف (أرشيفية)",
        "سفينة عند الرصيف (صورة من الأرشيف)",
        "صورة من الملف: سفينة عند الرصيف",
        "صورة أرشيفية لسفينة عند الرصيف",
        "سفينة عند الرصيف - تصوير: ليان",
        "© المنارة سفينة عند الرصيف",
    ],
)
def test_a_caption_with_a_cue_of_its_own_is_wording(caption: str) -> None:
    assert _settled((caption, CAPTION)) == [("caption", "wording")]


@pytest.mark.parametrize("caption", ["عاملون في أرشيف الجامعة", "عدسة المنارة بعد تلميعها", "مشهد من تصوير الفيلم", "يحمل صورة من زفافه"])
def test_words_of_a_scene_are_no_cue(caption: str) -> None:
    assert _settled((caption, CAPTION)) == [("caption", "layout")]


def test_each_picture_has_its_own_credit() -> None:
    found = _settled((SCENE, CAPTION), " ", ("تصوير: ليان", CREDIT), "\n", ("قارب", SECOND), "\n\n", ("متن.", BODY))
    assert found == [("caption", "wording"), ("caption", "wording"), ("caption", "layout"), ("body", None)]
    assert _settled((SCENE, CAPTION), "\n", ("© المنارة", CREDIT), " ", ("قارب", SECOND)) == [("caption", "layout"), *[("caption", "wording")] * 2]


def test_the_span_of_two_pictures_has_the_evidence_of_the_harder() -> None:
    marker = Marker()
    marked = f"{marker.mark(SCENE, CAPTION)} {marker.mark('تصوير: ليان', CREDIT)}\n{marker.mark('قارب', SECOND)}"
    text, found = runs(marked, marker.pieces)
    (span,) = spans_of(settle(text, found), Inventory([]))
    assert (span["label"], span["evidence"]) == ("boilerplate.caption", "layout")
    (span,) = spans_of(settle(text, found)[:2], Inventory([]))
    assert (span["label"], span["evidence"]) == ("boilerplate.caption", "wording")


def test_a_credit_is_part_of_its_caption_and_a_lone_one_stays_credit() -> None:
    assert _settled((SCENE, CAPTION), "\n", ("عدسة ليان", LONE)) == [("caption", "wording")] * 2
    assert _settled(("عنوان", Piece("optional.title", "title")), "\n", ("عدسة ليان", LONE)) == [("title", None), ("credit", "wording")]
    assert _settled((SCENE, CAPTION), "\n", ("متن.", BODY), "\n", ("عدسة ليان", LONE))[-1] == ("credit", "wording")
    # Two lines below is no longer beside it.
    assert _settled((SCENE, CAPTION), "\n", ("© المنارة", CREDIT), "\n", ("عدسة ليان", LONE))[-1] == ("credit", "wording")
