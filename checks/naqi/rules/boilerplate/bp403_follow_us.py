"""A call to follow the outlet.

## What it finds
Lines that open with a call to follow (`تابعونا على`, `انضم إلى قناتنا على`) or consist of one, and sentences that ask the reader to follow the
outlet's channel or page, wherever they stand unquoted. A call whose signs are lost (`تابعوا … على:`).

## Why it is bad
It advertises the outlet in every story.

## Example
    انتهت المباراة بالتعادل بعد شوطين متكافئين شهدا فرصا كثيرة للفريقين.

    ⟦تابعونا على فيسبوك وتويتر⟧

## Clean
    وقال المدرب: "تابعونا في المباراة المقبلة وسترون فريقا مختلفا"، ثم غادر القاعة.

## When it is right to ignore
In stories about campaigns, when the call is what is reported and is not in quotation marks.

## References
Foot lines of Arabic sites and channels.
"""

from __future__ import annotations

from naqi.rules import lexicon
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import NOT_REPORTED, NOT_TOLD, every_shape, framed
from naqi.rules.story import NOT_GOING_ON, NOT_SHOWN, NOTHING_TOLD_BEHIND
from naqi.scan.cues import NO_SENTENCE, NO_STOP, OUTSIDE_BODY, UNQUOTED, Cue, Extent, words_at_most
from naqi.scan.frames import HANDLE, URL

_NETWORKS = lexicon.alternation("networks.term")

RULE = Rule(
    code="BP403",
    name="follow-us",
    label="boilerplate.follow",
    severity=Severity.ERROR,
    message="call to follow the outlet",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("follow"),
        Cue(
            pattern=r"(?:تابعونا|تابعنا|تابعوا|تابعينا|انضموا|انضم|اشتركوا|اشترك|زوروا|اعثروا علينا|follow us) (?:أيضا |إلينا |معنا |الآن )?(?:على|عبر|في|إلى|on) ?:? ?"
            rf"(?:منصة |منصات |تطبيق |شبكة |شبكات |صفحتنا|صفحاتنا|قناتنا|قنواتنا|حسابنا|حساباتنا|مواقع التواصل|وسائل التواصل|{_NETWORKS})",
            where=(words_at_most(30), NOT_REPORTED, UNQUOTED, NOT_SHOWN, NOT_GOING_ON, NOTHING_TOLD_BEHIND),
            extent=Extent.FURNITURE,
        ),
        framed("join network", "channel joint click piece mailing share-beside", NO_SENTENCE, NOT_TOLD, strangers=5, opens=True, least=2, most=20),
        framed("join channel click", "network joint piece mailing share-beside", NO_SENTENCE, NOT_TOLD, strangers=5, most=20),
        framed("channel network click", "join joint piece mailing share-beside subscribe-beside", NO_SENTENCE, NOT_TOLD, strangers=5, most=18),
        framed("join channel network", "joint click piece mailing share-beside subscribe-beside", NO_STOP, NOT_TOLD, strangers=5, most=18),
        framed(("join", URL), "channel network joint click piece mailing", NO_STOP, strangers=4, most=14),
        framed(("join", HANDLE), "channel network joint click piece mailing", NO_STOP, strangers=4, most=14),
        framed(("channel", URL), "join network joint click piece", NO_STOP, strangers=4, most=14),
        framed(("channel", HANDLE), "join network joint click piece", NO_STOP, strangers=4, most=14),
        framed(("network", URL), "channel join joint click piece", NO_STOP, strangers=2, most=10),
        framed("join channel mailing", "network joint click piece share-beside subscribe-beside us", NO_SENTENCE, NOT_TOLD, strangers=4, most=18),
        framed("join us", "channel network joint click piece mailing share-beside", NO_STOP, NOT_TOLD, strangers=4, most=14),
        framed(
            "channel network",
            "join joint click piece mailing share-beside subscribe-beside",
            NO_STOP,
            NOT_TOLD,
            strangers=2,
            opens=True,
            least=3,
            most=10,
        ),
        framed("join network", "channel joint click us about", NO_STOP, NOT_TOLD, strangers=1, least=3, most=12),
        framed("join channel", "joint us", NO_STOP, OUTSIDE_BODY, least=2, most=5),
        framed("join channel", "joint us subscribe-beside mailing subscribe", NO_STOP, NOT_TOLD, opens=True, least=3, most=12),
        # "Follow" and a name, and behind it the row of signs that a scrape does not keep.
        Cue(
            pattern=r"(?m)^[ •]*(?:تابعوا|تابعونا|تابع|تابعنا|تجدوننا|شاركونا)(?: [^ \n.:]+){0,3} (?:على|عبر) ?:?[ •]*$",
            short=True,
            where=(words_at_most(6), UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
