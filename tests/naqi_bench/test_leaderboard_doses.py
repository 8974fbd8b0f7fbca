"""Dose–response: costs are read or refused, and each point stands where its cost says."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest

from naqi_bench.leaderboard import doses
from naqi_bench.leaderboard.boards import OUTSIDE, WITH_NAQI, boards
from naqi_bench.leaderboard.entries import ResultsError
from naqi_bench.tracks.model import Track

SVG = "{http://www.w3.org/2000/svg}"


def cost(scored, tool, by_class, dataset=None):
    at = {name: {str(dose): {"cost": value, "low": value - 0.01, "high": value + 0.01} for dose, value in costs.items()} for name, costs in by_class.items()}
    content = {"tool": tool, "version": "1.0", "track": "scrub", "dataset": dataset or scored.DATASET, "settings": {"as-shipped": {"doses": at}}}
    path = scored.folder / tool / "1.0" / "cost-scrub.json"
    path.write_text(json.dumps(content), "utf-8")
    return path


@pytest.fixture
def costly(three):
    cost(three, "no-share", {"related": {4: 0.2, 1: 0.05, 2: 0.1}, "share": {1: 0.0, 2: 0.0, 4: 0.0}})
    cost(three, "long-lines", {"related": {1: -0.02, 2: 0.0, 4: 0.02}})
    return three


def test_points_are_read_in_order_of_dose(costly):
    found = doses.read(costly.folder, costly.DATASET)
    points = found[Track.SCRUB, "no-share", "as-shipped"]["related"]
    assert [(point.dose, point.cost) for point in points] == [(1, 0.05), (2, 0.1), (4, 0.2)]
    assert (points[0].low, points[0].high) == pytest.approx((0.04, 0.06))


def test_costs_are_no_result_of_a_ranking(costly):
    assert {entry.track for entry in costly.read().entries} == {Track.SCRUB}


def test_a_line_for_each_tool_and_a_panel_for_each_class(costly):
    plot = doses.dose_response(boards(costly.read())[Track.SCRUB, OUTSIDE], doses.read(costly.folder, costly.DATASET))
    assert plot is not None
    assert plot.name == "dose-scrub.svg"
    root = ET.fromstring(plot.svg)
    lines = [[tuple(map(float, point.split(","))) for point in line.get("points").split()] for line in root.iter(f"{SVG}polyline")]
    # Classes in the order of the taxonomy, tools in that of the ranking.
    long_lines, no_share, no_share_share = lines
    assert all(len(line) == 4 for line in lines)
    # Dose 4 is four times as far as dose 1; cost falls upwards, in proportion.
    assert no_share[3][0] - no_share[0][0] == pytest.approx(4 * (no_share[1][0] - no_share[0][0]), abs=0.4)
    assert no_share[0][1] - no_share[3][1] == pytest.approx(2 * (no_share[0][1] - no_share[2][1]), abs=0.4)
    assert long_lines[1][1] > long_lines[0][1]
    assert len({y for _, y in no_share_share}) == 1
    assert no_share_share[0][0] > no_share[3][0]


def test_the_table_has_the_highest_dose_and_the_dearest_class_first(costly):
    made = doses.dose_table(boards(costly.read())[Track.SCRUB, OUTSIDE], doses.read(costly.folder, costly.DATASET))
    assert "with a class on it 4 times" in made
    assert made.splitlines()[-3:] == [
        "| --- | --- | --- |",
        "| related | 0.020 [0.010, 0.030] | 0.200 [0.190, 0.210] |",
        "| share | – | 0.000 [-0.010, 0.010] |",
    ]


def test_without_costs_there_is_neither_plot_nor_table(three):
    for scope in (OUTSIDE, WITH_NAQI):
        assert doses.dose_response(boards(three.read())[Track.SCRUB, scope], {}) is None
        assert doses.dose_table(boards(three.read())[Track.SCRUB, scope], {}) == ""


def test_costs_on_another_dataset_are_left_out(three):
    cost(three, "no-share", {"related": {1: 0.5}}, dataset={"version": "0"})
    assert doses.read(three.folder, three.DATASET) == {}


@pytest.mark.parametrize("content", ["{", "[]", '{"dataset": %s}', '{"dataset": %s, "track": "scrub", "settings": {"as-shipped": {}}}'])
def test_a_broken_file_is_named_in_one_line(three, content):
    cost(three, "no-share", {}).write_text(content.replace("%s", json.dumps(three.DATASET)), "utf-8")
    with pytest.raises(ResultsError, match=r"cost-scrub\.json: holds no costs") as caught:
        doses.read(three.folder, three.DATASET)
    assert "\n" not in str(caught.value)
