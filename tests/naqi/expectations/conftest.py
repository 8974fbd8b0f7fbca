"""Rows, and ways to run expectations over them as users do: a Checkpoint over a batch, in every engine."""

from __future__ import annotations

import itertools
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import great_expectations as gx
import pandas as pd
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import naqi.expectations  # noqa: F401  # registers the types
from naqi.cli import main
from naqi.rules.registry import select

CLEAN = "وصل الوفد صباح الأحد إلى المدينة القديمة، ثم غادرها في المساء بعد جولة قصيرة."
COMPLETE = {"result_format": "COMPLETE", "unexpected_index_column_names": ["id"]}

Row = tuple[Any, Any]
Run = Callable[..., Any]


@pytest.fixture(scope="session")
def clean() -> str:
    return CLEAN


@pytest.fixture(scope="session")
def scrape() -> str:
    return resources.files("naqi_dataset.demo").joinpath("wire-scrape.txt").read_text("utf-8")


@pytest.fixture(scope="session")
def rows(root: Path) -> list[Row]:
    """Id and text of some hundred scrapes and corruptions of the splits that may be looked at, and what breaks programs: nulls, blanks, very long texts."""
    read = [
        pq.read_table(root / "dataset" / "data" / config / f"{split}.parquet", columns=["id", text])
        for config, text in (("scrapes", "raw"), ("corruptions", "corrupted"))
        for split in ("train", "validation")
    ]
    rows = [row for table in read for row in zip(*(column.to_pylist() for column in table.columns), strict=True)]
    longest = "\n".join([CLEAN] * 14_000)
    hard = [
        None,
        "",
        " \n\N{ZERO WIDTH SPACE}",
        longest,
        f"{longest}\n[ad_1]",
        "ا\N{GRINNING FACE}\n[ad_1]",
        "نعم\0لا\n[ad_2]\r\n[ad_1]",
        "don't <b>'x'</b> \"$y\"",
    ]
    rows += [(f"hard {number}", text) for number, text in enumerate(hard)]
    assert len(rows) > 250
    assert max(len((text or "").encode()) for _, text in rows) > 1_000_000
    return rows


def context() -> Any:
    made = gx.get_context(mode="ephemeral")
    made.variables.progress_bars = {"globally": False}
    return made


_NUMBERS = itertools.count()


def checkpoint(batch: Any, expectations: Any, made: Any, result_format: Any, **parameters: Any) -> Any:
    """Run a Checkpoint; return the one validation result."""
    name = f"run-{next(_NUMBERS)}"
    suite = expectations if isinstance(expectations, gx.ExpectationSuite) else gx.ExpectationSuite(name, expectations=expectations)
    suite = made.suites.add(suite)
    definition = made.validation_definitions.add(gx.ValidationDefinition(name=name, data=batch, suite=suite))
    added = made.checkpoints.add(gx.Checkpoint(name=name, validation_definitions=[definition], result_format=result_format))
    result = added.run(**parameters)
    (validation,) = result.run_results.values()
    assert result.success == validation.success
    assert len(validation.results) == len(suite.expectations) > 0
    return validation


@pytest.fixture(scope="session")
def on_pandas() -> Run:
    """Run expectations over a frame."""

    def run(frame: pd.DataFrame, expectations: Any, result_format: Any = "BASIC", made: Any = None) -> Any:
        made = made or context()
        batch = made.data_sources.add_pandas("memory").add_dataframe_asset("frame").add_batch_definition_whole_dataframe("whole")
        return checkpoint(batch, expectations, made, result_format, batch_parameters={"dataframe": frame})

    return run


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Run:
    """Run expectations over a table of a new SQLite database. columns: names, the text's as it is to be quoted or not."""

    def run(
        rows: Sequence[tuple[Any, ...]], expectations: Any, result_format: Any = "BASIC", columns: Sequence[str] = ("id", "text"), partition: Any = None
    ) -> Any:
        path = tmp_path / f"rows-{next(_NUMBERS)}.sqlite"
        with sqlite3.connect(path) as connection:
            quoted = ", ".join('"' + name + '"' for name in columns)
            connection.execute(f"CREATE TABLE texts ({quoted})")
            connection.executemany(f"INSERT INTO texts VALUES ({', '.join('?' * len(columns))})", rows)
        connection.close()
        made = context()
        asset = made.data_sources.add_sqlite("database", connection_string=f"sqlite:///{path}").add_table_asset("texts", table_name="texts")
        batch = asset.add_batch_definition_whole_table("whole") if partition is None else asset.add_batch_definition("part", partitioner=partition)
        return checkpoint(batch, expectations, made, result_format)

    return run


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """One Spark session for all tests."""
    pyspark = pytest.importorskip("pyspark.sql")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.driver.host": "127.0.0.1", "spark.driver.memory": "1g"}
    builder = pyspark.SparkSession.builder.master("local[2]")
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="session")
def on_spark(spark: Any) -> Run:
    """Run expectations over a Spark frame, or over rows of (id, text)."""

    def run(data: Any, expectations: Any, result_format: Any = "BASIC", schema: str = "id string, text string") -> Any:
        frame = spark.createDataFrame(list(data), schema) if isinstance(data, list) else data
        made = context()
        batch = made.data_sources.add_spark("cluster").add_dataframe_asset("frame").add_batch_definition_whole_dataframe("whole")
        return checkpoint(batch, expectations, made, result_format, batch_parameters={"dataframe": frame})

    return run


def defaults(family: str) -> str:
    """The rules of a family that are on by default, and that of blank texts, as `naqi check --select` takes them."""
    return ",".join(rule.code for rule in select() if rule.family == family or rule.code == "TX001")


@pytest.fixture(scope="session")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., dict[str, Any]]:
    """What `naqi check` says of rows of (id, text): exit code, ids and numbers of rows with errors, findings by rule."""

    def check(rows: Sequence[Row], family: str = "") -> dict[str, Any]:
        arguments = ["--select", defaults(family)] if family else []
        path = tmp_path_factory.mktemp("gate") / "rows.jsonl"
        path.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in rows), "ascii")
        result = CliRunner().invoke(main, ["check", "--isolated", "--column", "text", "--id-column", "id", "--format", "json", *arguments, str(path)])
        report = json.loads(result.stdout)
        bad = {finding["row"]: finding["document"] for finding in report["findings"] if finding["severity"] == "error"}
        # A row with nothing but warnings is not listed by an expectation that is not strict.
        listed = [finding for finding in report["findings"] if finding["row"] in bad]
        spans = [(finding["document"], finding["rule"], finding["start"], finding["end"], finding["line"], finding["column"]) for finding in listed]
        return {"code": result.exit_code, "ids": list(bad.values()), "rows": list(bad), "rules": report["summary"]["rules"], "spans": spans}

    return check
