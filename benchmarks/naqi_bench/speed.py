"""What the gate costs: megabytes a second of one core, beside baselines that do less, in the same run.

*fold + match* is the floor: fold each text and search all phrases in it with one Aho-Corasick automaton; no condition, no pattern,
no encoding rule. *gate* is everything: all patterns and encoding rules, conditions, exact spans, lines and columns. *RE2 set* and
*Python re* search the same phrases with patterns that tolerate what folding does.
"""

from __future__ import annotations

import dataclasses
import random
import re
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final

import ahocorasick_rs
import re2

from naqi import Checker
from naqi.arabic import characters as ch
from naqi.arabic.folding import fold, fold_phrase
from naqi.rules.model import Rule
from naqi.rules.registry import select
from naqi_bench.texts import clean_and_dirty, fill

# Python's re is a hundred times slower than the rest: it gets this share of the text.
_SLOW_SHARE: Final = 0.05
SEED: Final = 20261123

Figures = dict[str, Any]


def all_phrases(rules: tuple[Rule, ...]) -> list[str]:
    """The phrases of some rules, sorted."""
    return sorted({phrase for rule in rules for cue in rule.cues for phrase in cue.phrases})


def _restricted(rules: tuple[Rule, ...], phrases: set[str]) -> list[Rule]:
    """The rules with only some of their phrases; patterns stay. Without documentation, since examples may no longer be found."""
    restricted = []
    for rule in rules:
        cues = []
        for cue in rule.cues:
            kept = tuple(phrase for phrase in cue.phrases if phrase in phrases)
            if kept or not cue.phrases:
                cues.append(dataclasses.replace(cue, phrases=kept))
        if cues or not rule.cues:
            restricted.append(dataclasses.replace(rule, cues=tuple(cues), doc=None))
    return restricted


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


def _cpu_seconds(work: Callable[[], object], rounds: int) -> float:
    work()  # warm-up
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def _scanners(rules: tuple[Rule, ...], phrases: list[str]) -> dict[str, Callable[[list[str]], object]]:
    automaton = ahocorasick_rs.BytesAhoCorasick(
        sorted({fold_phrase(phrase) for phrase in phrases}),
        matchkind=ahocorasick_rs.MatchKind.Standard,
        implementation=ahocorasick_rs.Implementation.DFA,
    )
    checker = Checker(_restricted(rules, set(phrases)))
    options = re2.Options()
    options.max_mem = 2 << 30
    options.log_errors = False
    patterns = re2.Set.SearchSet(options)
    for phrase in phrases:
        patterns.Add(tolerant(phrase))
    patterns.Compile()
    python = re.compile("|".join(map(tolerant, phrases)))
    return {
        "fold + match": lambda texts: [automaton.find_matches_as_indexes(fold(text).data, overlapping=True) for text in texts],
        "gate": lambda texts: [checker.check(text) for text in texts],
        "RE2 set": lambda texts: [patterns.Match(text) for text in texts],
        "Python re": lambda texts: [python.findall(text) for text in texts],
    }


def measure(rounds: int, megabytes: float, sizes: tuple[int, ...]) -> Figures:
    """Time all scanners at several numbers of phrases.

    Returns figures by number of phrases, kind of text and scanner: MB/s of UTF-8 per core, and `times_floor`, the CPU time over that
    of fold + match in the same run (lower is better). `hit` is the share of texts with a finding.
    """
    origin, *kinds = clean_and_dirty()
    rules = select()
    available = all_phrases(rules)
    shuffled = random.Random(SEED).sample(available, len(available))
    corpora = {name: fill(texts, int(megabytes * 1e6)) for name, texts in zip(("clean", "dirty"), kinds, strict=True)}
    checker = Checker(rules)
    figures: Figures = {"origin": origin, "phrases": {}}
    figures["hit"] = {name: sum(bool(checker.check(text)) for text in texts) / len(texts) for name, texts in corpora.items()}
    for size in sizes:
        scanners = _scanners(rules, shuffled[:size])
        by_kind: Figures = {}
        for kind, texts in corpora.items():
            by_kind[kind] = {}
            for name, scan in scanners.items():
                share = texts[: max(1, int(len(texts) * _SLOW_SHARE))] if name == "Python re" else texts
                seconds = _cpu_seconds(partial(scan, share), 1 if name == "Python re" else rounds)
                by_kind[kind][name] = {"mb_per_s": sum(len(text.encode("utf-8", "replace")) for text in share) / 1e6 / seconds}
            floor = by_kind[kind]["fold + match"]["mb_per_s"]
            for cell in by_kind[kind].values():
                cell["times_floor"] = floor / cell["mb_per_s"]
        figures["phrases"][str(min(size, len(available)))] = by_kind
    return figures


def table(figures: Figures) -> str:
    """The figures as text: MB/s, and in brackets how many times the floor's CPU time."""
    counts = list(figures["phrases"])
    names = list(figures["phrases"][counts[0]]["clean"])
    lines = [f"MB/s per core (times the CPU time of fold + match), on {figures['origin']}"]
    lines += [f"texts with a finding, all rules: clean {figures['hit']['clean']:.0%}, dirty {figures['hit']['dirty']:.0%}", ""]
    lines.append(f"{'phrases':>8} {'text':<6}" + "".join(f"{name:>22}" for name in names))
    for count in counts:
        for kind, cells in figures["phrases"][count].items():
            row = "".join(f"{cells[name]['mb_per_s']:>12.1f} ({cells[name]['times_floor']:>6.2f}x)" for name in names)
            lines.append(f"{count:>8} {kind:<6}{row}")
    first, last = counts[0], counts[-1]
    for kind in ("clean", "dirty"):
        cost = figures["phrases"][first][kind]["gate"]["mb_per_s"] / figures["phrases"][last][kind]["gate"]["mb_per_s"]
        lines.append(f"gate, {kind}: {last} phrases cost {cost:.2f} times what {first} cost")
    return "\n".join(lines)
