"""Phrase lists: their form, that no phrase is dead, and that they leave clean articles alone."""

from __future__ import annotations

import unicodedata
from collections import Counter
from importlib import resources
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from naqi import taxonomy
from naqi.arabic import characters as ch
from naqi.arabic.folding import fold_phrase
from naqi.checker import Checker
from naqi.rules import lexicon, shapes
from naqi.rules.registry import RULES
from naqi.scan.matcher import phrase_variants

NAMES = lexicon.names()
OF_CLASSES = tuple(name for name in NAMES if not name.endswith(".term"))
every_lexicon = pytest.mark.parametrize("name", NAMES)
every_class_lexicon = pytest.mark.parametrize("name", OF_CLASSES)

BODY = "افتتحت البلدية صباح اليوم جسرا للمشاة يربط ضفتي الوادي بعد عام من العمل."

# A line as it stands under an article, for each shape.
PLACES = {"line": "{}", "lead": "{} خبر من المدينة", "tail": "خبر من المدينة {}", "phrase": "{}"}


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker()


def raw_lines(name: str) -> list[str]:
    return resources.files("naqi.lexicons").joinpath(f"{name}.txt").read_text("utf-8").split("\n")


def test_there_are_lexicons() -> None:
    assert {"comment_form.line", "related.lead", "navigation.tail", "follow.phrase", "agencies.term"} <= set(NAMES)


@every_lexicon
def test_file_opens_with_a_comment_and_ends_with_a_line_feed(name: str) -> None:
    lines = raw_lines(name)
    assert lines[0].startswith("# ")
    assert len(lines[0]) > len("# ")
    assert lines[-1] == ""
    assert lines[-2].strip()


@every_lexicon
def test_file_has_no_blank_line_and_no_spare_space(name: str) -> None:
    assert [line for line in raw_lines(name)[:-1] if not line or line != " ".join(line.split())] == []


@every_lexicon
def test_name_says_class_and_shape(name: str) -> None:
    kind, _, shape = name.partition(".")
    assert shape in lexicon.SHAPES
    assert shape == "term" or kind in taxonomy.BOILERPLATE_CLASSES


@every_lexicon
def test_phrases_are_sorted(name: str) -> None:
    phrases = lexicon.load(name)
    assert list(phrases) == sorted(phrases)


@every_lexicon
def test_phrases_are_unique_after_folding(name: str) -> None:
    count = Counter(map(fold_phrase, lexicon.load(name)))
    assert [phrase for phrase in lexicon.load(name) if count[fold_phrase(phrase)] > 1] == []


@every_lexicon
def test_no_phrase_folds_to_nothing(name: str) -> None:
    assert [phrase for phrase in lexicon.load(name) if not fold_phrase(phrase)] == []


@every_lexicon
def test_every_phrase_has_variants_to_look_for(name: str) -> None:
    for phrase in lexicon.load(name):
        variants = list(phrase_variants(phrase))
        assert variants[0] == fold_phrase(phrase)
        assert all(variant.strip() == variant for variant in variants)


@every_lexicon
def test_no_phrase_holds_what_a_reader_cannot_see(name: str) -> None:
    """Not even tatweel: folding would drop it, so it could only mislead."""
    banned = set(map(chr, (*ch.INVISIBLE, *ch.TATWEEL)))
    seen = {character for phrase in lexicon.load(name) for character in phrase}
    assert {f"U+{ord(character):04X}" for character in seen if character in banned or (character != " " and not character.isprintable())} == set()


@every_lexicon
def test_phrases_are_composed(name: str) -> None:
    assert [phrase for phrase in lexicon.load(name) if unicodedata.normalize("NFC", phrase) != phrase] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".phrase")])
def test_a_phrase_that_counts_anywhere_has_two_words_at_least(name: str) -> None:
    assert [phrase for phrase in lexicon.load(name) if len(fold_phrase(phrase).split()) < 2] == []


@every_class_lexicon
def test_every_phrase_is_looked_for_by_a_rule_of_its_class(name: str) -> None:
    label = f"boilerplate.{name.partition('.')[0]}"
    known = {phrase for rule in RULES if rule.label == label for cue in rule.cues for phrase in cue.phrases}
    assert set(lexicon.load(name)) - known == set()


@every_class_lexicon
def test_every_phrase_is_found_under_an_article(checker: Checker, name: str) -> None:
    place = PLACES[name.partition(".")[2]]
    missed = []
    for phrase in lexicon.load(name):
        text = f"{BODY}\n\n{place.format(phrase)}"
        start = text.index(phrase, len(BODY))
        end = start + len(phrase)
        if not any(finding.start <= start and end <= finding.end for finding in checker.check(text)):
            missed.append(phrase)
    assert missed == []


def _articles(root: Path) -> list[str]:
    """Of train and validation: test is scored once a release, and nothing may be fitted to it."""
    files = [root / "dataset" / "data" / "articles" / f"{split}.parquet" for split in ("train", "validation")]
    return [text for file in files for text in pq.read_table(file, columns=["text"]).column("text").to_pylist()]


def test_clean_articles_hold_no_furniture(checker: Checker, root: Path) -> None:
    articles = _articles(root)
    assert len(articles) > 0
    assert [(finding.rule, finding.text) for text in articles for finding in checker.check(text)] == []


def test_clean_articles_stay_clean_beside_each_other(checker: Checker, root: Path) -> None:
    """Glued into one document, so that titles stand among paragraphs and paragraphs at the end of the text."""
    articles = _articles(root)
    assert [(finding.rule, finding.text) for finding in checker.check("\n\n".join(articles))] == []


def test_an_unknown_lexicon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        lexicon.load("related.nonsense")


def test_a_class_without_lexicons_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"^no lexicon for class nonsense$"):
        shapes.every_shape("nonsense")


@pytest.mark.parametrize("name", [name for name in lexicon.names() if name.endswith(".term")])
def test_no_alternative_of_a_pattern_hides_a_longer_one(name: str) -> None:
    alternatives = lexicon.alternation(name).split("|")
    assert len(alternatives) == len(lexicon.load(name))
    hidden = [(one, other) for at, one in enumerate(alternatives) for other in alternatives[at + 1 :] if other.startswith(one)]
    assert hidden == []
