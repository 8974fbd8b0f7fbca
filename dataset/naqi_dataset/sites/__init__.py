"""Invented publishers: their furniture, their pages, and what naive scrapers make of them.

Labels come from construction. A template marks what is body, optional or furniture; scrapers carry the marks through; the published page has
them taken out.
"""
