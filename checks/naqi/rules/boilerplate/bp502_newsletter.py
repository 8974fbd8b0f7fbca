"""A form or prompt to subscribe, to allow notifications or to log in.

## What it finds
Newsletter prompts (`اشترك في النشرة البريدية`), form fields (`أدخل بريدك الإلكتروني`), push notifications (`فعّل الإشعارات`), and log-in labels
(`تسجيل الدخول`, `نسيت كلمة المرور؟`). Commands to do something with what is the reader's own at the site (`أنشئ محفظتك مجانا`), calls not to miss
anything, log-ins with a network.
Calls to pay for the outlet (`ساهم في دعم الصحافة المستقلة`).

## Why it is bad
It sells the site in the middle of a story.

## Example
    ⟦اشترك في نشرتنا البريدية⟧

    أغلقت السلطات الطريق الساحلي بعد انهيار جزء منه بسبب الأمطار الغزيرة.

## Clean
    وظهر على الشاشة زر كتب عليه «اشترك الآن»، فاشترك في النشرة البريدية ألف شخص في يوم واحد.

## When it is right to ignore
In service journalism that tells the reader where to subscribe.

## References
Labels of MailChimp, Jetpack and OneSignal forms in Arabic.
"""

from __future__ import annotations

from naqi.rules import lexicon
from naqi.rules.model import REMOVE, Rule, Severity
from naqi.rules.shapes import NOT_TOLD, every_shape, framed
from naqi.rules.story import NOT_TELLING
from naqi.scan.cues import (
    NO_FULL_STOP,
    NO_SENTENCE,
    NO_STOP,
    NOT_ANNOUNCED,
    NOT_LISTED,
    NOT_THE_FIRST,
    OUTSIDE_BODY,
    UNQUOTED,
    Cue,
    Extent,
    words_at_most,
)

_NETWORKS = lexicon.alternation("networks.term")

RULE = Rule(
    code="BP502",
    name="newsletter",
    label="boilerplate.subscription",
    severity=Severity.ERROR,
    message="subscription or login prompt",
    fix=REMOVE,
    doc=__doc__,
    cues=(
        *every_shape("subscription"),
        Cue(
            pattern=r"(?m)^[ •]*(?:ليس لديك|ليست لديك|ليس عندك|لا تملك|لا تمتلك|ما عندك) (?:حسابا?|عضوية|اشتراكا?)(?: بعد)? ?[?,][^\n]*$",
            short=True,
            where=(NO_FULL_STOP, words_at_most(12), UNQUOTED),
            extent=Extent.LINE,
        ),
        framed("subscribe mailing", "subscribe-beside joint network channel piece click", NO_SENTENCE, NOT_TOLD, NOT_LISTED, strangers=2, least=2, most=22),
        framed("subscribe", "mailing subscribe-beside joint piece", NO_STOP, NOT_ANNOUNCED, least=2, most=10),
        framed("yours mailing", "subscribe subscribe-beside joint piece", NO_STOP, NOT_TOLD, NOT_LISTED, strangers=2, least=3, most=14),
        # A command and something of the reader's own: an account, an address, a wallet.
        framed(
            "command owned",
            "subscribe subscribe-beside mailing joint piece",
            NO_STOP,
            OUTSIDE_BODY,
            NOT_TOLD,
            NOT_LISTED,
            NOT_ANNOUNCED,
            NOT_THE_FIRST,
            strangers=2,
            opens=True,
            least=2,
            most=9,
        ),
        framed(
            "command owned free",
            "subscribe subscribe-beside mailing joint piece",
            NO_STOP,
            NOT_TOLD,
            NOT_LISTED,
            NOT_ANNOUNCED,
            NOT_THE_FIRST,
            strangers=2,
            opens=True,
            least=3,
            most=9,
        ),
        framed(
            "command free",
            "owned subscribe-beside mailing joint piece",
            NO_STOP,
            NOT_TOLD,
            NOT_LISTED,
            NOT_ANNOUNCED,
            NOT_THE_FIRST,
            strangers=1,
            opens=True,
            least=3,
            most=7,
        ),
        # Do not miss it; log in with the account of a network.
        Cue(
            pattern=r"(?m)^[ •*]*لا (?:تفوت|تفوتوا|تفوتي|يفوتك|يفوتكم|تدع) [^\n.]*(?:خبر|أخبار|جديد|جديدنا|حلقة|عدد|تغطية|تحديث|مستجد|قصة|قصصنا|نشرة|نشرتنا)[^\n.]*$",
            short=True,
            where=(words_at_most(14), NO_STOP, NOT_TOLD, NOT_ANNOUNCED, NOT_THE_FIRST, UNQUOTED, NOT_TELLING),
            extent=Extent.LINE,
        ),
        Cue(
            pattern=rf"(?m)^[ •*]*(?:الدخول|تسجيل الدخول|سجل الدخول|سجل|ادخل|المتابعة|تابع|التسجيل|الاشتراك|log in|sign in|continue) (?:بحساب|عبر|بواسطة|باستخدام|من خلال|مع|with|via)(?: حساب)? (?:{_NETWORKS})[^\n.]{{0,12}}$",
            short=True,
            where=(words_at_most(8), NO_STOP, UNQUOTED),
            extent=Extent.LINE,
        ),
        # Who pays for it: a call to support the outlet.
        Cue(
            pattern=r"(?m)^[ •*]*(?:ادعم|ادعموا|ساند|ساندوا|ساهم في دعم|ساهموا في دعم|شارك في دعم|تبرع ل|تبرعوا ل|كن داعما ل|كونوا داعمين ل) ?(?:ال)?(?:صحافة|صحافتنا|إعلام|إعلامنا|موقعنا|منصتنا|منصة|جريدتكم|موقعكم|عملنا|استقلاليتنا|استقلالنا|استمرارنا|مشروعنا|بقاءنا)(?: [^ \n.:]+){0,5}[ •!]*$",
            short=True,
            where=(words_at_most(9), NOT_ANNOUNCED, NOT_THE_FIRST, UNQUOTED),
            extent=Extent.LINE,
        ),
    ),
)
