"""The rules: one file each, listed in `naqi.rules.registry`."""
