"""The section of benchmarks/README.md on extractors with `naqi fix` behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from naqi_bench.accuracy.markdown import NOTHING, escaped, table
from naqi_bench.leaderboard.words import METRICS, figure
from naqi_bench.with_fix import pairs

_HEAD: Final = """## Extractor + naqi fix

`naqi.clean` on what each extractor gave, beside the same text as it was: the same pages, nothing extracted anew (`naqi-bench with-fix`). naqi's rules were
written beside the train sites, so only validation counts, and test where a release is scored. naqi is by the dataset's authors.

- **change**: character F1 with `naqi fix` less that without, the mean over sites with its 95 % t-interval over sites, not cut; above 0 it helps. **better,
  worse**: at how many sites. **leak**, **loss**: without → with.
"""
_NOTHING: Final = """## Extractor + naqi fix

Not measured on this version of the dataset: `naqi-bench with-fix` does it on the records of `naqi-bench run`.
"""
_NO_REAL: Final = "On real pages: not measured with these figures; that needs real pages, which are no part of this repository (`NAQI_REAL_DATA`).\n"


def section(figures: Mapping[str, Any] | None) -> str:
    """The section, in Markdown. figures: of `naqi_bench.with_fix.figures.read`."""
    if figures is None:
        return _NOTHING
    parts = [_HEAD]
    composed, real = figures["composed"], figures["real"]
    if composed is not None:
        parts.append(f"### On {len(composed['sites'])} sites of {' and '.join(composed['splits'])}, {sum(composed['sites'].values())} pages\n")
        parts.append(_table(composed["tools"]))
    if real is None:
        parts.append(_NO_REAL)
    else:
        parts.append(f"### On {len(real['sites'])} real outlets, {sum(real['sites'].values())} pages\n")
        parts.append(_table(real["tools"]))
    return "\n".join(parts)


def _table(tools: Sequence[Mapping[str, Any]]) -> str:
    rows = []
    for tool in sorted(tools, key=lambda tool: (-(tool["fixed"]["character_f1"] or 0.0), tool["tool"], tool["setting"])):
        change = tool["difference"]["character_f1"]
        bounds = "" if change["t"] is None else f" [{_signed(change['t'][0])}, {_signed(change['t'][1])}]"
        changes = [f"{figure(tool['alone'][name])} → {figure(tool['fixed'][name])}" for name in pairs.METRICS[1:]]
        rows.append(
            [
                escaped(f"{tool['tool']} ({tool['setting']})"),
                figure(tool["alone"]["character_f1"]),
                figure(tool["fixed"]["character_f1"]),
                NOTHING if change["mean"] is None else _signed(change["mean"]) + bounds,
                f"{change['above']}, {change['below']} of {change['sites']}",
                *changes,
            ]
        )
    title = METRICS["character_f1"][0]
    return table(["extractor", f"{title} alone", "+ naqi fix", "change", "better, worse", *(METRICS[name][0] for name in pairs.METRICS[1:])], rows)


def _signed(value: float) -> str:
    # Adding zero makes a negative zero a zero.
    return f"{round(value, 3) + 0.0:+.3f}"
