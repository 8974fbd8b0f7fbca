"""The scan where texts already are: frames, databases, clusters. Knows no framework of expectations."""
