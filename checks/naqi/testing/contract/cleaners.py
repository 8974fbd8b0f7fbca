"""The properties of a cleaner."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, Final, NamedTuple

from hypothesis import strategies as st

from naqi import check as gate
from naqi.testing import sample
from naqi.testing.articles import articles
from naqi.testing.contract.cost import growth
from naqi.testing.contract.model import BrokenError, Property, Subject, UnusableError
from naqi.testing.corruptions import Corruption, corruptions, one_of_each
from naqi.testing.nasty import nasty_text
from naqi.testing.sample import Article
from naqi.testing.scrapes import Scrape, scrapes

# Repeated, each fills one line, or very many lines, with what cleaners look for. A word parts two runs, so that one begins the text, one ends it, and a
# pattern that wants the end of the text behind a run has to give up for each place it may begin.
_WORD: Final = "خبر"
_PIECES: Final = (
    "أعلنت البلدية الجديدة عن الخطة. ", "أعلنت البلدية.\n\n", "اقرأ أيضا\n", "اقرأ أيضا ", " ", "\n", "<a ", "&", "[ad_1] ", "(", "..", "#خبر ",
    "خبر".encode().decode("cp1256") + " ", "\N{ARABIC TATWEEL}", "\N{ARABIC FATHA}", "\N{ZERO WIDTH SPACE}",
)  # fmt: skip


class Injected(NamedTuple):
    """dirty: an article with furniture; article: the same without it, its lines parted in the same way."""

    dirty: str
    article: str


def nfc(text: str) -> str:
    """Canonically equal texts are one text to a contract."""
    return unicodedata.normalize("NFC", text)


def shown(text: str) -> str:
    """Without what prints nothing and parts no words: its removal from a word makes no other word."""
    return "".join(character for character in nfc(text) if character.isspace() or unicodedata.category(character)[0] != "C")


def lines(text: str) -> str:
    """The lines that hold something, white space aside: where one space or line break stands for another, no word is lost."""
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _texts(_: Subject) -> st.SearchStrategy[str]:
    """Dirt of all kinds: what a cleaner meets."""
    return st.one_of(scrapes().map(lambda scrape: scrape.raw), corruptions().map(lambda one: one.corrupted), nasty_text(long=False), articles().map(_text))


def _text(article: Article) -> str:
    return article.text


def _any_string(_: Subject) -> st.SearchStrategy[str]:
    return nasty_text() | scrapes().map(lambda scrape: scrape.raw) | st.text(st.characters(exclude_categories=()))


def _never_raises(subject: Subject, text: str) -> None:
    try:
        subject(text)
    except UnusableError as error:
        raise BrokenError(str(error), text) from error


def _deterministic(subject: Subject, text: str) -> None:
    first = subject(text)
    for _ in range(2):
        again = subject(text)
        if again != first:
            raise BrokenError("the same text gave another answer the next time", text, first, again)


def _idempotent(subject: Subject, text: str) -> None:
    once = subject(text)
    twice = subject(once)
    if twice != once:
        raise BrokenError("a second cleaning changed what the first had made", text, once, twice)


def _identity(subject: Subject, text: str) -> None:
    got = subject(text)
    if nfc(got) != nfc(text):
        raise BrokenError("a clean article was changed", text, text, got)


def _shipped() -> list[str]:
    return [article.text for article in sample.articles()]


@cache
def _parts(_generation: int) -> st.SearchStrategy[str]:
    """Articles to draw from, whole or any of their lines, so that one that fails shrinks to the line that does."""
    every = st.deferred(lambda: st.sampled_from(sorted(_shipped(), key=len)))
    return every.flatmap(
        lambda text: st.lists(st.sampled_from(range(len(text.split("\n\n")))), min_size=1, max_size=3, unique=True).map(
            lambda chosen: "\n\n".join(text.split("\n\n")[at] for at in sorted(chosen))
        )
    )


def _clean_texts(_: Subject) -> st.SearchStrategy[str]:
    return articles().map(_text) | _parts(sample.generation())


def _damaged(subject: Subject) -> st.SearchStrategy[Any]:
    return st.one_of(
        scrapes().map(lambda scrape: Corruption(scrape.raw, scrape.raw, "")),
        corruptions(),
        *([corruptions(subject.repairs.kinds)] if subject.repairs.kinds else []),
    )


def _never_invents(subject: Subject, damaged: Corruption) -> None:
    text = damaged.corrupted
    got = shown(subject(text))
    sources = [shown(text)]
    if damaged.kind in subject.repairs.kinds:
        sources.append(shown(damaged.clean))
    if subject.repairs.function is not None:
        sources.append(shown(subject.repairs.function(text)))
    words = got.split()
    for word in dict.fromkeys(words):
        if not any(word in source for source in sources):
            raise BrokenError(f"{word!r} stands nowhere in the input", text, None, got)
        # A word may stand inside of another one, but no more often in the answer than anywhere in the input.
        if words.count(word) > max(source.count(word) for source in sources):
            raise BrokenError(f"{word!r} stands more often in the answer than in the input", text, None, got)


def _dirty(_: Subject) -> st.SearchStrategy[str]:
    return scrapes().map(lambda scrape: scrape.raw) | articles().map(_text)


def _keeps_order(subject: Subject, text: str) -> None:
    before, got = shown(text).split(), subject(text)
    after = shown(got).split()
    # Words that stand once have one place; of the others nobody can say which is which.
    single = {word for word in before if before.count(word) == 1 and after.count(word) == 1}
    wanted = [word for word in before if word in single]
    found = [word for word in after if word in single]
    if wanted != found:
        first = next(number for number, (one, other) in enumerate(zip(wanted, found, strict=True)) if one != other)
        raise BrokenError(f"{found[first]!r} came before {wanted[first]!r}", text, None, got)


def _injected(subject: Subject) -> st.SearchStrategy[Injected]:
    return scrapes(furniture=subject.furniture(), max_furniture=2).map(_without_furniture)


def _without_furniture(scrape: Scrape) -> Injected:
    """The scrape, and its article with the same white space between what is left of it."""
    pieces: list[str] = []
    at = 0
    for span in scrape.spans:
        between = scrape.raw[at : span.start]
        at = span.end
        if span.label.startswith("boilerplate."):
            pieces.append(between)
        else:
            pieces += [between, scrape.raw[span.start : span.end]]
    kept = "".join(pieces)
    return Injected(scrape.raw, re.sub(r"\s{2,}", lambda match: "\n\n" if "\n" in match[0] else " ", kept).strip())


def _removes_injected(subject: Subject, injected: Injected) -> None:
    expected, got = subject(injected.article), subject(injected.dirty)
    if lines(nfc(got)) != lines(nfc(expected)):
        raise BrokenError("furniture was left, or its removal took more than it", injected.dirty, lines(expected), lines(got))


@st.composite
def _neighbours(draw: st.DrawFn, _: Subject) -> tuple[str, str]:
    """Two documents of one source: they share furniture, and a paragraph."""
    one, other = draw(scrapes(max_furniture=2)), draw(scrapes(max_furniture=2))
    shared = draw(st.sampled_from([line for line in one.raw.splitlines() if line.strip()]))
    return one.raw, f"{other.raw}\n\n{shared}"


def _unmoved_by_neighbours(subject: Subject, documents: tuple[str, str]) -> None:
    one, other = documents
    # What was called before these is unknown; behind itself, a document stands as good as alone.
    subject(one)
    alone = subject(one)
    subject(other)
    beside = subject(one)
    if alone != beside:
        raise BrokenError("another document before it changed the answer", f"{other}\n\N{BOX DRAWINGS LIGHT HORIZONTAL}\n{one}", alone, beside)


def _removes_findings(subject: Subject, text: str) -> None:
    got = subject(text)
    left = [finding for finding in gate(got) if finding.severity == "error"]
    if left:
        first = left[0]
        raise BrokenError(f"the gate finds {first.rule} {first.name} in the answer: {first.text!r}", text, None, got)


def _gate_texts(subject: Subject) -> st.SearchStrategy[str]:
    texts = scrapes(max_furniture=2).map(lambda scrape: scrape.raw)
    return texts | corruptions(subject.repairs.kinds).map(lambda one: one.corrupted) if subject.repairs.kinds else texts


def _linear(subject: Subject, piece: str) -> None:
    def grown(length: int) -> str:
        half = (piece * (length // 2 // len(piece) + 1))[: length // 2]
        return f"{half}{_WORD}{half}"

    wrong = growth(subject, grown)
    if wrong is not None:
        dots = "\N{HORIZONTAL ELLIPSIS}"
        raise BrokenError(wrong, f"{piece}{dots}{_WORD}{piece}{dots}")


def _alike(subject: Subject, text: str) -> None:
    composed, decomposed = (subject(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    if nfc(composed) != nfc(decomposed):
        raise BrokenError("the NFD form of a text gave another answer than its NFC form", text, composed, decomposed)


CLEANER_PROPERTIES: Final = (
    Property(
        "never-raises",
        "Any string gives a string.",
        "Return a string for every text, and treat what you do not understand as text to keep: lone surrogates, controls, an empty text.",
        _never_raises,
        _any_string,
    ),
    Property("deterministic", "The same text gives the same answer.", "Take out randomness, clocks, counters and the order of sets.", _deterministic, _texts),
    Property(
        "idempotent",
        "A second cleaning changes nothing.",
        "Repeat your steps until nothing changes, or order them so that none makes work for an earlier one.",
        _idempotent,
        _texts,
    ),
    Property(
        "identity-on-clean",
        "A clean article stays as it is.",
        "Ask for more evidence before you change or remove: where the line stands, and what is beside it.",
        _identity,
        _clean_texts,
        _shipped,
    ),
    Property(
        "never-invents",
        "The answer is the text with pieces removed, or repaired as declared.",
        'Remove without joining words. Where you repair on purpose, declare it: repairs = {"utf8-as-cp1256"}, or --naqi-repairs.',
        _never_invents,
        _damaged,
        # There are more kinds than a quick run draws.
        one_of_each,
    ),
    Property("keeps-order", "What is kept stands in the order of the text.", "Work on the text in one pass; no sets, no sorting.", _keeps_order, _dirty),
    Property(
        "removes-injected",
        "Furniture that is told by its own words goes, and nothing else with it.",
        "Learn the phrase; furniture of yours: class attribute furniture.",
        _removes_injected,
        _injected,
    ),
    Property(
        "neighbours",
        "Other documents do not change the answer.",
        "Keep nothing between calls but what does not depend on their texts.",
        _unmoved_by_neighbours,
        _neighbours,
    ),
    Property(
        "removes-what-the-gate-finds",
        "naqi check finds no error in the answer.",
        "naqi.clean takes out what can be; the finding says which rule asks for more.",
        _removes_findings,
        _gate_texts,
    ),
    Property(
        "linear-cost",
        "A text twice as long costs twice as much.",
        "Look for a search from the start for each hit, text built by +=, and patterns that backtrack.",
        _linear,
        fixed=lambda: _PIECES,
    ),
    Property("nfc-nfd", "Composed and decomposed letters give the same answer.", "Compare normalised copies, and cut the text itself.", _alike, _dirty),
)
