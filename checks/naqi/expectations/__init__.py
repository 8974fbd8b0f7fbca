"""naqi's rules as Great Expectations. Needs the extra: `pip install 'naqi[gx]'`.

Importing this package registers its expectation types. A suite loaded from JSON without that import would drop them in silence: import it in
every process that runs such a suite, and give suites of your own a `guard()`; `suite()` has one.
"""

from __future__ import annotations

try:
    import great_expectations as _gx  # noqa: F401  # only to say what is missing
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(f"naqi.expectations needs {error.name}: pip install 'naqi[gx]'", name=error.name) from error

from naqi.expectations.columns import (
    ExpectColumnValuesToBeFreeOfBoilerplate,
    ExpectColumnValuesToBeFreeOfEncodingFaults,
    ExpectColumnValuesToBeWellStructuredText,
    ExpectColumnValuesToPassNaqiRules,
)
from naqi.expectations.metrics import set_jobs
from naqi.expectations.suites import guard, register_guard, suite
from naqi.expectations.surrogates import register_fingerprint
from naqi.expectations.tables import (
    ExpectTableToBeFreeOfDuplicates,
    ExpectTableToBeFreeOfRepeatedLines,
    ExpectTableToBeFreeOfSplitLeakage,
    ExpectTableToHaveLabelsWithinBounds,
    ExpectTableToHaveUniqueIds,
    ExpectTableToHaveWordsWithinBounds,
)

register_guard()
register_fingerprint()

__all__ = [
    "ExpectColumnValuesToBeFreeOfBoilerplate",
    "ExpectColumnValuesToBeFreeOfEncodingFaults",
    "ExpectColumnValuesToBeWellStructuredText",
    "ExpectColumnValuesToPassNaqiRules",
    "ExpectTableToBeFreeOfDuplicates",
    "ExpectTableToBeFreeOfRepeatedLines",
    "ExpectTableToBeFreeOfSplitLeakage",
    "ExpectTableToHaveLabelsWithinBounds",
    "ExpectTableToHaveUniqueIds",
    "ExpectTableToHaveWordsWithinBounds",
    "guard",
    "set_jobs",
    "suite",
]
