"""Sites: what a broken one is refused for, and what scrapers and labels make of a good one."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest

from naqi_dataset.articles import DESKS, Article, SourceError, parse_article
from naqi_dataset.sites import pages, scrapes
from naqi_dataset.sites.marks import Marker, MarkError, Piece, runs, strip
from naqi_dataset.sites.model import Site, parse_site, read_sites
from naqi_dataset.sites.novelty import Inventory
from naqi_dataset.sites.render import Deck, render
from naqi_dataset.sites.scrapers import scrape

HEAD = """name = "منبر الوادي"
split = "train"
family = "blog"
lineage = "magazine"
region = "egypt"
encoding = "utf-8"
declared = "utf-8"
url = "https://www.minbar.example"
digits = "arabic"
months = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
date_format = "{day} {month} {year}"
container = "//div[@class='post']"
scrapers = ["visible", "paragraphs", "container", "autoblog", "feed", "paste"]

[categories]
"""
PHRASE = """
[[furniture]]
id = "{id}"
class = "{label}"
evidence = "wording"
place = "{place}"
rate = {rate}
variants = ["{text}"]
"""
TEMPLATE = """<!DOCTYPE html><html lang="ar"><head><title>{{ plain_title }}</title><script>var hidden = "سر";</script></head><body>
{% for f in slot('top') %}<nav>{{ f }}</nav>{% endfor %}
<div class="post"><h1>{{ title }}</h1>
{% for p in paragraphs %}<p>{{ p }}{% if loop.index == 1 %}{% for f in slot('glued') %}<span>{{ f }}</span>{% endfor %}{% endif %}</p>
{% if loop.index == 1 %}{% for f in slot('mid') %}<div>{{ f }}</div>{% endfor %}{% endif %}{% endfor %}
{{ item('named') }}</div>
<!-- تعليق لا يراه أحد -->
</body></html>"""

ARTICLE = """---
title: 'بلدة تفتح متحفا للفخار'
byline: null
dateline: 'قنا –'
desk: culture
genre: brief
manner: egypt
split: train
captions: []
entities: []
look_alikes: []
---

فتحت البلدة متحفا صغيرا للفخار في بيت قديم.

ويضم المتحف مئتي قطعة جمعها الأهالي في عشر سنوات.
"""


def _inventory(count: int = 40) -> str:
    phrases = [
        PHRASE.format(id="menu", label="navigation", place="top", rate=1, text="الرئيسية {number}"),
        PHRASE.format(id="more", label="related", place="mid", rate=1, text="اقرأ أيضا: {headline}"),
        PHRASE.format(id="slider", label="navigation", place="glued", rate=1, text="التالي"),
        PHRASE.format(id="named", label="tags", place="item", rate=1, text="وسوم: {topic}"),
    ]
    phrases += [PHRASE.format(id=f"rare{n}", label="follow", place="mid", rate=0.02, text=f"تابعونا {n}") for n in range(count - len(phrases))]
    return "".join(phrases)


def _source(**changes: str) -> str:
    text = HEAD + "".join(f'{desk} = "قسم"\n' for desk in DESKS) + '\n[slots]\ntopic = ["فخار"]\n' + _inventory()
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "minbar"
    path.mkdir()
    (path / "site.toml").write_text(_source(), "utf-8")
    (path / "page.html.jinja").write_text(TEMPLATE, "utf-8")
    return path


@pytest.fixture
def site(folder: Path) -> Site:
    return parse_site(folder)


@pytest.fixture
def article(tmp_path: Path) -> Article:
    path = tmp_path / "culture" / "pottery.md"
    path.parent.mkdir()
    path.write_text(ARTICLE, "utf-8")
    return parse_article(path)


@pytest.fixture
def articles(article: Article, tmp_path: Path) -> list[Article]:
    path = tmp_path / "culture" / "weaving.md"
    path.write_text(ARTICLE.replace("متحفا للفخار", "مشغلا للنسيج").replace("متحفا صغيرا للفخار", "مشغلا صغيرا للنسيج"), "utf-8")
    return [article, parse_article(path)]


HEADLINES = ["سوق السمك ينتقل", "مدرسة تزرع سطحها"]


def _labels(text: str, found: list) -> list[tuple[str, str]]:
    return [(run.piece.label, text[run.start : run.end]) for run in found]


def test_runs_follow_marks_and_an_inner_piece_interrupts_the_outer() -> None:
    marker = Marker()
    inner = marker.mark("زر", Piece("boilerplate.share", "button"))
    marked = marker.mark(f"أول {inner} ثان", Piece("body", "p0"))
    text, found = runs(f" {marked}\n", marker.pieces)
    assert text == " أول زر ثان\n"
    assert _labels(text, found) == [("body", "أول"), ("boilerplate.share", "زر"), ("body", "ثان")]
    assert strip(marked) == "أول زر ثان"


def test_text_outside_all_marks_is_refused() -> None:
    marker = Marker()
    with pytest.raises(MarkError, match="belongs to no piece"):
        runs(marker.mark("أول", Piece("body", "p0")) + " | ", marker.pieces)


def test_a_cut_piece_keeps_its_label() -> None:
    marker = Marker()
    marked = marker.mark("كلمة طويلة", Piece("body", "p0"))
    text, found = runs(marked[:5], marker.pieces)
    assert _labels(text, found) == [("body", "كلمة")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('split = "train"', 'split = "dev"', "split 'dev' is none of"),
        ('family = "blog"', 'family = "gazette"', "family 'gazette' is none of"),
        ('name = "منبر الوادي"\n', "", "must hold exactly"),
        ('"ديسمبر"]', "]", "twelve names, not 11"),
        ('culture = "قسم"\n', "", "must name each desk"),
        ('"paste"]', '"copy"]', "scraper 'copy' is none of"),
        ('class = "related"', 'class = "link"', "class 'link' is not in the taxonomy"),
        ("{topic}", "{subject}", "slot {subject} is neither built in nor a list"),
        ("rate = 0.02", "rate = 0.01", "rate 0.01 is not in .02 to 1"),
        ('id = "rare1"', 'id = "rare2"', "stands twice"),
        ('evidence = "wording"', 'evidence = "guess"', "evidence 'guess' is none of"),
        ('place = "glued"', 'place = "glued"\nplaec = "x"', "unknown key plaec"),
    ],
)
def test_a_broken_site_is_one_line_that_names_file_and_fault(folder: Path, old: str, new: str, message: str) -> None:
    text = _source()
    assert old in text
    (folder / "site.toml").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(SourceError) as error:
        parse_site(folder)
    assert str(error.value).startswith(f"{folder / 'site.toml'}: ")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_too_few_phrases_are_refused(folder: Path) -> None:
    (folder / "site.toml").write_text(_source().replace(_inventory(), _inventory(39)), "utf-8")
    with pytest.raises(SourceError, match="has 39 furniture phrases"):
        parse_site(folder)


def test_a_place_that_the_template_never_asks_for_is_refused(folder: Path, article: Article) -> None:
    (folder / "page.html.jinja").write_text(TEMPLATE.replace("slot('mid')", "slot('middle')"), "utf-8")
    with pytest.raises(SourceError, match="has no slot for place mid"):
        render(parse_site(folder), article, HEADLINES)


def test_a_lineage_in_two_splits_is_refused(folder: Path) -> None:
    other = folder.parent / "other"
    other.mkdir()
    (other / "site.toml").write_text(_source(**{'split = "train"': 'split = "test"'}), "utf-8")
    (other / "page.html.jinja").write_text(TEMPLATE, "utf-8")
    with pytest.raises(SourceError, match="lineage 'magazine' stands in two splits"):
        read_sites(folder.parent)


def test_the_published_page_has_no_marks_and_escapes_text(site: Site, article: Article) -> None:
    page = render(site, article, ["عنوان <b>مشبوه</b> & غيره"])
    assert page.html == strip(page.html)
    assert "&lt;b&gt;مشبوه&lt;/b&gt; &amp; غيره" in page.html
    assert render(site, article, ["عنوان <b>مشبوه</b> & غيره"]).marked == page.marked


def test_the_story_with_all_furniture_off_is_only_the_story(site: Site, article: Article) -> None:
    page = render(site, article, HEADLINES, only=frozenset())
    text, found = runs(scrape(page, "visible").marked, page.marker.pieces)
    assert {run.piece.label for run in found} == {"optional.title", "optional.dateline", "body"}
    assert text == "بلدة تفتح متحفا للفخار\nقنا – فتحت البلدة متحفا صغيرا للفخار في بيت قديم.\nويضم المتحف مئتي قطعة جمعها الأهالي في عشر سنوات."


def test_visible_text_holds_what_a_reader_sees_with_its_labels(site: Site, article: Article) -> None:
    page = render(site, article, HEADLINES)
    text, found = runs(scrape(page, "visible").marked, page.marker.pieces)
    labels = _labels(text, found)
    assert labels[0][0] == "boilerplate.navigation"
    assert labels[1] == ("optional.title", "بلدة تفتح متحفا للفخار")
    assert ("boilerplate.navigation", "التالي") in labels
    assert text.splitlines()[2].endswith("قديم.التالي")
    assert "سر" not in text
    assert "لا يراه أحد" not in text


def test_dates_decide_which_wording_a_page_has(folder: Path, article: Article) -> None:
    day = render(parse_site(folder), article, HEADLINES).day
    old = _source().replace('id = "more"', f'id = "more"\nuntil = {day}')
    (folder / "site.toml").write_text(old, "utf-8")
    assert not any(piece.origin == "more" for piece in render(parse_site(folder), article, HEADLINES).marker.pieces if piece.phrase in _shown(folder, article))
    (folder / "site.toml").write_text(old.replace(f"until = {day}", f"since = {day}"), "utf-8")
    assert "اقرأ أيضا: {headline}" in _shown(folder, article)
    (folder / "site.toml").write_text(old.replace(f"until = {day}", f"since = {day + dt.timedelta(1)}"), "utf-8")
    assert "اقرأ أيضا: {headline}" not in _shown(folder, article)


def _shown(folder: Path, article: Article) -> set[str | None]:
    page = render(parse_site(folder), article, HEADLINES)
    _, found = runs(scrape(page, "visible").marked, page.marker.pieces)
    return {run.piece.phrase for run in found}


def test_every_scraper_keeps_labels_and_invents_nothing(site: Site, article: Article) -> None:
    for scraper in site.scrapers:
        page = render(site, article, HEADLINES)
        text, found = runs(scrape(page, scraper).marked, page.marker.pieces)
        covered = {at for run in found for at in range(run.start, run.end)}
        assert all(character.isspace() for at, character in enumerate(text) if at not in covered)
        assert [run for run in found if run.piece.label == "body"]


def test_the_autoblog_adds_its_own_furniture(site: Site, article: Article) -> None:
    page = render(site, article, HEADLINES)
    text, found = runs(scrape(page, "autoblog").marked, page.marker.pieces)
    labels = dict(_labels(text, found))
    assert text.startswith("قسم\n\nبلدة تفتح متحفا للفخار بواسطة منبر الوادي\n\n[ad_")
    assert labels["boilerplate.title_suffix"] == "بواسطة منبر الوادي"


def test_spans_cover_every_character_that_is_not_a_separator(site: Site, articles: list[Article]) -> None:
    for row in scrapes.rows(articles, [site]):
        covered = {at for span in row["spans"] for at in range(span["start"], span["end"])}
        assert all(character.isspace() for at, character in enumerate(row["raw"]) if at not in covered)


@pytest.mark.parametrize("scraper", ["visible", "paragraphs", "container", "autoblog", "feed", "paste"])
def test_body_and_what_is_missing_are_the_article(site: Site, articles: list[Article], scraper: str) -> None:
    chosen = Site(**{**{name: getattr(site, name) for name in site.__dataclass_fields__}, "scrapers": (scraper,)})
    for row in scrapes.rows(articles, [chosen]):
        (own,) = [article for article in articles if article.id == row["article"]]
        lost = {item["paragraph"]: item["text"] for item in row["article_missing"]}
        kept = [paragraph.removesuffix(lost[number].strip()) if number in lost else paragraph for number, paragraph in enumerate(own.body)]
        assert row["body"].split() == " ".join(kept).split()


@pytest.mark.parametrize("scraper", ["container", "autoblog", "feed"])
def test_a_selector_that_went_astray_leaves_furniture_only(site: Site, articles: list[Article], scraper: str) -> None:
    fields = {name: getattr(site, name) for name in site.__dataclass_fields__}
    found = [row for number in range(60) for row in scrapes.rows(articles, [Site(**{**fields, "id": f"minbar{number}", "scrapers": (scraper,)})])]
    astray = [row for row in found if not row["body"]]
    assert 1 <= len(astray) < len(found) / 4
    for row in astray:
        (own,) = [article for article in articles if article.id == row["article"]]
        assert [lost["text"] for lost in row["article_missing"]] == list(own.body)
        assert all(span["label"].startswith("boilerplate.") for span in row["spans"])


def test_removing_inline_furniture_leaves_one_gap_and_joins_no_words() -> None:
    raw = "أول كلمة شارك ثان\nثالث"
    spans = [
        {"start": 0, "end": 8, "label": "body"},
        {"start": 9, "end": 13, "label": "boilerplate.share"},
        {"start": 14, "end": 22, "label": "body"},
    ]
    assert scrapes.body_of(raw, spans, []) == "أول كلمة ثان\n\nثالث"


def test_clean_keeps_the_first_of_each_optional_text() -> None:
    raw = "عنوان\nنص\nعنوان\nيتبع"
    spans = [
        {"start": 0, "end": 5, "label": "optional.title"},
        {"start": 6, "end": 8, "label": "body"},
        {"start": 9, "end": 14, "label": "optional.title"},
        {"start": 15, "end": 19, "label": "optional.continuation"},
    ]
    assert scrapes.clean_of(raw, spans, []) == "عنوان\n\nنص\n\nيتبع"


def test_faults_are_mended_in_the_body() -> None:
    raw = "نص مع\N{REPLACEMENT CHARACTER}وم"
    faults = [{"start": 5, "end": 6, "kind": "replacement", "replacement": "ل"}]
    assert scrapes.body_of(raw, [{"start": 0, "end": 8, "label": "body"}], faults) == "نص معلوم"


def test_spans_are_maximal_runs_with_the_hardest_evidence(site: Site) -> None:
    marker = Marker()
    head = marker.mark("الأكثر قراءة", Piece("boilerplate.related", "head", "wording", "الأكثر قراءة"))
    link = marker.mark("سوق السمك ينتقل", Piece("boilerplate.related", "link", "position", "{headline}"))
    _, found = runs(f"{head}\n{link}", marker.pieces)
    (span,) = scrapes.spans_of(found, Inventory([site]))
    assert (span["label"], span["evidence"], span["start"], span["end"]) == ("boilerplate.related", "position", 0, 28)


def test_novelty_is_relative_to_the_reference(site: Site) -> None:
    inventory = Inventory([site, site])
    assert inventory.novelty("إقرأ أيضاً: {headline}") == "string"
    assert inventory.novelty("تابعونا في كل مكان") == "cue"
    assert inventory.novelty("حمل التطبيق") == "none"


def test_pages_forbid_only_what_nobody_may_keep(site: Site, articles: list[Article]) -> None:
    article, row = articles[0], pages.rows(articles, [site])[0]
    assert row["keep"] == list(article.body)
    texts = [item["text"] for item in row["forbidden"]]
    assert len(texts) == len(set(texts))
    assert all(text not in article.text for text in texts)
    assert row["html"].decode(row["encoding"]).startswith("<!DOCTYPE html>")


def test_a_code_page_without_a_letter_gets_a_character_reference(folder: Path, articles: list[Article]) -> None:
    (folder / "site.toml").write_text(_source(**{'encoding = "utf-8"': 'encoding = "windows-1256"'}), "utf-8")
    row = pages.rows(articles, [parse_site(folder)])[0]
    assert b"&#16" in row["html"]  # Arabic-Indic digits are not in windows-1256
    assert "فتحت البلدة" in row["html"].decode("windows-1256")


def test_nothing_depends_on_the_state_of_chance(site: Site, articles: list[Article]) -> None:
    random.seed(1)
    first = scrapes.rows(articles, [site])
    random.seed(2)
    assert scrapes.rows(articles, [site]) == first


def test_a_deck_repeats_nothing_while_there_is_enough() -> None:
    deck = Deck(["أ", "ب", "ج"], random.Random("deck"))
    drawn = [deck.draw() for _ in range(8)]
    assert sorted(drawn[:3]) == sorted(drawn[3:6]) == ["أ", "ب", "ج"]
    assert len(set(drawn[6:])) == 2
    again = Deck(["أ", "ب", "ج"], random.Random("deck"))
    assert [again.draw() for _ in range(8)] == drawn


def test_a_phrase_with_a_count_draws_other_variants_and_slot_values_each_time(folder: Path, article: Article) -> None:
    text = (folder / "site.toml").read_text("utf-8")
    phrase = PHRASE.format(id="reply", label="comment", place="mid", rate=1, text="قول {topic}").replace(
        'variants = ["قول {topic}"]', 'variants = ["قول {topic}", "رد {topic}"]'
    )
    text = text.replace('topic = ["فخار"]', 'topic = ["فخار", "نسيج", "خشب", "زجاج", "نحاس"]').replace(
        "[[furniture]]", phrase + "count = [4, 4]\n\n[[furniture]]", 1
    )
    (folder / "site.toml").write_text(text, "utf-8")
    page = render(parse_site(folder), article, HEADLINES)
    shown = [piece.phrase for piece in page.marker.pieces if piece.origin == "reply"]
    assert sorted(shown[:2]) == sorted(shown[2:]) == ["رد {topic}", "قول {topic}"]
    found = scrape(page, "visible").marked
    replies = [line for line in strip(found).splitlines() if line.startswith(("قول ", "رد "))]
    assert len({line.split()[1] for line in replies}) == len(replies) == 4
    assert render(parse_site(folder), article, HEADLINES).html == page.html
