"""Figures of variety: of the composed articles, and of real news of the same size and lengths."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from naqi_dataset.sites.placement import rank
from naqi_dataset.stats import metrics
from naqi_dataset.stats.beside import matched, outlets
from naqi_dataset.stats.words import Word, mask, masked_counts, masked_like, sentences, words

TOKENS: Final = 50_000
# Sentences and texts whose first words are counted; fewer where there are fewer.
_SENTENCES: Final = 1_000
_SHOWN: Final = 8
_SHOWN_WORDS: Final = 20

Row = Mapping[str, Any]


def digest(articles: Sequence[Row]) -> str:
    """Twelve hex digits that tell one set of articles from another. articles: rows of the config."""
    data = json.dumps([[row["id"], row["body"], row["entities"]] for row in articles], ensure_ascii=False)
    return hashlib.sha256(data.encode()).hexdigest()[:12]


def composed_figures(articles: Sequence[Row]) -> dict[str, Any]:
    """Figures of the bodies of all articles, recorded names masked. articles: rows of the config, in order of id."""
    bodies = ["\n".join(row["body"]) for row in articles]
    plain = [words(body) for body in bodies]
    masked = [mask(text, row["entities"]) for text, row in zip(plain, articles, strict=True)]
    figures = _figures(bodies, masked, sum(map(len, plain)))
    figures["most_reused_6_grams"] = [[gram, count] for gram, count in metrics.most_reused(masked, 6, _SHOWN)]
    figures["articles"] = digest(articles)
    return figures


def _figures(bodies: Sequence[str], masked: Sequence[Sequence[Word]], tokens: int) -> dict[str, Any]:
    split = [[words(sentence) for sentence in sentences(body)] for body in bodies]
    paragraphs = [[len(paragraph.split()) for paragraph in body.split("\n") if paragraph.strip()] for body in bodies]
    return {
        "texts": len(bodies),
        "tokens": tokens,
        "masked_tokens": sum(word is None for text in masked for word in text),
        "types_in_tokens": round(metrics.types_in(masked, TOKENS)),
        "shared_4_grams": round(metrics.shared_share(masked, 4), 4),
        "most_texts_of_a_6_gram": max((count for _, count in metrics.most_reused(masked, 6, 1)), default=1),
        "sentence_words": metrics.length_figures([len(sentence) for text in split for sentence in text]),
        # Where a text is one line, its paragraphs are lost.
        "paragraph_words": metrics.length_figures([length for text in paragraphs if len(text) > 1 for length in text]),
        "first_words_bits": round(metrics.entropy([sentence[0] for text in split for sentence in text], _SENTENCES), 2),
        "lead_words_bits": round(metrics.entropy([text[0][0] for text in split if text], len(bodies)), 2),
        "compression_ratio": round(metrics.compression_ratio(masked), 2),
        "most_alike": round(metrics.most_alike(masked, 5), 3),
    }


def real_figures(articles: Sequence[Row], by_source: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Figures of real news beside the same articles: one real text for each, of about its length, outlets in turn.

    Names: as many word types are masked as in the articles, of the same frequencies (`masked_like`). by_source: real texts.
    """
    ordered = sorted(articles, key=lambda row: rank(row["id"]))
    found = matched([row["words"] for row in ordered], outlets(by_source))
    bodies = [text for _, text in found]
    plain = [words(body) for body in bodies]
    ours = [words("\n".join(row["body"])) for row in articles]
    masked = [mask(text, row["entities"]) for text, row in zip(ours, articles, strict=True)]
    counts = masked_counts(ours, masked)
    figures = _figures(bodies, masked_like(plain, counts, "names"), sum(map(len, plain)))
    figures["types_in_tokens_unmasked"] = round(metrics.types_in(plain, TOKENS))
    figures["more_in_composed"] = metrics.stand_out(masked, plain, _SHOWN_WORDS)
    figures["more_in_real"] = metrics.stand_out(plain, masked, _SHOWN_WORDS)
    figures["outlets"] = dict(sorted(Counter(source for source, _ in found).items()))
    figures["articles"] = digest(articles)
    return figures


def classifier_figures(articles: Sequence[Row], by_source: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Areas under the curve by collection, of texts as they are written and folded: see `classifier`. Needs scikit-learn."""
    from naqi_dataset.stats import classifier  # noqa: PLC0415  # needs the extra

    ordered = sorted(articles, key=lambda row: rank(row["id"]))
    composed = ["\n".join(row["body"]) for row in ordered]
    real = outlets(by_source)
    figures: dict[str, Any] = {"articles": digest(articles)}
    for name, view in (("as_written", classifier.as_written), ("folded", classifier.folded)):
        areas = classifier.held_out(composed, real, view)
        figures[name] = {key: round(area, 3) for key, area in areas.items()}
    return figures
