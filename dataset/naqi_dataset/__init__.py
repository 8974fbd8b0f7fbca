"""The dataset: built from sources, verified, loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from naqi_dataset.loading import load

__all__ = ["load"]


def __getattr__(name: str) -> Any:
    """Import what is public when it is asked for: the package itself loads nothing, pyarrow neither."""
    if name == "load":
        from naqi_dataset.loading import load  # noqa: PLC0415

        return load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
