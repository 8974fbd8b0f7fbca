"""Run a suite over staged records, as a Checkpoint in a context of its own."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import great_expectations as gx
from great_expectations.data_context.types.base import ProgressBarsConfig

from naqi.engines.staging import INDEX, TABLE
from naqi.expectations.metrics import set_jobs


def run_checkpoint(suite: gx.ExpectationSuite, database: Path, jobs: int = 1) -> Any:
    """Validate the table of staged records. jobs: processes, see `set_jobs`. Returns Great Expectations' ExpectationSuiteValidationResult (COMPLETE)."""
    set_jobs(jobs)
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = context.data_sources.add_sqlite("naqi", connection_string=f"sqlite:///{database}")
    batch = source.add_table_asset(TABLE, table_name=TABLE).add_batch_definition_whole_table("all")
    definition = gx.ValidationDefinition(name="naqi", data=batch, suite=context.suites.add(suite))
    checkpoint = gx.Checkpoint(
        name="naqi",
        validation_definitions=[context.validation_definitions.add(definition)],
        result_format={"result_format": "COMPLETE", "unexpected_index_column_names": list(INDEX)},
    )
    (result,) = context.checkpoints.add(checkpoint).run().run_results.values()
    return result
