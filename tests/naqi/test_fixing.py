"""Fixing a text: what each rule's fix makes of it, the gap policy, and edits that replay."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import naqi
from naqi import fixing
from naqi.fixing.edits import Edit, compose
from naqi.fixing.gaps import removals
from naqi.rules.model import Fix, Rule
from naqi.rules.registry import BY_CODE, RULES, select

NBSP, ZWNJ, ZWSP = "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH SPACE}"
RLM, RLE, LRE, PDF = "\N{RIGHT-TO-LEFT MARK}", "\N{RIGHT-TO-LEFT EMBEDDING}", "\N{LEFT-TO-RIGHT EMBEDDING}", "\N{POP DIRECTIONAL FORMATTING}"
UNSAFE = {"EN404", "EN405", "EN901", "EN902", "EN903", "TX904"}
FIXABLE = [rule for rule in RULES if rule.fix is not None and rule.is_alone]
PROSE = "قالت الهيئة إن العمل في الجسر الجديد سيبدأ في مطلع الشهر المقبل بعد موافقة المجلس."


def cleaned(text: str, *selectors: str, unsafe: bool = False) -> str:
    """The text after fixing; its edits must replay and undo."""
    fixed = naqi.fix(text, select(selectors) if selectors else None, unsafe=unsafe)
    assert fixed.text is not None
    assert fixing.apply(text, fixed.edits) == fixed.text
    assert fixing.undo(fixed.text, fixed.edits) == text
    return fixed.text


# Rules.
def test_every_boilerplate_rule_has_a_safe_fix_and_what_may_be_the_authors_is_unsafe() -> None:
    assert [rule.code for rule in RULES if rule.family == "BP" and (rule.fix is None or not rule.fix.safe)] == []
    assert {rule.code for rule in FIXABLE if rule.fix is not None and not rule.fix.safe} == UNSAFE
    assert not any(rule.fix for rule in RULES if rule.across)


@pytest.mark.parametrize("rule", FIXABLE, ids=lambda rule: rule.code)
def test_a_rule_finds_nothing_in_what_its_fix_makes_of_its_example(rule: Rule) -> None:
    example = rule.example()
    assert example is not None
    fixed = fixing.Fixer([rule], unsafe=True).fix(example.text)
    # What is lost stays lost.
    assert bool(fixed.edits) == (fixed.findings == ()) == ("\N{REPLACEMENT CHARACTER}" not in example.text)


@pytest.mark.parametrize("rule", FIXABLE, ids=lambda rule: rule.code)
def test_the_clean_example_of_a_rule_stays_as_it_is(rule: Rule) -> None:
    clean = rule.clean_example()
    assert clean is not None
    assert fixing.Fixer([rule], unsafe=True).fix(clean.text) == fixing.Fixed(clean.text, (), ())


@pytest.mark.parametrize("rule", [rule for rule in FIXABLE if rule.fix is not None and not rule.fix.safe], ids=lambda rule: rule.code)
def test_an_unsafe_fix_waits_to_be_asked_for(rule: Rule) -> None:
    example = rule.example()
    assert example is not None
    fixed = fixing.Fixer([rule]).fix(example.text)
    assert (fixed.text, fixed.edits) == (example.text, ())
    assert {finding.rule for finding in fixed.findings} == {rule.code}


# The exemplar.
def test_the_exemplar_keeps_title_dateline_and_ten_paragraphs_and_nothing_else(exemplar: Path) -> None:
    text = exemplar.read_text("utf-8")
    lines = text.split("\n")
    title = lines[2].removesuffix(" بواسطة رويترز")
    paragraphs = [line for number, line in enumerate(lines) if len(line.split()) > 8 and number not in {2, 22, 34}]
    assert len(paragraphs) == 10
    paragraphs[1] = paragraphs[1].replace(". .", ".")
    assert cleaned(text) == "\n\n".join((title, *paragraphs))
    assert naqi.check(naqi.clean(text)) == []


# The gap policy.
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("أ ب\n\n[ad_1]\n\nج د", "أ ب\n\nج د"),
        ("أ ب\n[ad_1]\n\n\nج د", "أ ب\n\n\nج د"),
        ("أ ب\n[ad_1]\nج د", "أ ب\nج د"),
        ("أ ب\r\n\r\n[ad_1]\r\nج د", "أ ب\r\n\r\nج د"),
        ("أ ب [ad_1] ج د", "أ ب ج د"),
        ("أ ب[ad_1]ج د", "أ ب ج د"),
        ("أ ب.[ad_1]ج د", "أ ب. ج د"),
        ("أ ب [ad_1].", "أ ب."),
        ("أ ب[ad_1]، ج", "أ ب، ج"),
        ("أ ب [ad_1] (ج)", "أ ب (ج)"),
        ("أ ([ad_1]ب)", "أ (ب)"),
        ("أ ب ([ad_1]) ج", "أ ب ج"),
        ("أ ب [( [ad_1] )]", "أ ب"),
        ("أ ب ([ad_1]\nج) د", "أ ب (\nج) د"),
        ("[ad_1]\n\nأ ب", "أ ب"),
        ("  [ad_1] أ ب", "  أ ب"),
        ("أ ب\n\n[ad_1]", "أ ب"),
        ("أ ب\n\n[ad_1]\n", "أ ب\n"),
        ("أ ب\n\n[ad_1]\n\n[ad_2]\n[ad_3]\n\nج د", "أ ب\n\nج د"),
        (f"أ ب\n\n{RLM}[ad_1]{RLM}\n\nج د", "أ ب\n\nج د"),
        ("أ ب\n\n• [ad_1]\n\nج د", "أ ب\n\nج د"),
        ("أ ب\n\n•\n\n[ad_1]\n\nج د", "أ ب\n\n•\n\nج د"),
        ("أ ب\n\n•\n[ad_1]\n\nج د", "أ ب\n\n•\n\nج د"),
        ("أ ب\n\n[ad_1]\n•\n\nج د", "أ ب\n\n•\n\nج د"),
        ("أ ب\n\n[ad_1] •\n\nج د", "أ ب\n\nج د"),
        ("أ ب | [ad_1] ج د", "أ ب | ج د"),
        (f"أ ب{NBSP}[ad_1] ج", f"أ ب{NBSP}ج"),
        ("أ  ب\n\n\n\nج \n[ad_1]\nد  ه", "أ  ب\n\n\n\nج \nد  ه"),
        ("[ad_1]\n[ad_2]", "[ad_1]\n[ad_2]"),
    ],
)
def test_the_widest_gap_stays_no_words_are_joined_and_no_other_white_space_changes(text: str, wanted: str) -> None:
    assert cleaned(text, "BP101") == wanted


def test_a_tag_inside_a_word_leaves_no_space_and_one_between_sentences_does() -> None:
    assert cleaned("قال ال<b>وزي</b>ر نعم.<br>ثم <i>لا</i>.<p>وغادر", "BP103") == "قال الوزير نعم. ثم لا. وغادر"


def test_brackets_that_hold_tags_alone_go_with_them_and_others_stay() -> None:
    assert cleaned("قال الوزير نعم [[<!-- note -->]] ثم (<b>لا</b>).", "BP103") == "قال الوزير نعم ثم (لا)."


def test_what_is_garbled_in_the_line_of_garbled_letters_is_mended_with_them_and_not_elsewhere() -> None:
    good = "قال الوزير إن برنامج «SolarMap»؟ بدأ أمس.\nثم عدّد الحروف: ط، ثم ظ، ثم ع؛ هكذا."
    first, _, second = good.partition("\n")
    once = first.encode().decode("cp1256")
    twice = once.encode().decode("cp1256")
    assert [naqi.clean(f"{broken}\n{second}") for broken in (once, twice)] == [good, good]


def test_the_stop_of_a_sentence_that_furniture_is_glued_to_stays() -> None:
    assert fixing.apply("نعم.المزيد", _removal("نعم.المزيد", 3)) == "نعم."
    assert fixing.apply("نعم...المزيد", _removal("نعم...المزيد", 3)) == "نعم"


def test_a_dividing_mark_that_furniture_leaves_at_the_end_of_its_line_goes_with_it() -> None:
    assert fixing.apply("أ ب | ج د", _removal("أ ب | ج د", 6)) == "أ ب"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("أ\n[X] • ب", "أ\nب"),
        ("أ • [X] • ب", "أ • • ب"),
        ("أ | [X]\nب", "أ\nب"),
        ("أ| [X]\nب", "أ|\nب"),
        ("أ |[X]\nب", "أ\nب"),
        ("أ -- [X]\nب", "أ --\nب"),
        ("أ\n• [X] ب", "أ\n• ب"),
        ("أ\n[X] •ب", "أ\n•ب"),
        ("[X] | ب", "ب"),
        ("أ | [X]", "أ"),
        ("أ\n|\n[X]\nب", "أ\n|\nب"),
        (f"أ\n{ZWSP}[X]{ZWSP}\nب", "أ\nب"),
        (f"أ {ZWSP}[X] ب", "أ ب"),
        (f"أ{ZWSP}[X] ب", f"أ{ZWSP} ب"),
        (f"أ [X]{ZWSP}ب", f"أ {ZWSP}ب"),
        (f"{ZWSP}[X]{ZWSP}\nب", "ب"),
    ],
)
def test_what_stands_beside_furniture_for_its_sake_goes_with_it_and_nothing_else(text: str, wanted: str) -> None:
    at = text.index("[X]")
    assert fixing.apply(text, [Edit(start, end, gap, text[start:end], "BP") for start, end, gap, _ in removals(text, [(at, at + 3)])]) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("نعم.X", "نعم."), ("نعم؟X", "نعم؟"), ("نعم.. X", "نعم."), ("نعم....X", "نعم."), ("نعم...X", "نعم"), ("نعم .X", "نعم"), (".X", ""), ("نعم،X", "نعم")],
)
def test_of_the_stops_that_furniture_begins_with_the_sentences_own_stays(text: str, wanted: str) -> None:
    first = next(at for at, character in enumerate(text) if character in ".،؟" or character == " ")
    assert fixing.apply(text, _removal(text, first)) == wanted


def _removal(text: str, start: int) -> list[Edit]:
    return [Edit(one, other, made, text[one:other], "X") for one, other, made, _ in removals(text, [(start, len(text))])]


# Repairs of characters.
@pytest.mark.parametrize(
    ("rule", "good", "broken"),
    [
        ("EN201", "قال الوزير – نعم، «لا»", lambda text: text.encode().decode("latin-1")),
        ("EN201", "قالت نعم ثم عادت", lambda text: text.encode().decode("cp1252")),
        ("EN202", "قال الوزير إن العمل انتهى", lambda text: text.encode().decode("cp1256")),
        ("EN203", "قالت نعم ثم عادت", lambda text: text.encode().decode("cp1252").encode().decode("cp1252")),
        ("EN204", "قال الوزير إن العمل في المدينة انتهى", lambda text: text.encode("cp1256").decode("cp1252")),
        ("EN206", "قال الوزير نعم", lambda text: text.encode("utf-16-be").decode()),
        ("EN206", "قال الوزير نعم", lambda text: text.encode("utf-16-le").decode()),
        ("EN301", "قال الوزير نعم", lambda text: text.encode("unicode_escape").decode()),
        ("EN302", "قالت الوزيرة", lambda text: "".join(f"%{byte:02X}" if byte > 0x7F else "+" for byte in text.encode())),
        ("EN302", "قالت الوزيرة", lambda text: "".join(f"={byte:02X}" for byte in text.encode())),
        ("BP104", 'قالت "نعم" & لا', lambda text: text.replace("&", "&amp;amp;").replace('"', "&quot;")),
    ],
)
def test_what_decodes_without_a_rest_is_decoded(rule: str, good: str, broken: object) -> None:
    assert callable(broken)
    damaged = broken(good)
    assert damaged != good
    assert rule in {finding.rule for finding in naqi.check(damaged)}
    assert cleaned(damaged) == good


def test_letters_that_were_lost_are_left_as_they_are() -> None:
    text = "قال في الوزير".encode().decode("cp1252", "replace")
    fixed = naqi.fix(text)
    assert (fixed.text, fixed.edits) == (text, ())
    assert "EN201" in {finding.rule for finding in fixed.findings}


@pytest.mark.parametrize(
    "text",
    [
        f"زار الوفد مدينة می{ZWNJ}شود في إيران",
        "وقالت شركة \N{LEFT-TO-RIGHT MARK}Naqi\N{LEFT-TO-RIGHT MARK} إن العمل انتهى",
        f"وقالت شركة {LRE}Naqi 24{PDF} إن العمل انتهى",
        f"في الصفحة 12{ZWSP}34 من التقرير",
    ],
)
def test_invisible_characters_that_are_spelling_or_hold_latin_names_in_place_survive(text: str) -> None:
    assert cleaned(text) == text


def test_stray_invisible_characters_go() -> None:
    assert (
        cleaned(f"قال الو{ZWNJ}زير {ZWSP} نعم \N{ZERO WIDTH NO-BREAK SPACE}ثم {RLE}عاد إلى بيته{PDF} في المساء") == "قال الوزير  نعم ثم عاد إلى بيته في المساء"
    )


def test_directions_inside_each_other_go_at_once_however_deep() -> None:
    assert cleaned(f"{RLE * 500}قال نعم {LRE}Naqi 24{PDF}{PDF * 500}") == f"قال نعم {LRE}Naqi 24{PDF}"


def test_furniture_that_was_garbled_is_decoded_and_then_taken_out() -> None:
    escaped = "اترك تعليقاً".encode("unicode_escape").decode()
    assert cleaned(f"{PROSE}\n\n{escaped}") == PROSE
    assert [edit.removed for edit in naqi.fix(f"{PROSE}\n\n{escaped}").edits] == [f"\n\n{escaped}"]


# Texts that are not.
def test_a_link_said_over_and_over_goes_at_once() -> None:
    body = "أعلنت البلدية الجديدة عن الخطة التي أقرها المجلس."
    link = "اقرأ أيضا"
    # More than there are rounds.
    fixed = fixing.Fixer().fix(f"{body}\n\n{' '.join([link] * 500)}\n\n{body}")
    assert fixed.text == f"{body}\n\n{body}"
    assert fixing.undo(fixed.text, fixed.edits).count(link) == 500


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("خبر X X X خبر", "خبر خبر"),
        ("خبر X X خبر", "خبر X خبر"),
        ("خبرX X X X", "خبرX"),
        ("X X Xخبر X", "X X Xخبر"),
        ("خبر X\nX X", "خبر X\nX"),
        ("X X X. X", "X X X."),
    ],
)
def test_copies_beside_furniture_go_with_it_where_three_stand_in_a_row_in_its_line(text: str, wanted: str) -> None:
    at = text.rindex("X")
    assert fixing.apply(text, [Edit(start, end, gap, text[start:end], "BP") for start, end, gap, _ in removals(text, [(at, at + 1)])]) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("خبر X X X", "خبر"),
        ("خبر X X X.", "خبر X X."),
        ("خبر X X X X.", "خبر X."),
        ("خبر X X X خبر", "خبر خبر"),
        ("خبر X X Xخبر", "خبر X Xخبر"),
        ("خبر X X X Xخبر", "خبر Xخبر"),
        ("خبر X X\nX", "خبر X\nX"),
    ],
)
def test_copies_behind_furniture_go_with_it_too(text: str, wanted: str) -> None:
    at = text.index("X")
    assert fixing.apply(text, [Edit(start, end, gap, text[start:end], "BP") for start, end, gap, _ in removals(text, [(at, at + 1)])]) == wanted


def test_a_null_a_blank_and_nothing_but_furniture_stay_and_are_found() -> None:
    assert [(fixed.text, fixed.edits, fixed.findings[0].rule) for fixed in map(naqi.fix, (None, " \n", "اترك تعليقاً"))] == [
        (None, (), "TX001"),
        (" \n", (), "TX001"),
        ("اترك تعليقاً", (), "BP501"),
    ]


def test_rules_without_a_single_text_are_refused() -> None:
    with pytest.raises(ValueError, match="no rule selected"):
        naqi.fix("نعم", select(("CP",)))


# Edits.
def test_edits_say_what_they_removed_and_which_rule_asked() -> None:
    fixed = naqi.fix("قال نعم. .\n\n[ad_1]\n\nثم قال لا.")
    assert fixed.edits == (Edit(8, 10, "", " .", "TX101"), Edit(10, 20, "\n\n", "\n\n[ad_1]\n\n", "BP101"))


def test_edits_that_overlap_or_do_not_fit_are_refused() -> None:
    with pytest.raises(fixing.EditError, match=r"^the edit at 1 overlaps the one before it"):
        fixing.apply("abc", [Edit(0, 2, "", "ab", "X"), Edit(1, 3, "", "bc", "X")])
    with pytest.raises(fixing.EditError, match=r"^the edit at 0 does not fit: 'x' must stand there"):
        fixing.apply("abc", [Edit(0, 1, "", "x", "X")])
    with pytest.raises(fixing.EditError, match=r"^the edit at 3 does not fit: the text ends at 2; "):
        fixing.undo("ab", [Edit(3, 5, "", "de", "X")])


def test_rounds_that_touch_the_same_characters_become_one_edit_and_others_stay_apart() -> None:
    first = [Edit(0, 2, "x", "ab", "A"), Edit(3, 4, "", "d", "B")]
    assert fixing.apply("abcde", first) == "xce"
    assert compose("abcde", first, [Edit(0, 1, "", "x", "C"), Edit(2, 3, "y", "e", "D")]) == [
        Edit(0, 2, "", "ab", "A"),
        Edit(3, 4, "", "d", "B"),
        Edit(4, 5, "y", "e", "D"),
    ]


def test_what_the_second_round_puts_back_is_no_edit() -> None:
    assert compose("abcde", [Edit(0, 2, "x", "ab", "A")], [Edit(0, 1, "ab", "x", "B")]) == []


def test_a_finding_says_its_fix_alone() -> None:
    text = "قال نعم. .\n\n[ad_1]\n\nثم قال لا."
    assert [fixing.fix_of(text, finding) for finding in naqi.check(text)] == [
        {"safe": True, "edits": [{"start": 8, "end": 10, "replacement": ""}]},
        {"safe": True, "edits": [{"start": 10, "end": 20, "replacement": "\n\n"}]},
    ]
    lost = "ضاع \ufffd\ufffd هنا"
    assert [fixing.fix_of(lost, finding) for finding in naqi.check(lost) if finding.rule == "EN101"] == [None]
    assert isinstance(BY_CODE["BP101"].fix, Fix)


# The page.
def test_every_code_block_of_the_page_runs(root: Path) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```$", (root / "docs" / "fixing.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert len(blocks) == 2
    for number, block in enumerate(blocks):
        exec(compile(block, f"docs/fixing.md, block {number + 1}", "exec"), {})
