"""Conditions that tell a sentence of the story from a notice that uses the same words.

A notice names things of a site, speaks to its reader, or stands behind its own mark (`اقرأ أيضا: …`). A sentence that opens with the same words goes on
with words that no site prints, names who says it, and ends in a full stop; what a paper or a screen shows stands behind the sentence's colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from naqi.arabic.folding import ARABIC_LETTERS, LETTERS, SYMBOL_BYTE, fold_phrase
from naqi.rules import lexicon
from naqi.scan.cues import Condition, Hit, sentence_before
from naqi.scan.document import PROSE_WORDS, Document, Line, count_words

_WORD: Final = re.compile(b"[" + re.escape(LETTERS) + b"]+")
_ARABIC: Final = frozenset(ARABIC_LETTERS)
_SENTENCE_END: Final = re.compile(rb"[.!?](?= |$)")
_SPEECH: Final = frozenset(map(fold_phrase, lexicon.load("speech.term")))
# What only a sentence that goes on holds; notices are made of nouns, calls and the reader.
_TELLING: Final = frozenset(
    map(
        fold_phrase,
        (
            *("كان", "كانت", "كانوا", "وكان", "وكانت", "فكان", "ظل", "ظلت", "بقي", "بقيت", "جاء", "جاءت", "هو", "هي", "وهو", "وهي", "قيل", "هكذا"),
            *("لكن", "لكنه", "لكنها", "لأن", "لأنه", "لأنها", "إذ", "رغم", "ومع", "بحسب", "وفق", "فقد", "بينما", "فيما", "حين", "عندما", "أمس"),
        ),
    )
)
# What a sentence says of the words it has just shown.
_POINTING: Final = frozenset(map(fold_phrase, ("هكذا", "بهذه", "بهذا", "هذه", "تلك", "كلمة", "عبارة", "جملة")))
# Words of a site end so when it speaks to its reader or of itself; the letters end other words too.
_READER_ENDS: Final = tuple(map(fold_phrase, ("ك", "كم", "نا")))
_TO_READER: Final = frozenset(map(fold_phrase, ("لك", "لكم", "معك", "معكم", "عليك", "عليكم", "بك", "بكم", "منك", "منكم", "نحن", "لنا", "لدينا")))
_NO_READER: Final = frozenset(map(fold_phrase, ("ذلك", "تلك", "هناك", "كذلك", "شارك", "اشترك", "اشتراك", "هنا", "كم", *lexicon.load("networks.term"))))
_PREFIXES: Final = tuple(map(fold_phrase, "وفبلكس"))
_ARTICLE: Final = fold_phrase("ال")
_FOR_THE: Final = fold_phrase("لل")
_DEFINITE: Final = (_ARTICLE, _FOR_THE, *(prefix + _ARTICLE for prefix in map(fold_phrase, "وفبك")))
_SHORTEST_STEM: Final = 3
_STORY_WORDS: Final = 4
_STRANGERS: Final = 3
# What shows or announces something is a sentence; a label before a colon is shorter.
_SHOWING_WORDS: Final = 3
_ANNOUNCING_WORDS: Final = 4
_LIST_LINES: Final = 8


@cache
def _site_words() -> frozenset[bytes]:
    """All words that any list of furniture holds."""
    names = [name for name in lexicon.names() if name not in {"speech.term", "agencies.term"}]
    return frozenset(word for name in names for phrase in lexicon.load(name) for word in _WORD.findall(fold_phrase(phrase)))


def _is_strange(word: bytes) -> bool:
    if word[0] not in _ARABIC:
        return False  # what a notice in English goes on with tells no story in Arabic
    stems = [word, *(word[1:] for prefix in _PREFIXES if word.startswith(prefix))]
    if word.startswith(_FOR_THE):
        stems.append(_ARTICLE + word[2:])
    stems += [stem[2:] for stem in stems if stem.startswith(_ARTICLE)]
    return not any(stem in _site_words() for stem in stems if len(stem) >= _SHORTEST_STEM or stem == word)


def _ends_for_reader(word: bytes) -> bool:
    """Whether a word may end in "your" or "our": none with the article does."""
    return word.endswith(_READER_ENDS) and word not in _NO_READER and not word.startswith(_DEFINITE)


def _speaks_to_reader(word: bytes) -> bool:
    return word in _TO_READER or (_ends_for_reader(word) and not _is_strange(word))


def _is_speech(word: bytes) -> bool:
    return word in _SPEECH or (word[:1] in _PREFIXES and word[1:] in _SPEECH)


def _names_who_says_it(sentence: bytes) -> bool:
    """Whether a clause behind a comma opens with a word of speech: `…، قال الحارس`."""
    openings = (_WORD.search(clause) for clause in sentence.split(b",")[1:])
    return any(opening is not None and _is_speech(opening[0]) for opening in openings)


def _tells(sentence: bytes) -> bool:
    """Whether a sentence, or the rest of one, tells a story: it holds words that no site prints and does not speak to the reader."""
    if _names_who_says_it(sentence):
        return True
    words = _WORD.findall(sentence)
    if len(words) < _STORY_WORDS or any(map(_speaks_to_reader, words)):
        return False
    return not _TELLING.isdisjoint(words) or sum(map(_is_strange, words)) >= _STRANGERS


def _sentence_behind(hit: Hit) -> tuple[bytes, bytes]:
    """The rest of a hit's sentence, and the stop that ends it; no stop where the line ends without one."""
    stop = _SENTENCE_END.search(hit.after)
    return (hit.after[: stop.start()], stop[0]) if stop else (hit.after, b"")


def _goes_on(hit: Hit) -> bool:
    rest, stop = _sentence_behind(hit)
    if stop != b"." or count_words(sentence_before(hit)) or hit.document.is_piece(hit.line):
        return False  # no sentence, or one that opens with other words: then what follows may be glued to it
    if rest[:1] in {b" ", b","}:
        return _tells(rest)
    pointing = _WORD.search(rest) if rest[:1] == b":" or hit.document.data[hit.end - 1 : hit.end] == b":" else None
    return pointing is not None and pointing[0] in _POINTING


def _runs_into_story(hit: Hit) -> bool:
    """Whether a phrase stands among other words of its line, with a sentence of the story behind it and no stop between."""
    rest, stop = _sentence_behind(hit)
    return stop == b"." and count_words(sentence_before(hit)) > 0 and _tells(rest)


RUNS_INTO_STORY: Final = Condition("a sentence of the story is glued behind it", _runs_into_story)
NOT_INTO_STORY: Final = Condition("no sentence of the story is glued behind it", lambda hit: not _runs_into_story(hit))
NOT_GOING_ON: Final = Condition("no sentence of the story goes on behind it", lambda hit: not _goes_on(hit))


def _stands_in_story(hit: Hit) -> bool:
    rest, stop = _sentence_behind(hit)
    own = hit.document.data[hit.start : hit.end]
    if own.endswith(b"."):
        own, stop = own[:-1], b"."
    return stop == b"." and not hit.document.is_piece(hit.line) and _tells(sentence_before(hit) + own + rest)


NOT_IN_STORY: Final = Condition("its sentence tells no story", lambda hit: not _stands_in_story(hit))


def _told_in_line(hit: Hit) -> bool:
    """Whether the whole line tells a story, with a stop behind it or none: many sites end their lines without one."""
    return not hit.document.is_piece(hit.line) and _tells(hit.line.text)


# For cues that no headline and no name follows; these hold words that no site prints, too.
NOT_TELLING: Final = Condition("its line tells no story, stop or not", lambda hit: not _told_in_line(hit))


def _tells_behind(hit: Hit) -> bool:
    rest = _MARK.split(_sentence_behind(hit)[0])[0]
    if rest[:1] != b" " or hit.document.data[hit.end - 1 : hit.end] in _MARKS or hit.document.is_piece(hit.line):
        return False  # behind a mark, or glued, stands something else
    words = _WORD.findall(rest)
    if any(map(_speaks_to_reader, words)):
        return False
    return not _TELLING.isdisjoint(words) or sum(map(_is_strange, words)) >= _STRANGERS_BEHIND


_STRANGERS_BEHIND: Final = 2
# Behind one of these a notice names something: a headline, an outlet, an address.
_MARKS: Final = frozenset((b":", b"|", b"/", b">", b"-", b'"', b"'", SYMBOL_BYTE))
_MARK: Final = re.compile(rb"[:|/>'\"]| -|https?|www|" + re.escape(SYMBOL_BYTE))
NOTHING_TOLD_BEHIND: Final = Condition("no words of a story go on behind it", lambda hit: not _tells_behind(hit))


NOT_SAID: Final = Condition("nobody says it behind a comma", lambda hit: not _names_who_says_it(hit.document.data[hit.start : hit.end]))


def _shows(clause: bytes) -> bool:
    """Whether a clause before a colon is a sentence that shows what follows."""
    words = _WORD.findall(clause)
    if len(words) < _SHOWING_WORDS or any(map(_speaks_to_reader, words)):
        return False
    return any(map(_is_speech, words)) or not _TELLING.isdisjoint(words) or sum(map(_is_strange, words)) >= _STRANGERS


def _is_shown(hit: Hit) -> bool:
    if hit.before.rstrip(b' "').endswith(b":") and count_words(sentence_before(hit)) >= _SHOWING_WORDS:
        return True
    before, colon, _ = hit.document.data[hit.start : hit.end].partition(b":")
    return bool(colon) and not count_words(sentence_before(hit)) and _shows(before)


NOT_SHOWN: Final = Condition("no sentence shows it behind a colon", lambda hit: not _is_shown(hit))


def _is_pointed_at(hit: Hit) -> bool:
    behind = _WORD.search(hit.after) if hit.after.lstrip(b" ")[:1] == b"," else None
    return (behind is not None and behind[0] in _POINTING) or any(map(_NAMING.__contains__, _WORD.findall(hit.before[-_NEAR_BYTES:])[-_NEAR_WORDS:]))


# What a sentence calls a piece of code that it shows.
_NAMING: Final = frozenset(
    map(fold_phrase, ("اسمه", "اسمها", "تسمى", "يسمى", "رمز", "الرمز", "وسم", "الوسم", "عبارة", "علامة", "العلامة", "كتب", "كتبت", "تكتب", "يكتب"))
)
_NEAR_WORDS: Final = 2
_NEAR_BYTES: Final = 40
NOT_POINTED_AT: Final = Condition("no sentence points at it", lambda hit: not _is_pointed_at(hit))


# What a sentence says of the items below it; no heading of a box and no call to the reader does.
_ANNOUNCING: Final = frozenset(
    map(fold_phrase, ("يلي", "الآتي", "كالآتي", "الآتية", "التالي", "كالتالي", "التالية", "وهي", "وهم", "منها", "بينها", "بينهم", "أبرزها", "أهمها"))
)
_CALLS: Final = frozenset(fold_phrase(word) for name in ("join", "click", "more", "also", "step") for word in lexicon.load(f"frame-{name}.term"))


def _announces(line: Line) -> bool:
    """Whether a line that ends in a colon is a sentence of the story about the items below it."""
    words = _WORD.findall(line.text)
    if any(map(_speaks_to_reader, words)) or not _CALLS.isdisjoint(words) or words[0].startswith(_FOR_THE):
        return False
    return line.is_prose or not _ANNOUNCING.isdisjoint(words[-2:])


def _is_listed(hit: Hit) -> bool:
    lines = hit.document.lines
    for line in reversed(lines[max(0, hit.line.index - _LIST_LINES) : hit.line.index]):
        if line.text.endswith(b":") and line.words >= _ANNOUNCING_WORDS:
            return _shows(line.text) or _announces(line)
        if line.is_prose:
            return False
    return False


NOT_LISTED_BY_STORY: Final = Condition("no sentence of the story announces it in a list", lambda hit: not _is_listed(hit), beyond_line=True)


def _is_verse_line(line: Line) -> bool:
    """Whether a line is short, unfinished and made of words that no site prints."""
    words = _WORD.findall(line.text)
    to_reader = any(map(_ends_for_reader, words))
    return 0 < len(words) <= _VERSE_WORDS and not line.ends_with_stop and any(map(_is_strange, words)) and not to_reader


def _is_in_verse(hit: Hit) -> bool:
    document, index = hit.document, hit.line.index
    first, last = document.body
    if not first < index < last:
        return False
    above = _verse_lines(document, hit.line, reversed(document.lines[max(0, index - _VERSE_LINES) : index]))
    below = _verse_lines(document, hit.line, document.lines[index + 1 : index + 1 + _VERSE_LINES])
    return above + below >= _VERSE_LINES


def _verse_lines(document: Document, line: Line, others: Iterable[Line]) -> int:
    """How many lines right above or below another go on with it as verse; one that no blank line parts counts for two where blank lines part paragraphs."""
    count = 0
    for other in others:
        if not _is_verse_line(other):
            break
        first, second = (line, other) if line.index < other.index else (other, line)
        together = b"\n\n" in document.data and document.data[first.end : second.start].count(b"\n") == 1
        count += _VERSE_LINES if together else 1
        line = other
    return count


_VERSE_WORDS: Final = 8
_VERSE_LINES: Final = 2
NOT_IN_VERSE: Final = Condition("stands in no stanza or list of the story", lambda hit: not _is_in_verse(hit), beyond_line=True)


# A credit and an imprint name somebody; what holds one of these words says something of it.
_SAYING: Final = frozenset(
    map(fold_phrase, ("لا", "لم", "لن", "ما", "في", "إلى", "على", "عن", "بلا", "بين", "ذو", "ذات", "هو", "هي", "هذا", "هذه", "أو", "كان", "كانت", "إلا"))
)
_SITE_OF: Final = frozenset(fold_phrase(word) for name in ("networks", "agencies") for phrase in lexicon.load(f"{name}.term") for word in phrase.split())
_OF_A_SITE: Final = frozenset(
    map(
        fold_phrase,
        (
            "موقع",
            "قسم",
            "صفحة",
            "حساب",
            "وكالة",
            "وكالات",
            "صحيفة",
            "جريدة",
            "قناة",
            "أرشيف",
            "الأرشيف",
            "الإنترنت",
            "إنترنت",
            "مواقع",
            "المصدر",
            "وسائل",
            "التواصل",
        ),
    )
)
_COLON: Final = re.compile(b"[:/]")


def _names_nobody(hit: Hit) -> bool:
    parts = _COLON.split(hit.line.text, maxsplit=1)
    words = parts[-1].split()
    if len(parts) == 1 or not words:
        return False
    if words[0][:1].isdigit():
        return True
    return not _SAYING.isdisjoint(words) and (_SITE_OF | _OF_A_SITE).isdisjoint(words)


NAMES_SOMEBODY: Final = Condition("names somebody behind its colon, and says nothing", lambda hit: not _names_nobody(hit))


def not_told_of(*kinds: str) -> Condition:
    """A condition: no paragraph holds a word of these frame lexicons that the hit holds, as a story about prices does over its table."""
    known = frozenset(fold_phrase(word) for name in kinds for word in lexicon.load(f"frame-{name}.term")) - _EVERYWHERE

    def is_told(hit: Hit) -> bool:
        words = known.intersection(_stems(hit.document.data[hit.start : hit.end]))
        return bool(words) and any(not words.isdisjoint(_stems(line.text)) for line in hit.document.lines if line.is_prose)

    return Condition(f"the story does not tell of it ({', '.join(kinds)})", lambda hit: not is_told(hit), beyond_line=True)


def _stems(text: bytes) -> list[bytes]:
    words = _WORD.findall(text)
    return [*words, *(_ARTICLE + word[2:] for word in words if word.startswith(_FOR_THE)), *(word[1:] for word in words if word[:1] in _PREFIXES)]


_EVERYWHERE: Final = frozenset(
    map(
        fold_phrase,
        ("اليوم", "الآن", "آخر", "حسب", "مدينة", "غدا", "مقابل", "ولاية", "محلي", "المحلي", "الرسمي", "السعودي", "سعودي", "الأمريكي", "أمريكي", "السوق"),
    )
)


def _heads_part(hit: Hit) -> bool:
    line, lines = hit.line, hit.document.lines
    if not 0 < line.index < len(lines) - 1 or min(lines[line.index - 1].words, lines[line.index + 1].words) < PROSE_WORDS:
        return False
    words = line.text.split()
    if not all(map(_ARABIC_WORD.fullmatch, words)):
        return False  # a figure, a sign or another script: no subheading looks so
    return 0 < len(words) <= _SUBHEADING_WORDS and _CALLS.isdisjoint(words) and not any(map(_ends_for_reader, words))


_ARABIC_WORD: Final = re.compile(b"[" + re.escape(ARABIC_LETTERS) + b"]+[.!?]?")
_SUBHEADING_WORDS: Final = 4
NO_SUBHEADING: Final = Condition("is no noun alone between two paragraphs, as subheadings are", lambda hit: not _heads_part(hit), beyond_line=True)


def _is_headline(hit: Hit) -> bool:
    line, lines = hit.line, hit.document.lines
    if line.index or line.words < _HEADLINE_WORDS or hit.document.is_piece(line) or _ROW.search(line.text):
        return False
    if len(lines) > 1 and lines[1].words < PROSE_WORDS:
        return False
    words = _WORD.findall(line.text)
    asks = words and words[0] in _ASKING
    return any(map(_ARABIC_WORD.fullmatch, words)) and (asks or not any(map(_ends_for_reader, words)))


_HEADLINE_WORDS: Final = 3
# What readers are told how to do is a headline too.
_ASKING: Final = frozenset(map(fold_phrase, ("كيف", "كيفية", "لماذا", "ماذا", "متى", "أين", "طريقة", "طرق", "خطوات", "أسباب", "نصائح", "دليل", "دليلك")))
# What parts the links of a row.
_ROW: Final = re.compile(b"[|/>" + re.escape(SYMBOL_BYTE) + b"]")
NO_HEADLINE: Final = Condition(
    "is no headline: the first line, right above the text or alone, that calls on nobody", lambda hit: not _is_headline(hit), beyond_line=True
)
