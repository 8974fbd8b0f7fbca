"""Frames: short lines made of words of known kinds."""

from __future__ import annotations

import pytest

from naqi.arabic.folding import fold_phrase
from naqi.rules import shapes
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


def test_what_is_glued_behind_a_sentence_stands_in_the_line_of_the_sentence() -> None:
    document = Document(f"{BODY} {BODY} شارك الخبر")
    ((_, hit),) = Matcher([Cue(frame=CLOSED)]).hits(document)
    assert hit.line is document.lines[0]
    assert hit.line.is_prose


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


@pytest.mark.parametrize(("line", "found"), [("شارك", False), ("شارك الخبر", True), ("شارك الخبر المقال", True), ("شارك الخبر المقال الصورة", False)])
def test_a_line_has_as_many_words_as_its_frame_says(line: str, found: bool) -> None:
    assert bool(hits(Frame((SHARE,), (PIECE,), least=2, most=3), line)) is found


def test_a_frame_that_is_made_of_names_bears_what_a_frame_bears() -> None:
    assert shapes.framed("share").frame == Frame((shapes.kind("share"),))
    assert shapes.framed("share join", "piece").frame == Frame((shapes.kind("share"), shapes.kind("join")), (shapes.kind("piece"),))


@pytest.mark.parametrize("word", ["الخبر", "خبر", "للخبر", "بالخبر", "والخبر", "عالخبر", "وللخبر"])
def test_a_word_is_known_with_what_arabic_writes_onto_it(word: str) -> None:
    frame = Frame((SHARE,), (Kind.of("piece", ["خبر"]),), least=2)
    assert hits(frame, f"شارك {word}") == ([f"شارك {word}"] if word != "وللخبر" else [])


def test_what_is_left_of_a_short_word_without_its_first_letter_is_no_word() -> None:
    frame = Frame((SHARE,), (Kind.of("on", ["لى", "على"]),), least=2)
    assert hits(frame, "شارك على") == ["شارك على"]
    assert hits(frame, "شارك ولى") == []


@pytest.mark.parametrize(
    ("tail", "found"),
    [
        ("شارك الخبر", True),
        ("شارك", False),
        ("شارك أنباء الخبر", True),
        ("شارك أنباء الوادي الخبر", True),
        ("شارك أنباء الوادي كل الخبر", False),
        ("الخبر شارك", False),
    ],
)
def test_glued_behind_a_sentence_a_call_bears_two_strangers_at_most(tail: str, found: bool) -> None:
    frame = Frame((SHARE, PIECE), strangers=4, opens=True)
    assert hits(frame, f"{BODY} {tail}") == ([tail] if found else [])
    assert bool(hits(frame, tail)) is (found or tail == "شارك أنباء الوادي كل الخبر")


def test_glued_behind_a_sentence_what_is_no_call_bears_no_stranger() -> None:
    frame = Frame((SHARE, PIECE), strangers=4)
    assert hits(frame, "شارك أنباء الخبر") == ["شارك أنباء الخبر"]
    assert hits(frame, f"{BODY} شارك أنباء الخبر") == []
    assert hits(frame, f"{BODY} شارك الخبر") == ["شارك الخبر"]


@pytest.mark.parametrize("stop", [".", "!", "؟", ")", '."'])
def test_a_sentence_ends_before_what_is_glued_to_it_and_what_ends_in_a_stop_is_a_sentence(stop: str) -> None:
    assert hits(CLOSED, f"{BODY[:-1]}{stop} شارك الخبر") == ["شارك الخبر"]
    assert hits(CLOSED, f"{BODY[:-1]}{stop} شارك الخبر.") == []
    assert hits(CLOSED, f"{BODY[:-1]}، شارك الخبر") == []


def test_a_long_line_is_read_where_it_ends_without_a_stop_and_only_its_tail() -> None:
    known = "شارك الخبر "
    frame = Frame((SHARE,), (PIECE,), least=2, most=40)
    long = (known * 10).strip()
    assert 100 < len(long) <= 200
    assert hits(frame, long) == [long]
    assert hits(frame, f"{long}.") == []
    assert hits(frame, f"{(known * 4).strip()}.") == [f"{(known * 4).strip()}."]
    longer = (known * 19).strip()
    assert len(longer) > 200
    assert hits(frame, longer) == []
    assert hits(frame, f"{longer}. {known * 2}") == [(known * 2).strip()]
    assert hits(frame, f"{longer}. {known * 10}") == []


def test_no_frame_has_more_than_forty_words() -> None:
    short = Kind.of("short", ["اب"])
    frame = Frame((short,), most=100)
    assert hits(frame, " ".join(["اب"] * 40)) != []
    assert hits(frame, " ".join(["اب"] * 41)) == []


def test_cells_and_pieces_of_a_letter_or_two_are_none() -> None:
    frame = Frame((Kind.of("short", ["ابت", "ابتث"]),), (NUMBER,), least=1)
    assert hits(frame, "ضفاف الوادي | ابتث 12 | دريشة") == ["ابتث 12"]
    assert hits(frame, "ضفاف الوادي | ابتث | دريشة") == []
    assert hits(frame, "ابتث 12") == ["ابتث 12"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("شارك الخبر الأحد 12 مارس 2023 10:45 سامر الحاج", ["شارك الخبر"]),
        ("سامر الحاج 12 مارس 2023 10:45 انشر المقال", ["انشر المقال"]),
        ("شارك الخبر 12 مارس 2023 10:45 انشر المقال", ["شارك الخبر 12 مارس 2023 10:45 انشر المقال"]),
        ("شارك الخبر 12 مارس سامر الحاج", []),
    ],
)
def test_before_and_behind_a_date_stand_pieces(line: str, found: list[str]) -> None:
    frame = Frame((SHARE,), (PIECE, Kind.of("month", ["مارس"])), least=2)
    assert hits(frame, line) == found


FOLLOW = Kind.of("follow", ["تابعونا", "انضموا"])
CALL = Frame((FOLLOW, NETWORK), (JOINT,), strangers=1, opens=True)
STORY = "وقال المهندس إن الجسر يحمل ألف شخص في وقت واحد وإن بناءه كلف مليونا."


def pieces(frame: Frame, *parts: str, glue: str = " ") -> list[str]:
    """What a frame finds where a line of these parts is cut again between them."""
    text = glue.join(parts)
    document = Document(text)
    cuts, at = [], 0
    for part in parts[:-1]:
        at = document.data.index(fold_phrase(part), at) + len(fold_phrase(part))
        cuts.append(at)
    view = document.recut(cuts)
    return [text[slice(*view.code_points(hit.start, hit.end))] for _, hit in Matcher([Cue(frame=frame)]).hits(view)]


@pytest.mark.parametrize(
    ("piece", "found"),
    [
        (f"تابعونا على فيسبوك {STORY}", ["تابعونا على فيسبوك"]),
        (f"تابعونا على فيسبوك{STORY}", ["تابعونا على فيسبوك"]),
        (f"تابعونا عبر الواتساب {STORY}", ["تابعونا عبر الواتساب"]),
        (f"تابعونا فيسبوك {STORY}", []),
        (f"على فيسبوك تابعونا {STORY}", []),
        (f"{STORY[:-1]} تابعونا على فيسبوك.", []),
        (f"تابعونا على الطريق {STORY}", []),
    ],
)
def test_a_call_that_opens_a_piece_ends_in_a_word_that_it_leads_to(piece: str, found: list[str]) -> None:
    assert pieces(CALL, "دريشة", piece) == found


def test_the_shortest_call_counts_and_bears_the_strangers_of_its_frame() -> None:
    assert pieces(CALL, "دريشة", f"تابعونا أنباء على فيسبوك {STORY}") == ["تابعونا أنباء على فيسبوك"]
    assert pieces(CALL, "دريشة", f"تابعونا أنباء الوادي على فيسبوك {STORY}") == []
    assert pieces(CALL, "دريشة", f"تابعونا على فيسبوك على الواتساب {STORY}") == ["تابعونا على فيسبوك"]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (("دريشة", "طباعة الخبر سامر الحاج"), ["طباعة الخبر"]),
        (("سامر الحاج طباعة الخبر", "دريشة"), ["طباعة الخبر"]),
        (("دريشة", "سامر الحاج طباعة الخبر"), ["طباعة الخبر"]),
        (("دريشة", "سامر طباعة الخبر الحاج"), []),
        (("دريشة", "طباعة سامر الحاج"), []),
        (("دريشة", "طباعة الخبر"), ["طباعة الخبر"]),
        (("دريشة", f"طباعة هذا الخبر {STORY}"), ["طباعة هذا الخبر"]),
        (("دريشة", f"طباعة الخبر {STORY}"), []),
        ((f"طباعة هذا الخبر {STORY}", "دريشة"), []),
        ((f"{STORY[:-1]} طباعة هذا الخبر.", "دريشة"), []),
    ],
)
def test_what_opens_or_ends_a_piece_may_be_a_toolbar_beside_a_paragraph_only_where_it_was_cut(parts: tuple[str, ...], found: list[str]) -> None:
    assert pieces(CLOSED, *parts) == found
