"""Boilerplate: words of the site that belong to no article."""
