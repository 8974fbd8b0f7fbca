"""What the gate costs: megabytes a second of one core, beside baselines that do less, in the same run.

*fold + match* is the floor: fold each text and search all phrases in it with one Aho-Corasick automaton; no condition, no pattern,
no encoding rule. *gate* is everything: all patterns and encoding rules, conditions, exact spans, lines and columns. *RE2 set* and
*Python re* search the same phrases with patterns that tolerate what folding does.

Rounds scan the same texts: what the gate remembers of short lines, since furniture repeats, serves it from the second round on.
"""

from __future__ import annotations

import dataclasses
import platform
import random
import re
import statistics
import time
from collections.abc import Callable
from typing import Any, Final

import ahocorasick_rs
import re2

from naqi import Checker
from naqi.arabic import characters as ch
from naqi.arabic.folding import fold, fold_phrase
from naqi.rules.model import Rule
from naqi.rules.registry import select
from naqi.scan.document import Document
from naqi_bench.texts import clean_and_dirty, fill

# Python's re is a hundred times slower than the rest: it gets this share of the text.
_SLOW_SHARE: Final = 0.05
SEED: Final = 20261123

Figures = dict[str, Any]


def all_phrases(rules: tuple[Rule, ...]) -> list[str]:
    """The phrases of some rules, sorted."""
    return sorted({phrase for rule in rules for cue in rule.cues for phrase in cue.phrases})


def restricted_rules(rules: tuple[Rule, ...], phrases: set[str]) -> list[Rule]:
    """The rules with only some of their phrases; frames and patterns stay. Without documentation, since examples may no longer be found.

    A rule that has none left stays too, and finds nothing: a checker would bring a missing rule back, with all its phrases.
    """
    restricted = []
    for rule in rules:
        cues = []
        for cue in rule.cues:
            kept = tuple(phrase for phrase in cue.phrases if phrase in phrases)
            if kept or not cue.phrases:
                cues.append(dataclasses.replace(cue, phrases=kept))
        restricted.append(dataclasses.replace(rule, cues=tuple(cues), detect=rule.detect if cues or not rule.cues else _nothing, doc=None))
    return restricted


def _nothing(_: Document) -> tuple[()]:
    return ()


def _class(*characters: str) -> str:
    return "[" + "".join(sorted(set("".join(characters)))) + "]"


_MARKS: Final = _class("".join(map(chr, ch.MARKS[:40])), "".join(map(chr, ch.TATWEEL))) + "*"
_VARIANTS: Final = {
    letter: _class(letter, *(variant for variant, base in (ch.LETTER_VARIANTS | ch.LOOKALIKE_LETTERS).items() if base == letter)) for letter in ch.BASE_LETTERS
}


def tolerant(phrase: str) -> str:
    """A pattern over raw text that accepts the spellings that folding unites."""
    parts = []
    for character in phrase:
        base = ch.LETTER_VARIANTS.get(character, character)
        if character.isspace():
            parts.append(r"\s+")
        elif base in _VARIANTS:
            parts.append(_VARIANTS[base] + _MARKS)
        else:
            parts.append(re.escape(character))
    return "".join(parts)


def _cells(scanners: dict[str, Callable[[list[str]], object]], texts: list[str], rounds: int) -> Figures:
    """MB/s of each scanner, and `times_floor`; all take part in each round, so that what else the machine does falls on all alike."""
    shares = {name: texts[: max(1, int(len(texts) * _SLOW_SHARE))] if name == "Python re" else texts for name in scanners}
    times: dict[str, list[float]] = {name: [] for name in scanners}
    for number in range(rounds + 1):
        for name, scan in scanners.items():
            if name == "Python re" and number > 1:
                continue
            start = time.process_time()
            scan(shares[name])
            if number:  # the first round is to warm up
                times[name].append(time.process_time() - start)
    cells: Figures = {}
    for name, share in shares.items():
        cells[name] = {"mb_per_s": sum(len(text.encode("utf-8", "replace")) for text in share) / 1e6 / statistics.median(times[name])}
    for cell in cells.values():
        cell["times_floor"] = cells["fold + match"]["mb_per_s"] / cell["mb_per_s"]
    return cells


def floor_and_gate(rules: tuple[Rule, ...], phrases: list[str]) -> dict[str, Callable[[list[str]], object]]:
    """The bare search for some phrases, and the gate with them, over lists of texts."""
    automaton = ahocorasick_rs.BytesAhoCorasick(
        sorted({fold_phrase(phrase) for phrase in phrases}),
        matchkind=ahocorasick_rs.MatchKind.Standard,
        implementation=ahocorasick_rs.Implementation.DFA,
    )
    checker = Checker(restricted_rules(rules, set(phrases)))
    return {
        "fold + match": lambda texts: [automaton.find_matches_as_indexes(fold(text).data, overlapping=True) for text in texts],
        "gate": lambda texts: list(checker.check_all(texts)),
    }


def _scanners(rules: tuple[Rule, ...], phrases: list[str]) -> dict[str, Callable[[list[str]], object]]:
    options = re2.Options()
    options.max_mem = 2 << 30
    options.log_errors = False
    patterns = re2.Set.SearchSet(options)
    for phrase in phrases:
        patterns.Add(tolerant(phrase))
    patterns.Compile()
    python = re.compile("|".join(map(tolerant, phrases)))
    return {
        **floor_and_gate(rules, phrases),
        "RE2 set": lambda texts: [patterns.Match(text) for text in texts],
        "Python re": lambda texts: [python.findall(text) for text in texts],
    }


def measure(rounds: int, megabytes: float, sizes: tuple[int, ...]) -> Figures:
    """Time all scanners at several numbers of phrases, and the default rules with all of theirs beside their floor.

    Returns figures by number of phrases, kind of text and scanner: MB/s of UTF-8 per core, and `times_floor`, the CPU time over that
    of fold + match in the same run (lower is better). `default_rules` has the same for all phrases, floor and gate alone. `growth` is the CPU time
    of the gate with the most phrases over that with the fewest, by kind. `hit` is the share of texts with a finding.
    """
    origin, *kinds = clean_and_dirty()
    rules = select()
    available = all_phrases(rules)
    shuffled = random.Random(SEED).sample(available, len(available))
    # Real texts lie in order of source: taken as they come, a few megabytes would be of one.
    mixed = [random.Random(SEED).sample(texts, len(texts)) for texts in kinds]
    corpora = {name: fill(texts, int(megabytes * 1e6)) for name, texts in zip(("clean", "dirty"), mixed, strict=True)}
    checker = Checker(rules)
    figures: Figures = {"origin": origin, "python": platform.python_version(), "phrases": {}}
    figures["hit"] = {name: sum(bool(checker.check(text)) for text in texts) / len(texts) for name, texts in corpora.items()}
    for size in sizes:
        scanners = _scanners(rules, shuffled[:size])
        figures["phrases"][str(min(size, len(available)))] = {kind: _cells(scanners, texts, rounds) for kind, texts in corpora.items()}
    everything = floor_and_gate(rules, available)
    figures["default_rules"] = {"phrases": len(available), **{kind: _cells(everything, texts, rounds) for kind, texts in corpora.items()}}
    by_size = list(figures["phrases"].values())
    figures["growth"] = {kind: by_size[0][kind]["gate"]["mb_per_s"] / by_size[-1][kind]["gate"]["mb_per_s"] for kind in corpora}
    return figures


def table(figures: Figures) -> str:
    """The figures as text: MB/s, and in brackets how many times the floor's CPU time."""
    counts = list(figures["phrases"])
    names = list(figures["phrases"][counts[0]]["clean"])
    lines = [f"MB/s per core (times the CPU time of fold + match), on {figures['origin']}"]
    lines += [f"texts with a finding, all rules: clean {figures['hit']['clean']:.0%}, dirty {figures['hit']['dirty']:.0%}", ""]
    lines.append(f"{'phrases':>8} {'text':<6}" + "".join(f"{name:>22}" for name in names))
    default = figures["default_rules"]
    rows = {**figures["phrases"], str(default["phrases"]): {kind: default[kind] for kind in ("clean", "dirty")}}
    for count, kinds in rows.items():
        for kind, cells in kinds.items():
            row = "".join(f"{cell['mb_per_s']:>12.1f} ({cell['times_floor']:>6.2f}x)" for cell in cells.values())
            lines.append(f"{count:>8} {kind:<6}{row}")
    for kind, growth in figures["growth"].items():
        lines.append(f"gate, {kind}: {counts[-1]} phrases cost {growth:.2f} times what {counts[0]} cost")
    for kind in figures["growth"]:
        gate = default[kind]["gate"]
        lines.append(
            f"default rules, {kind}: all {default['phrases']:,} phrases, end to end {gate['mb_per_s']:.1f} MB/s, {gate['times_floor']:.2f} times the floor"
        )
    return "\n".join(lines)
