"""From what each arm finds to one order of documents. Pure: a view and a query in, numbers out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from .engines.embedded import GroupStatistics, View
from .engines.segments import Bools, Floats, Ints
from .text import language, query_tokens

# A locale with few passages says little of its own spread: the whole pool counts as so many beside them.
PRIOR_PASSAGES = 50

# How far the dense arm looks, in passages. Documents beyond count as no nearer than the last one seen.
DENSE_PASSAGES = 1000


@dataclass(frozen=True)
class Weights:
    """How the arms add up (docs/decisions/ranking.md): deviations of meaning above the mean, plus `words` times the
    part of the words' share above `words_floor`. A stray common word makes about a tenth of a question's weight;
    without the floor such words drown an answer in another language.

    `other_script`: the deviations that a passage gets for being written in the other script than the question's.
    The best cosines across languages stand less far above their mean than the best within one.
    """

    words: float = 12.0
    words_floor: float = 0.1
    term_credit: float = 0.75
    other_script: float = 0.5


WEIGHTS = Weights()


class BestRows:
    """The row that speaks for a document, by the document's number; looked for when asked, for few are."""

    def __init__(self, view: View, row_scores: Floats) -> None:
        self._view = view
        self._row_scores = row_scores

    def __getitem__(self, number: int) -> int:
        """-1 where nothing was found in any; of equals the first."""
        rows = self._view.rows_of(number)
        scores = self._row_scores[rows.start : rows.stop]
        best = int(np.argmax(scores)) if len(rows) else -1
        return rows.start + best if len(rows) and np.isfinite(scores[best]) else -1


@dataclass(frozen=True)
class Ranking:
    """One value a document of the view, in its order.

    `dense`: the best passage's cosine, in standard deviations above the mean of the passages in its locale.
    `words`: BM25 as a share (0 to 1) of what the query's words could weigh at most; the better of passage and
    whole document. `best_row`: the passage that speaks for the document, -1 where none was found.
    `best_cosine`: of all passages in the mask, -1 where there is none. `row_scores`: one value a row, in
    deviations too, -inf where nothing was found in it.
    """

    fused: Floats
    dense: Floats
    words: Floats
    best_row: BestRows
    best_cosine: float
    row_scores: Floats


@dataclass(frozen=True)
class Named:
    """Something that a question names beside its words: the tokens that name it, and the documents that have it."""

    tokens: tuple[str, ...]
    documents: Ints


@dataclass(frozen=True)
class Question:
    """What is ranked for: distinct tokens, the language asked in (`en`, `zh`), and the vector where there is one.
    `denied`: what is not wanted."""

    tokens: tuple[str, ...]
    language: str
    vector: Floats | None = None
    named: tuple[Named, ...] = ()
    denied: tuple[Named, ...] = ()

    @classmethod
    def of(
        cls,
        text: str,
        vector: Floats | None = None,
        named: Iterable[Named] = (),
        denied: Iterable[Named] = (),
    ) -> Self:
        tokens = tuple(query_tokens(text))
        return cls(tokens, language(text), vector, tuple(named), tuple(denied))


def rank(view: View, question: Question, mask: Bools, weights: Weights) -> Ranking:
    """Rank the documents in `mask`; the others get -inf. Without a query vector only words count.

    A document that carries a term which the question names has some of those words, so to speak, in whatever
    language it is written: `term_credit` of what they could weigh. One that has what is denied is set back by as much.
    """
    row_words, words = _words(view, question.tokens, mask)
    wanted = dict.fromkeys([*question.tokens, *(t for term in question.named for t in term.tokens)])
    most = max(sum(view.weight(token) for token in wanted), 1e-9)
    for term in question.named:
        share = sum(view.weight(token) for token in term.tokens) / most
        words[term.documents] += weights.term_credit * share
    words *= mask
    dense = np.zeros(len(view.keys), dtype=np.float32)
    best_cosine = -1.0
    row_scores = np.where(row_words > 0, weights.words * row_words, -np.inf)
    if question.vector is not None:
        hits = view.dense(question.vector, mask, DENSE_PASSAGES)
        best_cosine = float(hits.scores.max(initial=best_cosine))
        locales = [view.locales[number] for number in hits.documents]
        z = z_scores(hits.scores, locales, question.vector, view.group_statistics)
        if len(z):
            dense[:] = z.min()
        np.maximum.at(dense, hits.documents, z)
        # The last one that meaning sees is found too, by no more than that.
        row_scores[hits.rows] = np.maximum(row_scores[hits.rows], 0.0) + z - dense.min(initial=0.0)
    fused = dense + weights.words * np.maximum(0.0, words - weights.words_floor)
    if question.vector is not None:
        fused += weights.other_script * _in_other_script(view, question.language)
    for term in question.denied:
        weight = sum(view.weight(token) for token in term.tokens)
        fused[term.documents] -= weights.words * weights.term_credit * weight / (most + weight)
    fused[~mask] = -np.inf
    return Ranking(fused, dense, words, BestRows(view, row_scores), best_cosine, row_scores)


def z_scores(
    scores: Floats, locales: Sequence[str], query: Floats, statistics: Mapping[str, GroupStatistics]
) -> Floats:
    """Cosines as standard deviations above what this query has with passages of the same locale.

    An encoder prefers its own language: raw cosines put every Chinese passage before any English one for a
    Chinese question. Within a locale the order is unchanged.
    """
    moments = {
        locale: (group.count, float(query @ group.mean), float(query @ group.covariance @ query))
        for locale, group in statistics.items()
    }
    total = sum(count for count, _, _ in moments.values())
    if not total:
        return scores
    centre = sum(count * own for count, own, _ in moments.values()) / total
    variance = sum(n * (own + (c - centre) ** 2) for n, c, own in moments.values()) / total
    expected: dict[str, tuple[float, float]] = {}
    for locale, (count, own_centre, own_variance) in moments.items():
        share = count / (count + PRIOR_PASSAGES)
        deviation = np.sqrt(max(share * own_variance + (1 - share) * variance, 1e-8))
        expected[locale] = (share * own_centre + (1 - share) * centre, float(deviation))
    centres = np.array([expected[locale][0] for locale in locales], dtype=np.float32)
    deviations = np.array([expected[locale][1] for locale in locales], dtype=np.float32)
    return (scores - centres) / deviations


def _in_other_script(view: View, asked_in: str) -> Bools:
    chinese = np.array([name.startswith("zh") for name in view.locale_names], dtype=bool)
    return chinese[view.locale_numbers] != (asked_in == "zh")


def _words(view: View, tokens: Sequence[str], mask: Bools) -> tuple[Floats, Floats]:
    """The words' share of each row, and of each document: the better of its best row and it as a whole."""
    rows, documents = view.lexical(tokens, mask)
    row_most, document_most = view.lexical_bounds(tokens)
    rows = rows / row_most
    documents = documents / document_most
    np.maximum.at(documents, view.row_document, rows)
    return rows, documents
