"""A tool that works in Node, run from this folder as a user runs a module of their own."""

from __future__ import annotations

from pathlib import Path

from naqi_bench.tools.node import Page

PAGE: list[Page] = []


def run(text: str) -> str | None:
    """What toy_node.mjs makes of the text."""
    if not PAGE:
        PAGE.append(Page(str(Path(__file__).with_suffix(".mjs"))))
    return PAGE[0](text, "")
