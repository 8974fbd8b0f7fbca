"""Tools on composed pages beside the same tools on real ones."""
