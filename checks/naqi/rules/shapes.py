"""Cues from the phrase lists of a class, each shape with the conditions that make its phrases furniture."""

from __future__ import annotations

import re
from functools import cache

from naqi.arabic.folding import LETTERS, fold_phrase
from naqi.rules import lexicon
from naqi.rules.story import (
    NO_HEADLINE,
    NO_SUBHEADING,
    NOT_GOING_ON,
    NOT_IN_STORY,
    NOT_IN_VERSE,
    NOT_INTO_STORY,
    NOT_LISTED_BY_STORY,
    NOT_SAID,
    NOT_SHOWN,
    NOTHING_TOLD_BEHIND,
    RUNS_INTO_STORY,
)
from naqi.scan.cues import (
    AFTER_SENTENCE,
    AFTER_TEXT,
    CLOSES_LINE,
    LAST_LINE,
    NO_SENTENCE,
    NO_STOP,
    OPENS_LINE,
    UNQUOTED,
    WHOLE_LINE,
    Condition,
    Cue,
    Extent,
    Hit,
    sentence_before,
    words_after_at_most,
    words_at_most,
)
from naqi.scan.frames import Frame, Kind

_SPEECH = frozenset(map(fold_phrase, lexicon.load("speech.term")))

NOT_REPORTED = Condition("nobody is quoted as saying it", lambda hit: _SPEECH.isdisjoint(sentence_before(hit).split()))

# The same for a whole line: words of speech that no button and no notice holds.
_TELLING = _SPEECH - set(
    map(
        fold_phrase,
        [
            "إن",
            "أنه",
            "أنها",
            "بأن",
            "نشر",
            "نشرت",
            "كتب",
            "كتبت",
            "علق",
            "علقت",
            "قرأ",
            "قرأت",
            "رد",
            "ردت",
            "عبارة",
            "جملة",
            "تحمل",
            "تعرض",
            "تظهر",
            "ظهرت",
            "ترى",
            "بعنوان",
            "طلب",
            "شعار",
            "بين",
            "سأل",
        ],
    )
)
NOT_TOLD = Condition("nobody in the line tells it", lambda hit: _TELLING.isdisjoint(hit.document.data[hit.start : hit.end].split()))
NOTHING_QUOTED = Condition("nothing in it is quoted", lambda hit: b'"' not in hit.document.data[hit.start : hit.end])

# Longer than a cue with a headline behind it gets.
_LEAD_WORDS = 30


# What stands behind these leads is in any words: what a picture shows, who published and what for, another story's headline.
_IN_ANY_WORDS = frozenset({"caption", "disclaimer", "cookie"})
_NO_TITLES = frozenset({"related"})
# What a box or a picture says stands among other lines, whatever the story announced before it.
_HEADINGS = frozenset({"related", "advert", "ad_marker", "category"})


def lines(name: str, *where: Condition) -> Cue:
    """Phrases that stand alone on their line."""
    own = () if name in _HEADINGS else (NOT_IN_VERSE, NOT_LISTED_BY_STORY, NO_SUBHEADING, NO_HEADLINE)
    return Cue(phrases=lexicon.load(f"{name}.line"), where=(WHOLE_LINE, *where, UNQUOTED, *own), extent=Extent.LINE)


def leads(name: str, *where: Condition) -> Cue:
    """Phrases that open a short line which is no full sentence."""
    own = (*(() if name in _NO_TITLES else (NO_HEADLINE,)), *(() if name in _IN_ANY_WORDS else (NOTHING_TOLD_BEHIND,)))
    conditions = (OPENS_LINE, words_at_most(_LEAD_WORDS), NO_SENTENCE, *where, UNQUOTED, NOT_GOING_ON, *own)
    return Cue(phrases=lexicon.load(f"{name}.lead"), where=conditions, extent=Extent.LINE)


def glued_leads(name: str, *where: Condition) -> Cue:
    """The same phrases glued behind the last sentence of a text, the rest of the line theirs."""
    conditions = (AFTER_SENTENCE, LAST_LINE, words_after_at_most(_LEAD_WORDS), NO_STOP, *where, UNQUOTED)
    return Cue(phrases=lexicon.load(f"{name}.lead"), where=conditions, extent=Extent.TO_LINE_END)


def _is_glued(hit: Hit) -> bool:
    if hit.before[-1:] == b":" or hit.before.rstrip(b" \"')]}*")[-1:] in {b".", b"!", b"?"}:
        return True
    word = _LAST_WORD.search(hit.before)
    return word is not None and len(word[0]) >= _GLUED_LETTERS


# A shorter piece may be how the word itself begins.
_GLUED_LETTERS = 4
_LAST_WORD = re.compile(b"[" + re.escape(LETTERS) + b"]+$")
_GLUED = Condition("glued to the text before it", _is_glued)
_GLUED_PHRASE_WORDS = 2


def glued_lines(name: str, *where: Condition) -> Cue:
    """The longer of the phrases that stand alone, at the end of a line behind a sentence or glued to a word."""
    folded = {phrase: fold_phrase(phrase) for phrase in lexicon.load(f"{name}.line")}
    # A line that ends in a stop is left alone.
    phrases = tuple(phrase for phrase, data in folded.items() if len(data.split()) >= _GLUED_PHRASE_WORDS and data[-1:] not in {b".", b"!", b"?", b":"})
    conditions = (CLOSES_LINE, NO_STOP, AFTER_TEXT, _GLUED, *where, UNQUOTED, NOT_SHOWN)
    return Cue(phrases=phrases, where=conditions, extent=Extent.HIT, glued=True)


def tails(name: str, *where: Condition) -> Cue:
    """Phrases that end a line behind other text."""
    conditions = (CLOSES_LINE, AFTER_TEXT, *where, UNQUOTED, NOT_SHOWN)
    return Cue(phrases=lexicon.load(f"{name}.tail"), where=conditions, extent=Extent.TO_LINE_END)


def phrases(name: str, *where: Condition) -> Cue:
    """Phrases whose wording suffices, wherever they stand unquoted."""
    conditions = (*where, NOT_REPORTED, UNQUOTED, NOT_SHOWN, NOT_GOING_ON, NOT_INTO_STORY)
    return Cue(phrases=lexicon.load(f"{name}.phrase"), where=conditions, extent=Extent.FURNITURE, glued=True)


def phrases_in_story(name: str, *where: Condition) -> Cue:
    """The same phrases where a scrape glued them into a line of the story, whose sentence is not theirs."""
    conditions = (*where, NOT_REPORTED, UNQUOTED, NOT_SHOWN, RUNS_INTO_STORY)
    return Cue(phrases=lexicon.load(f"{name}.phrase"), where=conditions, extent=Extent.HIT, glued=True)


@cache
def kind(name: str) -> Kind:
    """The words of the lexicon `frame-<name>.term`, as a kind that frames are made of."""
    return Kind.of(name, lexicon.load(f"frame-{name}.term"))


def framed(
    needs: str | tuple[str | Kind, ...],
    beside: str = "",
    *where: Condition,
    strangers: int = 0,
    opens: bool = False,
    least: int = 1,
    most: int = 16,
    between: bool = False,
) -> Cue:
    """A short line made of words of known kinds. needs, beside: names of kinds, set apart by spaces; see `naqi.scan.frames.Frame`.

    between: pages print it right above the text or between two paragraphs, where other nouns are a headline or a subheading.
    """
    needed = needs.split() if isinstance(needs, str) else needs
    kinds = tuple(kind(name) if isinstance(name, str) else name for name in needed)
    frame = Frame(kinds, tuple(map(kind, beside.split())), strangers, opens, least, most)
    return Cue(frame=frame, where=(*where, UNQUOTED, NOT_SHOWN, NOT_SAID, *(() if between else (NO_HEADLINE, NO_SUBHEADING))), extent=Extent.HIT)


_SHAPES = {"line": (lines, glued_lines), "lead": (leads, glued_leads), "tail": (tails,), "phrase": (phrases, phrases_in_story)}


def every_shape(name: str, *where: Condition) -> tuple[Cue, ...]:
    """One cue for each phrase list of a class that there is, all under the same further conditions.

    Raises ValueError when there is none.
    """
    known = lexicon.names()
    shapes = [make for shape, makers in _SHAPES.items() if f"{name}.{shape}" in known for make in makers]
    # What must not stand in a story is never glued to one.
    cues = tuple(make(name, *where) for make in shapes if make is not phrases_in_story or NOT_IN_STORY not in where)
    if not cues:
        raise ValueError(f"no lexicon for class {name}")
    return cues
