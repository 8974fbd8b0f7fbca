"""The sample of documents to label: balanced, drawn the same again, without a word of real text."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from naqi_bench.agreement import sample
from naqi_bench.agreement.sample import SIZES, Document, SampleError, draw, read_sample, texts_of
from naqi_dataset.verify.rows import spans_cover, spans_inside

PROSE = "وصل الوفد صباح الأحد إلى المدينة القديمة ثم غادرها في المساء بعد جولة قصيرة. "


def real_texts(folder: Path, sources: int = 5, each: int = 12) -> Path:
    """A folder of made-up real texts, half of them labelled, and some too short or too long."""
    folder.mkdir(exist_ok=True)
    (folder / "clean.jsonl").write_text("", "utf-8")
    rows = []
    for source in range(sources):
        for number in range(each):
            row = {"id": str(number), "source": f"s{source}", "text": f"{source} {number} " + PROSE * (8 + number)}
            rows.append(row | ({"spans": []} if number % 2 == 0 else {}))
        rows += [{"id": "short", "source": f"s{source}", "text": PROSE}, {"id": "long", "source": f"s{source}", "text": PROSE * 200}]
    (folder / "leaky.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return folder


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return real_texts(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="module")
def rounds(texts: Path) -> list[list[Document]]:
    candidates = [*sample.scrapes(), *sample.real(texts)]
    first = draw(1, candidates, [])
    return [first, draw(2, candidates, first)]


def even(documents: list[Document], stratum: str) -> bool:
    counts = Counter(document.strata[stratum] for document in documents).values()
    return max(counts) - min(counts) <= 1


def of_kind(documents: list[Document], kind: str) -> list[Document]:
    return [document for document in documents if document.kind == kind]


def test_each_round_has_its_sizes_and_no_document_is_in_two(rounds: list[list[Document]]) -> None:
    for documents in rounds:
        assert Counter(document.kind for document in documents) == SIZES
    origins = [(document.kind, document.origin) for documents in rounds for document in documents]
    assert len(set(origins)) == len(origins)


def test_splits_are_even_and_so_are_the_sites_of_each(rounds: list[list[Document]]) -> None:
    for documents in rounds:
        scrapes = of_kind(documents, "scrapes")
        assert even(scrapes, "split")
        for split in ("train", "validation", "test"):
            assert even([document for document in scrapes if document.strata["split"] == split], "site")
        assert len({document.strata["scraper"] for document in scrapes}) >= 5
        assert min(Counter(document.strata["furniture"] for document in scrapes).values()) >= 12


def test_real_texts_are_even_over_sources_and_half_were_labelled_before(rounds: list[list[Document]]) -> None:
    for documents in rounds:
        real = of_kind(documents, "real")
        assert even(real, "source")
        assert even(real, "labelled")
        assert not {document.origin.partition("/")[2] for document in real} & {"short", "long"}


def test_the_same_data_give_the_same_sample_in_whatever_order(texts: Path, rounds: list[list[Document]]) -> None:
    candidates = [*sample.real(texts), *reversed(sample.scrapes())]
    assert draw(1, candidates, []) == rounds[0]


def test_names_and_order_tell_nothing_of_kind(rounds: list[list[Document]]) -> None:
    kinds = [document.kind for document in rounds[0]]
    assert kinds != sorted(kinds)
    assert kinds != sorted(kinds, reverse=True)
    assert [document.name for document in rounds[0]][:2] == ["r1-01", "r1-02"]


def test_a_written_sample_reads_back_and_has_no_word_of_real_texts(tmp_path: Path, rounds: list[list[Document]]) -> None:
    path = tmp_path / "sample.jsonl"
    path.write_text(sample.dump(rounds[0]), "utf-8")
    assert read_sample(path) == rounds[0]
    kept = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert {frozenset(row) for row in kept if row["kind"] == "real"} == {frozenset({"name", "round", "kind", "origin", "strata", "sha256"})}


def test_too_few_documents_are_refused(rounds: list[list[Document]], texts: Path) -> None:
    with pytest.raises(SampleError, match="too few to draw 20"):
        draw(1, [*sample.scrapes(), *sample.real(texts)[:19]], [])


def test_texts_come_from_the_sample_and_the_real_folder(rounds: list[list[Document]], texts: Path) -> None:
    found = texts_of(rounds[0], texts)
    assert all(sample.checksum(found[document.name]) == document.sha256 for document in rounds[0])
    with pytest.raises(SampleError, match="NAQI_REAL_DATA is not set"):
        texts_of(rounds[0], None)
    assert set(texts_of(of_kind(rounds[0], "scrapes"), None)) == {document.name for document in of_kind(rounds[0], "scrapes")}


def test_a_real_text_that_changed_or_went_is_refused(tmp_path: Path, rounds: list[list[Document]]) -> None:
    folder = real_texts(tmp_path / "real")
    path = folder / "leaky.jsonl"
    whole = path.read_text("utf-8")
    path.write_text(whole.replace("الأحد", "الاثنين"), "utf-8")
    with pytest.raises(SampleError, match="is another text than was drawn"):
        texts_of(rounds[0], folder)
    path.write_text(whole.splitlines()[0] + "\n", "utf-8")
    with pytest.raises(SampleError, match="is not there"):
        texts_of(rounds[0], folder)


@pytest.mark.parametrize("line", ["{", "[]", '{"name": "r1-01"}'])
def test_a_broken_line_of_a_sample_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "sample.jsonl"
    path.write_text(line + "\n", "utf-8")
    with pytest.raises(SampleError, match=r"sample\.jsonl:1: no document"):
        read_sample(path)


def test_a_changed_text_of_a_sample_is_named(tmp_path: Path, rounds: list[list[Document]]) -> None:
    path = tmp_path / "sample.jsonl"
    scrape = of_kind(rounds[0], "scrapes")[0]
    path.write_text(sample.dump([scrape]).replace(json.dumps(scrape.text, ensure_ascii=False), '"x"'), "utf-8")
    with pytest.raises(SampleError, match=r"sample\.jsonl:1: the text of"):
        read_sample(path)


# The committed sample.
@pytest.fixture(scope="module")
def committed(root: Path) -> list[Document]:
    return read_sample(root / "benchmarks" / "agreement" / "sample.jsonl")


def test_the_committed_sample_is_two_rounds(committed: list[Document]) -> None:
    assert Counter((document.round, document.kind) for document in committed) == {(number, kind): size for number in (1, 2) for kind, size in SIZES.items()}
    assert len({(document.kind, document.origin) for document in committed}) == len(committed)


def test_labels_by_construction_in_the_committed_sample_fit_its_texts(committed: list[Document]) -> None:
    for document in of_kind(committed, "scrapes"):
        row = {"text": document.text, "spans": document.spans}
        assert [*spans_inside("spans", "text")(row, {}), *spans_cover("spans", "text")(row, {})] == []


@pytest.mark.real
def test_the_committed_sample_finds_its_real_texts(committed: list[Document], real_data: Path) -> None:
    assert len(texts_of(committed, real_data)) == len(committed)
