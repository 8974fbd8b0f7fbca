"""Cues: what to look for, where it must stand, and how far the finding then reaches."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from naqi.arabic.folding import SYMBOL_BYTE
from naqi.scan.document import CELLS, Document, Line, count_words, has_letters
from naqi.scan.frames import Frame

# What may stand between a sentence's stop and what follows it.
_CLOSERS: Final = b" \"')]}*"
# How long a cell of a row of links gets.
_CELL_WORDS: Final = 5
_SENTENCE_END: Final = re.compile(rb"[.!?](?=[ \n]|$)")


# How far around a hit a question looks within its line. No paragraph is so long; a line without end must not be read again for each of its hits.
_WINDOW: Final = 4096


class Hit:
    """Where a cue hit: a span of the folded text of a document. What conditions ask of its place is remembered.

    Args:
        line: the line that holds it, where that is known.
    """

    __slots__ = ("_after", "_before", "_line", "document", "end", "start")

    def __init__(self, document: Document, start: int, end: int, line: Line | None = None) -> None:
        self.document = document
        self.start = start
        self.end = end
        self._line = line
        self._before: bytes | None = None
        self._after: bytes | None = None

    @property
    def line(self) -> Line:
        if self._line is None:
            self._line = self.document.line_at(self.start)
        return self._line

    @property
    def before(self) -> bytes:
        """Folded text of the line before the hit; of a very long line, the part nearest to it."""
        if self._before is None:
            self._before = self.document.data[max(self.line.start, self.start - _WINDOW) : self.start]
        return self._before

    @property
    def after(self) -> bytes:
        """Folded text of the line behind the hit; of a very long line, the part nearest to it."""
        if self._after is None:
            self._after = self.document.data[self.end : min(self.line.end, self.end + _WINDOW)]
        return self._after


@dataclass(frozen=True, slots=True)
class Condition:
    """A question about the place of a hit, with the name that an explanation prints.

    beyond_line: whether the answer depends on more of the document than the hit's own line. What depends on the line alone is found again wherever the
    document is pasted; a property test holds every condition to what it declares.
    stopless: whether it never holds in a line that ends with a stop. Patterns for short lines are then not tried on sentences.
    """

    name: str
    holds: Callable[[Hit], bool]
    beyond_line: bool = False
    stopless: bool = False


def unless(condition: Condition) -> Condition:
    """The opposite of a condition."""
    return Condition(f"not {condition.name}", lambda hit: not condition.holds(hit), condition.beyond_line)


def either(*conditions: Condition) -> Condition:
    """At least one of several conditions."""
    name = " or ".join(condition.name for condition in conditions)
    return Condition(name, lambda hit: any(condition.holds(hit) for condition in conditions), any(condition.beyond_line for condition in conditions))


def _is_mentioned(hit: Hit) -> bool:
    data = hit.document.data
    return data[max(0, hit.start - 2) : hit.start].rstrip(b" ")[-1:] == b'"' and data[hit.end : hit.end + 2].lstrip(b" ")[:1] == b'"'


UNQUOTED: Final = Condition("unquoted", lambda hit: not hit.document.is_quoted(hit.start, hit.end))
NOT_MENTIONED: Final = Condition("not itself in quotation marks", lambda hit: not _is_mentioned(hit))
OPENS_LINE: Final = Condition("opens its line", lambda hit: not has_letters(hit.before))
CLOSES_LINE: Final = Condition("closes its line", lambda hit: not has_letters(hit.after))


def _is_whole_cell(hit: Hit) -> bool:
    """Tell whether a hit fills one cell of a row such as a footer's `من نحن | اتصل بنا | سياسة الخصوصية`."""
    if hit.line.words_in_longest_cell > _CELL_WORDS or not CELLS.search(hit.line.text):
        return False
    return not has_letters(CELLS.split(hit.before)[-1]) and not has_letters(CELLS.split(hit.after)[0])


WHOLE_LINE: Final = Condition(
    "is the whole line, or a cell of a row",
    lambda hit: (not has_letters(hit.before) and not has_letters(hit.after)) or _is_whole_cell(hit),
)
NOT_PROSE: Final = Condition("line is no prose", lambda hit: not hit.line.is_prose)
AFTER_SENTENCE: Final = Condition("right behind a sentence", lambda hit: hit.before.rstrip(_CLOSERS)[-1:] in {b".", b"!", b"?"})
AFTER_TEXT: Final = Condition("text stands before it in its line", lambda hit: has_letters(hit.before))
NO_FULL_STOP: Final = Condition("line does not end in a full stop", lambda hit: not hit.line.text.endswith(b"."))
NO_STOP: Final = Condition("line ends without a stop", lambda hit: not hit.line.ends_with_stop, stopless=True)
NO_COLON: Final = Condition("line does not end in a colon", lambda hit: not hit.line.text.rstrip().endswith(b":"))
BEFORE_BODY: Final = Condition(
    "before the first line of prose", lambda hit: hit.line.index < hit.document.body[0] and hit.document.body[1] >= 0, beyond_line=True
)
AFTER_BODY: Final = Condition("after the last line of prose", lambda hit: hit.line.index > hit.document.body[1] and hit.document.body[1] >= 0, beyond_line=True)
OUTSIDE_BODY: Final = either(BEFORE_BODY, AFTER_BODY)
UP_TO_BODY: Final = Condition("no later than the first line of prose", lambda hit: hit.line.index <= hit.document.body[0], beyond_line=True)
NOT_THE_FIRST: Final = Condition("not the first line", lambda hit: hit.line.index > 0, beyond_line=True)
LAST_LINE: Final = Condition("in the last line", lambda hit: hit.line.index == len(hit.document.lines) - 1, beyond_line=True)
IN_PROSE_ENDING: Final = Condition("in the last line of prose", lambda hit: hit.line.index == hit.document.body[1], beyond_line=True)


def words_at_most(count: int) -> Condition:
    """The line has at most `count` words."""
    return Condition(f"line of at most {count} words", lambda hit: hit.line.words <= count)


def words_at_least(count: int) -> Condition:
    """The line has at least `count` words."""
    return Condition(f"line of at least {count} words", lambda hit: hit.line.words >= count)


def words_after_at_most(count: int) -> Condition:
    """At most `count` words follow the hit in its line."""
    return Condition(f"at most {count} words behind it", lambda hit: count_words(hit.after) <= count)


def words_after_at_least(count: int) -> Condition:
    """At least `count` words follow the hit in its line."""
    return Condition(f"at least {count} words behind it", lambda hit: count_words(hit.after) >= count)


def words_before_at_least(count: int) -> Condition:
    """At least `count` words stand before the hit in its line."""
    return Condition(f"at least {count} words before it", lambda hit: count_words(hit.before) >= count)


def among_first(count: int) -> Condition:
    """The line is one of the first `count` that are not blank."""
    return Condition(f"among the first {count} lines", lambda hit: hit.line.index < count, beyond_line=True)


def among_last(count: int) -> Condition:
    """The line is one of the last `count` that are not blank."""
    return Condition(f"among the last {count} lines", lambda hit: hit.line.index >= len(hit.document.lines) - count, beyond_line=True)


_LIST_LINES: Final = 8


def _is_listed(hit: Hit) -> bool:
    """Tell whether a hit's line is an item of a list that a sentence ending in a colon announces."""
    lines = hit.document.lines
    for line in reversed(lines[max(0, hit.line.index - _LIST_LINES) : hit.line.index]):
        if line.text.endswith(b":") and line.words >= _ANNOUNCING_WORDS:
            return True
        if line.is_prose:
            return False
    return False


_ANNOUNCING_WORDS: Final = 4
NOT_LISTED: Final = Condition("no sentence announces it in a list", lambda hit: not _is_listed(hit), beyond_line=True)


def _is_announced(hit: Hit) -> bool:
    above = hit.document.lines[hit.line.index - 1] if hit.line.index else None
    return above is not None and above.text.endswith(b":") and above.words >= _ANNOUNCING_WORDS


NOT_ANNOUNCED: Final = Condition("no sentence announces it", lambda hit: not _is_announced(hit), beyond_line=True)


def _runs_through(hit: Hit) -> bool:
    return count_words(sentence_before(hit)) >= _THROUGH_WORDS and count_words(_SENTENCE_END.split(hit.after)[0]) >= _THROUGH_WORDS


_THROUGH_WORDS: Final = 3
NOT_IN_SENTENCE: Final = Condition("no sentence runs through it", lambda hit: not _runs_through(hit))

# A line that tells a story in one sentence is no menu and no button, even if its first words could be.
SENTENCE_WORDS: Final = 14
NO_SENTENCE: Final = Condition("line is no full sentence", lambda hit: not (hit.line.ends_with_stop and hit.line.words >= SENTENCE_WORDS))

# A title: before the prose, and not a paragraph itself. In a text without furniture it is one of the first lines.
IN_TITLE: Final = Condition(
    "in a title line", lambda hit: not hit.line.ends_with_stop and hit.line.index < max(hit.document.body[0], 1), beyond_line=True, stopless=True
)


def _stands_elsewhere(hit: Hit) -> bool:
    name = hit.document.data[hit.start : hit.end].strip(b" -|/()[]")
    if not has_letters(name):
        return False
    return any(line.index != hit.line.index and line.words <= _NAME_LINE_WORDS and name in line.text for line in hit.document.lines)


# A masthead or a notice of rights, where an outlet's name stands too.
_NAME_LINE_WORDS: Final = 10
NAMED_ELSEWHERE: Final = Condition("a name that another short line holds", _stands_elsewhere, beyond_line=True)


class Extent(enum.Enum):
    """How far a finding reaches from its hit."""

    HIT = "the hit itself"
    LINE = "its whole line"
    TO_LINE_END = "from the hit to the end of its line"
    FURNITURE = "its sentence, or its line when the line is a notice"


# What follows a phrase within its own sentence; any other character follows where two texts were glued.
_AFTER_FURNITURE: Final = b" .,;:!?)]|/-" + SYMBOL_BYTE
# With no more words than this beside the furniture, a line is all furniture.
_SCRAPS: Final = 6
# A line of at most so many words that opens with furniture is a notice of several sentences, not a notice and a story.
_NOTICE_WORDS: Final = 45


def reach(hit: Hit, extent: Extent) -> tuple[int, int]:
    """The folded span that a finding covers, without white space at its ends."""
    data = hit.document.data
    start, end = _reach(hit, extent)
    while start < end and data[start] in b" \n":
        start += 1
    while end > start and data[end - 1] in b" \n":
        end -= 1
    return start, end


def _reach(hit: Hit, extent: Extent) -> tuple[int, int]:
    line = hit.line
    if extent is Extent.HIT:
        return hit.start, hit.end
    if extent is Extent.LINE:
        return line.start, line.end
    if extent is Extent.TO_LINE_END:
        return hit.start, line.end
    opens = count_words(hit.before) <= _SCRAPS and not line_breaks_before(hit)
    if opens and line.words <= _NOTICE_WORDS:
        return line.start, line.end
    if hit.end < line.end and hit.document.data[hit.end] not in _AFTER_FURNITURE and line.is_prose:
        return hit.start, hit.end  # a scrape glued a sentence to it
    stop = _SENTENCE_END.search(hit.document.data, hit.end, min(line.end, hit.end + _WINDOW))
    end = stop.end() if stop else line.end
    if count_words(hit.document.data[end : min(line.end, end + _WINDOW)]) <= _SCRAPS:
        end = line.end
    return line.start if opens else hit.start, end


def sentence_before(hit: Hit) -> bytes:
    """Folded text of the hit's sentence before the hit, within its line."""
    return _SENTENCE_END.split(hit.before)[-1]


def line_breaks_before(hit: Hit) -> bool:
    """Tell whether a sentence ends in the hit's line before the hit."""
    return _SENTENCE_END.search(hit.before) is not None


@dataclass(frozen=True, slots=True)
class Cue:
    """One way in which a rule can hit. Exactly one of `phrases`, `frame`, `pattern` and `raw` is given.

    phrases: literal phrases, matched tolerantly at word boundaries.
    frame: the kinds of words that a short line is made of; the hit is the line, or what stands glued behind a paragraph's last sentence.
    pattern: RE2 syntax over folded text (`naqi.arabic.folding.fold_pattern`). A group, if there is one, narrows the hit.
    raw: RE2 syntax over the text as it is, for encoding rules; runs only on texts with a suspect character, or where `gate`, RE2 syntax over
        folded text, is seen.
    where: conditions, all of which must hold, cheapest first.
    short: the pattern is asked of short lines only, which spares prose the cost of it.
    extent: how far the finding reaches.
    glued: the phrases are long enough to be trusted even where a scrape glued them to the word before.
    """

    phrases: tuple[str, ...] = ()
    frame: Frame | None = None
    pattern: str = ""
    raw: str = ""
    gate: str = ""
    where: tuple[Condition, ...] = ()
    extent: Extent = Extent.HIT
    glued: bool = False
    short: bool = False

    def __post_init__(self) -> None:
        if sum((bool(self.phrases), self.frame is not None, bool(self.pattern), bool(self.raw))) != 1:
            raise ValueError("a cue needs exactly one of phrases, frame, pattern and raw")

    def failed_condition(self, hit: Hit) -> Condition | None:
        """The first condition that does not hold, or None when all do."""
        for condition in self.where:
            if not condition.holds(hit):
                return condition
        return None

    def asked(self, hit: Hit) -> Iterator[tuple[str, bool]]:
        """Each condition's name and whether it holds, up to the first that does not."""
        for condition in self.where:
            holds = condition.holds(hit)
            yield condition.name, holds
            if not holds:
                return

    @property
    def beyond_line(self) -> bool:
        """Whether what it finds depends on more of the document than one line."""
        return any(condition.beyond_line for condition in self.where)

    @property
    def stopless(self) -> bool:
        """Whether it never finds anything in a line that ends with a stop."""
        return any(condition.stopless for condition in self.where)

    @property
    def kind(self) -> str:
        """What the cue looks for, in a word."""
        return "phrase" if self.phrases else "frame" if self.frame else "pattern" if self.pattern else "raw pattern"
