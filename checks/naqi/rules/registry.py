"""The registry of rules: one explicit literal. A rule that is not listed here does not exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Final

from naqi.rules.boilerplate import (
    bp101_ad_marker,
    bp102_shortcode,
    bp103_html_tag,
    bp104_html_entity,
    bp105_script_residue,
    bp106_advert_text,
    bp201_category_line,
    bp202_title_source,
    bp203_timestamp_line,
    bp204_reading_time,
    bp301_photo_caption,
    bp302_photo_credit,
    bp401_related_link,
    bp402_share_buttons,
    bp403_follow_us,
    bp404_tag_list,
    bp405_truncated_teaser,
    bp406_source_link,
    bp407_author_biography,
    bp408_embed_residue,
    bp501_comment_form,
    bp502_newsletter,
    bp503_app_promotion,
    bp504_author_contact,
    bp505_cookie_notice,
    bp506_paywall_notice,
    bp507_reader_comment,
    bp508_poll_widget,
    bp601_navigation,
    bp602_copyright_notice,
    bp603_disclaimer,
    bp604_translation_notice,
    bp605_machine_notice,
    bp606_site_widget,
    bp607_page_tool,
    bp608_stray_line,
)
from naqi.rules.encoding import en101_replacement_character, en201_mojibake_cp1252, en202_mojibake_cp1256
from naqi.rules.model import Rule
from naqi.rules.text import tx001_blank_text, tx101_doubled_stop

RULES: Final[tuple[Rule, ...]] = (
    bp101_ad_marker.RULE,
    bp102_shortcode.RULE,
    bp103_html_tag.RULE,
    bp104_html_entity.RULE,
    bp105_script_residue.RULE,
    bp106_advert_text.RULE,
    bp201_category_line.RULE,
    bp202_title_source.RULE,
    bp203_timestamp_line.RULE,
    bp204_reading_time.RULE,
    bp301_photo_caption.RULE,
    bp302_photo_credit.RULE,
    bp401_related_link.RULE,
    bp402_share_buttons.RULE,
    bp403_follow_us.RULE,
    bp404_tag_list.RULE,
    bp405_truncated_teaser.RULE,
    bp406_source_link.RULE,
    bp407_author_biography.RULE,
    bp408_embed_residue.RULE,
    bp501_comment_form.RULE,
    bp502_newsletter.RULE,
    bp503_app_promotion.RULE,
    bp504_author_contact.RULE,
    bp505_cookie_notice.RULE,
    bp506_paywall_notice.RULE,
    bp507_reader_comment.RULE,
    bp508_poll_widget.RULE,
    bp601_navigation.RULE,
    bp602_copyright_notice.RULE,
    bp603_disclaimer.RULE,
    bp604_translation_notice.RULE,
    bp605_machine_notice.RULE,
    bp606_site_widget.RULE,
    bp607_page_tool.RULE,
    bp608_stray_line.RULE,
    en101_replacement_character.RULE,
    en201_mojibake_cp1252.RULE,
    en202_mojibake_cp1256.RULE,
    tx001_blank_text.RULE,
    tx101_doubled_stop.RULE,
)

BY_CODE: Final = {rule.code: rule for rule in RULES}
BY_NAME: Final = {rule.name: rule for rule in RULES}


class UnknownRuleError(ValueError):
    """A selector names no rule. The message says which selector and what was probably meant."""


def rule_of(selector: str) -> Rule:
    """The rule with a code or a name, in any case.

    Raises UnknownRuleError.
    """
    rule = BY_CODE.get(selector.upper()) or BY_NAME.get(selector.lower())
    if rule is None:
        raise UnknownRuleError(_unknown(selector))
    return rule


def _unknown(selector: str) -> str:
    known = [*BY_CODE, *BY_NAME]
    # Codes are short: two letters of five are near.
    near = difflib.get_close_matches(selector.lower(), known, 1, 0.6) or difflib.get_close_matches(selector.upper(), known, 1, 0.35)
    hint = f"did you mean {near[0]}?" if near else "`naqi rules` lists all"
    return f"unknown rule {selector!r}: {hint}"


def _matching(selector: str) -> set[str]:
    if selector.upper() == "ALL":
        return set(BY_CODE)
    codes = {code for code in BY_CODE if selector and code.startswith(selector.upper())}
    if selector.lower() in BY_NAME:
        codes.add(BY_NAME[selector.lower()].code)
    if not codes:
        raise UnknownRuleError(_unknown(selector))
    return codes


def select(chosen: Iterable[str] = (), extended: Iterable[str] = (), ignored: Iterable[str] = ()) -> tuple[Rule, ...]:
    """Rules of a selection, in registry order: (`chosen`, or all on by default) and `extended`, without `ignored`.

    A selector is a code ("BP101"), the beginning of codes ("BP", "BP1"), a name ("ad-marker") or "ALL".

    Raises UnknownRuleError. May return no rule: whoever runs a selection refuses an empty one.
    """
    chosen = tuple(chosen)
    codes = {rule.code for rule in RULES if rule.on_by_default} if not chosen else set[str]().union(*map(_matching, chosen))
    codes |= set[str]().union(*map(_matching, extended))
    codes -= set[str]().union(*map(_matching, ignored))
    return tuple(rule for rule in RULES if rule.code in codes)
