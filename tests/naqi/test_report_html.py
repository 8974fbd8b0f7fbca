"""The HTML report: one file that stands for itself, escapes what a corpus holds, and shows it right to left."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from naqi.cli import main

HOSTILE = "<img src=x.png onerror=\"document.title='owned'\"></blockquote><script>document.title='owned'</script>&amp;\N{RIGHT-TO-LEFT OVERRIDE}"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--isolated", *arguments], catch_exceptions=False)


def write(path: str, *texts: Any, ids: tuple[str, ...] = ()) -> None:
    names = ids or tuple(f"a-{number}" for number in range(len(texts)))
    Path(path).write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in zip(names, texts, strict=True)), "ascii")


class Tags(HTMLParser):
    """Counts tags and the attributes that load something, and holds that what is opened is closed."""

    VOID = frozenset({"meta"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.loading: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loading += [name for name, _ in attrs if name in {"src", "href", "action", "style"} or name.startswith("on")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_same_page_on_standard_output_and_in_a_file() -> None:
    write("a.jsonl", "نعم.\n[ad_1]")
    result = check("a.jsonl", "--format", "html", "--report", "html=page.html")
    assert result.exit_code == 1
    assert Path("page.html").read_text("utf-8") == result.stdout


def test_what_a_corpus_holds_is_escaped(folder: Path) -> None:
    write("<i>.jsonl", f"نعم.\n[ad_1] {HOSTILE}\n[ad_2]", None, ids=(f"<b>{HOSTILE}", "b"))
    page = check(str(folder / "<i>.jsonl"), "--format", "html").stdout
    read = Tags(page)
    assert read.open == []
    assert {"img", "script", "b", "i", "iframe", "link"}.isdisjoint(read.tags)
    assert read.loading == []
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in page
    assert "&lt;U+202E&gt;" in page
    assert read.tags.count("mark") == len(re.findall('class="finding"', page)) - 1  # a null has no text to mark


def test_the_page_forbids_itself_to_load_or_run_anything() -> None:
    write("a.jsonl", "نعم.")
    page = check("a.jsonl", "--format", "html").stdout
    assert "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">" in page
    assert "url(" not in page
    assert "@import" not in page


def test_it_says_what_the_table_says() -> None:
    write("a.jsonl", "نعم.\n[ad_1]", "نعم. .", "[ad_2]")
    Path("b.txt").write_text("نعم.\n\n[ad_3]\n", "utf-8")
    page = check("a.jsonl", "b.txt", "missing.txt", "--format", "html", "--select", "BP101,TX101").stdout
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "1 problem: not everything could be checked. 3 errors and 1 warning in 4 documents" in words
    assert "missing.txt: " in words
    assert "3 BP101 ad-marker error" in words
    assert "a.jsonl, line 1 (a-0) 2:1 BP101 ad-marker" in words
    assert "b.txt 3:1 BP101 ad-marker" in words
    assert words.index("a.jsonl, line 1") < words.index("a.jsonl, line 2") < words.index("b.txt 3:1")


def test_findings_beyond_the_most_to_show_are_counted() -> None:
    write("a.jsonl", *["[ad_1]"] * 7)
    page = check("a.jsonl", "--format", "html", "--max-findings", "3").stdout
    assert page.count("<mark>") == 3
    assert "4 more findings are not shown" in page
    assert "7 errors" in page
    assert check("a.jsonl", "--format", "html", "--max-findings", "0").stdout.count("<mark>") == 7


def test_a_clean_corpus_has_a_short_page() -> None:
    write("a.jsonl", "نعم.")
    page = check("a.jsonl", "--format", "html").stdout
    assert '<p class="verdict good">Clean: no finding in 1 document, 4 characters.</p>' in page
    assert "<h2" not in page


@pytest.mark.browser
def test_a_browser_shows_arabic_right_to_left_and_runs_nothing(folder: Path, look: Any) -> None:
    write("a.jsonl", f"قال الوزير نعم.\n[ad_1] {HOSTILE}", "وصل الوفد صباح الأحد.\n[ad_2]", ids=(HOSTILE, "b"))
    check("a.jsonl", "--report", "html=page.html")
    title, foreign, direction, mark, overflow = look(
        folder / "page.html",
        "[document.title, document.querySelectorAll('img, body script:not(:last-child)').length,"
        " getComputedStyle(document.querySelector('blockquote')).direction, document.querySelector('mark').textContent,"
        " document.documentElement.scrollWidth <= document.documentElement.clientWidth]",
    )
    assert (title, foreign, direction, mark, overflow) == ("naqi check", 0, "rtl", "[ad_1]", True)
