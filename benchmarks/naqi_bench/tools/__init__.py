"""The tools that the benchmark ranks: one file each, listed in `registry.py`."""
