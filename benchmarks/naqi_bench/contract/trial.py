"""One property of one tool in one setting, tested. Called in a worker, as a function from text to text."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from naqi.corruptions.kinds import KINDS
from naqi.testing.contract import CLEANER_PROPERTIES, EXTRACTOR_PROPERTIES, BrokenError, Property, Repairs, Subject, first_difference, run
from naqi.testing.contract.extractors import Served
from naqi_bench.tools.model import Run, Setting, ToolCrashedError
from naqi_bench.tools.registry import TOOLS
from naqi_bench.tracks.model import Task, Track

# By which a worker finds it.
NAME: Final = "naqi_bench.contract.trial:verdict"
# A page takes a hundred times as long as a text.
EXAMPLES: Final = {Track.EXTRACT: 25, Track.SCRUB: 100, Track.REPAIR: 100}
_SHRINKS: Final = {Track.EXTRACT: 80, Track.SCRUB: 400, Track.REPAIR: 400}
# A page's text can be long; what is beside the first difference says enough.
_LONGEST: Final = 900
_BEFORE: Final = 200
_DOTS: Final = "\N{HORIZONTAL ELLIPSIS}"


def properties(track: Track) -> tuple[Property, ...]:
    """The contract of a track's tools."""
    return EXTRACTOR_PROPERTIES if track is Track.EXTRACT else CLEANER_PROPERTIES


def verdict(asked: str) -> str:
    """Test what the JSON `{"tool", "track", "setting", "property"}` names, and say it as JSON: `kept`, or `broken` with note, given, got, expected.

    Inputs are the same each time. A text that comes back as it was before its encoding broke is not invented: all kinds of corruption are declared.
    """
    job = json.loads(asked)
    track = Track(job["track"])
    (prop,) = (prop for prop in properties(track) if prop.name == job["property"])
    function = _function(track, job["tool"], job["setting"])
    # Only for this: elsewhere what is declared widens what has to be removed.
    repairs = Repairs(tuple(kind.name for kind in KINDS)) if prop.name == "never-invents" else Repairs()
    failure = run(prop, Subject(function, repairs), max_examples=EXAMPLES[track], derandomize=True, most_shrinks=_SHRINKS[track])
    return json.dumps({"state": "kept"} if failure is None else {"state": "broken", **shortened(failure.broken)})


@cache
def _function(track: Track, tool: str, setting: str) -> Callable[[Any], str]:
    (found,) = (each for one in TOOLS if (one.track, one.name) == (track, tool) for each in one.settings if each.name == setting)
    return function_of(found)


def function_of(setting: Setting) -> Callable[[Any], str]:
    """A setting as the contract calls it: text → text, or `Served` → text. What gives no text gives an empty one, as in the benchmark."""
    loaded: list[Run] = []

    def function(given: str | Served) -> str:
        if not loaded:
            loaded.append(setting.load([]))
        task = Task("contract", "contract", text=given) if isinstance(given, str) else _page(given)
        try:
            answer = loaded[0](task)
        except ToolCrashedError:
            # A process of its own ended: the next input gets a new one.
            loaded.clear()
            raise
        except Exception:
            raise
        except BaseException as error:
            # What Rust's panics and SystemExit are: of this input, and no end of the test.
            raise RuntimeError(f"{type(error).__name__}: {error}") from error
        return "" if answer is None else answer

    # Loaded before any line of it is counted.
    loaded.append(setting.load([]))
    return function


def _page(page: Served) -> Task:
    return Task("contract", "contract", html=page.html.encode(page.encoding, "replace"), encoding=page.encoding)


def shortened(broken: BrokenError) -> dict[str, str]:
    """What breaks a property. The answer is cut to what shows it: around the first difference from what was expected, else beginning and end."""
    found = {"note": broken.note, "given": broken.given}
    if broken.expected is not None and broken.got is not None:
        at = first_difference(broken.expected, broken.got)
        found |= {"expected": _around(broken.expected, at), "got": _around(broken.got, at)}
    elif broken.got is not None:
        found["got"] = _cut(broken.got)
    return found


def _cut(text: str) -> str:
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} {_DOTS} {text[-half:]}"


def _around(text: str, at: int) -> str:
    start = max(0, at - _BEFORE) if len(text) > _LONGEST else 0
    end = start + _LONGEST
    return f"{_DOTS * bool(start)}{text[start:end]}{_DOTS * (end < len(text))}"
