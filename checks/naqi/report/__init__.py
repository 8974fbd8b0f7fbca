"""Reports of a run: each a writer that takes events as they come."""
