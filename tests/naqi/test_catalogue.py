"""The rule catalogue is generated; stale fails."""

from __future__ import annotations

from pathlib import Path

from naqi.report.catalogue import catalogue, page
from naqi.rules.registry import BY_CODE, RULES


def test_the_committed_catalogue_is_what_the_rules_say(root: Path) -> None:
    assert (root / "checks" / "README.md").read_text("utf-8") == catalogue(), "stale: naqi rules --format markdown > checks/README.md"


def test_every_rule_has_the_anchor_that_findings_link_to() -> None:
    headings = {line.lstrip("# ").lower().replace(" ", "-") for line in catalogue().splitlines() if line.startswith("### ")}
    assert {rule.url.partition("#")[2] for rule in RULES} == headings


def test_a_page_shows_all_sections_in_order() -> None:
    text = page(BY_CODE["BP101"])
    assert text.startswith("# BP101 ad-marker\n")
    headings = [line[3:] for line in text.splitlines() if line.startswith("## ")]
    assert headings == ["What it finds", "Why it is bad", "Example", "Clean", "When it is right to ignore", "References"]
