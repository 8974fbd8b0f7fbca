"""The checker: what is reported once, in which order and where, and that it never fails in silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import ahocorasick_rs
import pytest

from naqi.checker import Checker, Finding, SelfCheckError, finding_at
from naqi.rules.model import Rule, Severity
from naqi.rules.registry import BY_CODE, RULES
from naqi.scan import matcher
from naqi.scan.batches import SCANNED, SCANNED_CHARACTERS
from naqi.scan.cues import Cue, Extent
from naqi.scan.document import Document

LOST = "\N{REPLACEMENT CHARACTER}"
SURROGATE = chr(0xDC00)
WAVE = "\N{WAVING HAND SIGN}"
PROSE = "افتتحت البلدية صباح اليوم جسرا للمشاة يربط ضفتي الوادي بعد عام من العمل."


@pytest.fixture(autouse=True)
def compile_afresh() -> Iterator[None]:
    """A matcher that a test breaks serves no other test, and the other way round."""
    matcher.compiled.cache_clear()
    yield
    matcher.compiled.cache_clear()


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def rule(code: str, *cues: Cue) -> Rule:
    """A rule of the registry that looks for something else, without an example to check itself by."""
    return replace(BY_CODE[code], cues=cues, detect=None, doc=None)


def phrase(text: str, extent: Extent = Extent.HIT) -> Cue:
    return Cue(phrases=(text,), extent=extent)


def brief(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.text) for finding in findings]


def test_of_two_rules_with_one_span_the_first_of_the_registry_stays() -> None:
    first, second = rule("BP101", phrase("إعلان")), rule("BP501", phrase("إعلان"))
    for rules in ([first, second], [second, first]):
        assert brief(Checker(rules).check("خبر إعلان هنا")) == [("BP101", "إعلان")]


def test_boilerplate_inside_boilerplate_is_not_reported() -> None:
    rules = [rule("BP101", phrase("إعلان")), rule("BP501", phrase("تعليق", Extent.LINE))]
    assert brief(Checker(rules).check("اترك إعلان تعليق\nإعلان")) == [("BP501", "اترك إعلان تعليق"), ("BP101", "إعلان")]


@pytest.mark.parametrize("inner", ["اترك", "تعليق", "جديد"])
def test_boilerplate_at_either_edge_of_boilerplate_is_inside_it(inner: str) -> None:
    rules = [rule("BP101", phrase(inner)), rule("BP501", phrase("تعليق", Extent.LINE))]
    assert brief(Checker(rules).check("اترك تعليق جديد")) == [("BP501", "اترك تعليق جديد")]


def test_boilerplate_that_only_overlaps_is_reported_twice() -> None:
    rules = [rule("BP101", phrase("اترك تعليق")), rule("BP501", phrase("تعليق جديد"))]
    assert brief(Checker(rules).check("اترك تعليق جديد")) == [("BP101", "اترك تعليق"), ("BP501", "تعليق جديد")]


def test_findings_side_by_side_all_stay() -> None:
    assert brief(Checker([rule("BP101", phrase("إعلان"))]).check("إعلان إعلان")) == [("BP101", "إعلان")] * 2


def test_one_rule_is_not_doubled_by_two_of_its_cues() -> None:
    cues = (phrase("إعلان"), phrase("إعلان هنا"), Cue(pattern="اعلان"), phrase("إعلان", Extent.LINE), phrase("هنا", Extent.LINE))
    assert brief(Checker([rule("BP101", *cues)]).check("إعلان هنا")) == [("BP101", "إعلان هنا")]


@pytest.mark.parametrize("code", ["EN101", "TX101"])
def test_findings_of_other_families_stay_inside_boilerplate(code: str) -> None:
    rules = [rule("BP501", phrase("تعليق", Extent.LINE)), rule(code, phrase("قديم"))]
    assert brief(Checker(rules).check("تعليق قديم هنا")) == [("BP501", "تعليق قديم هنا"), (code, "قديم")]


def test_findings_of_other_families_are_not_doubled_either() -> None:
    rules = [rule("EN101", phrase("قديم"), phrase("قديم جدا")), rule("EN201", phrase("قديم"))]
    assert brief(Checker(rules).check("خبر قديم جدا")) == [("EN101", "قديم جدا"), ("EN201", "قديم")]


def test_a_shortcode_of_an_advertisement_is_one_leak(checker: Checker) -> None:
    assert brief(checker.check(f"{PROSE}\n\n[ad_1]\n\n{PROSE} وحضر الأهالي.")) == [("BP101", "[ad_1]")]


def test_a_lost_letter_in_a_line_of_boilerplate_is_reported_beside_it(checker: Checker) -> None:
    line = f"لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إل{LOST}ها بـ *"
    assert brief(checker.check(f"{PROSE}\n\n{line}")) == [("BP501", line), ("EN101", LOST)]


def test_findings_come_by_start_then_rule(checker: Checker) -> None:
    text = f"عاجل\n{LOST}\n{PROSE}\nاترك تعليقاً\n{LOST}\nزر الذهاب إلى الأعلى"
    findings = checker.check(text)
    assert [finding.rule for finding in findings] == ["BP201", "EN101", "BP501", "EN101", "BP601"]
    assert findings == sorted(findings, key=lambda finding: (finding.start, finding.rule))
    rules = [rule("TX101", phrase("إعلان هنا")), rule("EN101", phrase("إعلان")), rule("BP601", phrase("إعلان"))]
    assert [finding.rule for finding in Checker(rules).check("إعلان هنا")] == ["BP601", "EN101", "TX101"]


@pytest.mark.parametrize(
    ("before", "line", "column"),
    [
        pytest.param("", 1, 1, id="start"),
        pytest.param("خبر ", 1, 5, id="first line"),
        pytest.param("\n", 2, 1, id="behind a line feed"),
        pytest.param("خبر\n\n\nخبر ", 4, 5, id="behind blank lines"),
        pytest.param("خبر\r\nخبر ", 2, 5, id="behind a Windows line end"),
        pytest.param("خبر\r\n\r\n", 3, 1, id="behind a blank Windows line"),
        pytest.param("خبر\rخبر\r", 3, 1, id="behind an old Macintosh line end"),
        pytest.param("a\r\nb\nc\rd\n\re", 6, 2, id="behind mixed line ends"),
        pytest.param("خبر\N{LINE SEPARATOR}خبر\x0b\x0c\x85 ", 1, 12, id="what editors show in the line"),
        pytest.param(f"{WAVE}{WAVE}\n{WAVE} ", 2, 3, id="astral characters count once"),
        pytest.param(f"{SURROGATE} ", 1, 3, id="lone surrogates count once"),
        pytest.param("ا\N{ARABIC FATHA}\N{ARABIC SHADDA} ", 1, 5, id="vowel signs count"),
        pytest.param("كلمة " * 20_000, 1, 100_001, id="a line of a hundred thousand characters"),
        pytest.param("\n" * 100_000, 100_001, 1, id="a hundred thousand lines"),
        pytest.param("\r\n" * 50_000 + "كلمة " * 20_000, 50_001, 100_001, id="both, with Windows line ends"),
    ],
)
def test_positions_are_those_an_editor_shows(before: str, line: int, column: int) -> None:
    (found,) = Checker([rule("BP101", phrase("إعلان"))]).check(f"{before}إعلان خبر")
    assert (found.line, found.column) == (line, column)
    assert (found.start, found.end, found.text) == (len(before), len(before) + 5, "إعلان")


@pytest.mark.parametrize("indent", ["", " ", "\t\t", "\N{NO-BREAK SPACE}", " \N{RIGHT-TO-LEFT MARK}"])
def test_an_indented_line_of_furniture_is_not_blamed_on_the_paragraph_above(checker: Checker, indent: str) -> None:
    findings = checker.check(f"{PROSE}\n{indent}مدة القراءة: 3 دقائق\n{PROSE} وحضر الأهالي.")
    assert [(found.rule, found.line, found.column, found.text) for found in findings] == [("BP204", 2, len(indent) + 1, "مدة القراءة: 3 دقائق")]


def test_a_finding_says_all_about_its_rule(checker: Checker) -> None:
    text = f"{PROSE}\n\nاترك تعليقاً"
    assert checker.check(text) == [
        Finding(
            rule="BP501",
            name="comment-form",
            label="boilerplate.comment_form",
            severity=Severity.ERROR,
            start=len(PROSE) + 2,
            end=len(text),
            line=3,
            column=1,
            text="اترك تعليقاً",
            message="comment form of the page",
            url="checks/README.md#bp501-comment-form",
        )
    ]


def test_a_null_is_found_blank(checker: Checker) -> None:
    (found,) = checker.check(None)
    assert (found.rule, found.start, found.end, found.line, found.column, found.text) == ("TX001", 0, 0, 1, 1, "")


@pytest.mark.parametrize("text", ["", " \n", "\N{ZERO WIDTH SPACE}\N{NO-BREAK SPACE}"])
def test_a_blank_text_is_found_as_a_whole(checker: Checker, text: str) -> None:
    (found,) = checker.check(text)
    assert (found.rule, found.text, found.line, found.column) == ("TX001", text, 1, 1)


def test_a_lone_surrogate_does_not_raise_and_is_found(checker: Checker) -> None:
    text = f"افتتح المحافظ {WAVE} المعرض في قاعة ا{SURROGATE}{SURROGATE}فنون مساء أمس."
    assert brief(checker.check(text)) == [("EN101", SURROGATE * 2)]


def test_a_surrogate_does_not_shift_what_stands_behind_it(checker: Checker) -> None:
    findings = checker.check(f"{SURROGATE}\n{PROSE}\n\nاترك تعليقاً {SURROGATE}")
    assert brief(findings) == [("EN101", SURROGATE), ("BP501", f"اترك تعليقاً {SURROGATE}"), ("EN101", SURROGATE)]


@pytest.mark.parametrize("rules", [[], ()])
def test_an_empty_selection_is_refused(rules: list[Rule]) -> None:
    with pytest.raises(ValueError, match=r"^no rule selected: a gate that checks nothing cannot pass$"):
        Checker(rules)


def test_without_a_selection_all_rules_that_are_on_by_default_apply(checker: Checker) -> None:
    assert checker.rules == tuple(rule for rule in RULES if rule.on_by_default)


def test_a_rule_with_a_detector_alone_needs_no_matcher() -> None:
    checker = Checker([BY_CODE["TX001"]])
    assert brief(checker.check("")) == [("TX001", "")]
    assert checker.check(PROSE) == []


def _nothing(*_: object) -> Iterator[tuple[int, int, int]]:
    return iter(())


def _blind_automaton(_: object) -> ahocorasick_rs.BytesAhoCorasick:
    return ahocorasick_rs.BytesAhoCorasick([b"\xff\xfe\xfd"])


def _break_patterns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matcher._PatternSet, "hits", _nothing)


def _break_phrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matcher.Matcher, "_compile", staticmethod(_blind_automaton))


def _break_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matcher.FrameSet, "hits", _nothing)


def _break_raw(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matcher.Matcher, "raw_hits", _nothing)


def _break_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Patterns that never reach the set: it compiles, and matches nothing, without a word."""
    monkeypatch.setattr(matcher.re2.Set, "Add", lambda _, pattern: 0)


@pytest.mark.parametrize("break_it", [_break_patterns, _break_phrases, _break_raw, _break_set])
def test_a_matcher_that_finds_nothing_is_noticed_at_the_start(monkeypatch: pytest.MonkeyPatch, break_it: object) -> None:
    assert callable(break_it)
    break_it(monkeypatch)
    with pytest.raises(SelfCheckError, match=r"^[A-Z]{2}[0-9]{3} does not find its own documented example, but \[.*\]: reinstall naqi$"):
        Checker()


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.cues])
def test_every_rule_alone_notices_that_nothing_matches(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    for break_it in (_break_patterns, _break_phrases, _break_frames, _break_raw):
        break_it(monkeypatch)
    with pytest.raises(SelfCheckError, match=f"^{code} does not find its own documented example, but "):
        Checker([BY_CODE[code]])


def test_a_rule_that_finds_too_much_in_its_example_is_noticed() -> None:
    good = BY_CODE["BP101"]
    greedy = replace(good, cues=(*good.cues, phrase("الوزير")))
    with pytest.raises(SelfCheckError, match=r"^BP101 does not find its own documented example, but \['\[ad_1\]', 'الوزير'\]: reinstall naqi$"):
        Checker([greedy])


def test_a_rule_without_documentation_is_trusted() -> None:
    """`python -OO` strips docstrings."""
    assert Checker([replace(BY_CODE["BP101"], doc=None)]).check(PROSE) == []


def test_each_check_starts_afresh(checker: Checker) -> None:
    dirty = f"{PROSE}\n\nاترك تعليقاً"
    first = checker.check(dirty)
    assert checker.check(PROSE) == []
    assert checker.check(dirty) == first
    assert Checker().check(dirty) == first


def test_the_document_is_not_changed(checker: Checker) -> None:
    text = f"\ufeff{PROSE}\r\n\r\nاترك تعليقاً"
    _mark, found = checker.check(text)
    assert Document(text).text == text
    assert text[found.start : found.end] == found.text == "اترك تعليقاً"


def test_many_texts_are_checked_as_each_alone(checker: Checker) -> None:
    """They are scanned in batches: what one holds tells nothing of the next."""
    examples = [example.text for rule in RULES if (example := rule.example()) is not None]
    texts = [None, "", *examples, f"{PROSE}{SURROGATE}", "\n".join(examples), PROSE * 3000, *reversed(examples)]
    assert len(texts) > 2 * SCANNED
    assert len(PROSE * 3000) > SCANNED_CHARACTERS
    assert list(checker.check_all(texts)) == [checker.check(text) for text in texts]
    assert list(checker.hits_of(texts)) == [checker.hits(text) for text in texts]
    assert list(checker.check_all([])) == []


def test_what_is_not_reported_though_its_conditions_hold_names_the_finding_that_holds_it() -> None:
    checker = Checker()
    swallowed = 0
    for rule in RULES:
        example = rule.example()
        if example is None or not rule.is_alone:
            continue
        found = [(finding.rule, finding.text) for finding in checker.check(example.text)]
        for trial in checker.explain(example.text):
            if all(holds for _, holds in trial.conditions):
                owner = trial.swallowed_by or trial.rule.code
                swallowed += trial.swallowed_by is not None
                assert any(code == owner and (trial.text in text or text in trial.text) for code, text in found), (rule.code, trial)
    assert swallowed


EXAMPLES = "\n\n".join(example.text for rule in RULES if not rule.across and (example := rule.example()) is not None)


def test_every_finding_is_explained_where_it_stands(checker: Checker) -> None:
    for text in [example.text for rule in checker.rules if (example := rule.example()) is not None] + [EXAMPLES]:
        trials = [trial for trial in checker.explain(text) if trial.reported]
        for finding in checker.check(text):
            last = finding.line + finding.text.count("\n")
            assert any(trial.rule.code == finding.rule and finding.line <= trial.line <= last for trial in trials), finding


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_an_explanation_says_where_each_cue_stands_in_order_of_place(checker: Checker, line_end: str) -> None:
    text = EXAMPLES.replace("\n", line_end)
    lines = text.split(line_end)
    trials = checker.explain(text)
    assert [(trial.line, trial.column) for trial in trials] == sorted((trial.line, trial.column) for trial in trials)
    assert len({trial.rule.code for trial in trials}) > 30
    for trial in trials:
        assert line_end.join(lines[trial.line - 1 : trial.last_line])[trial.column - 1 :].startswith(trial.text), trial


def test_what_stands_beside_furniture_is_explained_by_its_neighbourhood_and_only_where_there_is_some(checker: Checker) -> None:
    text = f"{PROSE}\n{PROSE} وحضر الأهالي.\nشارك الخبر\nدريشة\nتابعونا على فيسبوك"
    (found,) = (trial for trial in checker.explain(text) if trial.kind == "neighbourhood")
    assert (found.text, found.line, found.last_line, found.column, found.conditions, found.reported) == ("دريشة", 4, 4, 1, (), True)
    assert "دريشة" in [finding.text for finding in checker.check(text)]
    assert not [trial for trial in checker.explain(f"{PROSE}\nدريشة") if trial.kind == "neighbourhood"]


def test_an_explanation_tells_of_selected_rules_only_with_conditions_up_to_the_first_that_fails() -> None:
    text = f"{PROSE} اترك تعليقا قال الوزير.\n\nاترك تعليقا\n\nعاجل"
    trials = Checker([BY_CODE["BP501"]]).explain(text)
    assert {trial.rule.code for trial in trials} == {"BP501"}
    assert {trial.line for trial in trials if trial.reported} == {3}
    for trial in trials:
        assert all(holds for _, holds in trial.conditions[:-1])
        assert trial.reported == all(holds for _, holds in trial.conditions)


def test_a_selection_of_more_reports_what_a_checker_of_fewer_does(checker: Checker) -> None:
    hits = checker.hits(EXAMPLES)
    for rules in ([BY_CODE["BP501"]], [BY_CODE["EN101"], BY_CODE["BP601"]], [BY_CODE["TX101"]]):
        assert checker.resolve(EXAMPLES, hits, rules) == Checker(rules).check(EXAMPLES) != []
    assert checker.resolve(EXAMPLES, hits, []) == []


def test_a_finding_of_another_kind_of_check_is_placed_like_one_of_a_text() -> None:
    rule = BY_CODE["CP101"]
    assert finding_at(rule, "خبر\r\nخبر آخر", 9, 12, "said") == Finding(rule.code, rule.name, rule.label, rule.severity, 9, 12, 2, 5, "آخر", "said", rule.url)
    assert finding_at(rule, None, 0, 0, "said").text == ""
