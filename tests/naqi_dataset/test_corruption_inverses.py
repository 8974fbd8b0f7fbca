"""The blind inverses and the judgement that is computed with them: each class of `repairable` on a case made by hand."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naqi.corruptions.kinds import KINDS, apply, nfc
from naqi_dataset.corruptions import inverses
from naqi_dataset.corruptions import repairable as judgement
from naqi_dataset.corruptions.distance import altered_share, distance
from naqi_dataset.corruptions.inverses import INVERSES, Repair, repair
from naqi_dataset.corruptions.plausible import is_plausible, oddness
from naqi_dataset.corruptions.repairable import repairable

BY_NAME = {kind.name: kind for kind in KINDS}
SEED = "a test/0"

# No final yeh, no number, no mark: nothing in it is ambiguous to any inverse.
PLAIN = "أعلنت الوزارة أن القطار الجديد وصل إلى المدينة القديمة، وأن العمال احتفلوا أمام المحطة حتى المساء"


def judge(name: str, clean: str, seed: str = SEED) -> str:
    kind = BY_NAME[name]
    return repairable(kind, seed, clean, apply(kind, clean, seed))


@pytest.mark.parametrize(
    "name",
    [
        "utf8-as-cp1252-whatwg", "utf8-as-cp1252-part", "utf8-as-cp1256", "utf8-as-cp1256-part", "utf8-as-latin1", "utf8-twice-as-cp1252",
        "utf8-twice-as-cp1256", "cp1256-as-cp1252", "utf16le-as-utf8", "utf16be-as-utf8", "entities-numeric", "presentation-forms", "visual-order",
        "visual-lines", "tatweel", "hard-wraps", "hyphen-spaces", "bidi-controls", "unbalanced-isolates", "zero-width", "no-break-spaces",
        "soft-hyphens", "bom-inside", "bom-misread", "control-characters", "urdu-keyboard",
    ],
)  # fmt: skip
def test_exact_where_a_blind_inverse_restores_the_text(name: str) -> None:
    kind = BY_NAME[name]
    assert judge(name, PLAIN) == "exact"
    assert repair(apply(kind, PLAIN, SEED)).best == PLAIN


def test_partial_where_a_second_reading_is_as_plausible() -> None:
    """A Farsi yeh without dots ends both `علي` and `على`; without one, the same keyboard can be undone."""
    assert judge("persian-keyboard", "جلس المدير على الكرسي الكبير قرب الباب") == "partial"
    assert judge("persian-keyboard", "كان المدير الكبير يسير قرب الباب") == "exact"
    found = repair(apply(BY_NAME["persian-keyboard"], "جلس على الكرسي", SEED))
    assert len(found.plausible) > 1


def test_partial_where_letters_are_lost_but_the_rest_comes_back() -> None:
    """Windows-1252 lacks half of feh: `replace` loses it, the WHATWG table does not."""
    text = "وفي الفندق الكبير قال المدير إن القطار وصل إلى المحطة"
    assert judge("utf8-as-cp1252-replace", text) == "partial"
    assert judge("utf8-as-cp1252-whatwg", text) == "exact"
    assert repair(apply(BY_NAME["utf8-as-cp1252-replace"], text, SEED)).best == text.replace("ف", "\ufffd")
    assert judge("cp1256-as-iso8859-6", PLAIN) == "partial"


def test_partial_where_two_sets_of_digits_are_as_plausible() -> None:
    assert judge("persian-digits", "وصل القطار عام ٢٠٢٥ إلى المدينة") == "partial"


def test_canonical_where_another_spelling_comes_out_the_same() -> None:
    """NFD forgets whether hamza was typed apart, and in which order shadda and its vowel were."""
    vocalised = nfc("قدّ\u064eم المدير الأوراق إلى الوزارة")
    assert judge("decomposed", vocalised) == "canonical"
    assert judge("utf8-as-cp1256", vocalised) == "exact"


def test_canonical_where_the_reading_is_clean_up_to_nfc_only(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = "قدّ\u064eم المدير الأوراق"
    monkeypatch.setattr(judgement, "repair", lambda _: Repair(typed, frozenset({typed})))
    assert repairable(BY_NAME["utf8-as-cp1256"], SEED, nfc(typed), "ظ‚") == "canonical"


@pytest.mark.parametrize("name", ["question-marks", "cp1256-as-utf8", "lost-bytes-replace", "lost-bytes-ignore"])
def test_no_where_nothing_comes_back(name: str) -> None:
    assert judge(name, PLAIN) == "no"


def test_no_where_the_damage_makes_good_arabic() -> None:
    """A repairer that sees plausible text must leave it, so what looks well is not repairable."""
    assert repairable(BY_NAME["lost-bytes-ignore"], SEED, "وصل القطار الجديد", "وصل القطار") == "no"


def test_inverses_see_the_text_and_nothing_else() -> None:
    assert list(inspect.signature(repair).parameters) == ["text"]
    for inverse in INVERSES:
        assert len(inspect.signature(inverse.repair).parameters) == 1
    assert len({inverse.name for inverse in INVERSES}) == len(INVERSES)


TEXTS = (
    PLAIN,
    "وصل القطار عام ٢٠٢٥ إلى المدينة، وكان عليه ٣٤٠ راكباً و12 عاملاً من أهل القرية",
    "وصل القطار عام 2025 إلى المدينة، وكان عليه 340 راكباً و١٢ عاملاً من أهل القرية",
    "قال المدير «إن كل شيء على ما يرام» في المحطة، ثم مضى إلى الكرسي الذي كان قرب الباب",
    "جلس المدير في الكرسي الكبير الذي كان قرب الباب في المحطة عام ٢٠٢٥",
    "وصل القطار عام 1998 إلى المدينة، وكان عليه 340 راكباً من أهل القرية و125 عاملاً",
)


def _outcomes() -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        for text in TEXTS:
            if apply(kind, text, SEED) != text:
                yield judge(kind.name, text), repair(apply(kind, text, SEED)).best


@pytest.fixture(scope="module")
def outcomes() -> list[tuple[str, str]]:
    return list(_outcomes())


@pytest.mark.parametrize("name", [inverse.name for inverse in INVERSES])
def test_without_any_one_inverse_something_changes(name: str, outcomes: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inverses, "INVERSES", tuple(inverse for inverse in INVERSES if inverse.name != name))
    assert any(before != after for before, after in zip(outcomes, _outcomes(), strict=True))


@pytest.mark.parametrize("inverse", INVERSES, ids=lambda inverse: inverse.name)
@given(text=st.text(alphabet=st.sampled_from("ابفةىيکی٣3۳ .\n-&#;\ufffd\u06f2\x06\x00ØÙ§طظ\u00adÂïâ€\u200f")))
def test_an_inverse_takes_any_text(inverse: inverses.Inverse, text: str) -> None:
    assert isinstance(inverse.repair(text), str)
    assert inverse.repair(text) == inverse.repair(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "123", "\ud800 ق", "&#99999999999;", "&#55296;", "\ufffd" * 3, "\x00\x06" * 3])
def test_repair_takes_odd_texts(text: str) -> None:
    assert isinstance(repair(text).best, str)


def test_plausible_text_is_left_alone() -> None:
    for text in TEXTS:
        assert oddness(text) == 0
        assert repair(text) == Repair(text, frozenset({text}))


@pytest.mark.parametrize(
    "text",
    [
        "وصل ا\ufffdقطار", "وصل ال\u200bقطار", "وصل القـــطار", "وصل ﺍﻟﻘﻄﺎﺭ", "وصل القطار۵", "عام 2٠25", "مدينةجميلة", "ةنيدملا", "ط§ظ„ط³ظ„ط§ظ…",
        "Ø§Ù„Ø³Ù„Ø§Ù…", "ÇáÓáÇã", "&laquo;نعم", "قال ????", "وصل\u00a0القطار", "وصل القطا-\nر", "وصل\nالقطار", "کتاب", "وصل ا\x06لقطار", "قا\u0654ل",
        "المديرالعامالقديمجدا",
    ],
)  # fmt: skip
def test_broken_texts_are_odd(text: str) -> None:
    assert not is_plausible(text)


@pytest.mark.parametrize(
    "text",
    [
        "صدر سنة 1447 هـ بـ٣٦٠ نسخة", "الباحثة هيلين (Hélène Dépré) هنا", "قال: «نعم»… ثم مضى – وعاد", "شىء من شيء", "فَأَوْرَقَ مِنْ نَدَى الكَلِمَاتِ ظِلُّ", "فقرة.\n\nفقرة",
        "نحو 42\u00a0% من ٥٠ شخصاً 🙂", "عبر lines@mawaqef.example، أو هنا",
    ],
)  # fmt: skip
def test_good_texts_are_not_odd(text: str) -> None:
    assert oddness(nfc(text)) == 0


def test_a_text_read_backwards_is_odd_as_a_whole() -> None:
    assert oddness(PLAIN[::-1]) == 1


def _table(left: str, right: str) -> int:
    """The textbook table."""
    row = list(range(len(right) + 1))
    for number, one in enumerate(left, 1):
        before, row[0] = row[0], number
        for at, other in enumerate(right, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (one != other))
    return row[-1]


@given(left=st.text(alphabet="ابتث", max_size=40), right=st.text(alphabet="ابتث", max_size=40))
def test_distance_is_levenshteins(left: str, right: str) -> None:
    assert distance(left, right) == _table(left, right)


def test_altered_share() -> None:
    assert altered_share("كتاب", "كتاب") == 0
    assert altered_share("كتاب", "كتب") == 0.25
    assert altered_share("", "") == 0
    assert altered_share("كتاب", "????") == 1
