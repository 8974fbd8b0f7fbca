"""Result files become rankings: read or refused, on the sites that all share, with what the statistics say."""

from __future__ import annotations

import json

import pytest

from naqi_bench.leaderboard import floors, section
from naqi_bench.leaderboard.boards import OUTSIDE, WITH_NAQI, boards, same_texts
from naqi_bench.leaderboard.entries import ResultsError, better, read
from naqi_bench.leaderboard.readme import readme
from naqi_bench.tracks.model import Track

SCRUB = Track.SCRUB


def table_after(text, heading):
    """Rows of cells of the first table below a heading."""
    lines = text[text.index(heading) :].split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith("|"))
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return rows


def test_outside_tools_are_ranked_on_all_sites_and_naqi_on_its_own(three):
    made = boards(three.read())
    outside, both = made[SCRUB, OUTSIDE], made[SCRUB, WITH_NAQI]
    assert [(row.rank, row.entry.tool) for row in outside.ranked] == [(1, "long-lines"), (2, "no-share")]
    assert sorted(outside.sites) == sorted(three.SPLITS)
    assert both.sites == ("validation-0", "validation-1")
    # naqi has one page of a site right and gives nothing for the other: .5; no-share keeps 8 letters of furniture beside 18 of the body.
    assert [(row.rank, row.entry.tool) for row in both.ranked] == [(1, "long-lines"), (2, "no-share"), (3, "naqi")]
    assert [row.against.mean for row in both.ranked] == pytest.approx([1, 2 * (18 / 26) / (18 / 26 + 1), 0.5])
    assert [row.entry.tool for row in both.controls] == ["everything"]
    assert both.controls[0].rank is None
    assert [row.slower for row in outside.ranked] == [2, 1]
    assert same_texts(both)


def test_equals_share_a_rank(scored):
    for name in ("a", "b"):
        scored.add(name, lambda text: text)
    scored.add("c", lambda text: text.split("\n")[0])
    assert [(row.rank, row.entry.tool) for row in boards(scored.read())[SCRUB, OUTSIDE].ranked] == [(1, "a"), (1, "b"), (3, "c")]


def test_there_is_no_ranking_of_nothing(scored):
    scored.add("everything", lambda text: text, standing="control")
    assert boards(scored.read()) == {}


def test_only_the_newest_version_on_this_dataset_is_ranked(scored):
    scored.add("tool", lambda text: text, version="1.9")
    scored.add("tool", lambda text: text, version="1.10")
    scored.add("tool", lambda text: text, version="2.0", dataset={"version": "0.1", "sha256": "1"})
    results = scored.read()
    assert [entry.version for entry in results.entries] == ["1.10"]
    assert results.others == ("tool/2.0/scrub.json",)
    assert "tool/2.0/scrub.json` is of another version of the dataset" in readme(results, boards(results), [], {})


def test_the_better_setting_of_a_tool(scored):
    path = scored.add("tool", lambda text: text)
    content = json.loads(path.read_text("utf-8"))
    (settings,) = content["settings"].values()
    content["settings"] = {"as-shipped": settings, "arabic": json.loads(json.dumps(settings).replace('"character_f1": 0', '"character_f1": 1'))}
    path.write_text(json.dumps(content), "utf-8")
    assert [entry.setting for entry in better(scored.read().entries)] == ["arabic"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda content: None, "lacks tool"),
        (lambda content: {**content, "schema": 2}, "has schema 2 where 1 is read"),
        (lambda content: {**content, "track": "extract"}, "name it extract.json"),
        (lambda content: {**content, "standing": "friend"}, "standing is 'friend' where outside, naqi, control are known"),
        (lambda content: {**content, "settings": {"as-shipped": {}}}, "lacks exits of as-shipped, micro of as-shipped"),
    ],
)
def test_a_broken_result_file_is_named_in_one_line(scored, change, message):
    path = scored.add("tool", lambda text: text)
    path.write_text(json.dumps(change(json.loads(path.read_text("utf-8")))), "utf-8")
    with pytest.raises(ResultsError, match=r"scrub\.json: ") as caught:
        scored.read()
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_result_file_that_is_no_json_is_named(scored):
    scored.add("tool", lambda text: text).write_text("{", "utf-8")
    with pytest.raises(ResultsError, match="delete it and run naqi-bench run"):
        scored.read()


def test_other_files_among_the_results_are_left_alone(scored):
    (scored.folder / "naqi" / "1").mkdir(parents=True)
    (scored.folder / "naqi" / "1" / "accuracy.json").write_text("[]", "utf-8")
    assert read(scored.folder, scored.DATASET).entries == ()


# The README.
def test_the_readme_shows_figures_intervals_and_whose_tool_it_is(three):
    results = three.read()
    text = readme(results, boards(results), [], {"lost-tool": "its <site> is gone"}, sections=["## Another\n\nmeasurement\n"])
    header, _, first, second, control = table_after(text, "### Outside tools, on all 14 sites")
    assert header[:4] == ["rank", "tool", "setting", "character F1"]
    assert first == ["1", "long-lines 1.0", "as-shipped", "1.000 [1.00, 1.00]", *["0.000"] * 2, *["1.000"] * 3, "0.000", "–", "2 ×"]
    assert second[:4] == ["2", "no-share 1.0", "as-shipped", "0.818 [0.82, 0.82]"]
    assert control[:4] == ["–", "*everything*", "control", "0.679"]
    with_naqi = table_after(text, "### With naqi, on the 2 sites that it may be scored on")
    assert with_naqi[4][1] == "naqi 1.0 **by the dataset's authors**"
    assert "- lost-tool: its \\<site\\> is gone" in text
    assert text.index("measurement") < text.index("## What is not here")
    exits = table_after(text, "### How pages ended")
    assert next(row for row in exits if row[0] == "naqi (as-shipped)")[1:3] == ["2", "2"]


def test_the_readme_begins_with_who_wins_and_how_sure_that_is(scored):
    scored.add("long-lines", lambda text: text.split("\n")[2])
    scored.add("long-lines-too", lambda text: text.split("\n")[2] if "0" in text else text)
    scored.add("everything", lambda text: text, standing="control")
    assert "## In short" not in readme(scored.read(), {}, [], {})
    results = scored.read()
    text = readme(results, boards(results), [], {})
    assert text.index("## In short") < text.index("## How to read")
    (line,) = [line for line in text.splitlines() if line.startswith("- **scrub**")]
    assert "of 2 outside tools on 14 sites the best is long-lines (as-shipped), character F1 1.000 [1.00, 1.00] (all left as it is: 0.679)." in line
    assert line.endswith("These sites do not tell it apart from (p ≥ 0.05 after Holm): no other tool.")
    scored.add("as-good", lambda text: text.split("\n")[2])
    scored.add("naqi", lambda text: text.split("\n")[2], standing="naqi")
    results = scored.read()
    (line,) = [line for line in readme(results, boards(results), [], {}).splitlines() if line.startswith("- **scrub**")]
    assert "the best is as-good (as-shipped)" in line
    assert "(p ≥ 0.05 after Holm): long-lines. naqi (as-shipped), **by the dataset's authors**, is 1 of 4 tools and settings" in line


def test_the_runners_own_cost_is_shown_and_where_it_is_much(scored):
    scored.add("slow", lambda text: text, seconds=1.0, own=0.01)
    scored.add("fast", lambda text: text, seconds=0.01, own=0.02)
    results = scored.read()
    (line,) = [line for line in readme(results, boards(results), [], {}).splitlines() if line.startswith("The runner's own cost")]
    # 28 pages each.
    assert line.startswith("The runner's own cost: 0.8 s beside 28.3 s of these tools, 3.0 %")
    assert line.endswith("hand a page over: fast (as-shipped) over 100 %.")


def test_p_values_stand_only_where_there_are_sites_enough(three):
    results = three.read()
    text = readme(results, boards(results), [], {})
    outside, with_naqi = (table_after(text, f"Statistics of character F1, {what}") for what in ("outside tools", "with naqi"))
    assert outside[0][-2:] == ["p", "p (Holm)"]
    # All 14 sites differ in one direction: 2 of 2^14 signs are as far out.
    assert outside[3][-3:] == ["+0.182", "0.0001", "0.0001"]
    assert with_naqi[0][-1] == "leader less this"
    assert "No p-values: 2 sites are fewer than 10." in text


def test_kinds_of_corruption_are_not_tested_and_other_rows_are_said(scored):
    scored.add("nothing-done", lambda text: text, track="repair")
    scored.add("no-tatweel", lambda text: text.replace("ـ", ""), track="repair")
    scored.add("naqi", lambda text: text.replace("ـ", ""), track="repair", standing="naqi")
    results = scored.read()
    made = boards(results)
    assert all(row.against.p is None for board in made.values() for row in board.ranked)
    assert not same_texts(made[Track.REPAIR, WITH_NAQI])
    text = readme(results, made, [], {})
    assert "the kinds are the same, the rows are not" in text
    restored = table_after(text, "### What is restored")
    assert restored[0] == ["exact, mean over texts", "repairable: exact", "nothing broken"]
    assert ["no-tatweel (as-shipped)", "0.500", "1.000"] in restored


def test_a_name_cannot_break_a_table(scored):
    scored.add("a|b`<i>", lambda text: text)
    results = scored.read()
    row = table_after(readme(results, boards(results), [], {}), "### Outside tools")[2]
    assert row[1] == "a\\|b\\`\\<i\\> 1.0"


# The table in the project's README.
def test_the_short_table_stands_between_its_markers_and_nothing_else_changes(three):
    page = f"before\n{section.BEGIN}old\n{section.END}after\n"
    content = section.short(boards(three.read()))
    made = section.replaced(page, content)
    assert made.startswith(f"before\n{section.BEGIN}| track")
    assert made.endswith(f"{section.END}after\n")
    assert section.replaced(made, content) == made
    assert [row[1] for row in table_after(made, "before")[2:]] == ["1 of 2", "2 of 2", "–", "3 of 3"]


def test_a_readme_without_markers_is_refused():
    with pytest.raises(ResultsError, match="has no place for the leaderboard"):
        section.replaced("no markers", "")


# Floors.
def test_floors_hold_on_what_they_were_pinned_on_and_name_what_falls(three):
    pinned = json.loads(floors.render(floors.floors_of(three.read())))
    assert list(pinned["tracks"]["scrub"]) == ["long-lines (as-shipped)", "naqi (as-shipped)"]
    assert pinned["tracks"]["scrub"]["naqi (as-shipped)"] == {"at_least": {"character_f1": 0.5}, "at_most": {"leak_rate": 0, "body_loss": 0.5}}
    assert floors.broken_floors(three.read(), pinned) == []
    three.add("naqi", lambda text: text, standing="naqi")
    broken = floors.broken_floors(three.read(), pinned)
    assert len(broken) == 1
    assert "scrub: leak_rate of naqi (as-shipped) is 1.000000, its ceiling 0.000000" in broken[0]
    three.add("naqi", lambda _: "", standing="naqi")
    assert "character_f1 of naqi (as-shipped) is 0.000000, its floor 0.500000" in floors.broken_floors(three.read(), pinned)[0]
    three.add("naqi", lambda text: text, standing="naqi").unlink()
    assert "naqi (as-shipped) has floors and no result" in floors.broken_floors(three.read(), pinned)[0]


def test_floors_of_another_dataset_are_no_floors(three):
    pinned = floors.floors_of(three.read())
    (line,) = floors.broken_floors(three.read(), {**pinned, "dataset": {"version": "1", "sha256": "2"}})
    assert "run make bench" in line


def test_scoring_test_does_not_move_floors_of_naqi(three):
    before = floors.floors_of(three.read())
    path = three.add("naqi", lambda text: text.split("\n")[2] if "0" in text else "", standing="naqi")
    content = json.loads(path.read_text("utf-8"))
    sites = content["settings"]["as-shipped"]["sites"]
    sites["test-0"] = {**sites["validation-0"], "split": "test", "character_f1": 1.0, "leak_rate": 1.0}
    path.write_text(json.dumps(content), "utf-8")
    assert floors.floors_of(three.read()) == before


@pytest.mark.parametrize("content", ["{", "[]", "{}"])
def test_a_broken_file_of_floors_is_named(tmp_path, content):
    (tmp_path / "floors.json").write_text(content, "utf-8")
    with pytest.raises(ResultsError, match=r"floors\.json: "):
        floors.read(tmp_path / "floors.json")
    assert floors.read(tmp_path / "absent.json") is None
