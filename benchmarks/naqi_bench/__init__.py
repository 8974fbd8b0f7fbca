"""Benchmarks: which cleaner is best on Arabic, and what the gate costs."""
