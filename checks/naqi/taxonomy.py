"""The labels of naqi: one module, imported by checks, dataset and benchmarks alike.

A *label* is `body`, `optional.<class>`, `boilerplate.<class>`, or, for faults in the text itself, `encoding.<class>`,
`structure.<class>` and `corpus.<class>`. Spans of the dataset carry only the first three.
"""

from __future__ import annotations

from typing import Final

BOILERPLATE_CLASSES: Final = (
    "category",
    "title_suffix",
    "ad_marker",
    "advert",
    "caption",
    "credit",
    "related",
    "share",
    "follow",
    "comment_form",
    "comment",
    "navigation",
    "subscription",
    "cookie",
    "copyright",
    "source_link",
    "timestamp",
    "reading_time",
    "app_promo",
    "tags",
    "paywall",
    "author_bio",
    "contact",
    "disclaimer",
    "truncation",
    "embed",
    "widget",
    "markup",
    "poll",
    "translation_notice",
    "machine_notice",
    "other",
)

OPTIONAL_CLASSES: Final = (
    "title",
    "byline",
    "dateline",
    "sign_off",
    "continuation",
    "correction",
    "subheading",
    "standfirst",
)

ENCODING_CLASSES: Final = (
    "replacement",
    "lost",
    "lost_space",
    "mojibake",
    "escape",
    "presentation",
    "order",
    "decomposed",
    "tatweel",
    "look_alike",
    "private_use",
    "control",
    "invisible",
    "bom",
    "bidi",
    "space",
    "digits",
)
STRUCTURE_CLASSES: Final = (
    "blank",
    "doubled_stop",
    "repeated",
    "cut_off",
    "quotation",
    "language",
    "short",
    "hard_wrap",
    "hyphenation",
    "habit",
)
CORPUS_CLASSES: Final = ("repeated_line", "duplicate", "near_duplicate", "split_leakage", "duplicate_id", "length", "label")

EVIDENCE: Final = ("wording", "position", "source", "reading", "layout")

LABELS: Final = frozenset(
    {"body"}
    | {f"optional.{name}" for name in OPTIONAL_CLASSES}
    | {f"boilerplate.{name}" for name in BOILERPLATE_CLASSES}
    | {f"encoding.{name}" for name in ENCODING_CLASSES}
    | {f"structure.{name}" for name in STRUCTURE_CLASSES}
    | {f"corpus.{name}" for name in CORPUS_CLASSES}
)
