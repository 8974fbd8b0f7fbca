"""Fuzz one target in this process, which ends with the fuzzer. Arguments: its name, and those of libFuzzer."""

from __future__ import annotations

import sys

import atheris

# Only what is imported here for the first time is instrumented.
with atheris.instrument_imports(include=["naqi"]):
    from targets import TARGETS

if __name__ == "__main__":
    # What is compiled once is no input's cost.
    TARGETS[sys.argv[1]](b"{}")
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
    atheris.Fuzz()
