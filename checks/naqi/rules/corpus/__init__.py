"""Corpus: what only several documents together show. `naqi.corpus` applies these rules."""
