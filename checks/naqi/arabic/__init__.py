"""Characters of Arabic text by Unicode name, and the folding that makes matching tolerant."""
