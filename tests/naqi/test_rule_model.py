"""Rules: their documentation, their examples, and the registry."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, replace

import pytest

from naqi import taxonomy
from naqi.checker import Checker
from naqi.report.catalogue import catalogue, page
from naqi.rules import registry
from naqi.rules.model import SECTIONS, Rule, Severity
from naqi.rules.registry import BY_CODE, BY_NAME, RULES, UnknownRuleError, rule_of, select

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
# Examples of rules that compare documents, or apply a profile, are held by test_corpus_cases.py and profile/test_profile_cases.py.
every_text_rule = pytest.mark.parametrize("rule", [rule for rule in RULES if rule.is_alone], ids=lambda rule: rule.code)

FOLDERS = {"BP": "boilerplate", "CP": "corpus", "EN": "encoding", "SF": "source", "TX": "text"}
PREFIXES = {"BP": "boilerplate", "EN": "encoding", "TX": "structure", "CP": "corpus", "SF": "boilerplate"}
OPEN, CLOSE = "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}", "\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}"


def _modules() -> dict[str, Rule]:
    """The modules that the registry imports rules from, by full name."""
    found = {name: value for name, value in vars(registry).items() if re.match(r"[a-z]{2}[0-9]{3}_", name)}
    return {module.__name__: module.RULE for module in found.values()}


@every_rule
def test_documentation_has_all_sections_in_order_and_none_is_empty(rule: Rule) -> None:
    sections = rule.sections()
    assert tuple(sections) == ("Summary", *SECTIONS)
    assert [heading for heading, body in sections.items() if not body.strip()] == []


@every_rule
def test_summary_is_one_sentence(rule: Rule) -> None:
    summary = rule.sections()["Summary"]
    assert "\n" not in summary
    assert summary.endswith(".")


@every_rule
def test_message_is_one_line_without_a_stop(rule: Rule) -> None:
    assert rule.message
    assert rule.message == rule.message.strip().rstrip(".")
    assert "\n" not in rule.message


@every_text_rule
def test_example_is_found_exactly(rule: Rule) -> None:
    example = rule.example()
    assert example is not None
    assert example.spans
    assert [(finding.start, finding.end) for finding in Checker([rule]).check(example.text)] == list(example.spans)


@every_rule
def test_example_text_holds_no_marks_and_marks_are_paired(rule: Rule) -> None:
    example = rule.example()
    assert example is not None
    assert OPEN not in example.text
    assert CLOSE not in example.text
    body = rule.sections()["Example"]
    assert body.count(OPEN) == body.count(CLOSE) == len(example.spans)


@every_text_rule
def test_clean_example_gives_nothing(rule: Rule) -> None:
    clean = rule.clean_example()
    assert clean is not None
    assert clean.text.strip()
    assert clean.spans == ()
    assert Checker([rule]).check(clean.text) == []


def test_spans_of_an_example_count_without_its_marks() -> None:
    example = replace(BY_CODE["BP101"], doc=f"Summary.\n\n## Example\n    خبر {OPEN}إعلان{CLOSE} و{OPEN}إعلان{CLOSE}\n\n    آخر\n\n## Clean\nخبر").example()
    assert example is not None
    assert example.text == "خبر إعلان وإعلان\n\nآخر"
    assert example.spans == ((4, 9), (11, 16))


def test_a_rule_whose_documentation_was_stripped_has_no_example() -> None:
    bare = replace(BY_CODE["BP101"], doc=None)
    assert bare.sections() == {}
    assert bare.example() is None
    assert bare.clean_example() is None


def test_codes_and_names_are_unique_and_well_formed() -> None:
    assert len(BY_CODE) == len(BY_NAME) == len(RULES)
    assert [code for code in BY_CODE if not re.fullmatch(r"(BP|EN|TX|CP|SF)[1-9][0-9]{2}|TX001", code)] == []
    assert [name for name in BY_NAME if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_registry_is_in_order_of_codes() -> None:
    assert [rule.code for rule in RULES] == sorted(BY_CODE)


def test_registry_lists_every_rule_that_it_imports() -> None:
    assert sorted(rule.code for rule in _modules().values()) == sorted(BY_CODE)


@pytest.mark.parametrize(("module", "rule"), _modules().items(), ids=lambda value: value.rpartition(".")[2] if isinstance(value, str) else value.code)
def test_a_rule_lives_in_its_own_file_of_its_familys_folder(module: str, rule: Rule) -> None:
    assert module.startswith(f"naqi.rules.{FOLDERS[rule.family]}.{rule.code.lower()}_")


@every_rule
def test_label_is_of_the_taxonomy_and_of_the_family(rule: Rule) -> None:
    assert rule.label in taxonomy.LABELS
    # Parts of an article that a corpus may keep or not are told by the structure of its text.
    prefixes = (f"{PREFIXES[rule.family]}.", "optional.") if rule.family == "TX" else (f"{PREFIXES[rule.family]}.",)
    assert rule.label.startswith(prefixes)


def test_every_class_of_boilerplate_has_a_rule() -> None:
    classes = {rule.label.partition(".")[2] for rule in RULES if rule.family == "BP"}
    assert classes == set(taxonomy.BOILERPLATE_CLASSES)


@every_rule
def test_url_names_the_heading_in_the_catalogue(rule: Rule) -> None:
    assert rule.url == f"checks/README.md#{rule.code.lower()}-{rule.name}"
    assert f"\n### {rule.code} {rule.name}\n" in catalogue()


@every_rule
def test_page_prints_all_of_the_documentation(rule: Rule) -> None:
    printed = page(rule)
    assert printed.startswith(f"# {rule.code} {rule.name}\n\n{rule.sections()['Summary']}\n")
    assert f"Label `{rule.label}`, severity {rule.severity}, {'on' if rule.on_by_default else 'off'} by default." in printed
    assert re.findall(r"^## (.+)$", printed, re.MULTILINE) == list(SECTIONS)
    assert all(body in printed for body in rule.sections().values())


def test_an_unknown_label_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^BP101: label 'boilerplate\.nonsense' is not in the taxonomy$"):
        replace(BY_CODE["BP101"], label="boilerplate.nonsense")


@pytest.mark.parametrize("change", [{"cues": ()}, {"detect": BY_CODE["TX001"].detect}, {"across": True}, {"learned": True}])
def test_a_rule_has_cues_or_a_detector(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"^BP101: a rule has either cues or a detector$"):
        replace(BY_CODE["BP101"], **change)


def test_severities_are_written_as_words() -> None:
    assert [str(severity) for severity in Severity] == ["error", "warning"]


@pytest.mark.parametrize("selector", ["BP101", "bp101", "ad-marker", "AD-MARKER"])
def test_a_rule_is_known_by_code_and_name_in_any_case(selector: str) -> None:
    assert rule_of(selector).code == "BP101"


@pytest.mark.parametrize(
    ("selector", "message"),
    [
        ("BP1O1", "unknown rule 'BP1O1': did you mean BP101?"),
        ("ad-marke", "unknown rule 'ad-marke': did you mean ad-marker?"),
        ("@@@@", "unknown rule '@@@@': `naqi rules` lists all"),
    ],
)
def test_an_unknown_rule_is_named_with_the_nearest(selector: str, message: str) -> None:
    for refused in (lambda: rule_of(selector), lambda: select([selector]), lambda: select((), [selector]), lambda: select((), (), [selector])):
        with pytest.raises(UnknownRuleError) as error:
            refused()
        assert str(error.value) == message


@pytest.mark.parametrize(
    ("chosen", "extended", "ignored", "codes"),
    [
        (["BP101"], [], [], ["BP101"]),
        (["comment-form", "BP101"], [], [], ["BP101", "BP501"]),
        (["EN10"], [], [], ["EN101", "EN102", "EN104"]),
        (["en20"], [], ["EN203", "EN204", "EN205", "EN206", "EN207"], ["EN201", "EN202"]),
        (["EN1"], ["TX001"], ["EN102"], ["EN101", "EN104", "TX001"]),
        (["EN103"], [], [], ["EN103"]),
        (["lost-space"], ["EN1"], [], ["EN101", "EN102", "EN103", "EN104"]),
        (["en9"], [], ["EN902"], ["EN901", "EN903"]),
        (["TX001"], ["TX50"], [], ["TX001", "TX501", "TX502", "TX503", "TX504", "TX505"]),
        (["EN103", "EN101"], [], ["EN1"], []),
        (["BP101"], [], ["ALL"], []),
    ],
)
def test_selection(chosen: list[str], extended: list[str], ignored: list[str], codes: list[str]) -> None:
    assert [rule.code for rule in select(chosen, extended, ignored)] == codes


def test_no_selector_selects_what_is_on_by_default_and_all_selects_all() -> None:
    assert select() == tuple(rule for rule in RULES if rule.on_by_default)
    assert select(["all"]) == RULES


@pytest.mark.parametrize("selector", ["", " "])
def test_an_empty_selector_selects_nothing_by_accident(selector: str) -> None:
    with pytest.raises(UnknownRuleError):
        select([selector])


def test_a_rule_of_the_registry_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        RULES[0].severity = Severity.WARNING  # type: ignore[misc]
