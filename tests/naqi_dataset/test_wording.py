"""Which wordings are a site's own: what counts as the same wording, what is nobody's own, and the list of what every site may print."""

from __future__ import annotations

from pathlib import Path

import pytest

from naqi_dataset.articles import SourceError
from naqi_dataset.sites.model import read_sites
from naqi_dataset.sites.wording import SHARED, key, own_wordings, read_shared


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إقرأ أيضاً على {site}", "اقرأ ايضا على"),
        ("تابعوا أخبار {site} أينما كنتم", "- تابعوا أخبارَ أينما كنتم! 🔔"),
        ("زمن القراءة التقريبي: 4 دقائق", "زمن القراءة التقريبي 12 دقائق"),
        ("Dans la même rubrique", "DANS LA MÊME RUBRIQUE :"),
    ],
)
def test_spelling_marks_digits_and_slots_do_not_make_another_wording(one: str, other: str) -> None:
    assert key(one) == key(other) is not None


def test_another_word_or_order_makes_another_wording() -> None:
    assert len({key("تابعوا أخبارنا هنا"), key("تابعوا أخبارنا الآن"), key("أخبارنا تابعوا هنا")}) == 3


@pytest.mark.parametrize("wording", ["طباعة", "اقتصاد", "أخبار ذات", "{headline} ({number})", "00:00 / {length}", "- إعلان -", "<!-- -->"])
def test_one_or_two_words_are_nobodys_own(wording: str) -> None:
    assert key(wording) is None


def _list(tmp_path: Path, text: str) -> Path:
    path = tmp_path / SHARED
    path.write_text(text, "utf-8")
    return path


def test_the_list_has_comments(tmp_path: Path) -> None:
    found = read_shared(_list(tmp_path, "# ووردبريس\n#\n\nلن يتم نشر عنوان بريدك  # النواة\nغرّد #وسم الخبر الآن\n"))
    # A hashtag is no comment.
    assert found == {key("لن يتم نشر عنوان بريدك"), key("غرّد #وسم الخبر الآن")}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("مشاركة الخبر\n", "line 1: 'مشاركة الخبر' has fewer than 3 words"),
        ("شارك مع أصدقائك\n# ثم\nشارك مع اصدقائك!\n", "line 3: 'شارك مع اصدقائك!' is listed twice"),
    ],
)
def test_a_broken_list_is_one_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message) as error:
        read_shared(_list(tmp_path, text))
    assert "\n" not in str(error.value)


def test_a_missing_list_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_shared(tmp_path / SHARED)


def test_strips_are_cut_into_items_and_slots_have_wordings(root: Path) -> None:
    site = next(
        site for site in read_sites(root / "dataset" / "sources" / "sites") if any("¦" in variant for phrase in site.furniture for variant in phrase.variants)
    )
    found = list(own_wordings(site))
    assert all("¦" not in wording for _, wording, _ in found)
    assert any(place.startswith("slot ") for place, _, _ in found)


def test_the_shipped_list_reads(root: Path) -> None:
    assert key("لن يتم نشر عنوان بريدك الإلكتروني") in read_shared(root / "dataset" / "sources" / SHARED)
