"""Suites: made for a selection, saved, loaded elsewhere, run with actions, read in Data Docs; and never run without their types."""

from __future__ import annotations

import gc
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd
import pytest
from great_expectations.checkpoint import UpdateDataDocsAction
from great_expectations.exceptions import SuiteParameterError

import naqi.expectations as naqi_gx
from naqi.expectations import suites
from naqi.rules.registry import select

# Text that a page must show and not obey, in a row whose id is as bad.
HOSTILE = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script> $HOME $text {{7*7}} \N{RIGHT-TO-LEFT OVERRIDE}"
NAMES = {"result_format": "COMPLETE", "unexpected_index_column_names": ["id"]}


def file_context(folder: Path) -> Any:
    context = gx.get_context(mode="file", project_root_dir=folder)
    context.variables.progress_bars = {"globally": False}
    return context


def whole(context: Any) -> Any:
    return context.data_sources.add_pandas("memory").add_dataframe_asset("frame").add_batch_definition_whole_dataframe("whole")


def fresh_process(folder: Path, *lines: str) -> subprocess.CompletedProcess[str]:
    """Run a program of a few lines in a process of its own, with the project's context, suite and checkpoint at hand."""
    program = "\n".join(("import great_expectations as gx, pandas as pd", "context = gx.get_context(mode='file', project_root_dir='.')", *lines))
    environment = os.environ | {"GX_ANALYTICS_ENABLED": "False", "PYTHONWARNINGS": "ignore"}
    return subprocess.run([sys.executable, "-c", program], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project on disk whose checkpoint runs naqi's suite and builds Data Docs."""
    folder = tmp_path_factory.mktemp("project")
    context = file_context(folder)
    suite = context.suites.add(naqi_gx.suite(select=["BP", "EN101", "TX001", "TX101", "CP101", "CP201", "CP301"], split_column="split", strict=True))
    definition = context.validation_definitions.add(gx.ValidationDefinition(name="texts", data=whole(context), suite=suite))
    context.checkpoints.add(gx.Checkpoint(name="gate", validation_definitions=[definition], actions=[UpdateDataDocsAction(name="docs")], result_format=NAMES))
    return folder


RUN = "frame = pd.DataFrame({'id': ['a', 'b'], 'text': [TEXT, 'خبر.'], 'split': ['train', 'test']})"
CHECK = "print('SUCCESS', context.checkpoints.get('gate').run(batch_parameters={'dataframe': frame}).success)"


def test_a_saved_suite_runs_in_a_fresh_process(project: Path) -> None:
    runs = [line for text in ("نعم.", "نعم.\n[ad_1]") for line in (RUN.replace("TEXT", repr(text)), CHECK)]
    done = fresh_process(project, "import naqi.expectations", *runs)
    assert re.findall(r"SUCCESS (\w+)", done.stdout) == ["True", "False"], done.stderr[-2000:]


def test_a_saved_suite_refuses_to_run_without_its_types(project: Path) -> None:
    """Great Expectations would drop them, and pass what is left: nothing."""
    done = fresh_process(project, RUN.replace("TEXT", "'نعم.\\n[ad_1]'"), CHECK)
    assert done.returncode != 0
    assert "SUCCESS" not in done.stdout
    assert "import_naqi_expectations_first" in done.stderr


def test_a_suite_loaded_before_its_types_refuses_to_run(project: Path) -> None:
    """It has lost its expectations by then; what can run it must not find the guard content."""
    late = ("suite = context.suites.get('naqi')", "import naqi.expectations", RUN.replace("TEXT", "'نعم.\\n[ad_1]'"))
    batch = "context.data_sources.get('memory').get_asset('frame').get_batch_definition('whole').get_batch(batch_parameters={'dataframe': frame})"
    done = fresh_process(project, *late, f"print('SUCCESS', {batch}.validate(suite).success)")
    assert done.returncode != 0
    assert "SUCCESS" not in done.stdout
    assert "import_naqi_expectations_first_and_load_the_suite_after_that" in done.stderr


def test_a_suite_of_a_newer_naqi_refuses_to_run(clean: str, on_pandas: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = suites._FORMAT + 1
    monkeypatch.setattr(suites, "_FORMAT", newer)
    suite = naqi_gx.suite()
    monkeypatch.undo()
    with pytest.raises(SuiteParameterError, match=rf"this suite is of format {newer}, and naqi .* knows up to {newer - 1}: upgrade naqi"):
        on_pandas(pd.DataFrame({"text": [clean]}), suite)


def test_a_guard_keeps_a_suite_of_ones_own(clean: str, on_pandas: Any) -> None:
    suite = gx.ExpectationSuite("own", expectations=[naqi_gx.guard(), gxe.ExpectColumnToExist(column="text")])
    assert on_pandas(pd.DataFrame({"text": [clean]}), suite).success
    assert not on_pandas(pd.DataFrame({"text": pd.Series([], dtype=object)}), [naqi_gx.guard()]).success
    assert naqi_gx.guard().min_value == {"$PARAMETER": f"import_naqi_expectations_first({suites._FORMAT})"}
    gc.collect()


def test_a_suite_survives_json() -> None:
    suite = naqi_gx.suite(split_column="split", strict=True)
    read = json.loads(json.dumps(suite.to_json_dict()))
    loaded = gx.ExpectationSuite(**read)
    assert loaded.expectation_configurations == suite.expectation_configurations
    assert {type(expectation) for expectation in loaded.expectations[1:]} == {
        naqi_gx.ExpectColumnValuesToBeFreeOfBoilerplate,
        naqi_gx.ExpectColumnValuesToBeFreeOfEncodingFaults,
        naqi_gx.ExpectColumnValuesToBeWellStructuredText,
        naqi_gx.ExpectTableToBeFreeOfSplitLeakage,
    }
    assert all(expectation.strict for expectation in loaded.expectations[1:])


def test_meta_says_which_rules() -> None:
    by_rule = naqi_gx.suite(select=["BP1", "EN101"], ignore=["BP105"], by_rule=True)
    codes = [rule.code for rule in select(["BP1", "EN101"], ignored=["BP105"])]
    assert [expectation.meta["rule"] for expectation in by_rule.expectations[1:]] == codes
    assert [expectation.rules for expectation in by_rule.expectations[1:]] == [[code] for code in codes]
    together = naqi_gx.suite(select=["BP1", "EN101"], ignore=["BP105"])
    assert [expectation.meta["rules"] for expectation in together.expectations[1:]] == [codes[:-1], codes[-1:]]
    assert together.meta["naqi"]["rules"] == codes
    covered = [code for expectation in naqi_gx.suite().expectations[1:] for code in expectation.meta["rules"]]
    assert sorted(covered) == sorted(rule.code for rule in select())


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"select": ["BP999"]}, "unknown rule"),
        ({"select": ["BP"], "ignore": ["BP"]}, "no rule is selected"),
        ({"select": ["CP301"]}, "CP301 split-leak needs split_column"),
        ({"select": ["CP401"]}, "CP401 duplicate-id needs id_column"),
    ],
)
def test_what_makes_no_sense_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        naqi_gx.suite(**fields)


@pytest.fixture(scope="module")
def pages(project: Path, clean: str) -> tuple[str, Path]:
    """Data Docs of a run over hostile rows: the suite's page as text, and the file of the validation's page."""
    context = gx.get_context(mode="file", project_root_dir=project)
    context.variables.progress_bars = {"globally": False}
    texts = [f"{clean}\n[ad_1] {HOSTILE}", None, *([f"{clean}\n[ad_2]"] * 30), clean]
    names = ["<b>one</b>", *map(str, range(len(texts) - 1))]
    frame = pd.DataFrame({"id": names, "text": texts, "split": ["train", "test", *["train"] * 30, "test"]})
    assert not context.checkpoints.get("gate").run(batch_parameters={"dataframe": frame}).success
    site = project / "gx" / "uncommitted" / "data_docs" / "local_site"
    newest = max(site.glob("validations/**/*.html"), key=lambda path: path.stat().st_mtime_ns)
    return (site / "expectations" / "naqi.html").read_text("utf-8"), newest


def test_data_docs_say_what_is_expected(pages: tuple[str, Path]) -> None:
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", pages[0]))
    assert f"must be free of boilerplate ( {len(select(['BP']))} rules ); warnings count." in words
    assert "must hold no text of another split ( CP301 ), split by split ." in words
    assert "must be well-structured text ( TX001, TX101 )" in words


def test_data_docs_show_findings_and_escape_them(pages: tuple[str, Path]) -> None:
    page = pages[1].read_text("utf-8")
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "onerror" in page
    assert "<img src=x" not in page
    assert "<script>document.title" not in page
    assert "<b>one</b>" not in page
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in page
    assert "BP101 × 31" in words
    assert "id &lt;b&gt;one&lt;/b&gt;" in words
    assert "12 more rows: the validation result of format COMPLETE lists them" in words
    assert '<bdi dir="rtl" lang="ar"' in page
    assert "null, empty or invisible text" in words


@pytest.mark.browser
def test_a_browser_shows_the_findings_right_to_left_and_runs_nothing(pages: tuple[str, Path], look: Any) -> None:
    seen = look(
        pages[1],
        "[document.title, document.querySelectorAll('td bdi[dir=rtl]').length, document.querySelectorAll('td img, td script, td b').length,"
        " getComputedStyle(document.querySelector('td bdi[dir=rtl]')).direction, document.querySelector('td bdi[dir=rtl]').textContent.trim()]",
    )
    title, findings, foreign, direction, text = seen
    assert "owned" not in title
    assert findings > 20
    assert (foreign, direction) == (0, "rtl")
    assert "[ad_1]" in text
    assert "$HOME" not in text or "<img" in text


def test_what_was_raised_and_what_was_not_checked_can_be_read(on_pandas: Any, tmp_path: Path, clean: str) -> None:
    context = file_context(tmp_path)
    suite = context.suites.add(naqi_gx.suite(split_column="split"))
    definition = context.validation_definitions.add(gx.ValidationDefinition(name="texts", data=whole(context), suite=suite))
    checkpoint = context.checkpoints.add(gx.Checkpoint(name="gate", validation_definitions=[definition], actions=[UpdateDataDocsAction(name="docs")]))
    for frame in (pd.DataFrame({"body": ["x"]}), pd.DataFrame({"text": [clean], "split": ["train"]})):
        assert not checkpoint.run(batch_parameters={"dataframe": frame}).success
    pages = [path.read_text("utf-8") for path in tmp_path.glob("gx/uncommitted/data_docs/local_site/validations/**/*.html")]
    assert any("no column 'text': there are body" in page.replace("&#39;", "'").replace("&#x27;", "'") for page in pages)
    assert any("Not checked: only one split is there, so nothing was compared." in page for page in pages)
