"""camel-tools: of its low-level functions those that keep what a text says. Folding of letters and removal of harakat, for search and models, would not."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from naqi_bench.tools.model import Run, Setting, Tool, ToolMissingError
from naqi_bench.tracks.model import Task, Track

# What these functions import. All of camel-tools would bring torch and transformers.
_MISSING: Final = "camel-tools is not installed: pip install --no-deps camel-tools six"


def _version() -> str:
    try:
        return version("camel-tools")
    except PackageNotFoundError as error:
        raise ToolMissingError(_MISSING) from error


def _as_shipped(_tasks: Sequence[Task]) -> Run:
    try:
        from camel_tools.utils.normalize import normalize_unicode  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise ToolMissingError(_MISSING) from error
    return lambda task: str(normalize_unicode(task.text))


def _arabic(_tasks: Sequence[Task]) -> Run:
    try:
        from camel_tools.utils.charmap import CharMapper  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise ToolMissingError(_MISSING) from error
    mapper = CharMapper.builtin_mapper("arclean")
    return lambda task: str(mapper.map_string(task.text))


CAMEL_TOOLS = Tool(
    name="camel-tools",
    track=Track.REPAIR,
    link="https://github.com/CAMeL-Lab/camel_tools",
    licence="MIT",
    version=_version,
    settings=(
        Setting("as-shipped", "normalize_unicode(text), of https://camel-tools.readthedocs.io/en/latest/api/utils/normalize.html", _as_shipped),
        Setting("arabic", "camel_arclean, which cleans Arabic text: https://camel-tools.readthedocs.io/en/latest/cli/camel_arclean.html", _arabic),
    ),
)
