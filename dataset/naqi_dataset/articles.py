"""Articles: one Markdown file each, YAML front matter and paragraphs, read into rows of the `articles` config."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import yaml

from naqi import taxonomy
from naqi.arabic.characters import INVISIBLE

SPLITS: Final = ("train", "validation", "test")
DESKS: Final = (
    "politics", "economy", "energy", "courts", "health", "science", "technology", "sport", "culture", "disasters", "transport", "society",
)  # fmt: skip
GENRES: Final = (
    "brief", "running", "analysis", "market_report", "match_report", "court_report", "interview", "profile", "feature",
)  # fmt: skip
MANNERS: Final = ("levant", "gulf", "egypt", "iraq", "maghreb", "sudan", "yemen", "panarab")

# libyaml's, where PyYAML was built with it: ten times faster, and there are hundreds of files.
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INVISIBLE: Final = frozenset(INVISIBLE)
_FIELDS: Final = ("title", "byline", "dateline", "desk", "genre", "manner", "split", "captions", "entities", "look_alikes")

SCHEMA: Final = pa.schema(
    [
        pa.field("id", pa.string()),
        pa.field("title", pa.string()),
        pa.field("byline", pa.string()),
        pa.field("dateline", pa.string()),
        pa.field("body", pa.list_(pa.string())),
        pa.field("text", pa.string()),
        pa.field("captions", pa.list_(pa.string())),
        pa.field("desk", pa.string()),
        pa.field("genre", pa.string()),
        pa.field("manner", pa.string()),
        pa.field("words", pa.int32()),
        pa.field("entities", pa.list_(pa.string())),
        pa.field(
            "look_alikes",
            pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32()), ("looks_like", pa.string())])),
        ),
        pa.field("split", pa.string()),
    ]
)


class SourceError(ValueError):
    """A source file breaks the rules of sources; the message names the file and the fault in one line."""


@dataclass(frozen=True, slots=True)
class Article:
    """A composed, clean story. fields: the front matter, a mapping once checked. body: paragraphs, the dateline not included."""

    id: str
    fields: Any
    body: tuple[str, ...]

    @property
    def split(self) -> str:
        return str(self.fields["split"])

    @property
    def text(self) -> str:
        """Title, byline and paragraphs, a blank line between; the dateline opens the first paragraph."""
        head = [self.fields["title"], self.fields["byline"]]
        first = " ".join(part for part in (self.fields["dateline"], self.body[0]) if part)
        return "\n\n".join([part for part in head if part] + [first, *self.body[1:]])

    def row(self) -> dict[str, Any]:
        """The article as a row of `SCHEMA`."""
        text = self.text
        look_alikes = []
        for item in self.fields["look_alikes"]:
            start = text.index(item["text"])
            look_alikes.append({"start": start, "end": start + len(item["text"]), "looks_like": item["looks_like"]})
        look_alikes.sort(key=lambda span: span["start"])
        copied = ("title", "byline", "dateline", "desk", "genre", "manner", "split", "captions", "entities")
        return {
            "id": self.id,
            "body": list(self.body),
            "text": text,
            "words": sum(len(paragraph.split()) for paragraph in self.body),
            "look_alikes": look_alikes,
            **{name: self.fields[name] for name in copied},
        }


def front_matter(path: Path) -> tuple[Any, str]:
    """The YAML front matter of a Markdown source, unchecked, and the text behind it, without white space at its ends.

    Raises SourceError.
    """
    parts = path.read_text("utf-8").split("---\n", 2)
    if len(parts) != 3 or parts[0]:
        raise SourceError(f"{path}: must begin with YAML front matter between two lines of three dashes")
    try:
        return yaml.load(parts[1], _LOADER), parts[2].strip()  # noqa: S506  # it is a safe one
    except yaml.YAMLError as error:
        raise SourceError(f"{path}: front matter is not YAML ({str(error).splitlines()[0]})") from error


def parse_article(path: Path) -> Article:
    """Read and check one source file `<desk>/<slug>.md`.

    Raises SourceError.
    """
    fields, text = front_matter(path)
    body = tuple(paragraph.strip() for paragraph in text.split("\n\n"))
    article = Article(f"{path.parent.name}/{path.stem}", fields, body)
    for fault in _faults(article, path):
        raise SourceError(f"{path}: {fault}")
    return article


def _faults(article: Article, path: Path) -> Iterator[str]:
    fields = article.fields
    if not isinstance(fields, Mapping) or set(fields) != set(_FIELDS):
        yield f"front matter must hold exactly {', '.join(_FIELDS)}"
        return
    for name, allowed in (("desk", DESKS), ("genre", GENRES), ("manner", MANNERS), ("split", SPLITS)):
        if fields[name] not in allowed:
            yield f"{name} {fields[name]!r} is none of {', '.join(allowed)}"
    if fields["desk"] != path.parent.name:
        yield f"lies in folder {path.parent.name} but says desk {fields['desk']}"
    for paragraph in article.body:
        if not paragraph or "\n" in paragraph:
            yield "each paragraph must be one line, with one blank line between paragraphs"
    text = article.text
    invisible = next((character for character in text if ord(character) in _INVISIBLE), None)
    if invisible:
        yield f"holds the invisible character U+{ord(invisible):04X}"
    for item in fields["look_alikes"]:
        if text.count(item["text"]) != 1:
            yield f"look-alike {item['text']!r} must occur exactly once, not {text.count(item['text'])} times"
        if item["looks_like"] not in taxonomy.BOILERPLATE_CLASSES:
            yield f"look-alike class {item['looks_like']!r} is not in the taxonomy"
    for entity in fields["entities"]:
        if entity not in text:
            yield f"entity {entity!r} does not occur in the story"


def read_articles(folder: Path) -> list[Article]:
    """All articles of a folder of desks, in order of id.

    Raises SourceError, also when there is none.
    """
    articles = sorted((parse_article(path) for path in folder.glob("*/*.md")), key=lambda article: article.id)
    if not articles:
        raise SourceError(f"{folder}: holds no article")
    return articles


def rows(articles: list[Article]) -> list[dict[str, Any]]:
    """All articles as rows of `SCHEMA`, in order of id."""
    return [article.row() for article in articles]
