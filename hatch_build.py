"""Put the dataset's data into wheels, and only there: an editable install must read the checkout, not a stale copy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataHook(BuildHookInterface):  # type: ignore[type-arg]
    """Maps `dataset/data` and the shipped scrape to `naqi_dataset/` inside a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before a build; version is "standard" or "editable"."""
        if version == "editable":
            return
        folder = Path(self.root, "dataset", "data")
        if not folder.is_dir():
            raise FileNotFoundError(f"{folder} is missing: run `naqi-dataset build` before building a wheel")
        build_data["force_include"][str(folder)] = "naqi_dataset/data"
