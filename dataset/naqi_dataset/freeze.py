"""The freeze of test: checksums of the sources that its rows are made from, in `sources/TEST_SHA256SUMS`.

Rules are written and tuned after test was frozen. What is scored on it means something only as long as its sources stay what they were, so a
change of them demands a major step of the version, and `verify` fails until test is frozen anew under it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Final

from naqi.files import write_atomically
from naqi_dataset.articles import SourceError
from naqi_dataset.contrasts import read_pairs
from naqi_dataset.corruptions.lookalikes import read_lookalikes
from naqi_dataset.diff import Step, next_version
from naqi_dataset.identity import file_hash
from naqi_dataset.sources import read_sources

NAME: Final = "TEST_SHA256SUMS"

_HEAD: Final = "# Sources of test, frozen at version {version}; checked by `naqi-dataset verify`, written by `naqi-dataset freeze-test`."
_VERSION: Final = re.compile(r"frozen at version (\d+\.\d+\.\d+);")
_LINE: Final = re.compile(r"([0-9a-f]{64})  (\S.*)")
_LOOKALIKES: Final = "lookalike_texts.toml"


def test_sources(dataset: Path) -> dict[str, str]:
    """SHA-256 in hex of each source of test, by POSIX path inside `sources/`: articles, all files of sites, contrast pairs.

    Look-alike texts of all splits share a file, so `lookalike_texts.toml#test` is the sum of canonical JSON of those of test. Raises SourceError.
    """
    sources = read_sources(dataset)
    folder = sources.folder
    paths = [folder / "articles" / f"{article.id}.md" for article in sources.articles if article.split == "test"]
    for site in sources.sites:
        if site.split == "test":
            paths += (path for path in (folder / "sites" / site.id).rglob("*") if path.is_file())
    paths += (folder / "contrasts" / pair.fields["class"] / f"{pair.id}.md" for pair in read_pairs(folder / "contrasts") if pair.fields["split"] == "test")
    sums = {path.relative_to(folder).as_posix(): file_hash(path) for path in paths}
    texts = [asdict(item) for item in read_lookalikes(folder / _LOOKALIKES) if item.split == "test"]
    sums[f"{_LOOKALIKES}#test"] = hashlib.sha256(json.dumps(texts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return dict(sorted(sums.items()))


def read_freeze(dataset: Path) -> tuple[str, dict[str, str]]:
    """The version at which test was frozen, and the sums by path. Raises FileNotFoundError, and SourceError for a broken file."""
    path = dataset / "sources" / NAME
    head, *lines = path.read_text("utf-8", errors="replace").splitlines() or [""]
    version = _VERSION.search(head)
    if version is None:
        raise SourceError(f"{path}: line 1 does not say at which version test was frozen")
    sums: dict[str, str] = {}
    for number, line in enumerate(lines, 2):
        match = _LINE.fullmatch(line)
        if match is None:
            raise SourceError(f"{path}: line {number} is not a SHA-256 sum, two spaces and a path")
        sums[match[2]] = match[1]
    return version[1], sums


def changes_since(frozen: dict[str, str], present: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Path and what happened to it, for each source of test that is not as it was frozen."""
    for name in sorted({*frozen, *present}):
        if name not in present:
            yield name, "is gone from test"
        elif name not in frozen:
            yield name, "is new in test"
        elif frozen[name] != present[name]:
            yield name, "was changed"


def freeze(dataset: Path, version: str, *, unreleased: bool = False) -> list[tuple[str, str]]:
    """Write the sums of test's sources; returns what changed since the last freeze (all, at the first), nothing when nothing did.

    version: of the dataset as it is now. unreleased: the frozen version was never published, so nobody has a score on it.
    Raises SourceError: for broken sources, and when sources changed and the version did not take the major step that this demands.
    """
    path = dataset / "sources" / NAME
    present = test_sources(dataset)
    frozen_at, frozen = read_freeze(dataset) if path.is_file() else (None, {})
    found = list(changes_since(frozen, present))
    if not found:
        return []
    if frozen_at is not None and not unreleased:
        demanded = next_version(frozen_at, Step.MAJOR)
        if _numbers(version) < _numbers(demanded):
            raise SourceError(
                f"test was frozen at {frozen_at} and {len(found)} of its sources differ ({found[0][0]} {found[0][1]}): that demands version {demanded}, "
                f"this is {version}; undo the change, raise the version, or say --unreleased if {frozen_at} was never published"
            )
    write_atomically(path, "".join([_HEAD.format(version=version) + "\n", *(f"{total}  {name}\n" for name, total in present.items())]))
    return found


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
