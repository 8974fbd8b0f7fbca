"""What changes in a document, as a unified diff for reading."""

from __future__ import annotations

import difflib

from naqi.inputs.model import Record
from naqi.report.visible import visible


def difference(record: Record, text: str) -> str:
    """A unified diff from a record's text to another.

    It is made for eyes: what would not show is shown by its code point. For machines there are edits.
    """
    place = record.path if record.row is None else f"{record.path}, row {record.row}" if record.file_line is None else f"{record.path}, line {record.file_line}"
    name = visible(place if record.document is None else f"{place} ({record.document})")
    before, after = (f"{whole}\n".split("\n")[:-1] for whole in (record.text or "", text))
    lines = difflib.unified_diff([*map(visible, before)], [*map(visible, after)], name, name, n=1, lineterm="")
    return "".join(f"{line}\n" for line in lines)
