"""What profiles add to the rules, counted by hand on small texts; and the benchmark's tool that learns one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from naqi.profile import Profile, SourceChecker, learn
from naqi_bench import cli, profiles
from naqi_bench.accuracy.real import Span, Text
from naqi_bench.tools.naqi_profile import NAQI_PROFILE
from naqi_bench.tracks.model import Task, Track

PROSE = "قالت الهيئة إن العمل في جسر {} سيبدأ في مطلع الشهر المقبل بعد موافقة مجلس المدينة عليه."
SLOGAN = "صوت الجبل والسهل"
TEXTS = [f"{PROSE.format(name)}\n{SLOGAN}" for name in ("حلب", "صور", "تعز", "وهران", "صفاقس", "نابلس")]


def _texts(label: str | None) -> list[Text]:
    starts = [text.index(SLOGAN) for text in TEXTS]
    return [
        Text(str(number), "s", text, () if label is None else (Span(start, start + len(SLOGAN), label, False, "source" if label.startswith("boil") else None),))
        for number, (text, start) in enumerate(zip(TEXTS, starts, strict=True))
    ]


def _found(texts: list[Text]) -> list[str]:
    profile = learn((text.source, text.text) for text in texts)
    checker = SourceChecker(profile=profile)
    return list(profiles.scored("x", texts, [checker.check(text.text, text.source) for text in texts]))


def test_what_a_profile_finds_is_counted_where_it_stands() -> None:
    letters = sum(not character.isspace() for character in SLOGAN) * len(TEXTS)
    spans, body, stood = _found(_texts("boilerplate.other"))
    assert spans == "x: spans found: all 6 of 6 (1.000), source 6 of 6 (1.000)"
    assert body.startswith("x: body touched: 0 of ")
    assert stood == f"x: what the profile alone reports stands on: body 0, boilerplate {letters}, optional 0"
    assert _found(_texts("optional.sign_off"))[2].endswith(f"body 0, boilerplate 0, optional {letters}")
    _, body, stood = _found(_texts(None))
    assert body.startswith(f"x: body touched: {letters} of ")
    assert stood.endswith(f"body {letters}, boilerplate 0, optional 0")


def test_what_was_learned_is_a_line() -> None:
    assert profiles.entries_line("x", learn(("s", text) for text in TEXTS)) == "x: 1 sources, 6 texts, 1 entries, 1 of them accepted"
    assert profiles.entries_line("x", Profile.of([])) == "x: 0 sources, 0 texts, 0 entries, 0 of them accepted"


def test_the_tool_learns_each_site_by_itself_and_nothing_of_contrasts() -> None:
    (setting,) = NAQI_PROFILE.settings
    tasks = [Task(f"{group}/{number}", group, text=text) for group in ("s", "contrasts") for number, text in enumerate(TEXTS)]
    other = Task("t/1", "t", text=TEXTS[0])
    run = setting.load([*tasks, other])
    assert run(tasks[0]) == PROSE.format("حلب")
    assert run(tasks[-1]) == TEXTS[-1]
    assert run(other) == TEXTS[0]
    assert (NAQI_PROFILE.track, NAQI_PROFILE.learns) == (Track.SCRUB, True)


def test_the_command_prints_dataset_and_real_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"id": text.id, "source": "s", "text": text.text} for text in _texts(None)]
    (tmp_path / "clean.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    span = {"start": 0, "end": 3, "label": "boilerplate.other", "evidence": "wording"}
    (tmp_path / "leaky.jsonl").write_text("".join(json.dumps(row | {"spans": [span]}) + "\n" for row in rows), "utf-8")
    monkeypatch.setenv("NAQI_REAL_DATA", str(tmp_path))
    few = profiles.composed("validation")[:60]
    monkeypatch.setattr(profiles, "composed", lambda split: few)
    result = CliRunner().invoke(cli.main, ["profiles"], catch_exceptions=False)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line.partition(":")[0] for line in lines[:4]] == ["scrapes, train", *["scrapes, train, rules"] * 3]
    assert "real texts, labelled, with profile: what the profile alone reports stands on: body 84, boilerplate 0, optional 0" in lines
    assert lines[-1] == "real texts that pass for clean: 6 findings of the profile in 6 texts"
    assert any("evidence" not in line and line.startswith("scrapes, validation, with profile: spans found: all ") for line in lines)
