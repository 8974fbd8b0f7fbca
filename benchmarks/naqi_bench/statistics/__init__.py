"""Statistics with few sites: one site, one vote."""
