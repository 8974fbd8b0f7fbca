"""A baseline: the findings that a project accepted when it began, so that the gate fails only over new ones.

A finding is recognised by its file, document, rule and folded text, not by its offset: an edit elsewhere in the corpus does not
bring it back. Equal findings are counted.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path, PurePath

from naqi.arabic.folding import fold_phrase
from naqi.files import write_atomically
from naqi.gate.events import Located

_SCHEMA = 1


class BaselineError(ValueError):
    """A baseline file cannot be read; the message says why and what to do."""


def digest(text: str) -> str:
    """What stands for the text of a finding: its folded form, hashed."""
    return hashlib.sha256(fold_phrase(text)).hexdigest()[:16]


def key_of(path: str, document: str | None, rule: str, text_digest: str) -> str:
    """What recognises a finding in another run, by its parts."""
    return "|".join((PurePath(path).as_posix(), document or "", rule, text_digest))


def fingerprint(located: Located) -> str:
    """What recognises a finding in another run."""
    return key_of(located.record.path, located.record.document, located.finding.rule, digest(located.finding.text))


class Baseline:
    """Accepted findings, each used up as it is met."""

    def __init__(self, accepted: Counter[str]) -> None:
        self._left = Counter(accepted)

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Read a baseline file. Raises BaselineError."""
        advice = "write it anew with --write-baseline"
        try:
            data = json.loads(path.read_text("utf-8"))
            if data["schema"] != _SCHEMA:
                raise BaselineError(f"{path}: baseline of schema {data['schema']}, this naqi reads {_SCHEMA}: {advice}")
            return cls(Counter({str(key): int(count) for key, count in data["findings"].items()}))
        except OSError as error:
            raise BaselineError(f"{path}: baseline cannot be read ({error.strerror}): {advice}") from error
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            if isinstance(error, BaselineError):
                raise
            raise BaselineError(f"{path}: is no baseline: {advice}") from error

    def accepts(self, located: Located) -> bool:
        """Tell whether a finding was accepted, and use it up."""
        return self.accepts_key(fingerprint(located))

    def accepts_key(self, key: str) -> bool:
        """As `accepts`, for a finding that is known by its key."""
        if self._left[key] <= 0:
            return False
        self._left[key] -= 1
        return True


def write_baseline(path: Path, accepted: Counter[str]) -> None:
    """Write the fingerprints of all findings of a run, sorted so that a version-control diff reads well."""
    data = {"schema": _SCHEMA, "findings": dict(sorted(accepted.items()))}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    try:
        text.encode()
    except UnicodeEncodeError:
        # An id may hold what no encoding can; JSON spells it.
        text = json.dumps(data, indent=1)
    write_atomically(path, text + "\n")
