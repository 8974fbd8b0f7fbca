"""Conditions about the place of a hit, and how far a finding reaches from it."""

from __future__ import annotations

import pytest

from naqi.arabic.folding import fold_phrase
from naqi.rules.shapes import NOT_REPORTED
from naqi.scan import cues
from naqi.scan.cues import Condition, Cue, Extent, Hit, reach
from naqi.scan.document import Document

TITLE = "بلدية تفتتح جسرا للمشاة"
PROSE = "افتتحت البلدية صباح اليوم جسرا للمشاة يربط ضفتي الوادي بعد عام من العمل."
MORE_PROSE = "وقال رئيس البلدية إن كلفة الجسر بقيت أقل مما كان مقدرا له في البداية."
CUE = "اقرأ أيضا"
ARTICLE = (TITLE, PROSE, MORE_PROSE)


def hit_in(text: str, phrase: str = CUE) -> Hit:
    """Where a phrase stands first in a text."""
    document = Document(text)
    folded = fold_phrase(phrase)
    start = document.data.index(folded)
    return Hit(document, start, start + len(folded))


def words(count: int) -> str:
    return " ".join(["كلمة"] * count)


def paragraphs(*lines: str) -> str:
    return "\n\n".join(lines)


# (condition, line with the cue, whether it holds)
IN_A_LINE = [
    (cues.UNQUOTED, f"قال: {CUE} ومضى.", True),
    (cues.UNQUOTED, f"قال «{CUE}» ومضى.", False),
    (cues.UNQUOTED, f"قال \N{RIGHT DOUBLE QUOTATION MARK}من فضلك {CUE}\N{LEFT DOUBLE QUOTATION MARK} ومضى.", False),
    (cues.NOT_MENTIONED, f"قال: {CUE} ومضى.", True),
    (cues.NOT_MENTIONED, f"قال «من فضلك {CUE}» ومضى.", True),
    (cues.NOT_MENTIONED, f"قال «{CUE} معنا» ومضى.", True),
    (cues.NOT_MENTIONED, f"قال «{CUE}» ومضى.", False),
    (cues.NOT_MENTIONED, f"قال « {CUE} » ومضى.", False),
    (cues.OPENS_LINE, f"{CUE} خبرا", True),
    (cues.OPENS_LINE, f"12 - *** {CUE}", True),
    (cues.OPENS_LINE, f"خبر {CUE}", False),
    (cues.OPENS_LINE, f"x {CUE}", False),
    (cues.CLOSES_LINE, f"خبر {CUE}", True),
    (cues.CLOSES_LINE, f"{CUE}: (12) »", True),
    (cues.CLOSES_LINE, f"{CUE} خبرا", False),
    (cues.WHOLE_LINE, f">> {CUE}: 3 <<", True),
    (cues.WHOLE_LINE, f"خبر {CUE}", False),
    (cues.WHOLE_LINE, f"{CUE} خبرا", False),
    (cues.WHOLE_LINE, f"من نحن | {CUE} | اتصل بنا", True),
    (cues.WHOLE_LINE, f"من نحن • {CUE}", True),
    (cues.WHOLE_LINE, f"من نحن | {CUE} معنا | اتصل بنا", False),
    (cues.WHOLE_LINE, f"من نحن | معنا {CUE} | اتصل بنا", False),
    (cues.WHOLE_LINE, f"{words(6)} | {CUE}", False),
    (cues.WHOLE_LINE, f"{words(5)} | {CUE}", True),
    (cues.NOT_PROSE, f"{CUE} {words(6)}.", True),
    (cues.NOT_PROSE, f"{CUE} {words(7)}.", False),
    (cues.AFTER_SENTENCE, f"انتهى الخبر. {CUE}", True),
    (cues.AFTER_SENTENCE, f"انتهى الخبر!» {CUE}", True),
    (cues.AFTER_SENTENCE, f"أين الخبر؟ {CUE}", True),
    (cues.AFTER_SENTENCE, f"انتهى الخبر، {CUE}", False),
    (cues.AFTER_SENTENCE, CUE, False),
    (cues.AFTER_TEXT, f"خبر: {CUE}", True),
    (cues.AFTER_TEXT, f"12 - {CUE}", False),
    (cues.NO_FULL_STOP, f"{CUE}!", True),
    (cues.NO_FULL_STOP, f"{CUE}.", False),
    (cues.NO_STOP, f"{CUE}:", True),
    (cues.NO_STOP, f"{CUE}؟»", False),
    (cues.NO_STOP, f"{CUE}.", False),
    (cues.words_at_most(4), f"{CUE} {words(2)}", True),
    (cues.words_at_most(4), f"{CUE} {words(3)}", False),
    (cues.words_after_at_most(2), f"{words(5)} {CUE} {words(2)}", True),
    (cues.words_after_at_most(2), f"{CUE} {words(3)}", False),
    (cues.words_after_at_least(2), f"{CUE} {words(2)}", True),
    (cues.words_after_at_least(2), f"{words(5)} {CUE} {words(1)}", False),
    (cues.words_before_at_least(2), f"{words(2)} {CUE}", True),
    (cues.words_before_at_least(2), f"{words(1)} {CUE} {words(5)}", False),
    (cues.NO_SENTENCE, f"{CUE} {words(11)}.", True),
    (cues.NO_SENTENCE, f"{CUE} {words(12)}.", False),
    (cues.NO_SENTENCE, f"{CUE} {words(40)}", True),
    (NOT_REPORTED, f"{CUE} في موقعنا", True),
    (NOT_REPORTED, f"قالت الشركة {CUE} في موقعنا", False),
    (NOT_REPORTED, f"قالت الشركة ذلك. {CUE} في موقعنا", True),
]


@pytest.mark.parametrize(("condition", "line", "expected"), [pytest.param(*row, id=f"{row[0].name}: {row[1]}") for row in IN_A_LINE])
def test_condition_on_a_line_looks_at_that_line_only(condition: Condition, line: str, expected: bool) -> None:
    assert condition.holds(hit_in(line)) is expected
    assert condition.holds(hit_in(paragraphs(PROSE, line, MORE_PROSE))) is expected


# (condition, lines of the document, whether it holds)
IN_A_DOCUMENT = [
    (cues.BEFORE_BODY, (CUE, *ARTICLE), True),
    (cues.BEFORE_BODY, (TITLE, CUE, PROSE), True),
    (cues.BEFORE_BODY, (TITLE, PROSE, CUE, MORE_PROSE), False),
    (cues.BEFORE_BODY, (*ARTICLE, CUE), False),
    (cues.BEFORE_BODY, (TITLE, CUE), False),
    (cues.AFTER_BODY, (*ARTICLE, CUE), True),
    (cues.AFTER_BODY, (*ARTICLE, "التالي", CUE), True),
    (cues.AFTER_BODY, (TITLE, PROSE, CUE, MORE_PROSE), False),
    (cues.AFTER_BODY, (CUE, *ARTICLE), False),
    (cues.AFTER_BODY, (TITLE, CUE), False),
    (cues.OUTSIDE_BODY, (CUE, *ARTICLE), True),
    (cues.OUTSIDE_BODY, (*ARTICLE, CUE), True),
    (cues.OUTSIDE_BODY, (TITLE, PROSE, CUE, MORE_PROSE), False),
    (cues.OUTSIDE_BODY, (TITLE, CUE), False),
    (cues.LAST_LINE, (*ARTICLE, CUE), True),
    (cues.LAST_LINE, (*ARTICLE, CUE, "التالي"), False),
    (cues.IN_PROSE_ENDING, (TITLE, PROSE, f"{MORE_PROSE} {CUE}."), True),
    (cues.IN_PROSE_ENDING, (TITLE, f"{PROSE} {CUE}.", MORE_PROSE), False),
    (cues.among_first(2), (TITLE, CUE, PROSE), True),
    (cues.among_first(2), (TITLE, "التالي", CUE, PROSE), False),
    (cues.among_last(2), (*ARTICLE, CUE, "التالي"), True),
    (cues.among_last(2), (*ARTICLE, CUE, "التالي", "السابق"), False),
    (cues.IN_TITLE, (f"{TITLE} {CUE}", PROSE), True),
    (cues.IN_TITLE, ("عاجل", "اقتصاد", "12 يناير", f"{TITLE} {CUE}", PROSE), True),
    (cues.IN_TITLE, ("عاجل", "اقتصاد", "12 يناير", "إعلان", f"{TITLE} {CUE}", PROSE), True),
    (cues.IN_TITLE, (TITLE, PROSE, f"{TITLE} {CUE}"), False),
    (cues.IN_TITLE, (f"{TITLE} {CUE}.", PROSE), False),
    (cues.IN_TITLE, (f"{TITLE} {CUE}",), True),
]


@pytest.mark.parametrize(
    ("condition", "lines", "expected"),
    [pytest.param(*row, id=f"{row[0].name}: line {row[1].index(next(line for line in row[1] if CUE in line))} of {len(row[1])}") for row in IN_A_DOCUMENT],
)
@pytest.mark.parametrize("separator", ["\n", "\n\n", "\r\n", "\n \N{ZERO WIDTH SPACE}\n"])
def test_condition_on_a_place_counts_lines_that_are_not_blank(condition: Condition, lines: tuple[str, ...], expected: bool, separator: str) -> None:
    assert condition.holds(hit_in(separator.join(lines))) is expected


def test_unless_turns_a_condition_round() -> None:
    opposite = cues.unless(cues.OPENS_LINE)
    assert opposite.name == "not opens its line"
    assert not opposite.holds(hit_in(CUE))
    assert opposite.holds(hit_in(f"خبر {CUE}"))


def test_either_needs_one_of_its_conditions() -> None:
    condition = cues.either(cues.OPENS_LINE, cues.CLOSES_LINE)
    assert condition.name == "opens its line or closes its line"
    assert condition.holds(hit_in(f"{CUE} خبر"))
    assert condition.holds(hit_in(f"خبر {CUE}"))
    assert not condition.holds(hit_in(f"خبر {CUE} خبر"))


def test_a_hit_knows_its_line_and_its_neighbours() -> None:
    hit = hit_in(f"{TITLE}\n\nخبر {CUE}: جديد \n{PROSE}")
    assert hit.line.index == 1
    assert hit.before == fold_phrase("خبر") + b" "
    assert hit.after == b": " + fold_phrase("جديد")


@pytest.mark.parametrize("sentence", ["انتهى الخبر. ثم قال", "أين الخبر؟ ثم قال", "ثم قال"])
def test_sentence_before_starts_behind_the_last_stop(sentence: str) -> None:
    assert cues.sentence_before(hit_in(f"{sentence} {CUE} لنا")).strip() == fold_phrase("ثم قال")


@pytest.mark.parametrize(("before", "expected"), [("انتهى الخبر.", True), ("بلغ 3.5", False), ("قال،", False), ("", False)])
def test_line_breaks_before_sees_a_stop_before_a_space(before: str, expected: bool) -> None:
    assert cues.line_breaks_before(hit_in(f"{before} {CUE}")) is expected


LONG = f"{words(20)}. {words(20)}."

# (extent, line with the cue, text that the finding covers)
REACHES = [
    pytest.param(Extent.HIT, f"خبر {CUE} خبر", CUE, id="the hit"),
    pytest.param(Extent.LINE, f"  خبر {CUE} خبر.  ", f"خبر {CUE} خبر.", id="the line"),
    pytest.param(Extent.TO_LINE_END, f"خبر {CUE} خبر.  ", f"{CUE} خبر.", id="to the end of the line"),
    pytest.param(Extent.FURNITURE, f"{CUE}. {words(6)}", f"{CUE}. {words(6)}", id="a notice: scraps behind it"),
    pytest.param(Extent.FURNITURE, f"{words(6)} {CUE} {words(30)}.", f"{words(6)} {CUE} {words(30)}.", id="a notice: scraps before it"),
    pytest.param(Extent.FURNITURE, f"{CUE} {words(43)}", f"{CUE} {words(43)}", id="a notice of 45 words"),
    pytest.param(Extent.FURNITURE, f"{CUE} معنا. {LONG} {words(5)}.", f"{CUE} معنا.", id="a longer line: its sentence"),
    pytest.param(Extent.FURNITURE, f"{words(7)} {CUE} معنا. {LONG}", f"{CUE} معنا.", id="behind a longer beginning: the rest of its sentence"),
    pytest.param(Extent.FURNITURE, f"{LONG} {CUE} معنا", f"{CUE} معنا", id="behind prose: to the end"),
    pytest.param(Extent.FURNITURE, f"{LONG} {CUE} معنا. {words(6)}", f"{CUE} معنا. {words(6)}", id="behind prose: with the scraps that follow"),
    pytest.param(Extent.FURNITURE, f"{LONG} {CUE} معنا. {words(7)}", f"{CUE} معنا.", id="behind prose: without the sentence that follows"),
    pytest.param(Extent.FURNITURE, f"انتهى. {CUE} معنا", f"{CUE} معنا", id="behind a short sentence"),
]


@pytest.mark.parametrize(("extent", "line", "covered"), REACHES)
def test_reach_covers_what_belongs_to_the_furniture(extent: Extent, line: str, covered: str) -> None:
    text = f"{PROSE}\n{line}\n{MORE_PROSE}"
    hit = hit_in(text)
    start, end = hit.document.code_points(*reach(hit, extent))
    assert text[start:end] == covered


def test_reach_drops_white_space_at_the_ends_of_a_hit() -> None:
    document = Document("خبر \n اعلان \n خبر")
    hit = Hit(document, document.data.index(b" "), document.data.rindex(b" ") + 1)
    assert document.data[slice(*reach(hit, Extent.HIT))] == fold_phrase("اعلان")


@pytest.mark.parametrize("given", [{}, {"phrases": (CUE,), "pattern": "x"}, {"pattern": "x", "raw": "x"}, {"phrases": (CUE,), "raw": "x"}])
def test_a_cue_looks_for_exactly_one_kind_of_thing(given: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"^a cue needs exactly one of phrases, frame, pattern and raw$"):
        Cue(**given)  # type: ignore[arg-type]


def test_a_cue_names_the_first_condition_that_fails() -> None:
    cue = Cue(phrases=(CUE,), where=(cues.UNQUOTED, cues.OPENS_LINE, cues.CLOSES_LINE))
    assert cue.failed_condition(hit_in(f"خبر {CUE} خبر")) is cues.OPENS_LINE
    assert cue.failed_condition(hit_in(CUE)) is None
