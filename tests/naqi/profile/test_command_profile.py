"""`naqi profile`, and --profile of `naqi check` and `naqi fix`: from a crawl to a file, and from the file to findings and edits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from naqi.cli import main
from naqi.profile import load

PROSE = "قالت الهيئة إن العمل في الجسر رقم {} سيبدأ في مطلع الشهر المقبل بعد موافقة مجلس المدينة عليه."
MORE = "وأضافت أن المرور سيحول في الأيام ال{} الأولى إلى الطريق الشرقي حتى تنتهي أعمال الحفر كلها."
SLOGAN = "صوت الجبل والسهل"


def story(number: int, source: str = "jabal.example", slogan: str = SLOGAN) -> dict[str, Any]:
    words = f"{PROSE.format(number)}\n{MORE.format(number)}"
    # A name of its own: a headline that repeats but for a number would be an entry too.
    name = "".join("ابتثجحخدذر"[int(digit)] for digit in f"{number:04d}")
    return {"id": str(number), "site": source, "text": f"جسر {name} ينتظر موافقة المجلس\n{words}\n{slogan}"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, so that messages name short paths."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, *records: dict[str, Any]) -> str:
    Path(name).write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
    return name


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin, catch_exceptions=False)


def said(result: Result) -> list[str]:
    return [line.removeprefix("naqi: ") for line in result.stderr.splitlines() if "reading column" not in line]


@pytest.fixture
def learned(folder: Path) -> Path:
    """A crawl of one source, and its profile."""
    write("crawl.jsonl", *map(story, range(8)))
    assert run("profile", "crawl.jsonl", "--by", "site", "--output", "profile.toml").exit_code == 0
    return folder / "profile.toml"


# Learning.
def test_each_source_is_a_line_of_the_table() -> None:
    write("crawl.jsonl", *map(story, range(8)), *(story(number, "sahl.example", "عين على السهل") for number in range(20, 27)), story(1))
    result = run("profile", "crawl.jsonl", "--by", "site")
    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()]
    assert rows[0] == ["documents", "looked", "at", "stories", "entries", "sure", "to", "review", "source"]
    assert [row[:6] for row in rows[1:]] == [["9", "8", "8", "1", "1", "0"], ["7", "7", "7", "1", "1", "0"]]
    assert "jabal.example" in rows[1][6]
    assert said(result) == ["nothing is written: --output FILE.toml keeps the profile, for --profile of naqi check and naqi fix"]


def test_the_file_is_for_review_and_has_the_same_bytes_in_any_order(learned: Path) -> None:
    first = learned.read_text("utf-8")
    assert f'text = "{SLOGAN}"' in first
    learned.unlink()
    write("crawl.jsonl", *map(story, reversed(range(8))))
    assert run("profile", "crawl.jsonl", "--by", "site", "--output", "profile.toml").exit_code == 0
    assert learned.read_text("utf-8") == first


def test_a_folder_gets_a_file_for_each_source() -> None:
    write("crawl.jsonl", *map(story, range(8)), *(story(number, "sahl/news", "عين على السهل") for number in range(20, 27)))
    result = run("profile", "crawl.jsonl", "--by", "site", "--output", "profiles")
    assert (result.exit_code, said(result)) == (0, ["wrote profiles: set accept to true or false where it says review"])
    assert len(list(Path("profiles").iterdir())) == 2
    assert set(load(Path("profiles")).sources) == {"jabal.example", "sahl/news"}


def test_learning_again_keeps_what_a_person_decided(learned: Path) -> None:
    learned.write_text(learned.read_text("utf-8").replace("accept = true", "accept = false"), "utf-8")
    assert run("profile", "crawl.jsonl", "--by", "site", "--output", "profile.toml").exit_code == 0
    assert "accept = false" in learned.read_text("utf-8")


def test_samples_of_two_halves_give_the_profile_of_the_whole(learned: Path) -> None:
    for name, numbers in (("a", range(3)), ("b", range(3, 8))):
        write(f"{name}.jsonl", *map(story, numbers))
        options = ("--by", "site", "--min-documents", "3", "--keep-sample", f"sample-{name}.jsonl")
        assert run("profile", f"{name}.jsonl", *options).exit_code == 0
    result = run("profile", "sample-a.jsonl", "sample-b.jsonl", "--output", "again.toml")
    assert result.exit_code == 0
    assert Path("again.toml").read_bytes() == learned.read_bytes()


def test_files_without_sources_are_one_source_whose_profile_holds_for_all() -> None:
    Path("texts").mkdir()
    for number in range(6):
        Path(f"texts/{number}.txt").write_text(story(number)["text"], "utf-8")
    assert run("profile", "texts", "--output", "all.toml").exit_code == 0
    assert set(load(Path("all.toml")).sources) == {""}
    write("other.jsonl", story(30, "any.example"))
    result = run("check", "other.jsonl", "--source-column", "site", "--profile", "all.toml", "--select", "SF", "--format", "jsonl")
    assert (result.exit_code, json.loads(result.stdout.splitlines()[0])["text"]) == (1, SLOGAN)


def test_standard_input_is_read() -> None:
    data = "".join(json.dumps(story(number)) + "\n" for number in range(6)).encode()
    assert run("profile", "-", "--input-format", "jsonl", "--column", "text", "--by", "site", stdin=data).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument 'PATH...': name a file, a folder, or - for standard input"),
        (["blank.jsonl", "--column", "text"], "no document with text was read: there is nothing to learn from"),
        (["crawl.jsonl", "--by", "sites"], "crawl.jsonl:1: no column 'sites': there are id, site, text"),
        (["none.jsonl"], "none.jsonl: no such file or folder"),
        (["crawl.jsonl", "--output", "broken.toml"], "broken.toml: is no profile, it has no schema: name a file that `naqi profile` wrote"),
        (["crawl.jsonl", "--by", "site", "--output", "crawl.jsonl/x"], "crawl.jsonl/x: profile cannot be written (Not a directory): choose another place"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(arguments: list[str], message: str) -> None:
    write("crawl.jsonl", *map(story, range(8)))
    write("blank.jsonl", {"text": " "}, {"text": None})
    Path("broken.toml").write_text("", "utf-8")
    result = run("profile", *arguments)
    assert result.exit_code == 2
    assert message in said(result)
    assert Path("broken.toml").read_text("utf-8") == ""


def test_a_source_with_too_few_documents_is_said() -> None:
    write("crawl.jsonl", *map(story, range(8)), story(9, "small.example"))
    result = run("profile", "crawl.jsonl", "--by", "site", "--output", "p.toml")
    assert result.exit_code == 0
    assert said(result)[0] == "small.example: 1 different story, too few to learn from: --min-documents is 5"
    write("crawl.jsonl", story(9, "small.example"))
    result = run("profile", "crawl.jsonl", "--by", "site", "--output", "q.toml")
    assert (result.exit_code, said(result)[-1]) == (2, "nothing is written: no source has documents enough")
    assert not Path("q.toml").exists()


def test_nothing_is_written_where_something_could_not_be_read() -> None:
    write("crawl.jsonl", *map(story, range(8)))
    with Path("crawl.jsonl").open("a", encoding="utf-8") as file:
        file.write("{\n")
    result = run("profile", "crawl.jsonl", "--by", "site", "--output", "p.toml", "--keep-sample", "s.jsonl")
    assert (result.exit_code, said(result)[-1]) == (2, "nothing is written: not everything could be read")
    assert not Path("p.toml").exists()
    assert not Path("s.jsonl").exists()


# Checking.
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_check_reports_accepted_entries_in_documents_of_their_source(learned: Path, jobs: str) -> None:
    write("new.jsonl", story(50), story(51, "other.example"), story(52))
    arguments = ("check", "new.jsonl", "--source-column", "site", "--profile", learned.name, "--jobs", jobs, "--format", "jsonl", "--select", "EN,SF")
    result = run(*arguments)
    *findings, summary = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 1
    assert [(found["document"], found["rule"], found["text"]) for found in findings] == [("50", "SF101", SLOGAN), ("52", "SF101", SLOGAN)]
    assert findings[0]["message"] == "furniture of jabal.example, by its profile: a line in 8 of 8 stories"
    assert findings[0]["fix"]["safe"] is True
    assert summary["rules"] == {"SF101": 2}
    assert said(result) == ["no profile is applied to 1 document of other sources"]


def test_a_line_that_a_rule_knows_too_is_one_finding(learned: Path) -> None:
    write("new.jsonl", *(story(number, slogan="اترك تعليقاً") for number in range(8)))
    assert run("profile", "new.jsonl", "--by", "site", "--output", "p.toml").exit_code == 0
    result = run("check", "new.jsonl", "--source-column", "site", "--profile", "p.toml", "--format", "json")
    assert json.loads(result.stdout)["summary"]["rules"] == {"BP501": 8}


def test_what_waits_for_review_is_said_and_not_applied(learned: Path) -> None:
    learned.write_text(learned.read_text("utf-8").replace("accept = true", 'accept = "review"'), "utf-8")
    write("new.jsonl", story(50))
    result = run("check", "new.jsonl", "--source-column", "site", "--profile", learned.name, "--select", "SF")
    assert (result.exit_code, said(result)) == (0, ["1 profile entry waits for review, and is not applied"])


def test_a_document_without_a_source_gets_the_only_profile_and_that_is_said(learned: Path) -> None:
    Path("a.txt").write_text(story(50)["text"], "utf-8")
    result = run("check", "a.txt", "--profile", learned.name, "--select", "SF")
    assert (result.exit_code, said(result)) == (1, ["the profile of jabal.example is applied to 1 document without a source"])


def test_a_profile_that_is_of_no_document_fails(learned: Path) -> None:
    write("new.jsonl", story(50, "www.jabal.example"))
    result = run("check", "new.jsonl", "--source-column", "site", "--profile", learned.name)
    message = "--profile: no document is of a source of the profile (jabal.example), but of www.jabal.example: give their profile, or --ignore SF"
    assert (result.exit_code, said(result)[0]) == (2, message)
    assert run("check", "new.jsonl", "--source-column", "site", "--profile", learned.name, "--ignore", "SF,BP").exit_code == 0
    result = run("fix", "new.jsonl", "--source-column", "site", "--profile", learned.name, "--diff")
    assert (result.exit_code, said(result)[0]) == (2, message)


def test_documents_without_a_source_and_a_profile_of_several_fail(learned: Path) -> None:
    write("more.jsonl", *(story(number, "sahl.example", "عين على السهل") for number in range(20, 27)))
    assert run("profile", "more.jsonl", "--by", "site", "--output", "more.toml").exit_code == 0
    Path("a.txt").write_text(story(50)["text"], "utf-8")
    result = run("check", "a.txt", "--profile", learned.name, "--profile", "more.toml")
    wanted = "no document names its source, and the profile is of several (jabal.example, sahl.example): name the column with --source-column"
    assert (result.exit_code, said(result)[0]) == (2, f"--profile: {wanted}")


@pytest.mark.parametrize("command", [["check"], ["fix", "--diff"]])
def test_a_broken_profile_is_one_line(command: list[str]) -> None:
    write("new.jsonl", story(50))
    Path("p.toml").write_text("schema = 7", "utf-8")
    result = run(*command, "new.jsonl", "--profile", "p.toml")
    assert (result.exit_code, said(result)) == (2, ["p.toml: profile of schema 7, this naqi reads 1: learn it anew with `naqi profile`"])


def test_rules_that_apply_a_profile_need_one() -> None:
    write("new.jsonl", story(50))
    result = run("check", "new.jsonl", "--select", "SF101")
    assert (result.exit_code, said(result)) == (2, ["SF101 source-line applies a profile, and none is given: give --profile FILE"])
    result = run("check", "new.jsonl", "--column", "text", "--select", "ALL", "--ignore", "CP,BP,TX")
    assert (result.exit_code, said(result)) == (0, ["SF101, SF102: left out, since no --profile is given"])


def test_ignores_hold_for_the_profiles_rules(learned: Path) -> None:
    write("new.jsonl", story(50) | {"skip": "SF101"}, story(51) | {"skip": ""})
    common = ("check", "new.jsonl", "--column", "text", "--source-column", "site", "--profile", learned.name, "--select", "EN", "--format", "json")
    result = run(*common, "--ignore-column", "skip")
    assert [found["row"] for found in json.loads(result.stdout)["findings"]] == [1]
    assert run(*common, "--per-source-ignores", "jabal.*:SF").exit_code == 0


def test_the_profile_may_stand_in_the_settings(learned: Path) -> None:
    Path("conf").mkdir()
    learned.rename("conf/p.toml")
    Path("conf/naqi.toml").write_text('profile = "p.toml"\nsource-column = "site"\nselect = ["EN"]\n', "utf-8")
    write("new.jsonl", story(50))
    assert run("check", "new.jsonl", "--config", "conf/naqi.toml").exit_code == 1
    assert 'profile = ["conf/p.toml"]' in run("check", "--show-settings", "--config", "conf/naqi.toml").stdout
    assert run("explain", "new.jsonl:1", "--config", "conf/naqi.toml").exit_code == 0


# Fixing.
def test_fix_takes_accepted_entries_out_and_the_edits_say_so(learned: Path) -> None:
    write("new.jsonl", story(50), story(51, "other.example", "نهر الوادي"))
    options = ("--source-column", "site", "--profile", learned.name, "--select", "SF", "--output", "clean.jsonl", "--edits", "edits.jsonl")
    result = run("fix", "new.jsonl", *options)
    assert result.exit_code == 0
    first, second = (json.loads(line)["text"] for line in Path("clean.jsonl").read_text("utf-8").splitlines())
    assert first == story(50)["text"].removesuffix(f"\n{SLOGAN}")
    assert second == story(51, "other.example", "نهر الوادي")["text"]
    (edit,) = map(json.loads, Path("edits.jsonl").read_text("utf-8").splitlines())
    assert (edit["rule"], edit["removed"]) == ("SF101", f"\n{SLOGAN}")
    assert run("check", "clean.jsonl", "--source-column", "site", "--profile", learned.name, "--select", "SF").exit_code == 0
