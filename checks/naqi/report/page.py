"""A page of findings as HTML: one file, right to left where the corpus is, escaped, and nothing in it loads anything.

Findings are written to a temporary file as they come, since what stands above them is known only at the end.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final, NamedTuple, TextIO

from naqi import __version__
from naqi.report.excerpt import Excerpt
from naqi.report.visible import visible
from naqi.rules.registry import BY_CODE

# The policy holds even if something that should have been escaped were not: no script runs, nothing is fetched.
_HEAD: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="naqi {version}">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --line: #8884; --error: #c62828; --warning: #b26a00; --good: #2e7d32; }}
@media (prefers-color-scheme: dark) {{ :root {{ --error: #ef9a9a; --warning: #ffcc80; --good: #a5d6a7; }} }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.4rem; }} h2 {{ font-size: 1.15rem; margin-top: 2rem; border-bottom: 1px solid var(--line); }}
h3 {{ font-size: 1rem; margin: 1.5rem 0 .25rem; overflow-wrap: anywhere; }}
table {{ border-collapse: collapse; width: 100%; }} th, td {{ text-align: start; vertical-align: top; padding: .25rem .5rem;
  border-bottom: 1px solid var(--line); }}
.number {{ text-align: end; font-variant-numeric: tabular-nums; }}
.finding {{ margin: .75rem 0; }} .finding > p {{ margin: 0; }}
blockquote {{ margin: .25rem 0; padding: .35rem .75rem; border-inline-start: 3px solid var(--line); overflow-wrap: anywhere;
  font: 1.15rem/1.9 'Noto Naskh Arabic', 'Amiri', 'Geeza Pro', serif; }}
mark {{ background: #ffd54f; color: #000; padding: 0 .1em; }}
code {{ font-size: .95em; }} .verdict {{ font-weight: 600; }}
.error {{ color: var(--error); }} .warning {{ color: var(--warning); }} .good {{ color: var(--good); }}
</style>
</head>
<body>
<h1>{title}</h1>
"""
_TAIL: Final = "</body>\n</html>\n"


class Entry(NamedTuple):
    """A finding to show. document: what it stands in. place: where in there. message: what is wrong with it."""

    document: str
    place: str
    rule: str
    message: str
    excerpt: Excerpt | None


class Page:
    """Findings, then what stands above them. max_findings: how many to show, 0 for all."""

    def __init__(self, max_findings: int) -> None:
        self._max = max_findings
        self._shown = self._left_out = 0
        self._document: str | None = None
        self._body = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115  # closed with the page
        weakref.finalize(self, self._body.close)

    def add(self, entry: Entry) -> None:
        """Show a finding below the document that it is in. Findings of a document come one after the other."""
        if self._max and self._shown >= self._max:
            self._left_out += 1
            return
        self._shown += 1
        if entry.document != self._document:
            self._document = entry.document
            self._body.write(f"<h3><bdi>{safe(entry.document)}</bdi></h3>\n")
        rule = BY_CODE[entry.rule]
        head = f'<strong class="{rule.severity}">{rule.code}</strong> {rule.name}: <bdi>{safe(entry.message)}</bdi>'
        self._body.write(f'<div class="finding"><p>{safe(entry.place)} {head}</p>')
        if entry.excerpt is not None:
            before, text, after = map(safe, entry.excerpt)
            self._body.write(f'<blockquote dir="rtl" lang="ar">{before}<mark>{text}</mark>{after}</blockquote>')
        self._body.write("</div>\n")

    def write(self, stream: TextIO, title: str, verdict: str, sections: Iterable[str], *, is_good: bool) -> None:
        """Write the page: title, verdict, sections (as HTML), then the findings."""
        stream.write(_HEAD.format(version=escape(__version__), title=escape(title)))
        stream.write(f'<p class="verdict {"good" if is_good else "error"}">{safe(verdict)}</p>\n')
        stream.writelines(sections)
        if self._shown:
            stream.write("<h2>Findings</h2>\n")
            self._body.seek(0)
            shutil.copyfileobj(self._body, stream)
        if self._left_out:
            stream.write(f"<p>{self._left_out:,} more findings are not shown (--max-findings 0 shows all).</p>\n")
        stream.write(_TAIL)


def safe(text: str) -> str:
    """Text of a corpus as HTML: what would not show made visible, what would be markup escaped."""
    return escape(visible(text))


def table(title: str, header: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: bool = False) -> str:
    """A section with a table. rows: of HTML. numbers: the first column holds some. Empty without rows."""
    first = ' class="number"' if numbers else ""
    body = "".join(f"<tr><td{first}>" + "</td><td>".join(row) + "</td></tr>\n" for row in rows)
    heads = f"<th{first}>" + "</th><th>".join(map(escape, header)) + "</th>"
    return f"<h2>{escape(title)}</h2>\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n" if body else ""


def rule_table(counts: Iterable[tuple[str, int]]) -> str:
    """A section that counts findings by rule, the most frequent first."""
    ordered = sorted(counts, key=lambda item: (-item[1], item[0]))
    rows = [
        (f"{count:,}", f'<span class="{rule.severity}">{rule.code}</span>', escape(rule.name), str(rule.severity), escape(rule.message))
        for code, count in ordered
        for rule in [BY_CODE[code]]
    ]
    return table("By rule", ("Findings", "Code", "Rule", "Severity", "What it finds"), rows, numbers=True)


def problem_list(problems: Sequence[str]) -> str:
    """A section of what could not be checked. Empty when everything could."""
    items = "".join(f"<li><bdi>{safe(problem)}</bdi></li>\n" for problem in problems)
    return f'<h2 class="error">Not checked</h2>\n<ul>\n{items}</ul>\n' if items else ""
