"""Reading documents from files: one reader a format, all streaming, errors as values so that the rest is still read."""
