"""Whatever a corpus holds, each report holds every finding and nothing of the corpus acts on who reads it."""

from __future__ import annotations

import io
import json
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from naqi.checker import finding_at
from naqi.gate.events import Located, Summary
from naqi.inputs.model import Problem, Record
from naqi.report.html import Html
from naqi.report.machine import Json, JsonLines
from naqi.report.model import Report
from naqi.report.table import Table
from naqi.report.visible import visible
from naqi.rules.registry import BY_CODE

# What markup, terminals and JSON give a meaning to, among what they do not.
hostile = st.text(
    st.sampled_from([*"<>&\"'\\/;[](){}", "ا", "ب", " ", "\n", "\x1b", "\x9b", "\x00", "\u2028", "\N{RIGHT-TO-LEFT OVERRIDE}", "\ud800", "\N{GRINNING FACE}"]),
    max_size=12,
) | st.sampled_from(["<script>alert(1)</script>", "</mark></blockquote>", "\x1b[2J", "&lt;", "[bold]", "]]>"])


@st.composite
def findings(draw: st.DrawFn) -> Located:
    before, leak, after, path, document = (draw(hostile) for _ in range(5))
    text = f"{before}م{leak}{after}"
    rule = BY_CODE[draw(st.sampled_from(("BP101", "EN201", "TX001")))]
    found = finding_at(rule, text, len(before), len(before) + 1 + len(leak), draw(hostile) or "-")
    return Located(Record(path or "a", draw(st.none() | st.integers(0, 9)), None, document or None, text), found)


events = st.lists(findings() | st.builds(Problem, hostile, hostile, st.none() | st.integers(1, 9)), max_size=6)


def written(report: Report, stream: io.StringIO, seen: list[Located | Problem]) -> str:
    summary = Summary(documents=max(1, len(seen)))
    for event in seen:
        if isinstance(event, Located):
            summary.rules[event.finding.rule] += 1
            summary.severities[event.finding.severity] += 1
            report.finding(event)
        else:
            summary.problems += 1
            report.problem(event)
    report.end(summary)
    return stream.getvalue()


@given(events)
def test_json_and_json_lines_hold_all_as_it_is(seen: list[Located | Problem]) -> None:
    whole, lines = (written(make(stream := io.StringIO()), stream, seen) for make in (Json, JsonLines))
    found = [event.as_json() for event in seen if isinstance(event, Located)]
    parsed = json.loads(whole)
    assert parsed["findings"] == found
    assert [error["message"] for error in parsed["errors"]] == [event.message for event in seen if isinstance(event, Problem)]
    records = [json.loads(line) for line in lines.split("\n")[:-1]]
    assert [{key: value for key, value in record.items() if key != "type"} for record in records if record["type"] == "finding"] == found
    assert [record["type"] for record in records] == ["finding" if isinstance(event, Located) else "error" for event in seen] + ["summary"]


class _Seen(HTMLParser):
    """The elements of a page, and the text of each `mark`."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.marks: list[str] = []
        self._marking = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        if tag == "mark":
            self.marks.append("")
            self._marking = True

    def handle_endtag(self, tag: str) -> None:
        self._marking = self._marking and tag != "mark"

    def handle_data(self, data: str) -> None:
        if self._marking:
            self.marks[-1] += data


@given(events)
def test_html_has_a_mark_for_each_finding_and_no_element_of_the_corpus(seen: list[Located | Problem]) -> None:
    page = written(Html(stream := io.StringIO(), 0), stream, seen)
    parser = _Seen()
    parser.feed(page)
    found = [event for event in seen if isinstance(event, Located)]
    assert parser.marks == [visible(event.finding.text) for event in found]
    ours = [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "h2",
        "h3",
        "p",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "span",
        "strong",
        "bdi",
        "div",
    ]
    assert set(parser.tags) <= {*ours, "blockquote", "mark", "ul", "li"}
    assert page.replace("\n", "").isprintable()


@given(events)
def test_a_table_names_each_finding_and_prints_nothing_that_steers_a_terminal(seen: list[Located | Problem]) -> None:
    shown = written(Table(stream := io.StringIO(), 0), stream, seen)
    for code in ("BP101", "EN201", "TX001"):
        assert shown.count(f"{code} {BY_CODE[code].name}:") >= sum(isinstance(event, Located) and event.finding.rule == code for event in seen)
    allowed = "\n\N{RIGHT-TO-LEFT ISOLATE}\N{POP DIRECTIONAL ISOLATE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
    assert all(character.isprintable() or character in allowed for character in shown)


@given(hostile)
def test_what_is_shown_is_one_line_that_prints(text: str) -> None:
    assert visible(text).isprintable()


@given(events, st.integers(1, 7))
def test_a_limit_cuts_what_is_shown_and_no_count(seen: list[Located | Problem], limit: int) -> None:
    found = [event for event in seen if isinstance(event, Located)]
    whole, cut = (written(Html(stream := io.StringIO(), most), stream, seen) for most in (0, limit))
    parser = _Seen()
    parser.feed(cut)
    assert parser.marks == [visible(event.finding.text) for event in found[:limit]]
    left_out = len(found) - limit
    shown = written(Table(stream := io.StringIO(), limit), stream, seen)
    for text in (cut, shown):
        assert ("not shown" in text) == (left_out > 0)
        assert left_out <= 0 or f"{left_out} more" in text
    # The summary stands at the end of the table, and is of all.
    full = written(Table(stream := io.StringIO(), 0), stream, seen)
    assert shown.splitlines()[-1] == full.splitlines()[-1]
    assert whole.count("<mark") == len(found)
