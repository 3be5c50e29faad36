"""How well neighbours are found: the hub's likeness beside its parts and what was tried in their place.

The judgments are links that authors set. A link stands in a passage that speaks of its target, often by its title;
so everything is measured once more with those passages taken out of the text whose neighbours are asked for.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hub.assets.documents import plain_text
from hub.assets.keys import pk_of
from hub.assets.models import Asset
from hub.visibility import anonymous
from search.common_ground import read
from search.engines.embedded import View
from search.engines.memory import current_view
from search.engines.segments import Floats
from search.evaluation.judgments import Judged
from search.evaluation.metrics import bootstrap, ndcg, recall
from search.evaluation.rankers import best
from search.likeness import likeness
from search.models import IndexedPassage
from search.related import related
from search.text import tokens

from . import pool
from .machine import table

_LINK = re.compile(r'<a linktype="page"[^>]*>.*?</a>', re.S)
BEFORE = "half tf-idf, half means"


@dataclass(frozen=True)
class Pool:
    view: View
    model: str

    @cached_property
    def texts(self):
        return read(self.view.keys, self.model, self.view.dimensions)

    @cached_property
    def idf(self) -> np.ndarray:
        found = np.bincount(self.view.tfidf.indices, minlength=len(self.view.vocabulary))
        return np.log((len(self.view.keys) + 1) / np.maximum(found, 1))

    @cached_property
    def columns(self) -> Mapping[str, int]:
        return {token: column for column, token in enumerate(self.view.vocabulary)}

    def tfidf_of(self, passages: Sequence[IndexedPassage]) -> np.ndarray:
        counts: Counter[str] = Counter()
        for passage in passages:
            counts.update(
                tokens(f"{passage.document.title}\n{passage.section_title}\n{passage.text}")
            )
        row = np.zeros(len(self.columns))
        for token, count in counts.items():
            if token in self.columns:
                row[self.columns[token]] = (1 + np.log(count)) * self.idf[self.columns[token]]
        return row / max(float(np.linalg.norm(row)), 1e-9)

    @cached_property
    def centred(self) -> Mapping[str, Floats]:
        """The vectors of each document's passages, less their mean, unit length."""
        mean = np.concatenate([text.vectors for text in self.texts.values()]).mean(axis=0)
        return {key: _unit(text.vectors - mean) for key, text in self.texts.items()}

    def orders(self, key: str, left_out: set[int]) -> dict[str, Floats]:
        """Setting -> what it gives each document; passages whose positions are in `left_out` are not read."""
        text, view = self.texts[key], self.view
        number = view.number_of[key]
        kept = [n for n in range(len(text.passages)) if n not in left_out] or [0]
        rows = [row for row, place in enumerate(text.embedded) if place in kept]
        alike = likeness(view, number, text.vectors[rows])
        plain = view.tfidf @ view.tfidf[number].toarray().ravel()
        if left_out:
            plain = view.tfidf @ self.tfidf_of([text.passages[n] for n in kept])
        words = plain / np.maximum(view.shared_lengths, 1e-9)
        own = self.centred[key][rows]
        means = view.document_vectors @ _unit(own.mean(axis=0)[None])[0]
        aligned = np.array([_aligned(own, self.centred[other]) for other in view.keys])
        nearest = _deviations(words) + _deviations(alike.meaning)
        orders = {
            "tf-idf": plain,
            "tf-idf of shared words": words,
            "means of passages": means,
            "passages aligned": aligned,
            BEFORE: _deviations(plain) + _deviations(means),
            "tf-idf and aligned": _deviations(words) + _deviations(aligned),
            "nearest passage": alike.meaning,
            "tf-idf and nearest passage": nearest,
        }
        if not left_out:
            orders["the same and shared terms"] = alike.total
        for scores in orders.values():
            scores[number] = -np.inf
        return orders


def measure() -> Iterator[str]:
    pool.ensure()
    view, model = current_view()
    yield "nDCG@10 / recall@10 of linked posts, and the gain in nDCG over the setting before this one."
    yield ""
    judged = [query for query in pool.judged() if query.task == "related"]
    measured = Pool(view, model)
    for heading, left_out in (
        ("all text", lambda key: set()),
        ("without the passages that link", lambda key: _linking(measured, key)),
    ):
        yield f"{heading}, {len(judged)} posts:"
        yield ""
        yield from _table(judged, measured, left_out)
        yield ""
    gold = {query.text: query.relevant for query in judged}
    found = related(list(gold), anonymous(), first=10)
    scores = [
        (ndcg(keys, gold[key]), recall(keys, gold[key], 10))
        for key, matches in found.items()
        for keys in [[match.key for match in matches]]
    ]
    yield f"`related` itself, diverse and without copies: {_figures(scores)}"


def _table(
    judged: Sequence[Judged], measured: Pool, left_out: Callable[[str], set[int]]
) -> Iterator[str]:
    scores: dict[str, list[tuple[float, float]]] = {}
    for query in judged:
        for name, given in measured.orders(query.text, left_out(query.text)).items():
            found = best(measured.view, given)
            quality = ndcg(found, query.relevant), recall(found, query.relevant, 10)
            scores.setdefault(name, []).append(quality)
    before = [quality for quality, _ in scores[BEFORE]]
    rows = []
    # Shared terms are measured with the whole text alone, as the index has it.
    whole = {name: own for name, own in scores.items() if len(own) == len(before)}
    for name, own in whole.items():
        gains = [quality - then for (quality, _), then in zip(own, before, strict=True)]
        gain = bootstrap(gains)
        rows.append([name, _figures(own), f"{gain.mean:+.3f} ({gain.low:+.3f} … {gain.high:+.3f})"])
    yield from table(["", "nDCG@10 / recall@10", f"over {BEFORE}"], rows)


def _figures(scores: Sequence[tuple[float, float]]) -> str:
    return " / ".join(f"{mean:.3f}" for mean in np.mean(scores, axis=0))


def _linking(measured: Pool, key: str) -> set[int]:
    """The places of the passages that hold the words of a link."""
    body = Asset.objects.get(pk=pk_of(key)).body
    html = " ".join(block.value.source for block in body if block.block_type == "paragraph")
    words = {plain_text(link) for link in _LINK.findall(html)} - {""}
    passages = measured.texts[key].passages
    return {n for n, passage in enumerate(passages) if any(w in passage.text for w in words)}


def _aligned(own: Floats, other: Floats) -> float:
    """The mean of each passage's best cosine with the other's, both ways."""
    if not len(own) or not len(other):
        return 0.0
    cosines = own @ other.T
    return float(cosines.max(axis=1).mean() + cosines.max(axis=0).mean())


def _unit(rows: Floats) -> Floats:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def _deviations(values: Floats) -> Floats:
    return (values - values.mean()) / max(float(values.std()), 1e-9)
