"""The contract finds what each of its properties is for, and nothing else."""

from __future__ import annotations

import functools
import itertools
import re
import signal
import unicodedata
from collections.abc import Callable
from typing import Any
from unittest import SkipTest

import pytest
from hypothesis import HealthCheck, given, settings

import naqi
from naqi.testing import CleanerContract, ContractError, ExtractorContract
from naqi.testing.contract import CLEANER_PROPERTIES, EXTRACTOR_PROPERTIES, Failure, Repairs, Subject, cost, extractor, model, run
from naqi.testing.contract.evidence import told
from naqi.testing.contract.limits import limited
from naqi.testing.furniture import Furniture

# What this cleaner knows. It is given phrases of this list alone, so that it is right about all it meets.
_KNOWN = ("اترك تعليقاً", "جميع الحقوق محفوظة", "اشترك في النشرة البريدية")
_EVERY = tuple(prop.name for prop in CLEANER_PROPERTIES)
_HARD = ("removes-injected", "removes-what-the-gate-finds")


@pytest.fixture(autouse=True)
def _lines_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count lines and compare no times, which a busy machine bends."""
    monkeypatch.setattr(cost, "_MEASURABLE", float("inf"))


def _furniture() -> Any:
    from hypothesis import strategies as st

    return st.sampled_from([Furniture(text, "boilerplate.other", "wording", "after", "test") for text in _KNOWN])


def oracle(text: str) -> str:
    """Takes out its own phrases, where they are a line."""
    if not any(phrase in text for phrase in _KNOWN):
        return text
    return "\n".join(line for line in text.split("\n") if line.strip() not in _KNOWN).rstrip()


def failures(cleaner: Callable[[str], Any], *names: str, repairs: Repairs = Repairs()) -> dict[str, Failure]:  # noqa: B008
    subject = Subject(cleaner, repairs, _furniture)
    found = ((prop.name, run(prop, subject, max_examples=25, derandomize=True)) for prop in CLEANER_PROPERTIES if prop.name in (names or _EVERY))
    return {name: failure for name, failure in found if failure is not None}


def _raises(text: str) -> str:
    text.encode()
    return oracle(text)


_calls = itertools.count()


def _random(text: str) -> str:
    return oracle(text) + " " * (next(_calls) % 2) if "\N{ZERO WIDTH NON-JOINER}" in text or "\x00" in text or "\ufffd" in text else oracle(text)


def _once(text: str) -> str:
    return oracle(text.replace("\x00", "", 1))


def _shortens(text: str) -> str:
    return oracle("\n".join(line for line in text.split("\n") if len(line.split()) != 3))


def _invents(text: str) -> str:
    return oracle(text.replace("\ufffd", "x")) if "\ufffd" in text else oracle(text)


def _sorts(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(sorted(lines))


def _leaves(text: str) -> str:
    return text


def _gate_blind(text: str) -> str:
    return oracle(text)


class _Remembers:
    """Drops the line that the document before ended with, if that was another document."""

    def __init__(self) -> None:
        self.last: str | None = None

    def __call__(self, text: str) -> str:
        last, self.last = self.last, text
        if last is None or last == text:
            return oracle(text)
        end = last.rpartition("\n")[2]
        return oracle("\n".join(line for line in text.split("\n") if line != end or "." not in line))


def _quadratic(text: str) -> str:
    for end in range(0, len(text), 8):
        for _ in range(0, end, 8):
            pass
    return oracle(text)


def _backtracks(text: str) -> str:
    re.findall(r"\s+$", text)
    return oracle(text)


def _composed_only(text: str) -> str:
    return oracle(text) if unicodedata.is_normalized("NFC", text) else oracle(text) + "."


# Each breaks one property, and among all those that do not depend on what the gate or the lexicons know, no other.
_BROKEN: dict[str, tuple[Callable[[str], Any], str]] = {
    "never-raises": (_raises, "UnicodeEncodeError"),
    "deterministic": (_random, "another answer the next time"),
    "idempotent": (_once, "a second cleaning changed"),
    "identity-on-clean": (_shortens, "a clean article was changed"),
    "never-invents": (_invents, "stands nowhere in the input"),
    "neighbours": (_Remembers(), "another document before it"),
    "linear-cost": (_quadratic, "times as many for 4 times the length"),
    "nfc-nfd": (_composed_only, "the NFD form"),
}


def test_a_cleaner_that_is_right_about_all_it_meets_keeps_the_contract() -> None:
    left = failures(oracle)
    # Scrapes for the gate hold all furniture there is.
    assert list(left) == ["removes-what-the-gate-finds"]


@pytest.mark.parametrize("name", _BROKEN)
def test_a_property_finds_the_cleaner_that_breaks_it(name: str) -> None:
    cleaner, note = _BROKEN[name]
    failure = failures(cleaner, name)[name]
    message = failure.message("mine:clean", f"--naqi-skip {name}")
    assert f"mine:clean breaks {name}: {failure.property.promise}" in message
    assert note in message
    assert "given (" in message
    assert f"What to do: {failure.property.advice}" in message
    assert f"--naqi-skip {name}" in message
    assert all(character.isprintable() or character in "\n\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}" for character in message)
    assert len(failure.broken.given) < 1000


@pytest.mark.parametrize("name", _BROKEN)
def test_it_breaks_no_other(name: str) -> None:
    # An answer that changes from call to call, or with what came before, is another one the second time and beside others, whatever else it is; and a text
    # that decomposes is one more dirty text.
    state = {"deterministic", "idempotent", "identity-on-clean", "neighbours", "nfc-nfd"}
    also = {"nfc-nfd": {"never-invents", "idempotent"}, "identity-on-clean": {"nfc-nfd"}, "deterministic": state, "neighbours": state}.get(name, set())
    rest = [other for other in _EVERY if other not in {name, *_HARD, *also}]
    assert list(failures(_BROKEN[name][0], *rest)) == []


def test_order_is_kept() -> None:
    failure = failures(_sorts, "keeps-order")["keeps-order"]
    assert "came before" in failure.broken.note
    assert failures(_sorts, "never-raises", "deterministic", "idempotent", "never-invents", "neighbours", "linear-cost") == {}


def test_what_is_left_is_found() -> None:
    assert list(failures(_leaves)) == list(_HARD)
    message = failures(_leaves, "removes-injected")["removes-injected"].message("m:f", "skip")
    assert "first difference at " in message
    assert any(f"    +{phrase}" in message for phrase in _KNOWN)


def test_a_pattern_that_backtracks_is_found_though_it_is_one_line_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert "took" in failures(_backtracks, "linear-cost")["linear-cost"].broken.note


def test_answers_that_are_remembered_cost_no_more_lines_for_that() -> None:
    assert failures(functools.cache(oracle), "linear-cost") == {}


def test_mending_costs_in_proportion_to_the_text() -> None:
    assert [failure.broken.note for failure in failures(naqi.clean, "linear-cost").values()] == []


def test_repairs_are_inventions_until_they_are_declared() -> None:
    def repair(text: str) -> str:
        try:
            return text.encode("cp1256").decode("utf-8")
        except UnicodeError:
            return text

    assert list(failures(repair, "never-invents")) == ["never-invents"]
    assert failures(repair, "never-invents", repairs=Repairs.of(repair)) == {}
    declared = Repairs.of(["utf8-as-cp1256", "utf8-as-cp1256-part", "utf8-twice-as-cp1256"])
    assert failures(lambda text: repair(repair(text)), "identity-on-clean", repairs=declared) == {}


def test_a_function_that_gives_no_text_breaks_every_property() -> None:
    assert list(failures(lambda _text: None, *(name for name in _EVERY))) == list(_EVERY)


def test_a_function_that_goes_on_for_ever_is_stopped_once_and_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_SECONDS", 0.05)
    calls: list[str] = []

    def hangs(text: str) -> str:
        calls.append(text)
        while True:
            pass

    subject = Subject(hangs)
    failed = [run(prop, subject, max_examples=5, derandomize=True) for prop in CLEANER_PROPERTIES]
    messages = [failure.message("mine:clean", "skip") for failure in failed if failure is not None]
    assert len(calls) == 1
    assert len(messages) == len(CLEANER_PROPERTIES)
    assert all("it gave no answer in 0.05 s" in message and f"at {__file__}, line " in message and "What to do: Find" in message for message in messages)


def test_no_alarm_is_left_or_taken_from_who_has_set_one() -> None:
    with limited(60):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
        with limited(0.0001):
            # Of the outer call still.
            assert signal.getitimer(signal.ITIMER_REAL)[0] > 1
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


@pytest.mark.parametrize("raised", [ValueError("not\ntoday"), SystemExit(3)])
def test_where_a_function_raises_is_shown(raised: BaseException) -> None:
    def breaks(_text: str) -> str:
        raise raised

    for name in ("never-raises", "keeps-order"):
        message = failures(breaks, name)[name].message("m:f", "skip")
        assert f"it raised {type(raised).__name__}: " in message
        assert f"at {__file__}, line " in message
        assert "raise raised" in message


def test_furniture_is_asked_for_where_the_gate_tells_it_at_every_place_of_its_side() -> None:
    def piece(text: str, side: str = "after") -> Furniture:
        return Furniture(text, "boilerplate.other", "wording", side, "test")

    assert told(piece("جميع الحقوق محفوظة"))
    # A name that no list holds, a sentence of a story, a piece of which the gate tells half, and one that only the place above the title tells.
    assert not told(piece("تطبيقات الضفاف"))
    assert not told(piece("وصل الوفد صباح الأحد إلى المدينة."))
    assert not told(piece("وصل الوفد. [ad_1]"))
    assert naqi.check("عاجل\n\nناقش المجلس الخطة في المدينة القديمة\n\nأعلنت البلدية الخطة التي أقرها المجلس أمس.")
    assert not told(piece("خاص بالضفاف", "before"))
    drawn: list[Furniture] = []

    @settings(max_examples=50, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(Subject(oracle).furniture())
    def draw(item: Furniture) -> None:
        drawn.append(item)

    draw()
    assert all(item.evidence == "wording" and told(item) for item in drawn)


def test_an_unknown_repair_is_refused_with_the_nearest() -> None:
    with pytest.raises(ContractError, match="did you mean utf8-as-cp1256"):
        Repairs.of(["utf8-as-cp125"])


def test_a_class_skips_by_name_and_refuses_names_it_does_not_know() -> None:
    class Mine(CleanerContract):
        skip = ("keeps-order",)

        def clean(self, text: str) -> str:
            return "\n".join(sorted(text.split("\n")))

    with pytest.raises(SkipTest):
        Mine().test_keeps_order()
    with pytest.raises(AssertionError, match="Mine breaks identity-on-clean") as caught:
        Mine().test_identity_on_clean()
    assert 'skip = {"identity-on-clean"} in Mine' in str(caught.value)
    with pytest.raises(ContractError, match="did you mean idempotent"):
        type("Typo", (CleanerContract,), {"skip": ("idempotnt",)})
    with pytest.raises(ContractError, match="did you mean no-markup"):
        type("Typo", (ExtractorContract,), {"skip": ("no-markups",)})


def _no_tags(html: str) -> str:
    from html import unescape

    return "\n\n".join(" ".join(unescape(re.sub("<[^<>]*>", "", part)).split()) for part in re.findall(r"<p\b[^<>]*>([^\0]*?)</p>", html))


def _extracts(function: Callable[[Any], Any], *names: str) -> dict[str, Failure]:
    subject = Subject(extractor(function))
    found = ((prop.name, run(prop, subject, max_examples=10, derandomize=True)) for prop in EXTRACTOR_PROPERTIES if prop.name in names)
    return {name: failure for name, failure in found if failure is not None}


_seen: list[str] = []


def _after(html: str) -> str:
    _seen.append(html)
    return _no_tags(html) + ("" if len(_seen) < 2 or _seen[-2] == html else "\nseen")


@pytest.mark.parametrize(
    ("name", "function", "note"),
    [
        ("never-raises", lambda html: html[:5].encode("ascii").decode() and html, "UnicodeEncodeError"),
        ("deterministic", lambda html: f"{html[:5]}{next(_calls)}", "another text the next time"),
        ("keeps-paragraphs", lambda _html: "", "paragraphs of the article"),
        ("keeps-order", lambda html: "\n\n".join(reversed(_no_tags(html).split("\n\n"))), "changed places"),
        ("never-invents", lambda html: f"{_no_tags(html)} منقول123", "stands nowhere on the page"),
        ("removes-forbidden", lambda html: re.sub("<[^<>]*>", " ", html), "furniture strings of the page"),
        ("removes-injected", _no_tags, "a block of furniture"),
        ("no-markup", lambda html: html, "a tag of the page"),
        ("neighbours", _after, "before it changed the text"),
        ("linear-cost", lambda html: "".join("" for end in range(0, len(html), 8) for _ in range(0, end, 8)), "times as"),
    ],
)
def test_a_property_finds_the_extractor_that_breaks_it(name: str, function: Callable[[Any], Any], note: str) -> None:
    assert note in _extracts(function, name)[name].message("m:f", "skip")


def test_an_extractor_gets_the_type_it_takes() -> None:
    def of_bytes(html: bytes) -> str:
        return html.decode("utf-8", "replace")

    assert _extracts(of_bytes, "deterministic") == {}
    assert _extracts(lambda html: html.decode("utf-8", "replace"), "deterministic") == {}
    assert _extracts(lambda html: html.casefold(), "deterministic") == {}
