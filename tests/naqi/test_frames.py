"""Frames: short lines made of words of known kinds."""

from __future__ import annotations

import pytest

from naqi.scan.cues import Cue, Extent
from naqi.scan.document import Document
from naqi.scan.frames import HANDLE, MAIL, NUMBER, TAG, URL, Frame, Kind
from naqi.scan.matcher import Matcher

SHARE = Kind.of("share", ["شارك", "انشر", "طباعة", "imprimer"])
PIECE = Kind.of("piece", ["الخبر", "المقال", "الصورة"])
JOINT = Kind.of("joint", ["هذا", "على", "عبر"])
NETWORK = Kind.of("network", ["فيسبوك", "الواتساب"])
BODY = "افتتحت البلدية صباح اليوم جسرا للمشاة يربط ضفتي الوادي بعد عام من العمل."


def hits(frame: Frame, text: str) -> list[str]:
    document = Document(text)
    cue = Cue(frame=frame, extent=Extent.HIT)
    return [text[slice(*document.code_points(hit.start, hit.end))] for _, hit in Matcher([cue]).hits(document)]


CLOSED = Frame((SHARE,), (PIECE, JOINT, NETWORK), least=2)


@pytest.mark.parametrize(
    "line",
    [
        "شارك الخبر",
        "شَارِكْ هذا الخبر على فيسبوك",
        "طباعة - المقال",
        "وشارك المقال عبر الواتساب",
        "شارك الخبر بالواتساب",
        "انشر الخبر 12",
        "طباعةالمقال",
        "Imprimer الخبر",
    ],
)
def test_a_line_of_known_words_is_found_however_it_is_written(line: str) -> None:
    assert hits(CLOSED, f"{BODY}\n{line}\n{BODY}") == [line]


@pytest.mark.parametrize("line", ["شارك", "الخبر على فيسبوك", "شارك الوزير في الخبر", "شارك الخبير", BODY])
def test_a_line_that_lacks_a_kind_or_holds_a_stranger_is_not(line: str) -> None:
    assert hits(CLOSED, f"{BODY}\n{line}\n{BODY}") == []


def test_strangers_are_borne_up_to_their_number() -> None:
    frame = Frame((SHARE, NETWORK), (PIECE, JOINT), strangers=1)
    assert hits(frame, "انشر أنباء على فيسبوك") == ["انشر أنباء على فيسبوك"]
    assert hits(frame, "انشر أنباء الوادي على فيسبوك") == []


def test_an_opening_kind_stands_first_but_for_numbers() -> None:
    frame = Frame((SHARE, PIECE), opens=True)
    assert hits(frame, "3 شارك الخبر") == ["3 شارك الخبر"]
    assert hits(frame, "الخبر شارك") == []


def test_what_is_glued_behind_the_last_sentence_is_found_alone() -> None:
    assert hits(CLOSED, f"{BODY} شارك الخبر") == ["شارك الخبر"]
    assert hits(CLOSED, f"{BODY}شارك الخبر") == ["شارك الخبر"]
    assert hits(CLOSED, f"{BODY} شارك الوزير") == []


def test_cells_of_a_row_are_found_alone() -> None:
    assert hits(CLOSED, "ضفاف الوادي | شارك الخبر | دريشة") == ["شارك الخبر"]


def test_a_date_with_its_clock_parts_what_stands_around_it() -> None:
    assert hits(CLOSED, "كتب سامر الحاج 12 مارس 2023 10:45 شارك الخبر") == ["شارك الخبر"]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        (MAIL, "writer@example.com"),
        (URL, "https://example.com/a/17"),
        (URL, "example.com/a/17"),
        (HANDLE, "@writer"),
        (TAG, "#الوادي #جسور"),
        (NUMBER, "10:45"),
    ],
    ids=lambda value: value.name if isinstance(value, Kind) else value,
)
def test_tokens_that_no_list_could_hold_are_kinds_of_their_own(kind: Kind, line: str) -> None:
    frame = Frame((kind,)) if kind is not NUMBER else Frame((PIECE, NUMBER))
    text = line if kind is not NUMBER else f"الخبر {line}"
    assert hits(frame, text) == [text]
    assert hits(frame, "شارك الخبر") == []


def test_what_is_remembered_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["شارك الخبر", "شارك الوزير في الخبر", "كتب writer @ example.com", "طباعةالمقال", "ضفاف الوادي | شارك الخبر | دريشة"]
    frames = [CLOSED, Frame((MAIL,), (PIECE,), strangers=1)]
    matching = Matcher([Cue(frame=frame) for frame in frames])

    def found(matching: Matcher) -> list[tuple[int, int, int]]:
        return [(number, hit.start, hit.end) for number, hit in matching.hits(Document("\n".join(lines)))]

    once = found(matching)
    assert len(once) == 4
    assert found(matching) == once
    monkeypatch.setattr("naqi.scan.frames._REMEMBERED", 0)
    assert found(Matcher([Cue(frame=frame) for frame in frames])) == once


def test_a_frame_without_needs_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"^a frame needs a kind of words that it cannot do without$"):
        Frame(())


def test_a_frame_is_named_after_what_it_needs() -> None:
    assert Frame((SHARE, PIECE)).name == "share + piece"
