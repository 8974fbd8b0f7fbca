"""naqi's rules as Great Expectations. Needs the extra: `pip install 'naqi[gx]'`.

Importing this package registers its expectation types. A suite loaded from JSON without that import silently drops them: import it in
every process that runs such a suite.
"""

from __future__ import annotations

try:
    import great_expectations as _gx  # noqa: F401  # only to say what is missing
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(f"naqi.expectations needs {error.name}: pip install 'naqi[gx]'", name=error.name) from error

from naqi.expectations.columns import ExpectColumnValuesToBeFreeOfBoilerplate

__all__ = ["ExpectColumnValuesToBeFreeOfBoilerplate"]
