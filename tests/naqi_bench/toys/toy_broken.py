raise ImportError("two\nlines")
