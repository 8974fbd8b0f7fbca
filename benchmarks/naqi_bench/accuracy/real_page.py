"""The sections of `checks/ACCURACY.md` on real texts."""

from __future__ import annotations

from typing import Any, Final

from naqi_bench.accuracy.markdown import number, share, table

_HEAD: Final = """## Real texts

{rules} default rules, on real texts that are no part of the project (`NAQI_REAL_DATA`). Prevalence there is by selection: no rate of leakage
in the wild follows from these figures.
{kept}
- **types** count a phrase that a site repeats once: the mean over (source, class, cue).
- **half covered**: at least half of the span lies in findings.
- **wrong**: documents that pass for clean and have a finding of error severity that was read and judged wrong, or not judged; in brackets the
  upper end of the exact 95 % interval (Clopper–Pearson).

The rules and these texts are not independent: the rules' authors have seen findings on them. What carries over to outlets never seen can only
be measured there.
"""

_KEPT: Final = """
They were not measured with the rest of this page, where `NAQI_REAL_DATA` was not set, but kept from an earlier run.
"""

_BESIDE: Final = """### Beside simple line rules

{documents} labelled documents; clean documents without the single sentences of UD-PUD. A line rule is wrong where it drops any line.
"""


def _rate(cell: dict[str, float]) -> str:
    return f"{cell['per_1000']:.2f} ({cell['upper_bound_per_1000']:.2f})"


def sections(figures: dict[str, Any], *, kept: bool) -> str:
    """The sections for the figures of `naqi_bench.accuracy.run.measure`. kept: they are of an earlier run than the rest."""
    naqi = figures["naqi"]
    methods = {"naqi": naqi, **figures["baselines"]}
    evidences = sorted(naqi["labelled"]["by_evidence"])
    overview = [
        [
            name,
            share(method["labelled"]["spans"]),
            share(method["labelled"]["removed"]),
            f"{method['labelled']['macro']:.3f}",
            *(share(method["labelled"]["by_evidence"][evidence]) for evidence in evidences),
            share(method["labelled"]["exact"]),
            number(method["labelled"]["iou"]),
            f"{100 * method['labelled']['body_touched']:.3f} %",
            _rate(method["clean"]["all_documents"]),
        ]
        for name, method in methods.items()
    ]
    header = [
        "",
        "recall",
        "half covered",
        f"types ({naqi['labelled']['types']})",
        *evidences,
        "exact borders",
        "IoU",
        "body touched",
        "wrong per 1,000 documents",
    ]
    parts = [
        _HEAD.format(rules=figures["rules"], kept=_KEPT if kept else ""),
        _BESIDE.format(documents=figures["labelled_documents"]),
        table(header, overview),
        "### By class\n",
        table(["class", "recall"], [[name, share(pair)] for name, pair in naqi["labelled"]["by_class"].items()]),
        "### By source\n",
        table(["source", "recall"], [[name, share(pair)] for name, pair in naqi["labelled"]["by_source"].items()]),
        "### On clean text\n",
        table(
            ["source", "documents", "with an error finding", "wrong per 1,000"],
            [[source, f"{cell['documents']:,}", str(naqi["clean_flagged"].get(source, 0)), _rate(cell)] for source, cell in naqi["clean"]["by_source"].items()],
        ),
        f"Findings not judged yet: {len(naqi['unjudged'])}.\n",
        table(["rule", "documents with a finding"], [[rule, str(count)] for rule, count in naqi["clean_by_rule"].items()]),
    ]
    return "\n".join(parts)
