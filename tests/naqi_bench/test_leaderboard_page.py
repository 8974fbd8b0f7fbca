"""The page to explore: worst cases marked character by character, one file that loads nothing, and what a browser makes of it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqi_bench.leaderboard.boards import boards
from naqi_bench.leaderboard.page import page
from naqi_bench.leaderboard.worst import INVENTED, LEAKED, LOST, OPTIONAL, Cases
from naqi_bench.tracks.gold import RepairGold, ScrubGold
from naqi_bench.tracks.model import Track

HOSTILE = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">&lt;\N{RIGHT-TO-LEFT OVERRIDE}"


class Tags(HTMLParser):
    """Counts tags and the attributes that load something, and holds that what is opened is closed."""

    VOID = frozenset({"meta", "input"})

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.loading = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.loading += [name for name, _ in attrs if name in {"src", "href", "action", "srcset"} or name.startswith("on")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def built(scored):
    results = scored.read()
    return page(results, boards(results), {track: Cases(scored.shown(track.value)) for track in {entry.track for entry in results.entries}})


def data_of(text):
    return json.loads(text.partition('id="data">')[2].partition("</script>")[0])


# What is wrong in an output.
RAW = "شارك الخبر\nعنوان\nوصل الوفد صباح الأحد إلى المدينة\nتابعونا هنا"


def gold(**more):
    spans = []
    at = 0
    for line, label in zip(RAW.split("\n"), ["boilerplate.share", "optional.title", "body", "boilerplate.follow"], strict=True):
        spans.append({"start": at, "end": at + len(line), "label": label, "evidence": "wording" if label.startswith("boilerplate") else None})
        at += len(line) + 1
    return ScrubGold("site", "validation", RAW, tuple(spans), (), RAW.split("\n")[2], **more)


def case(answer, output, golds=None):
    from naqi_bench.leaderboard.entries import Entry
    from naqi_bench.tools.model import Standing

    scores = {"worst": [{"id": "x", "site": "site", "score": 0.5, "text": output}]}
    entry = Entry("tool", "1", Track.SCRUB, "as-shipped", Standing.OUTSIDE, "", "", "", "", scores)
    (found,) = Cases({"x": answer} if golds is None else golds).of(entry)
    return found


def test_leaked_lost_optional_and_new_characters_are_marked():
    found = case(gold(), "شارك الخبر\nعنوان\nوصل الوفد إلى المدينة\nكلام جديد")
    assert [(found.output[start:end], kind) for start, end, kind in found.marks] == [("شارك الخبر", LEAKED), ("عنوان", OPTIONAL), ("كلام جديد", INVENTED)]
    assert [(found.gold[start:end], kind) for start, end, kind in found.lost] == [("صباح الأحد", LOST)]
    assert found.gold == "وصل الوفد صباح الأحد إلى المدينة"


def test_a_right_answer_has_no_marks_and_an_empty_one_has_lost_all():
    right = case(gold(), "وصل الوفد صباح الأحد إلى المدينة")
    assert (right.marks, right.lost) == ((), ())
    assert [found.gold[start:end] for found in [case(gold(), "")] for start, end, _ in found.lost] == ["وصل الوفد صباح الأحد إلى المدينة"]


def test_a_paragraph_around_furniture_is_read_as_one():
    raw = "وصل الوفد\nإعلان\nصباح الأحد (شارك) ثم غادر"
    ends = [(0, 9, "body"), (10, 15, "boilerplate.advert"), (16, 26, "body"), (27, 33, "boilerplate.share"), (34, len(raw), "body")]
    spans = tuple({"start": start, "end": end, "label": label, "evidence": "wording"} for start, end, label in ends)
    found = case(ScrubGold("site", "validation", raw, spans, (), ""), "وصل الوفد صباح الأحد ثم غادر")
    assert found.gold == "وصل الوفد\nصباح الأحد ثم غادر"
    assert (found.marks, found.lost) == ((), ())


def test_a_fault_is_no_mark():
    raw = "وصل الوفÀد صباح الأحد"
    at = raw.index("À")
    spans = ({"start": 0, "end": len(raw), "label": "body", "evidence": None},)
    found = case(ScrubGold("site", "validation", raw, spans, ({"start": at, "end": at + 1, "kind": "lost", "replacement": ""},), ""), raw)
    assert (found.marks, found.lost) == ((), ())


def test_what_a_cut_output_does_not_show_is_not_lost():
    body = "وصل الوفد صباح الأحد. " * 150
    spans = ({"start": 0, "end": len(body.strip()), "label": "body", "evidence": None},)
    answer = ScrubGold("site", "validation", body.strip(), spans, (), body.strip())
    found = case(answer, body[:2000])
    assert (found.is_cut, found.marks, found.lost) == (True, (), ())
    assert found.gold.endswith("…")
    assert case(answer, body[:1900]).lost


def test_a_repair_is_compared_letter_by_letter():
    found = case(RepairGold("kind", "validation", "", "وصل الوفد", "exact"), "وصX الوفدZ")
    assert [(found.output[start:end], kind) for start, end, kind in found.marks] == [("X", INVENTED), ("Z", INVENTED)]
    assert [found.gold[start:end] for start, end, _ in found.lost] == ["ل"]


@given(st.text(alphabet="وصل الفدشركن\nX", max_size=80))
def test_marks_are_in_order_inside_the_text_and_never_on_space_alone(output):
    found = case(gold(), output)
    for text, marks in ((found.output, found.marks), (found.gold, found.lost)):
        at = 0
        for start, end, _ in marks:
            assert at <= start < end <= len(text)
            assert not text[start].isspace()
            assert not text[end - 1].isspace()
            at = end


def test_pages_of_test_are_counted_and_not_shown(three):
    data = data_of(built(three))
    for entry in data["entries"].values():
        assert all(not case["id"].startswith("test") for case in entry["cases"])
    no_share = data["entries"]["scrub/no-share/as-shipped"]
    # All pages are alike bad: the worst are the first of five sites, of which two are of test.
    assert [case["id"] for case in no_share["cases"]] == ["again-0/0", "again-1/0", "again-2/0"]
    assert no_share["hidden"] == 2
    assert "test-" not in json.dumps(data["golds"])


# One file that stands for itself.
def test_the_page_loads_nothing_and_runs_only_its_own_script(three):
    three.add("no-tatweel", lambda text: text, track="repair")
    text = built(three)
    read = Tags(text)
    assert (read.open, read.loading) == ([], [])
    assert {"img", "link", "iframe", "a", "object"}.isdisjoint(read.tags)
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'\"" in text
    assert "http://" not in text
    assert "https://" not in text
    assert "url(" not in text


def test_what_a_tool_gives_or_is_called_is_escaped(scored):
    scored.add(f"tool{HOSTILE}".replace("/", "\N{FULLWIDTH SOLIDUS}"), lambda _: HOSTILE, version="<b>")
    text = built(scored)
    read = Tags(text)
    assert read.open == []
    assert read.tags.count("script") == 2
    assert {"img", "b"}.isdisjoint(read.tags)
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in text.partition('id="data">')[0]


def test_leak_rates_by_class_are_those_of_the_ranking(three):
    leaks = data_of(built(three))["entries"]["scrub/no-share/as-shipped"]["leaks"]
    assert leaks == {"outside": {"related": 1, "share": 0}, "with-naqi": {"related": 1, "share": 0}}


# In a browser.
def rows():
    return "Array.from(document.querySelectorAll('section[data-track]:not([hidden]) tr[data-key]:not([hidden]) .tool'), button => button.textContent)"


def steps(*actions):
    pick = 'const pick = (name, value) => document.querySelector(`[name=${name}][value="${value}"]`).click()'
    return f"(() => {{ {'; '.join([pick, *actions])} }})()"


@pytest.fixture
def file(three, tmp_path):
    three.add("no-tatweel", lambda text: text.replace("ـ", ""), track="repair")
    path = tmp_path / "index.html"
    path.write_text(built(three), "utf-8")
    return path


@pytest.mark.browser
def test_filters_leave_what_they_say(file, look):
    found = look(
        file,
        steps(
            f"const seen = [{rows()}]",
            f"pick('scope', 'with-naqi'); seen.push({rows()})",
            f"pick('standing', 'control'); pick('standing', 'outside'); seen.push({rows()})",
            f"pick('track', 'repair'); seen.push({rows()})",
            "return [...seen, document.getElementById('nothing').hidden]",
        ),
    )
    assert found == [["long-lines", "no-share", "everything"], ["long-lines", "no-share", "naqi", "everything"], ["naqi"], [], False]


@pytest.mark.browser
def test_columns_sort_both_ways_and_by_class(file, look):
    found = look(
        file,
        steps(
            "const head = document.querySelector('section:not([hidden]) th[data-metric=leak_rate]')",
            f"head.querySelector('button').click(); const seen = [[head.ariaSort, {rows()}]]",
            f"head.querySelector('button').click(); seen.push([head.ariaSort, {rows()}])",
            "const choice = document.querySelector('[name=class]'); choice.value = 'share'; choice.dispatchEvent(new Event('change', {bubbles: true}))",
            f"seen.push([head.querySelector('small').textContent, {rows()}])",
            "seen.push(Array.from(document.querySelectorAll('section:not([hidden]) td[data-metric=leak_rate]'), cell => cell.textContent))",
            "return seen",
        ),
    )
    assert found[0] == ["ascending", ["long-lines", "no-share", "everything"]]
    assert found[1] == ["descending", ["everything", "no-share", "long-lines"]]
    assert found[2][0] == "share"
    assert found[2][1][0] == "everything"
    assert found[3] == ["1.000", "0.000", "0.000"]


@pytest.mark.browser
def test_a_tool_shows_its_worst_pages_beside_the_gold(file, look):
    found = look(
        file,
        steps(
            "document.querySelector('tr[data-key=\"scrub/no-share/as-shipped\"] .tool').click()",
            "const worst = document.getElementById('worst'), quotes = worst.querySelectorAll('blockquote')",
            "return [worst.hidden, document.activeElement === worst.querySelector('h2'), getComputedStyle(quotes[0]).direction, quotes[0].textContent,"
            " Array.from(quotes[1].querySelectorAll('mark'), mark => [mark.className, mark.textContent])]",
        ),
    )
    assert found[:3] == [False, True, "rtl"]
    assert found[3].startswith("وصل الوفد")
    assert found[4] == [["optional", "عنوان الخبر"], ["leaked", "اقرأ أيضا"]]


@pytest.mark.browser
def test_it_is_arabic_and_right_to_left_until_english_is_asked_for(file, look):
    state = (
        "[document.documentElement.lang, getComputedStyle(document.body).direction, document.title,"
        " document.querySelector('h1').innerText, document.querySelector('option').textContent]"
    )
    found = look(file, steps(f"const before = {state}", "document.getElementById('language').click()", f"return [before, {state}]"))
    assert found[0] == ["ar", "rtl", "ترتيب أدوات تنقية الأخبار العربية", "ترتيب أدوات تنقية الأخبار العربية", "كل الأصناف"]
    assert found[1] == ["en", "ltr", "Cleaners of Arabic news, ranked", "Cleaners of Arabic news, ranked", "all classes"]


@pytest.mark.browser
def test_what_a_tool_gave_runs_nothing_in_a_browser(scored, tmp_path, look):
    scored.add("tool", lambda _: HOSTILE)
    path = tmp_path / "index.html"
    path.write_text(built(scored), "utf-8")
    title, images, shown = look(
        path,
        steps(
            "document.querySelector('.tool').click()", "return [document.title, document.images.length, document.querySelectorAll('blockquote')[1].textContent]"
        ),
    )
    assert (title, images) == ("ترتيب أدوات تنقية الأخبار العربية", 0)
    # The answer comes through a page itself, where an entity is what it stands for.
    assert shown == unescape(HOSTILE).replace("\N{RIGHT-TO-LEFT OVERRIDE}", "<U+202E>")


@pytest.mark.browser
def test_all_can_be_reached_by_keyboard_and_nothing_overflows(file, look):
    found = look(
        file,
        "[Array.from(document.querySelectorAll('button, select, input, .scroll')).every(one => one.tabIndex >= 0),"
        " document.documentElement.scrollWidth <= document.documentElement.clientWidth,"
        " Array.from(document.querySelectorAll('thead th')).every(head => head.querySelector('button').innerText || head.closest('[hidden]'))]",
    )
    assert found == [True, True, True]
