"""Furniture phrases, as data. See `naqi.rules.lexicon`."""
