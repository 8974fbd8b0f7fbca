"""Kinds of corruption: real bytes, each against a golden text or a route that does not go through the package."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from random import Random

import pytest

from naqi.corruptions.code_pages import ERRORS, HTML, read, read_byte, write
from naqi.corruptions.kinds import KINDS, STYLES, Kind, apply, corrupt
from naqi.corruptions.layout import LAYOUT, presentation_forms, visual_line
from naqi.corruptions.letters import clusters, typed
from naqi.corruptions.noise import HABITS, NOISE, choose

BY_NAME = {kind.name: kind for kind in KINDS}
SEED = "a test/0"

TEXT = "قال المدير «إن القطار رقم 1258 وصل فعلاً»، ثم ذهب إلى المدينة القديمة مع 340 راكباً على متنه، وكان كل شيء هادئاً في المحطة."
# Without the five bytes that windows-1252 lacks, so without feh; without guillemets, which UTF-16 loses.
SIMPLE = "قال المدير إن القطار رقم 1258 وصل الآن، ثم ذهب إلى المدينة القديمة على مهل."


def make(name: str, text: str = TEXT) -> str:
    broken = corrupt(BY_NAME[name], text, SEED)
    assert broken is not None
    return broken


def browser(data: bytes, codec: str) -> str:
    """The WHATWG table, made in another way than the package makes it."""
    return "".join(bytes((byte,)).decode(codec, "ignore") or chr(byte) for byte in data)


WHOLE: dict[str, Callable[[str], str]] = {
    "utf8-as-cp1252-replace": lambda text: text.encode().decode("cp1252", "replace"),
    "utf8-as-cp1252-whatwg": lambda text: browser(text.encode(), "cp1252"),
    "utf8-as-cp1256": lambda text: text.encode().decode("cp1256"),
    "utf8-as-latin1": lambda text: text.encode().decode("latin-1"),
    "utf8-twice-as-cp1252": lambda text: browser(browser(text.encode(), "cp1252").encode(), "cp1252"),
    "utf8-twice-as-cp1256": lambda text: text.encode().decode("cp1256").encode().decode("cp1256"),
    "cp1256-as-cp1252": lambda text: text.encode("cp1256").decode("cp1252"),
    "cp1256-as-iso8859-6": lambda text: text.encode("cp1256").decode("iso8859-6", "replace"),
    "cp1256-as-utf8": lambda text: text.encode("cp1256").decode("utf-8", "replace"),
    "utf16le-as-utf8": lambda text: b"\xff\xfe".decode("utf-8", "replace") + text.encode("utf-16-le").decode("utf-8", "replace"),
    "utf16be-as-utf8": lambda text: text.encode("utf-16-be").decode("utf-8", "replace"),
    "question-marks": lambda text: re.sub(r"[^\x00-\x7F]", "?", text),
    "entities-numeric": lambda text: re.sub(r"[^\x00-\x7F]", lambda match: f"&#{ord(match[0])};", text),
    "entities-named": lambda text: text.replace("«", "&laquo;").replace("»", "&raquo;"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "keheh": lambda text: text.replace("\N{ARABIC LETTER KAF}", "\N{ARABIC LETTER KEHEH}"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_kind_does_to_the_bytes_what_its_name_says(name: str) -> None:
    assert make(name) == WHOLE[name](TEXT)


GOLDEN = {
    "utf8-as-cp1252-whatwg": "Ø§Ù„Ø³Ù„Ø§Ù…",
    "utf8-as-cp1256": "ط§ظ„ط³ظ„ط§ظ…",
    "cp1256-as-cp1252": "ÇáÓáÇã",
    "cp1256-as-iso8859-6": "افسفاك",
    "utf16be-as-utf8": "\x06'\x06D\x063\x06D\x06'\x06E",
}


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_garbled_words(name: str) -> None:
    """`السلام` three times: what people find on real pages (runs under three words are left alone)."""
    space = "\x00 " if name == "utf16be-as-utf8" else " "
    assert make(name, "السلام السلام السلام") == space.join([GOLDEN[name]] * 3)


def test_strict_garbles_the_longest_run_of_words_that_decodes() -> None:
    text = "في الفندق قال المدير إن القطار رقم 12 وصل الآن، فذهب الفريق"
    start, end = text.index("قال"), text.index("، ف") + 1
    assert make("utf8-as-cp1252-strict", text) == text[:start] + text[start:end].encode().decode("cp1252") + text[end:]
    assert corrupt(BY_NAME["utf8-as-cp1252-strict"], "في الفندق فرق", SEED) is None


def test_a_text_that_an_encoding_cannot_write_was_never_in_it() -> None:
    assert corrupt(BY_NAME["cp1256-as-cp1252"], "وصل القطار إلى المحطة عام 2025", SEED) is not None
    assert corrupt(BY_NAME["cp1256-as-cp1252"], "وصل القطار إلى المحطة عام ٢٠٢٥", SEED) is None


@pytest.mark.parametrize(("name", "codec"), [("utf8-as-cp1252-part", "cp1252"), ("utf8-as-cp1256-part", "cp1256")])
def test_part_of_a_text_is_one_run_of_about_the_share_of_words(name: str, codec: str) -> None:
    words, broken = TEXT.split(" "), make(name).split(" ")
    garbled = [at for at, (one, other) in enumerate(zip(words, broken, strict=True)) if one != other]
    assert garbled
    first, last = garbled[0], garbled[-1] + 1
    assert [browser(word.encode(), codec) for word in words[first:last]] == broken[first:last]
    assert last - first <= round(BY_NAME[name].coverage * len(words))


# What takes the noise away when one knows what it was, and what must be in the broken text.
UNDONE: dict[str, tuple[str, str, str]] = {
    "tatweel": ("\N{ARABIC TATWEEL}+", "", "\N{ARABIC TATWEEL}"),
    "zero-width": ("[\u200b\u200c\u200d\u2060]", "", "[\u200b\u200c\u200d\u2060]"),
    "soft-hyphens": ("\u00ad", "", "\u00ad"),
    "control-characters": (r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F]", "", r"[\x00-\x1F\x7F]"),
    "bom-inside": ("\ufeff", "", r"(?:^|\s)\ufeff\S"),
    "bom-misread": ("\u00ef\u00bb\u00bf", "", r"(?:^|\s)\u00ef\u00bb\u00bf\S"),
    "bidi-controls": ("[\u061c\u200e\u200f\u202a-\u202e]", "", "[\u061c\u200e\u200f\u202a-\u202e]"),
    "unbalanced-isolates": ("[\u2066-\u2069]", "", "[\u2066-\u2069]"),
    "no-break-spaces": ("\u00a0", " ", "\\S\u00a0\\S"),
    "hard-wraps": ("\n", " ", r"\S\n\S"),
    "hyphen-spaces": ("- ", "", r"\w- \w"),
}


@pytest.mark.parametrize("name", UNDONE)
def test_noise_is_there_and_nothing_else_changed(name: str) -> None:
    pattern, replacement, sign = UNDONE[name]
    broken = make(name)
    assert re.search(sign, broken)
    assert re.sub(pattern, replacement, broken) == TEXT


@pytest.mark.parametrize("name", ["tatweel", "zero-width", "no-break-spaces", "lost-spaces"])
def test_coverage_is_the_share_of_places_that_are_taken(name: str) -> None:
    kind = BY_NAME[name]
    few, many = (apply(Kind(kind.name, kind.encoder, kind.decoder, kind.errors, share, kind.seed), TEXT, SEED) for share in (0.1, 0.9))
    assert sum(one != other for one, other in zip(few, TEXT, strict=False)) > 0
    assert abs(len(many) - len(TEXT)) > abs(len(few) - len(TEXT)) or many.count("\u00a0") > few.count("\u00a0")


def test_bidi_controls_are_balanced_and_isolates_are_not() -> None:
    for seed in map(str, range(20)):
        bidi = apply(BY_NAME["bidi-controls"], TEXT, seed)
        assert len(re.findall("[\u202a\u202b\u202d\u202e]", bidi)) == bidi.count("\u202c")
    isolates = [apply(BY_NAME["unbalanced-isolates"], TEXT, str(seed)) for seed in range(20)]
    assert any(len(re.findall("[\u2066-\u2068]", text)) != text.count("\u2069") for text in isolates)


def test_hyphenation_breaks_words_at_line_ends() -> None:
    broken = next(text for text in (apply(BY_NAME["hyphenation"], TEXT, str(seed)) for seed in range(20)) if text != TEXT)
    assert re.search(r"\w-\n\w", broken)
    assert re.sub(r"\n", " ", re.sub(r"-\n", "", broken)) == TEXT
    assert max(map(len, broken.split("\n"))) <= 80
    assert corrupt(BY_NAME["hyphenation"], "سطر قصير لا يحتاج إلى كسر", SEED) is None


def test_lost_spaces_glue_words_only() -> None:
    broken = make("lost-spaces")
    assert broken != TEXT
    assert broken.replace(" ", "") == TEXT.replace(" ", "")


def test_lost_bytes_lose_letters_of_utf8() -> None:
    replaced, ignored = make("lost-bytes-replace"), make("lost-bytes-ignore")
    assert "\ufffd" in replaced
    assert "\ufffd" not in ignored
    assert len(ignored) < len(TEXT)
    assert re.fullmatch(".*".join(map(re.escape, ignored)), TEXT)


def test_presentation_forms_are_those_of_a_shaper() -> None:
    assert presentation_forms("السلام", Random(0), 1) == "\ufe8d\ufedf\ufeb4\ufefc\ufee1"
    assert presentation_forms("بَيت", Random(0), 1) == "\ufe91\u064e\ufef4\ufe96"
    assert unicodedata.normalize("NFKC", make("presentation-forms")) == TEXT
    assert not re.search(r"[\u0621-\u063A\u0641-\u064A]", make("presentation-forms"))


def test_visual_order_keeps_numbers_and_latin_words_and_mirrors_brackets() -> None:
    assert visual_line("قال (12.5 مليون) إن Human Rights هنا") == "انه Human Rights نإ (نويلم 12.5) لاق"
    assert visual_line(visual_line(TEXT)) == TEXT
    assert clusters("مُدَّ") == ["مُ", "دَّ"]
    assert visual_line("مُدَّ") == "دَّمُ"


def test_visual_lines_are_short_lines_each_turned() -> None:
    lines = make("visual-lines").split("\n")
    assert len(lines) > 1
    assert " ".join(map(visual_line, lines)) == TEXT


def test_keyboards_of_neighbours() -> None:
    assert make("persian-keyboard", "على كرسي في بيتي") == "عل\u06cc \u06a9رس\u06cc ف\u06cc ب\u06ccت\u06cc"
    assert make("urdu-keyboard", "هذه مدرسة كبيرة") == "\u06c1ذ\u06c1 مدرس\u06c3 \u06a9بير\u06c3"


def test_digits() -> None:
    assert make("persian-digits", "عام ٢٠٢٥ و7 أيام") == "عام \u06f2\u06f0\u06f2\u06f5 و\u06f7 أيام"
    broken = make("mixed-digits")
    assert [unicodedata.digit(one) for one in re.findall(r"\d", broken)] == [int(one) for one in re.findall(r"\d", TEXT)]
    assert re.sub(r"\d", "", broken) == re.sub(r"\d", "", TEXT)
    assert corrupt(BY_NAME["mixed-digits"], "سبعة أيام و7 ليال", SEED) is None


def test_habits_of_style() -> None:
    comma, stretch, tight = STYLES
    assert apply(comma, "جاء، ثم ذهب، ثم عاد", SEED) == "جاء, ثم ذهب, ثم عاد"
    assert apply(stretch, TEXT, SEED).count("\N{ARABIC TATWEEL}") == 1
    assert apply(tight, "وصل القطار. وغادر 3.5 مليون. ثم", SEED) == "وصل القطار.وغادر 3.5 مليون.ثم"


def test_the_literal_of_kinds_is_sound() -> None:
    assert len(KINDS) >= 24
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert len({kind.seed for kind in (*KINDS, *STYLES)}) == len(KINDS) + len(STYLES)
    assert {kind.encoder for kind in KINDS} >= set(NOISE) | set(LAYOUT)
    assert {kind.encoder for kind in STYLES} == set(HABITS)
    for kind in (*KINDS, *STYLES):
        assert kind.errors in ERRORS
        assert kind.decoder == HTML or read("أ".encode(kind.decoder, "replace"), kind.decoder, "replace")
        assert 0 < kind.coverage <= 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_breaks_a_text_and_its_seed_decides_how(kind: Kind) -> None:
    assert any(corrupt(kind, TEXT, str(seed)) not in {None, TEXT} for seed in range(8))
    assert apply(kind, TEXT, SEED) == apply(kind, TEXT, SEED)
    if kind.encoder in NOISE and kind.coverage < 1:
        assert len({apply(kind, TEXT, str(seed)) for seed in range(8)}) > 1


def test_code_pages_read_and_write() -> None:
    assert read(b"\x81", "cp1252", "whatwg") == "\x81"
    assert read_byte(0x80, "cp1252") == "€"
    assert read(b"&amp;laquo;", "html", "strict") == "&laquo;"
    with pytest.raises(UnicodeDecodeError):
        read(b"\x81", "cp1252", "strict")
    with pytest.raises(UnicodeEncodeError):
        write("٣", "cp1256")
    assert write("أ", "utf-16-le-bom") == b"\xff\xfe\x23\x06"
    assert html.unescape(read(write("«", "utf-8"), "utf-8", "strict")) == "«"


def test_choose_takes_one_place_at_least_and_none_where_there_is_none() -> None:
    assert len(choose(range(3), Random(0), 0.01)) == 1
    assert choose([], Random(0), 1) == []
    assert choose(range(10), Random(0), 1) == list(range(10))


def test_typed_order_is_canonically_equivalent() -> None:
    composed = unicodedata.normalize("NFC", "عدّ\u064eل")
    assert typed(composed) != composed
    assert unicodedata.normalize("NFC", typed(composed)) == composed
