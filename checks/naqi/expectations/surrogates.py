"""Lone surrogates in a pandas frame. JSON may hold them and UTF-8 may not, so Great Expectations' fingerprint of a frame with one raises."""

from __future__ import annotations

import hashlib
import pickle
from typing import Any

from great_expectations.execution_engine import pandas_execution_engine


def register_fingerprint() -> None:
    """Have Great Expectations take the fingerprint of such a frame as it does that of one with values that cannot be hashed: pickled."""
    original: Any = pandas_execution_engine.hash_pandas_dataframe
    if original.__module__ == __name__:
        return

    def hash_pandas_dataframe(df: Any) -> str:
        try:
            return str(original(df))
        except UnicodeEncodeError:
            return hashlib.md5(pickle.dumps(df, pickle.HIGHEST_PROTOCOL), usedforsecurity=False).hexdigest()

    pandas_execution_engine.hash_pandas_dataframe = hash_pandas_dataframe
