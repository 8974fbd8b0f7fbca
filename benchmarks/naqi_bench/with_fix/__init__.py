"""Extractors with `naqi fix` behind them, beside the same extractors alone."""
