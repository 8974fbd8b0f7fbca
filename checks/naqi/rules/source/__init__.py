"""Source furniture: what a source repeats, by a profile of it. `naqi.profile` learns profiles and applies these rules."""
