"""Pages of different splits that are one template under two names."""

from __future__ import annotations

from typing import Any

from naqi_dataset.verify.splits import Placed
from naqi_dataset.verify.templates import selectors, template_faults


def _page(split: str, site: str, names: list[str], number: int = 0) -> Placed:
    html = "".join(f'<div class="{name} post-{number}" id={name}-{number}>' for name in names).encode()
    row: dict[str, Any] = {"id": f"{site}/{number}", "site": site, "html": html, "split": split}
    return Placed("pages", split, row)


NAMES = [f"block{letter}" for letter in "abcdefghijklmno"]
OTHERS = [f"module{letter}" for letter in "abcdefghijklmno"]


def test_selectors_are_names_of_classes_and_ids_in_tags() -> None:
    page = b"""<p CLASS='a b' data-class="c"><i id=x1></i><i id="x22">class="d" <!-- class="e" --></p><script>var s = 'class="f"';</script>"""
    assert selectors(page) == {b"class=a", b"class=b", b"id=x0"}


def test_a_copied_template_is_a_fault_across_splits_only() -> None:
    pages = [_page("train", "north", NAMES), _page("train", "north", NAMES, 7)]
    assert list(template_faults([*pages, _page("train", "south", NAMES)])) == []
    (fault,) = template_faults([*pages, _page("test", "south", NAMES)])
    assert str(fault) == "pages/test: site south has the template of north of train: they share 100% of their class and id selectors"


def test_an_edited_copy_is_one_and_a_shared_system_is_not() -> None:
    pages = [_page("train", "north", NAMES)]
    assert len(list(template_faults([*pages, _page("test", "south", [*NAMES[:8], *OTHERS[:7]])]))) == 1
    assert list(template_faults([*pages, _page("test", "south", [*NAMES[:5], *OTHERS[:10]])])) == []


def test_a_handful_of_names_tells_nothing() -> None:
    assert list(template_faults([_page("train", "north", NAMES[:4]), _page("test", "south", NAMES[:4])])) == []
