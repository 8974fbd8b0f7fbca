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
    bp107_file_name,
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
    bp609_headline_ticker,
)
from naqi.rules.corpus import (
    cp101_repeated_line,
    cp201_duplicate_text,
    cp202_near_duplicate_text,
    cp301_split_leak,
    cp302_near_split_leak,
    cp401_duplicate_id,
    cp501_length_distribution,
    cp502_label_distribution,
)
from naqi.rules.encoding import (
    en101_replacement_character,
    en102_question_marks,
    en103_lost_space,
    en104_run_together,
    en201_mojibake_cp1252,
    en202_mojibake_cp1256,
    en203_mojibake_twice,
    en204_mojibake_cp1256_as_cp1252,
    en205_mojibake_cp1256_as_iso8859_6,
    en206_utf16_as_utf8,
    en207_bom_misread,
    en301_unicode_escape,
    en302_percent_escape,
    en401_presentation_form,
    en402_visual_order,
    en403_decomposed_letter,
    en404_stretched_words,
    en405_keyboard_letter,
    en406_private_use_character,
    en501_control_character,
    en502_invisible_in_word,
    en503_invisible_between_words,
    en504_bom_inside,
    en505_bidi_embedding,
    en506_unbalanced_bidi,
    en507_no_break_spaces,
    en901_mild_tatweel,
    en902_mixed_digits,
    en903_persian_digits,
)
from naqi.rules.model import Rule
from naqi.rules.source import sf101_source_line, sf102_source_affix
from naqi.rules.text import (
    tx001_blank_text,
    tx101_doubled_stop,
    tx102_repeated_paragraph,
    tx103_cut_off_end,
    tx201_unbalanced_quotation,
    tx301_other_language,
    tx302_too_short,
    tx401_hard_wraps,
    tx402_broken_word,
    tx501_byline,
    tx502_dateline,
    tx503_sign_off,
    tx504_continuation,
    tx505_subheading,
    tx901_latin_comma,
    tx902_tight_stop,
    tx903_heh_for_teh_marbuta,
    tx904_two_sets_of_digits,
)

RULES: Final[tuple[Rule, ...]] = (
    bp101_ad_marker.RULE,
    bp102_shortcode.RULE,
    bp103_html_tag.RULE,
    bp104_html_entity.RULE,
    bp105_script_residue.RULE,
    bp106_advert_text.RULE,
    bp107_file_name.RULE,
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
    bp609_headline_ticker.RULE,
    cp101_repeated_line.RULE,
    cp201_duplicate_text.RULE,
    cp202_near_duplicate_text.RULE,
    cp301_split_leak.RULE,
    cp302_near_split_leak.RULE,
    cp401_duplicate_id.RULE,
    cp501_length_distribution.RULE,
    cp502_label_distribution.RULE,
    en101_replacement_character.RULE,
    en102_question_marks.RULE,
    en103_lost_space.RULE,
    en104_run_together.RULE,
    en201_mojibake_cp1252.RULE,
    en202_mojibake_cp1256.RULE,
    en203_mojibake_twice.RULE,
    en204_mojibake_cp1256_as_cp1252.RULE,
    en205_mojibake_cp1256_as_iso8859_6.RULE,
    en206_utf16_as_utf8.RULE,
    en207_bom_misread.RULE,
    en301_unicode_escape.RULE,
    en302_percent_escape.RULE,
    en401_presentation_form.RULE,
    en402_visual_order.RULE,
    en403_decomposed_letter.RULE,
    en404_stretched_words.RULE,
    en405_keyboard_letter.RULE,
    en406_private_use_character.RULE,
    en501_control_character.RULE,
    en502_invisible_in_word.RULE,
    en503_invisible_between_words.RULE,
    en504_bom_inside.RULE,
    en505_bidi_embedding.RULE,
    en506_unbalanced_bidi.RULE,
    en507_no_break_spaces.RULE,
    en901_mild_tatweel.RULE,
    en902_mixed_digits.RULE,
    en903_persian_digits.RULE,
    sf101_source_line.RULE,
    sf102_source_affix.RULE,
    tx001_blank_text.RULE,
    tx101_doubled_stop.RULE,
    tx102_repeated_paragraph.RULE,
    tx103_cut_off_end.RULE,
    tx201_unbalanced_quotation.RULE,
    tx301_other_language.RULE,
    tx302_too_short.RULE,
    tx401_hard_wraps.RULE,
    tx402_broken_word.RULE,
    tx501_byline.RULE,
    tx502_dateline.RULE,
    tx503_sign_off.RULE,
    tx504_continuation.RULE,
    tx505_subheading.RULE,
    tx901_latin_comma.RULE,
    tx902_tight_stop.RULE,
    tx903_heh_for_teh_marbuta.RULE,
    tx904_two_sets_of_digits.RULE,
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


def _covered(selector: str) -> set[str]:
    """Codes of all rules that a selector covers: what it takes away where it is ignored."""
    if selector.upper() == "ALL":
        return set(BY_CODE)
    codes = {code for code in BY_CODE if selector and code.startswith(selector.upper())}
    if selector.lower() in BY_NAME:
        codes.add(BY_NAME[selector.lower()].code)
    if not codes:
        raise UnknownRuleError(_unknown(selector))
    return codes


def _chosen(selector: str) -> set[str]:
    """Codes of the rules that a selector adds to a selection."""
    codes = _covered(selector)
    if selector.upper() in {"ALL", *BY_CODE} or selector.lower() in BY_NAME:
        return codes
    return {code for code in codes if BY_CODE[code].on_by_default} or codes


def select(chosen: Iterable[str] = (), extended: Iterable[str] = (), ignored: Iterable[str] = ()) -> tuple[Rule, ...]:
    """Rules of a selection, in registry order: (`chosen`, or all on by default) and `extended`, without `ignored`.

    A selector is a code ("BP101"), the beginning of codes ("BP", "BP1"), a name ("ad-marker") or "ALL". The beginning of codes chooses those
    of its rules that are on by default, or all of them where none is ("CP", "TX9"); it ignores all of them.

    Raises UnknownRuleError. May return no rule: whoever runs a selection refuses an empty one.
    """
    chosen = tuple(chosen)
    codes = {rule.code for rule in RULES if rule.on_by_default} if not chosen else set[str]().union(*map(_chosen, chosen))
    codes |= set[str]().union(*map(_chosen, extended))
    codes -= {rule.code for rule in covered(ignored)}
    return tuple(rule for rule in RULES if rule.code in codes)


def covered(selectors: Iterable[str]) -> frozenset[Rule]:
    """All rules that selectors cover, on by default or not.

    Raises UnknownRuleError.
    """
    return frozenset(BY_CODE[code] for selector in selectors for code in _covered(selector))
