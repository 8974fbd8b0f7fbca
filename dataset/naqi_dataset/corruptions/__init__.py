"""The `corruptions` config: texts that `naqi.corruptions` breaks, what mends them, and good text that only looks broken."""
