"""What holds for `pages` and `scrapes`: the spans tell body, clean text and what of the article is missing."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from typing import Any, Final

from lxml import etree
from lxml import html as lxml_html

from naqi.arabic.folding import fold_phrase
from naqi.taxonomy import EVIDENCE
from naqi_dataset.verify.rows import Known, Row, texts_of

# How new a boilerplate span is to who knows a named reference: its string, or one of its cue words, or nothing of it.
NOVELTY: Final = ("string", "cue", "none")
# Kinds of wrong characters (GUIDELINES, section 7).
FAULTS: Final = (
    "mojibake", "lost", "entity", "escape", "tag_in_word", "control", "invisible", "presentation", "look_alike", "reversed", "joined", "doubled_stop",
)  # fmt: skip
FAMILIES: Final = ("blog", "newspaper", "portal", "legacy", "feed")


def spans_are_maximal(row: Row, _known: Known) -> Iterator[str]:
    """Neighbouring spans differ in label; boilerplate tells its evidence, and nothing else does."""
    spans = row["spans"] or []
    for number, span in enumerate(spans):
        if number and span["label"] == spans[number - 1]["label"]:
            yield f"spans[{number}] carries on the label {span['label']!r} of the span in front of it: they are one span"
        furniture = str(span["label"]).startswith("boilerplate.")
        if furniture and span["evidence"] not in EVIDENCE:
            yield f"spans[{number}] is {span['label']!r} and has the evidence {span['evidence']!r}, none of {', '.join(EVIDENCE)}"
        if not furniture and (span["evidence"] is not None or span["novelty"] is not None):
            yield f"spans[{number}] is {span['label']!r} and has evidence or novelty, which only boilerplate has"


def faults_in_text(row: Row, _known: Known) -> Iterator[str]:
    """A fault lies in a body or optional span, and its replacement is not what stands there."""
    kept = [span for span in row["spans"] or [] if not str(span["label"]).startswith("boilerplate.")]
    for number, fault in enumerate(row["faults"] or []):
        if not any(span["start"] <= fault["start"] and fault["end"] <= span["end"] for span in kept):
            yield f"faults[{number}] [{fault['start']}, {fault['end']}) is in no body or optional span"
        elif str(row["raw"])[fault["start"] : fault["end"]] == fault["replacement"]:
            yield f"faults[{number}] replaces {fault['replacement']!r} with itself"


def _mended(row: Row, span: Row) -> list[str]:
    """The words of a span, its faults mended, last first so that offsets hold."""
    text, start = str(row["raw"])[: span["end"]], int(span["start"])
    for fault in sorted(row["faults"] or [], key=lambda fault: -int(fault["start"])):
        if start <= fault["start"] < span["end"]:
            # What cannot be known stays as it is.
            text = (
                text[: fault["start"]] + (text[fault["start"] : fault["end"]] if fault["replacement"] is None else fault["replacement"]) + text[fault["end"] :]
            )
    return text[start:].split()


def _kept(row: Row, *, optional: bool) -> list[str]:
    """The words of body spans in order; with optional ones, the first occurrence of each."""
    words: list[str] = []
    seen: set[tuple[str, str]] = set()
    for span in row["spans"] or []:
        own = _mended(row, span)
        key = (span["label"], " ".join(own))
        if span["label"] == "body" or (optional and str(span["label"]).startswith("optional.") and key not in seen):
            seen.add(key)
            words += own
    return words


def body_and_clean_are_told(row: Row, _known: Known) -> Iterator[str]:
    """Body and clean are the words of their spans, faults mended, with one space or one blank line in each gap and none at the ends."""
    for column, optional in (("body", False), ("clean", True)):
        text, words = str(row[column]), _kept(row, optional=optional)
        if text.split() != words:
            at = next((number for number, (ours, theirs) in enumerate(zip(text.split(), words, strict=False)) if ours != theirs), len(words))
            yield f"{column} is not what its spans say, from word {at} on"
        elif text != "\n\n".join(" ".join(block.split()) for block in text.split("\n\n")) or text != text.strip():
            yield f"{column} has other gaps than one space or one blank line"


def article_is_whole(row: Row, known: Known) -> Iterator[str]:
    """Body plus what is missing is the article's body: each paragraph is kept from its beginning, and its rest is missing."""
    article = known.get("articles", {}).get(row["article"])
    if article is None:
        return
    missing = {item["paragraph"]: str(item["text"]) for item in row["article_missing"] or []}
    letters = ""
    for number, paragraph in enumerate(article["body"]):
        plain = " ".join(str(paragraph).split())
        rest = missing.pop(number, "")
        if not plain.endswith(rest):
            yield f"article_missing says that paragraph {number} lost {rest[:40]!r}, which does not end it"
        letters += "".join(plain.removesuffix(rest).split())
    for number in missing:
        yield f"article_missing has paragraph {number}, the article has {len(article['body'])}"
    if letters != "".join(str(row["body"]).split()):
        yield "body and article_missing do not make up the article's body"


def page_decodes(row: Row, _known: Known) -> Iterator[str]:
    """The page's bytes decode with its true encoding."""
    try:
        codecs.decode(row["html"] or b"", row["encoding"] or "", "strict")
    except (LookupError, UnicodeDecodeError) as error:
        yield f"html does not decode as {row['encoding']} ({error})"


def page_holds_its_strings(row: Row, _known: Known) -> Iterator[str]:
    """What is to be kept, may be kept and must not be printed stands on the page, white space aside."""
    try:
        text = codecs.decode(row["html"] or b"", row["encoding"] or "", "strict")
    except (LookupError, UnicodeDecodeError):
        return  # `page_decodes` finds it
    if not text:
        return
    root = lxml_html.document_fromstring(f"<body>{text}".encode(), parser=lxml_html.HTMLParser(encoding="utf-8", remove_comments=True))
    etree.strip_elements(root, "script", "style", with_tail=False)
    shown = "".join("".join(map(str, root.itertext())).split())
    for name, string in texts_of(row, ("keep", "optional", "forbidden")):
        if "".join(string.split()) not in shown:
            yield f"{name} {string[:40]!r} is not on the page"


def page_keeps_its_article(row: Row, known: Known) -> Iterator[str]:
    """What is to be kept of a page is the body of its article."""
    article = known.get("articles", {}).get(row["article"])
    if article is not None and row["keep"] != article["body"]:
        yield "keep is not the body of its article"


def forbidden_proves_a_leak(row: Row, _known: Known) -> Iterator[str]:
    """Strings are there once after folding, and a forbidden one is in nothing that is to be kept."""
    kept = fold_phrase("\n".join(text for _, text in texts_of(row, ["keep"])))
    for column in ("optional", "forbidden"):
        keys: set[bytes] = set()
        for number, item in enumerate(row[column] or []):
            key = fold_phrase(str(item["text"]))
            if not key:
                yield f"{column}[{number}] folds to nothing"
            elif key in keys:
                yield f"{column}[{number}] repeats {item['text']!r} after folding"
            elif column == "forbidden" and key in kept:
                yield f"forbidden[{number}] {item['text']!r} occurs in what is to be kept"
            keys.add(key)


def every_family(rows: Sequence[dict[str, Any] | Row]) -> Iterator[str]:
    """Each split has sites of all five families."""
    missing = [family for family in FAMILIES if family not in {row["family"] for row in rows}]
    if missing:
        yield f"has no site of the family {' and '.join(missing)}"
