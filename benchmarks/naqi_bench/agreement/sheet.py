"""The folder that an annotator works in: the guidelines, how to fill in, a listing a document; and the annotation made of the answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Final

from naqi.files import write_atomically
from naqi.taxonomy import EVIDENCE
from naqi_bench.agreement.answers import FAULT_KINDS, LABELS, NAMES, read_answer
from naqi_bench.agreement.listing import listing
from naqi_bench.agreement.sample import Document, checksum

_KNOWN: Final = frozenset((*LABELS, *NAMES, *EVIDENCE, *FAULT_KINDS))
_STATE: Final = "sheet.json"


class SheetError(ValueError):
    """A folder that is no sheet, or a sheet that does not belong to the sample."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one annotator made of one round: for each document, by name, its spans and faults. guidelines: SHA-256 of the guidelines used."""

    round: int
    annotator: str
    guidelines: str
    documents: dict[str, dict[str, Any]]

    @property
    def key(self) -> str:
        """Its name among the annotations."""
        return f"round{self.round}-{self.annotator}"


def write_sheet(folder: Path, annotator: str, documents: Sequence[Document], texts: Mapping[str, str], guidelines: str) -> None:
    """Write the sheet of one round for one annotator. Raises SheetError where the folder holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SheetError(f"{folder} is there already: answers might be lost, name a new folder")
    (folder / "texts").mkdir(parents=True)
    (folder / "answers").mkdir()
    # Real texts are other people's: no commit takes them along by mistake.
    write_atomically(folder / ".gitignore", "*\n")
    write_atomically(folder / "GUIDELINES.md", guidelines)
    write_atomically(folder / "HOWTO.md", resources.files("naqi_bench.agreement").joinpath("HOWTO.md").read_text("utf-8"))
    for document in documents:
        # A lone surrogate, legal in JSON, is shown by its code point, so that any listing can be written.
        write_atomically(folder / "texts" / f"{document.name}.txt", str(listing(texts[document.name])))
    state = {
        "round": documents[0].round,
        "annotator": annotator,
        "guidelines": hashlib.sha256(guidelines.encode()).hexdigest(),
        "texts": {document.name: texts[document.name] for document in documents},
    }
    write_atomically(folder / _STATE, json.dumps(state) + "\n")


def read_sheet(folder: Path) -> tuple[Annotation, list[str]]:
    """The annotation of a filled-in sheet, and what is wrong with its answers, one line a fault.

    Raises SheetError where the folder is no sheet.
    """
    try:
        state = json.loads((folder / _STATE).read_text("utf-8"))
        texts: dict[str, str] = state["texts"]
        number, annotator, guidelines = state["round"], state["annotator"], state["guidelines"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SheetError(f"{folder} is no sheet: name a folder that `naqi-bench annotate sheet` wrote") from error
    answers = folder / "answers"
    strangers = [path for path in sorted(answers.iterdir()) if path.suffix != ".txt" or path.stem not in texts] if answers.is_dir() else []
    wrong = [f"{path}: answers nothing: the sheet has no text of this name" for path in strangers]
    documents: dict[str, dict[str, Any]] = {}
    for name, text in texts.items():
        path = answers / f"{name}.txt"
        try:
            answer = path.read_text("utf-8")
        except FileNotFoundError:
            wrong.append(f"{path}: is missing: write the answers on texts/{name}.txt to it")
            continue
        except (OSError, UnicodeDecodeError):
            wrong.append(f"{path}: cannot be read as UTF-8 text: write it anew")
            continue
        read, refused = read_answer(listing(text), answer)
        wrong += [f"{path}:{line}: {reason}" for line, reason in refused]
        documents[name] = {"spans": read.spans, "faults": read.faults}
    return Annotation(number, annotator, guidelines, documents), wrong


def keep(annotation: Annotation, sample: Sequence[Document], folder: Path, texts: Mapping[str, str]) -> Annotation:
    """The annotation as it may be committed: of real texts no word, so neither replacements nor reasons for doubt.

    Raises SheetError where its texts are not those of the sample.
    """
    drawn = {document.name: document for document in sample if document.round == annotation.round}
    if set(drawn) != set(texts) or any(checksum(text) != drawn[name].sha256 for name, text in texts.items()):
        raise SheetError(f"{folder} is a sheet of another sample: restore the sample that it was written from")
    documents = {}
    for name, document in drawn.items():
        made = annotation.documents[name]
        documents[name] = made if document.kind == "scrapes" else {part: [_wordless(item) for item in made[part]] for part in ("spans", "faults")}
    return Annotation(annotation.round, annotation.annotator, annotation.guidelines, documents)


def _wordless(item: dict[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in item.items() if key not in {"replacement", "unsure"}}
    if "unsure" in item:
        second = item["unsure"].partition(" |")[0]
        rest["unsure"] = second if second in _KNOWN else "other"
    return rest


def texts_in(folder: Path) -> dict[str, str]:
    """The texts of a sheet by name."""
    texts: dict[str, str] = json.loads((folder / _STATE).read_text("utf-8"))["texts"]
    return texts


def dump(annotation: Annotation) -> str:
    """An annotation as JSON, one document a line."""
    rows = ",\n".join(f"{json.dumps(name)}: {json.dumps(made, ensure_ascii=False)}" for name, made in annotation.documents.items())
    head = ", ".join(f"{json.dumps(field)}: {json.dumps(getattr(annotation, field))}" for field in ("round", "annotator", "guidelines"))
    return f'{{{head}, "documents": {{\n{rows}\n}}}}\n'


def read_annotations(folder: Path) -> list[Annotation]:
    """The annotations of a folder in order of name. Raises SheetError that names a broken file."""
    annotations = []
    for path in sorted(folder.glob("*.json")):
        try:
            annotation = Annotation(**json.loads(path.read_text("utf-8")))
        except (ValueError, TypeError) as error:
            raise SheetError(f"{path}: no annotation: write it with `naqi-bench annotate read`") from error
        if path.stem != annotation.key:
            raise SheetError(f"{path}: holds the annotation {annotation.key}: name the file so")
        annotations.append(annotation)
    return annotations
