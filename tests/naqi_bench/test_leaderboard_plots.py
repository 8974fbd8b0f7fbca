"""Plots: well-formed, with Arabic as text that a browser shapes, and labels that do not lie on each other."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqi.taxonomy import BOILERPLATE_CLASSES
from naqi_bench.leaderboard.boards import boards
from naqi_bench.leaderboard.plots import plots
from naqi_bench.leaderboard.svg import Drawing, spread
from naqi_bench.leaderboard.words import CLASSES
from naqi_bench.tracks.model import Track

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def drawn(three):
    three.add("no-tatweel", lambda text: text.replace("ـ", ""), track="repair")
    return {plot.name: plot for plot in plots(boards(three.read()))}


def texts(plot):
    return [element.text for element in ET.fromstring(plot.svg).iter(f"{SVG}text")]


def test_each_track_with_a_ranking_has_its_plots(drawn):
    assert sorted(drawn) == ["intervals-repair.svg", "intervals-scrub.svg", "leaks-scrub.svg", "speed-repair.svg", "speed-scrub.svg"]
    assert {plot.track for plot in drawn.values()} == {Track.SCRUB, Track.REPAIR}


def test_a_plot_says_what_it_is_to_those_who_cannot_see_it(drawn):
    for plot in drawn.values():
        root = ET.fromstring(plot.svg)
        assert root.get("aria-label") == root.findtext(f"{SVG}title") == plot.title
        assert root.findtext(f"{SVG}desc")


def test_cells_of_the_leaks_hold_the_rates_of_the_results(drawn, three):
    root = ET.fromstring(drawn["leaks-scrub.svg"].svg)
    tips = {element.findtext(f"{SVG}title") for element in root.iter(f"{SVG}rect")}
    assert {"no-share (as-shipped), share: 0.000", "no-share (as-shipped), related: 1.000", "naqi (as-shipped), related: 0.000"} <= tips
    # Only classes that stand somewhere have a row.
    arabic = [element for element in root.iter(f"{SVG}text") if element.get("direction") == "rtl"]
    assert [element.text for element in arabic] == [CLASSES["related"], CLASSES["share"]]


def test_points_of_speed_stand_where_time_and_quality_say(drawn):
    places = {}
    for circle in ET.fromstring(drawn["speed-scrub.svg"].svg).iter(f"{SVG}circle"):
        places[circle.findtext(f"{SVG}title")] = float(circle.get("cx")), float(circle.get("cy"))
    fast, slow = places["no-share (as-shipped): 0.818"], places["long-lines (as-shipped): 1.000"]
    assert slow[0] - fast[0] == pytest.approx(0.30103 * 556, abs=0.2)  # one decade is 556 wide, .02 is twice .01
    assert fast[1] - slow[1] == pytest.approx((1 - 0.818182) * 380, abs=0.2)


def test_intervals_show_each_site(drawn):
    root = ET.fromstring(drawn["intervals-scrub.svg"].svg)
    faint = [circle for circle in root.iter(f"{SVG}circle") if circle.get("fill-opacity")]
    assert len(faint) == 3 * 14  # two tools and a control


def test_the_same_results_give_the_same_bytes(three):
    assert plots(boards(three.read())) == plots(boards(three.read()))


def test_every_class_has_an_arabic_name():
    assert tuple(CLASSES) == BOILERPLATE_CLASSES
    assert len(set(CLASSES.values())) == len(CLASSES)


def test_text_of_a_drawing_is_escaped_and_visible():
    drawing = Drawing("a <b>", "c & d")
    drawing.text(0, 0, "<script>\N{RIGHT-TO-LEFT OVERRIDE}")
    drawing.box(0, 0, 1, 1, fill="#000000", tip="</svg>")
    root = ET.fromstring(drawing.render(10, 10))
    assert root.findtext(f"{SVG}text") == "<script><U+202E>"
    assert [rect.findtext(f"{SVG}title") for rect in root.iter(f"{SVG}rect")] == [None, "</svg>"]


@given(st.lists(st.floats(0, 400), max_size=30))
def test_labels_keep_their_order_and_distance_and_stay_inside(places):
    found = spread(places, 15, 0, 450)
    order = sorted(range(len(places)), key=places.__getitem__)
    ordered = [found[number] for number in order]
    assert all(right - left >= 15 - 1e-6 for left, right in pairwise(ordered))
    assert all(-1e-6 <= place <= 450 + 1e-6 for place in found)


def test_a_label_with_room_stays_where_it_is():
    assert spread([100.0, 10.0], 15, 0, 450) == [100.0, 10.0]


@pytest.mark.browser
def test_a_browser_draws_arabic_from_right_to_left(drawn, tmp_path, look):
    page = tmp_path / "plot.html"
    page.write_text(f"<!DOCTYPE html><html><body>{drawn['leaks-scrub.svg'].svg}</body></html>", "utf-8")
    # The first letter stands right of the last, all end left of the cells, and joined letters are narrower than letters apart.
    order, inside, shaped = look(
        page,
        """(() => { const text = document.querySelector('text[direction=rtl]');
        const apart = text.cloneNode(); apart.textContent = Array.from(text.textContent).join('\\u200c'); text.parentNode.append(apart);
        const cell = document.querySelector('rect title').parentNode.getBBox();
        return [text.getStartPositionOfChar(0).x > text.getStartPositionOfChar(text.getNumberOfChars() - 1).x,
        text.getBBox().x + text.getBBox().width <= cell.x, text.getComputedTextLength() < apart.getComputedTextLength()] })()""",
    )
    assert (order, inside, shaped) == (True, True, True)
