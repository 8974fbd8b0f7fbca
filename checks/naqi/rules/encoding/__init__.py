"""Encoding: characters that a wrong decoding left in good text."""
