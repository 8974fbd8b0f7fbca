"""The commands `naqi-bench annotate` and `naqi-bench agreement`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from naqi.files import write_atomically
from naqi_bench.texts import checkout, real_data


def _place() -> Path:
    """The folder in the checkout that sample, annotations, decisions and figures lie in."""
    try:
        return checkout() / "benchmarks" / "agreement"
    except FileNotFoundError as error:
        raise click.UsageError(str(error)) from error


def _real() -> Path | None:
    try:
        return real_data()
    except FileNotFoundError as error:
        raise click.UsageError(str(error)) from error


@click.group("annotate")
def annotate_command() -> None:
    """Have the sample labelled by annotators who have only the guidelines: draw, sheet, read."""


@annotate_command.command("draw")
@click.option("--round", "rounds", type=click.Choice(["1", "2"]), multiple=True, help="Draw this round only, from what the other has left.  [default: both]")
def draw_command(rounds: tuple[str, ...]) -> int:
    """Draw the sample: in each round 40 scrapes, kept with their text, and 20 real texts, kept by id and checksum only.

    Needs NAQI_REAL_DATA. The same data give the same sample. A round that has annotations is not drawn again.
    """
    from naqi_bench.agreement import sample  # noqa: PLC0415  # reads parquet
    from naqi_bench.agreement.sheet import SheetError, read_annotations  # noqa: PLC0415

    place, folder = _place(), _real()
    if folder is None:
        raise click.UsageError("NAQI_REAL_DATA is not set: point it to the folder of real texts to draw from")
    chosen = sorted({int(number) for number in rounds}) or list(sample.ROUNDS)
    path = place / "sample.jsonl"
    try:
        for annotation in read_annotations(place / "annotations"):
            if annotation.round in chosen:
                raise click.UsageError(f"{annotation.key} has labelled round {annotation.round}: it is not drawn again; remove its annotations first")
        documents = [document for document in sample.read_sample(path) if document.round not in chosen]
        candidates = [*sample.scrapes(), *sample.real(folder)]
        for number in chosen:
            documents += sample.draw(number, candidates, documents)
    except (sample.SampleError, SheetError, FileNotFoundError) as error:
        raise click.UsageError(str(error)) from error
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, sample.dump(sorted(documents, key=lambda document: document.name)))
    click.echo(f"drew {sum(document.round in chosen for document in documents)} documents, wrote {path}")
    return 0


@annotate_command.command("sheet")
@click.option("--round", "number", type=click.Choice(["1", "2"]), required=True)
@click.option("--annotator", type=click.Choice(["A", "B"]), required=True)
@click.argument("folder", type=click.Path(path_type=Path))
def sheet_command(number: str, annotator: str, folder: Path) -> int:
    """Write a sheet to fill in to FOLDER: GUIDELINES.md, HOWTO.md, a listing of each document in texts/, and answers/ for the answers.

    Needs NAQI_REAL_DATA. The sheet says nothing of where a text is from. It holds real texts: it is not to be published.
    """
    from naqi_bench.agreement.sample import SampleError, read_sample, texts_of  # noqa: PLC0415  # reads parquet
    from naqi_bench.agreement.sheet import SheetError, write_sheet  # noqa: PLC0415

    place, real = _place(), _real()
    guidelines = place.parent.parent / "dataset" / "sources" / "GUIDELINES.md"
    try:
        documents = [document for document in read_sample(place / "sample.jsonl") if document.round == int(number)]
        if not documents:
            raise click.UsageError(f"there is no sample of round {number}: naqi-bench annotate draw --round {number}")
        write_sheet(folder, annotator, documents, texts_of(documents, real), guidelines.read_text("utf-8"))
    except (SampleError, SheetError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"wrote {len(documents)} texts to {folder}: the annotator begins with {folder / 'HOWTO.md'}")
    return 0


@annotate_command.command("read")
@click.option("--check", is_flag=True, help="Only say what is wrong with the answers.")
@click.argument("folder", type=click.Path(path_type=Path))
def read_command(folder: Path, *, check: bool) -> int:
    """Read the answers of the sheet FOLDER and write its annotation to benchmarks/agreement/annotations.

    Prints one line for each fault of the answers. Exits 0 without a fault; 1 with one, and writes nothing; 2 when FOLDER is no sheet.
    """
    from naqi_bench.agreement import sheet  # noqa: PLC0415  # reads parquet
    from naqi_bench.agreement.sample import SampleError, read_sample  # noqa: PLC0415

    try:
        annotation, wrong = sheet.read_sheet(folder)
        for line in wrong:
            click.echo(line)
        if wrong:
            click.echo(f"{len(wrong)} fault{'' if len(wrong) == 1 else 's'}")
            return 1
        spans = sum(len(made["spans"]) for made in annotation.documents.values())
        if check:
            click.echo(f"ok: {len(annotation.documents)} documents, {spans} spans")
            return 0
        place = _place()
        annotation = sheet.keep(annotation, read_sample(place / "sample.jsonl"), folder, sheet.texts_in(folder))
    except (sheet.SheetError, SampleError) as error:
        raise click.UsageError(str(error)) from error
    path = place / "annotations" / f"{annotation.key}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, sheet.dump(annotation))
    click.echo(f"ok: {len(annotation.documents)} documents, {spans} spans; wrote {path}")
    return 0


@click.command("agreement")
def agreement_command() -> int:
    """Compute how far annotators agree; write benchmarks/agreement/figures.json and the section in DATASHEET.md.

    Takes the annotations there are: none, one round or two. Needs NAQI_REAL_DATA once there is one.
    """
    from naqi_bench.agreement import report  # noqa: PLC0415  # reads parquet
    from naqi_bench.agreement.sample import SampleError, read_sample, texts_of  # noqa: PLC0415
    from naqi_bench.agreement.sheet import SheetError, read_annotations  # noqa: PLC0415

    place, real = _place(), _real()
    page = place.parent.parent / "DATASHEET.md"
    try:
        decisions = report.read_decisions(place / "decisions.toml")
        annotations = read_annotations(place / "annotations")
        sample = read_sample(place / "sample.jsonl")
        rounds = {annotation.round for annotation in annotations}
        texts = texts_of([document for document in sample if document.round in rounds], real)
        result = report.figures(sample, annotations, texts, decisions)
        text = report.datasheet(page.read_text("utf-8"), report.section(result, decisions))
    except (report.AgreementError, SampleError, SheetError, ValueError) as error:
        raise click.UsageError(str(error)) from error
    write_atomically(place / "figures.json", json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    write_atomically(page, text)
    low = report.undecided(result, decisions)
    if low:
        click.echo(f"under .67 and not decided in decisions.toml: {', '.join(low)}")
    click.echo(f"{len(annotations)} annotations; wrote {place / 'figures.json'} and {page}")
    return 0
