"""The dataset: built from sources, verified, loaded."""
