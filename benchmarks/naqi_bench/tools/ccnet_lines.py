"""Duplicate lines of a site, after CCNet (Wenzek et al. 2020, https://arxiv.org/abs/1911.00359, section 3.1), written from the paper.

There, a shard of a crawl is deduplicated; here, the documents of one site. A paragraph is lower-cased, its digits become 0, punctuation and accent
marks are removed, and the first 64 bits of SHA-1 are its key. What stands in two documents is removed from all, the first included, and of lines that
repeat within a document the first stays: https://github.com/facebookresearch/cc_net/blob/main/cc_net/dedup.py does so.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from naqi_bench.tools.model import Run, Setting, Tool
from naqi_bench.tracks.model import Task, Track

# Of the rule below: raised when it changes.
_VERSION: Final = "1"
# Contrasts come in pairs that differ in one line: what repeats in them repeats by design, and tells nothing about a site.
_NO_SITE: Final = "contrasts"
_DIGIT: Final = re.compile(r"\d")


def _key(line: str) -> bytes:
    letters = unicodedata.normalize("NFD", _DIGIT.sub("0", line.strip().lower()))
    plain = "".join(letter for letter in letters if unicodedata.category(letter)[0] != "P" and unicodedata.category(letter) != "Mn")
    return hashlib.sha1(plain.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()[:8]


def _load(tasks: Sequence[Task]) -> Run:
    documents: defaultdict[str, Counter[bytes]] = defaultdict(Counter)
    for task in tasks:
        if task.group != _NO_SITE:
            documents[task.group].update({_key(line) for line in task.text.split("\n")})
    repeated = {group: {key for key, count in counts.items() if count > 1} for group, counts in documents.items()}

    def run(task: Task) -> str:
        seen = set(repeated.get(task.group, ()))
        kept = []
        for line in task.text.split("\n"):
            if (key := _key(line)) not in seen:
                kept.append(line)
                seen.add(key)
        return "\n".join(kept)

    return run


CCNET_LINES = Tool(
    name="ccnet-lines",
    track=Track.SCRUB,
    link="https://arxiv.org/abs/1911.00359",
    licence="Apache-2.0",
    version=lambda: _VERSION,
    settings=(Setting("as-shipped", "as https://arxiv.org/abs/1911.00359 describes it, over the documents of a site", _load),),
    learns=True,
)
