"""The sections of `checks/ACCURACY.md` on the dataset's splits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from naqi.taxonomy import EVIDENCE
from naqi_bench.accuracy.markdown import NOTHING, escaped, exact_interval, number, percent, share, site_mean, table

Splits = Mapping[str, dict[str, Any]]

_HEAD: Final = """## The dataset

Composed scrapes, contrasts and corruptions; what the default rules find there.

- **recall**: labelled spans of boilerplate that an error finding of boilerplate overlaps; the class need not be the same.
- **sites**: mean over sites, one site one vote, with its 95 % t-interval. Spans of one site are not independent, so shares of spans have no interval of
  their own. **types** count a phrase that a site repeats once: the mean over (site, class, cue).
- **precision**, of findings and of characters: of the boilerplate findings, and of their characters, the share that lies on boilerplate. A finding on
  boilerplate is right whatever its class; optional text counts for nobody.
- **body touched**: body characters inside findings. White space counts for nothing anywhere.
- **exact borders**: found spans that one finding covers with exact borders. **IoU**: mean over found spans of the characters that the span and
  the findings on it share, by those that either has (Jaccard index).
"""

_NOVELTY: Final = """### By novelty

Novelty of a span to the train sites: `string` has a wording of theirs, `cue` shares a word with several of them, `none` neither; `unknown` has no wording
of a site's inventory.
"""

_RULES: Final = """### By rule: {split}

*Alone*: spans that no other rule finds.
"""

_CONTRASTS: Final = """## Contrasts

A pair is right when the furniture is found, no other error finding stands in its document, and none in the other. Brackets hold the exact 95 % interval
(Clopper–Pearson).
"""

_CORRUPTIONS: Final = """## Corruptions

Rows of each kind with a finding of error severity / of any severity, by a rule that finds nothing in the same text unbroken.
"""

_UNBROKEN: Final = """### Rows in which nothing is broken

Rows with a finding of error severity / of any severity: all are false.
"""

_OFF: Final = """## Rules that are off by default

Found: optional spans with a finding of their own label. Right: findings on text of the rule's own label.
"""

_WORST: Final = """### Worst cases: {split}

Up to five false alarms, by body characters; then leaks missed that `wording` or `position` gives away, by characters over all documents.
"""


def _row(splits: Splits, name: str, cell: Callable[[dict[str, Any]], str]) -> list[str]:
    return [name, *(cell(figures) for figures in splits.values())]


def site_shares(group: dict[str, Any]) -> list[float]:
    """Each site's share of spans found."""
    return [found / spans for found, spans in group["by_site"].values()]


def _by_site(scrapes: dict[str, Any], pair: Callable[[dict[str, Any]], Sequence[int]]) -> list[float]:
    """Each site's share of something, [part, all]; sites that have none of it have no vote."""
    return [part / whole for part, whole in map(pair, scrapes["by_site"].values()) if whole]


def _total(pairs: Iterable[Sequence[int]]) -> list[int]:
    return [sum(column) for column in zip(*pairs, strict=True)] or [0, 0]


def _mean_percent(shares: Sequence[float]) -> str:
    return f"{100 * sum(shares) / len(shares):.3f} %" if shares else NOTHING


def _evidence(splits: Splits) -> str:
    header = ["evidence", "split", "recall", "sites", "types", "exact borders", "IoU"]
    rows = []
    for evidence in EVIDENCE:
        for split, figures in splits.items():
            group = figures["scrapes"]["by_evidence"].get(evidence)
            if group is not None:
                types = f"{number(group['types']['recall'])} of {group['types']['count']:,}"
                rows.append([evidence, split, share(group["spans"]), site_mean(site_shares(group)), types, share(group["exact"]), number(group["iou"])])
    return table(header, rows)


def _overview(splits: Splits) -> str:
    def scrapes(read: Callable[[dict[str, Any]], str]) -> Callable[[dict[str, Any]], str]:
        return lambda figures: read(figures["scrapes"])

    rows = [
        _row(splits, "scrapes / sites", scrapes(lambda one: f"{one['documents']:,} / {len(one['by_site'])}")),
        _row(splits, "recall", scrapes(lambda one: share(one["spans"]))),
        _row(splits, "recall, sites", scrapes(lambda one: site_mean(_by_site(one, lambda site: _total(site["spans"].values()))))),
        _row(splits, "half covered", scrapes(lambda one: share(one["removed"]))),
        _row(splits, "types", scrapes(lambda one: f"{number(one['types']['recall'])} of {one['types']['count']:,}")),
        _row(splits, "precision, findings", scrapes(lambda one: share(one["precision"]["findings"]))),
        _row(splits, "precision, characters", scrapes(lambda one: share(one["precision"]["characters"]))),
        _row(splits, "precision, characters, sites", scrapes(lambda one: site_mean(_by_site(one, lambda site: site["precision"]["characters"])))),
        _row(splits, "body touched", scrapes(lambda one: percent(one["body_touched"]))),
        _row(splits, "body touched, mean of sites", scrapes(lambda one: _mean_percent(_by_site(one, lambda site: site["body_touched"])))),
        _row(splits, "exact borders", scrapes(lambda one: share(one["exact"]))),
        _row(splits, "IoU", scrapes(lambda one: number(one["iou"]))),
        _row(splits, "lost letters found", scrapes(lambda one: share(one["faults"]["found"]))),
        _row(splits, "contrast pairs right", lambda one: exact_interval(one["contrasts"]["pairs"])),
    ]
    return table(["", *splits], rows)


def _novelty(splits: Splits) -> str:
    header = ["novelty", "evidence", *splits]
    rows = []
    for novelty in ("string", "cue", "none", "unknown"):
        for evidence in EVIDENCE:
            cells = [share(figures["scrapes"]["by_novelty"].get(novelty, {}).get(evidence)) for figures in splits.values()]
            if set(cells) != {NOTHING}:
                rows.append([novelty, evidence, *cells])
    return table(header, rows)


def _classes(splits: Splits) -> str:
    header = ["class", "split", "recall", "of wording", "of position", "precision, findings", "precision, characters", "body touched", "exact borders", "IoU"]
    rows = []
    for name in sorted({name for figures in splits.values() for name in figures["scrapes"]["by_class"]}):
        for split, figures in splits.items():
            cell = figures["scrapes"]["by_class"].get(name)
            if cell is not None:
                evidence = [share(cell["by_evidence"].get(kind)) for kind in ("wording", "position")]
                rows.append([name, split, share(cell["spans"]), *evidence, *_precise(cell), share(cell["exact"]), number(cell["iou"])])
    return table(header, rows)


def _precise(cell: dict[str, Any]) -> list[str]:
    return [share(cell["precision"]["findings"]), share(cell["precision"]["characters"]), f"{cell['body']:,}"]


def _rules(figures: dict[str, Any]) -> str:
    header = ["rule", "precision, findings", "precision, characters", "body touched", "spans found", "alone", *EVIDENCE, "exact borders", "IoU"]
    rows = []
    for code, cell in figures["scrapes"]["by_rule"].items():
        evidence = [str(cell["by_evidence"].get(kind, 0)) for kind in EVIDENCE]
        rows.append([code, *_precise(cell), str(cell["spans"]), str(cell["alone"]), *evidence, share(cell["exact"]), number(cell["iou"])])
    return table(header, rows)


def _sites(splits: Splits) -> str:
    header = ["split", "site", "scrapes", *EVIDENCE, "precision, characters", "body touched"]
    rows = []
    for split, figures in splits.items():
        for site, cell in figures["scrapes"]["by_site"].items():
            spans = [share(cell["spans"].get(evidence)) for evidence in EVIDENCE]
            rows.append([split, site, str(cell["documents"]), *spans, share(cell["precision"]["characters"]), percent(cell["body_touched"])])
    return table(header, rows)


def _contrasts(splits: Splits) -> list[str]:
    classes = sorted({name for figures in splits.values() for name in figures["contrasts"]["by_class"]})
    rows = [
        _row(splits, "pairs", lambda one: exact_interval(one["contrasts"]["pairs"])),
        _row(splits, "furniture documents", lambda one: exact_interval(one["contrasts"]["furniture"])),
        _row(splits, "journalism documents", lambda one: exact_interval(one["contrasts"]["journalism"])),
    ]
    # The closure is called before the loop goes on.
    rows += [_row(splits, name, lambda one: share(one["contrasts"]["by_class"].get(name))) for name in classes]  # noqa: B023
    failed = [
        [split, item["class"], item["pair"], " and ".join(item["wrong"])]
        for split, figures in splits.items()
        if split != "test"  # which pairs fail is for no writer of rules to see
        for item in figures["contrasts"]["failed"]
    ]
    parts = [_CONTRASTS, table(["", *splits], rows)]
    return [*parts, table(["split", "class", "pair", "wrong document"], failed)] if failed else parts


def _corruptions(splits: Splits) -> list[str]:
    def counts(group: str) -> str:
        names = list(dict.fromkeys(name for figures in splits.values() for name in figures["corruptions"][group]))
        rows = []
        for name in names:
            cells = [figures["corruptions"][group].get(name) for figures in splits.values()]
            rows.append([name, *(NOTHING if cell is None else f"{cell['errors']} / {cell['findings']} of {cell['rows']}" for cell in cells)])
        return table(["", *splits], rows)

    false = [
        [split, item["id"], item["rule"], escaped(item.get("text", ""))]
        for split, figures in splits.items()
        for item in figures["corruptions"]["false"]
        if "text" in item
    ]
    parts = [_CORRUPTIONS, counts("by_kind"), _UNBROKEN, counts("unbroken")]
    return [*parts, table(["split", "row", "rule", "finding"], false)] if false else parts


def _off(splits: Splits) -> list[str]:
    classes = sorted({name for figures in splits.values() for name in figures["scrapes"]["off"]["optional"]})
    found = [_row(splits, name, lambda one: share(one["scrapes"]["off"]["optional"].get(name))) for name in classes]  # noqa: B023
    rules = [
        [code, f"`{cell['label']}`", split, share(cell["own"]), f"{cell['body']:,}", f"{cell['documents']:,}"]
        for code in sorted({code for figures in splits.values() for code in figures["scrapes"]["off"]["by_rule"]})
        for split, figures in splits.items()
        if (cell := figures["scrapes"]["off"]["by_rule"].get(code)) is not None
    ]
    table_of_rules = table(["rule", "label", "split", "right", "body touched", "scrapes with a finding"], rules) if rules else "No such rule found anything.\n"
    return [_OFF, table(["optional spans found", *splits], found), table_of_rules]


def _worst(split: str, figures: dict[str, Any]) -> list[str]:
    header = ["case", "site", "rule or label", "evidence", "documents", "characters", "text"]
    rows = [
        [
            case["case"],
            case["site"],
            case["what"],
            case["evidence"] or NOTHING,
            str(case["documents"]),
            f"{case['characters']:,}",
            escaped(case["text"]) if "text" in case else "not shown: rules are not to be written on it",
        ]
        for case in figures["scrapes"]["worst"]
    ]
    return [_WORST.format(split=split), table(header, rows)]


def sections(splits: Splits) -> str:
    """The sections for the figures of `naqi_bench.accuracy.composed.measure_split`, by split."""
    parts = [
        _HEAD,
        _overview(splits),
        "### By evidence\n",
        _evidence(splits),
        _NOVELTY,
        _novelty(splits),
        "### By class\n",
        _classes(splits),
        *(part for split, figures in splits.items() for part in (_RULES.format(split=split), _rules(figures))),
        "### By site\n",
        _sites(splits),
        *(part for split, figures in splits.items() for part in _worst(split, figures)),
        *_contrasts(splits),
        *_corruptions(splits),
        *_off(splits),
    ]
    return "\n".join(parts)
