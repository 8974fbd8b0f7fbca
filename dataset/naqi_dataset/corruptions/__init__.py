"""The `corruptions` config: ways in which encodings break Arabic text, what mends them, and good text that only looks broken."""
