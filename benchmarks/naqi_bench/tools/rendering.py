"""HTML as text, the same for every tool that gives HTML: by html-text, which puts blocks on lines of their own, as a browser would."""

from __future__ import annotations

from collections.abc import Callable

from naqi_bench.tools.model import ToolMissingError


def renderer() -> Callable[[str | None], str | None]:
    """A function from HTML to text, None to None. Raises ToolMissingError."""
    try:
        import html_text  # noqa: PLC0415
    except ImportError as error:
        raise ToolMissingError("html-text, which makes text of what the tool gives, is not installed: pip install 'naqi[tools]'") from error
    return lambda html: None if html is None else str(html_text.extract_text(html))
