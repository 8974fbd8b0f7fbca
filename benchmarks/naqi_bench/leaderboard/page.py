"""benchmarks/leaderboard/index.html: the results to explore. One file that stands for itself: nothing is fetched, and only its own script runs."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from html import escape
from importlib import resources
from typing import Any, Final

from naqi.report.visible import visible
from naqi.taxonomy import BOILERPLATE_CLASSES
from naqi_bench.leaderboard.boards import Board, Row
from naqi_bench.leaderboard.entries import Entry, Results
from naqi_bench.leaderboard.words import CLASSES, COLUMNS, LESS_IS_BETTER, METRICS, SCOPES, STANDINGS, TRACKS, Both, figure
from naqi_bench.leaderboard.worst import INVENTED, LEAKED, LOST, OPTIONAL, Cases, as_data
from naqi_bench.scoring.aggregate import PRIMARY
from naqi_bench.tools.model import Standing
from naqi_bench.tracks.model import Track

_TITLE: Final[Both] = ("Cleaners of Arabic news, ranked", "ترتيب أدوات تنقية الأخبار العربية")
_WORDS: Final[dict[str, Both]] = {
    "title": _TITLE,
    "worst": ("Worst pages of", "أسوأ صفحات"),
    "gold": ("The right answer; what was lost is struck out", "الجواب الصحيح؛ والمفقود مشطوب"),
    "output": ("What the tool gave", "ما أخرجته الأداة"),
    "empty": ("No text.", "لا نص."),
    "cut": ("The output goes on.", "وللنص بقية."),
    "hidden": ("Of the test split, and not shown to those who write rules:", "من قسم الاختبار، فلا تُعرض على من يكتب القواعد:"),
    LEAKED: ("leaked", "متسرب"),
    INVENTED: ("new or moved", "مستحدث أو منقول"),
    OPTIONAL: ("optional", "اختياري"),
    LOST: ("lost", "مفقود"),
}
_INTRO: Final[Both] = (
    """Means over sites, one site one vote, with 95 % intervals. The articles are synthetic, the publishers invented, and naqi is by the dataset's authors.
README.md beside this folder says how to read the figures and what they cannot say. A tool's name shows its worst pages beside the right answer.""",
    """متوسطات على المواقع، لكل موقع صوت واحد، مع فترات ثقة 95٪. المقالات مركّبة والناشرون متخيَّلون، ونقي من عمل أصحاب مجموعة البيانات.
في README.md بجوار هذا المجلد كيف تُقرأ الأرقام وما لا تقوله. اضغط اسم أداة لترى أسوأ صفحاتها بجوار الجواب الصحيح.""",
)
_NO_SCRIPT: Final[Both] = ("Without scripts all tables stand below, unfiltered.", "من دون برمجة تظهر الجداول كلها أدناه بلا تصفية.")


def page(results: Results, made: Mapping[tuple[Track, str], Board], cases: Mapping[Track, Cases]) -> str:
    """The file. cases: by track, of the splits whose pages may be shown."""
    style, script = (resources.files(__package__).joinpath(name).read_text("utf-8") for name in ("page.css", "page.js"))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    sections = "".join(_section(board) for board in made.values())
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="naqi-bench leaderboard">
<title>{_TITLE[1]}</title>
<style>
{style}</style>
</head>
<body>
<header><h1>{_both(_TITLE)}</h1><button type="button" id="language">{_both(("العربية", "English"))}</button></header>
<p>{_both(_INTRO)}</p>
<noscript><p>{_both(_NO_SCRIPT)}</p></noscript>
{_filters(made)}
<main>
{sections}<p id="nothing" hidden>{_both(("No tool has such a result yet.", "لا نتيجة كهذه بعد."))}</p>
<section id="worst" aria-live="polite" hidden></section>
</main>
<script type="application/json" id="data">{_json(_data(results, made, cases))}</script>
<script>{script}</script>
</body>
</html>
"""


def _data(results: Results, made: Mapping[tuple[Track, str], Board], cases: Mapping[Track, Cases]) -> dict[str, Any]:
    entries = {}
    golds = {}
    for entry in results.entries:
        found = cases[entry.track].of(entry)
        shown = as_data(found)
        golds.update({f"{entry.track}/{case.id}": case.gold for case in found})
        leaks = {scope: _rounded(entry.leaks("classes", board.sites)) for (track, scope), board in made.items() if track is entry.track}
        entries[_key(entry)] = {"track": entry.track, "name": entry.name, "leaks": leaks, "cases": shown, "hidden": len(entry.scores["worst"]) - len(shown)}
    return {"words": _WORDS, "golds": golds, "entries": entries}


def _json(data: Any) -> str:
    """JSON that no text in it can end early."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace("&", "\\u0026")


def _rounded(values: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in values.items()}


def _key(entry: Entry) -> str:
    return f"{entry.track}/{entry.tool}/{entry.setting}"


def _both(words: Both) -> str:
    return f'<span class="t" lang="ar">{escape(words[1])}</span><span class="t" lang="en" dir="ltr">{escape(words[0])}</span>'


def _filters(made: Mapping[tuple[Track, str], Board]) -> str:
    tracks = sorted({track for track, _ in made}, key=list(Track).index) or list(Track)
    classes = [("", ("all classes", "كل الأصناف")), *((name, (name, CLASSES[name])) for name in BOILERPLATE_CLASSES)]
    options = "".join(
        f'<option value="{value}" data-en="{escape(words[0])}" data-ar="{escape(words[1])}">{escape(words[1])}</option>' for value, words in classes
    )
    settings = [("as-shipped", ("as shipped", "كما هي")), ("arabic", ("set for Arabic", "مضبوطة للعربية"))]
    parts = [
        _choice("radio", "track", ("track", "المسار"), [(track.value, TRACKS[track]) for track in tracks]),
        _choice("radio", "scope", ("ranking", "الترتيب"), list(SCOPES.items())),
        _choice("checkbox", "standing", ("standing", "الصفة"), [(standing.value, words) for standing, words in STANDINGS.items()]),
        _choice("checkbox", "setting", ("setting", "الإعداد"), settings),
        f'<fieldset><legend>{_both(("leak of class", "تسرب الصنف"))}</legend><select name="class" aria-label="class">{options}</select></fieldset>',
    ]
    return f'<form id="filters" hidden>{"".join(parts)}</form>'


def _choice(kind: str, name: str, legend: Both, options: Sequence[tuple[str, Both]]) -> str:
    inputs = "".join(
        f'<label><input type="{kind}" name="{name}" value="{value}"{" checked" if kind == "checkbox" or not place else ""}> {_both(words)}</label>'
        for place, (value, words) in enumerate(options)
    )
    return f"<fieldset><legend>{_both(legend)}</legend>{inputs}</fieldset>"


def _section(board: Board) -> str:
    columns = COLUMNS[board.track]
    heads = [
        _head(("rank", "الرتبة"), "", "number", "ascending"),
        _head(("tool", "الأداة"), "", "text", "ascending"),
        _head(("setting", "الإعداد"), "", "text", "ascending"),
    ]
    heads += [_head(METRICS[name], name, "number", "ascending" if name in LESS_IS_BETTER else "descending") for name in columns]
    heads.append(_head(("time ×", "الزمن ×"), "", "number", "ascending"))
    rows = "".join(_row(board, row) for row in (*board.ranked, *board.controls))
    of = ("kinds of corruption", "نوعًا من العطب") if board.track is Track.REPAIR else ("sites", "موقعًا")
    title = _both((f"{TRACKS[board.track][0]}: {SCOPES[board.scope][0]}", f"{TRACKS[board.track][1]}: {SCOPES[board.scope][1]}"))
    head = f"<thead><tr>{''.join(heads)}</tr></thead>"
    return (
        f'<section data-track="{board.track}" data-scope="{board.scope}"><h2>{title}</h2>'
        f'<p class="pale">{_both((f"{len(board.sites)} {of[0]}", f"{len(board.sites)} {of[1]}"))}</p>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{board.track}"><table>{head}\n<tbody>{rows}</tbody></table></div>'
        f'<p class="none" hidden>{_both(("Nothing is left by the filters.", "لا يبقى شيء بعد التصفية."))}</p></section>\n'
    )


def _head(words: Both, metric: str, kind: str, first: str) -> str:
    more = f' data-metric="{metric}"' if metric else ""
    small = " <small></small>" if metric == "leak_rate" else ""
    return f'<th scope="col" aria-sort="none" data-kind="{kind}" data-first="{first}"{more}><button type="button">{_both(words)}{small}</button></th>'


def _row(board: Board, row: Row) -> str:
    entry, primary = row.entry, PRIMARY[board.track]
    mark = f" <small>{_both(STANDINGS[entry.standing])}</small>" if entry.standing is not Standing.OUTSIDE else ""
    version, setting = (entry.version, entry.setting) if entry.standing is not Standing.CONTROL else ("", "–")
    tool = f'<button type="button" class="tool"><bdi>{_safe(entry.tool)}</bdi></button> <small><bdi>{_safe(version)}</bdi></small>{mark}'
    cells = [
        _cell(row.rank, str(row.rank) if row.rank else "–"),
        f'<th scope="row" data-value="{_safe(entry.tool)}">{tool}</th>',
        f'<td data-value="{_safe(setting)}"><bdi>{_safe(setting)}</bdi></td>',
    ]
    for name in COLUMNS[board.track]:
        value = entry.mean(name, board.sites)
        shown = figure(value)
        if name == primary:
            between = None if row.against is None else row.against.t
            shown += "" if between is None else f" <small>{max(0.0, between[0]):.2f}–{min(1.0, between[1]):.2f}</small>"
            shown += f'<span class="track"><span class="bar" style="inline-size:{100 * (value or 0):.1f}%"></span></span>'
        extra = f' data-metric="leak_rate" data-all="{"" if value is None else round(value, 4)}"' if name == "leak_rate" else ""
        cells.append(_cell(value, shown, extra))
    cells.append(_cell(row.slower, "–" if row.slower is None else f"{row.slower:.3g}"))
    attributes = (
        f'data-key="{_safe(_key(entry))}" data-standing="{entry.standing}" data-setting="{"as-shipped" if entry.setting == "as-shipped" else "arabic"}"'
    )
    return f"<tr {attributes}>{''.join(cells)}</tr>\n"


def _cell(value: float | None, shown: str, extra: str = "") -> str:
    return f'<td class="number" data-value="{"" if value is None else round(value, 6)}"{extra}>{shown}</td>'


def _safe(text: str) -> str:
    return escape(visible(text))
