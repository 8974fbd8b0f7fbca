"""What holds for a row of `articles` beyond what every config has: its parts make up its text."""

from __future__ import annotations

from collections.abc import Iterator

from naqi_dataset.verify.rows import Known, Row, texts_of


def text_from_parts(row: Row, _known: Known) -> Iterator[str]:
    """Text is title, byline and paragraphs with a blank line between; the dateline opens the first paragraph."""
    if not row["body"]:
        yield "body has no paragraph"
        return
    body = [paragraph for _, paragraph in texts_of(row, ["body"])]
    for number, paragraph in enumerate(body):
        if "\n" in paragraph:
            yield f"body[{number}] holds a line break"
    head = [part for part in (row["title"], row["byline"]) if part is not None]
    first = [part for part in (row["dateline"], *body[:1]) if part is not None]
    if row["text"] != "\n\n".join([*head, " ".join(first), *body[1:]]):
        yield "text is not title, byline, dateline and body put together"


def desk_opens_id(row: Row, _known: Known) -> Iterator[str]:
    """An id is desk and slug."""
    desk, _, slug = str(row["id"]).partition("/")
    if desk != row["desk"] or not slug or "/" in slug:
        yield f"the id is not its desk {row['desk']} and a slug"
