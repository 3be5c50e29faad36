"""From what each arm finds to one order of documents. Pure: a view and a query in, numbers out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import numpy as np
from django.utils.translation import gettext_lazy as _

from .engines.embedded import GroupStatistics, View
from .engines.segments import Bools, Floats, Ints
from .text import language, query_tokens

if TYPE_CHECKING:
    from .background import Background

# A locale with few passages says little of its own spread: the whole pool counts as so many beside them.
PRIOR_PASSAGES = 50

# How far the dense arm looks, in passages. Documents beyond count as no nearer than the last one seen.
DENSE_PASSAGES = 1000


def _weight(default: float, low: float, high: float, help: object) -> float:
    return field(default=default, metadata={"low": low, "high": high, "help": help})


@dataclass(frozen=True)
class Weights:
    """How the arms add up (docs/decisions/ranking.md). Each field's metadata has its range, and what it does in
    words for people."""

    words: float = _weight(
        12.0,
        0.0,
        50.0,
        _("What it counts if a text has all words of the question, in deviations of meaning."),
    )
    words_floor: float = _weight(
        0.1,
        0.0,
        0.9,
        _(
            "The share of the words that counts for nothing: a stray common word makes about so much."
        ),
    )
    term_credit: float = _weight(
        0.75,
        0.0,
        2.0,
        _("What carrying a term that the question names counts, beside having its words."),
    )
    centring: float = _weight(
        0.7,
        0.0,
        1.0,
        _("How much of what all questions of a language have in common is taken off a question."),
    )
    agreement: float = _weight(
        0.125,
        0.0,
        0.5,
        _("The share of the second-best passage in what a text as a whole is near by."),
    )
    other_script: float = _weight(
        1.5,
        0.5,
        3.0,
        _("The factor on nearness in meaning where question and text are in different scripts."),
    )


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

    `dense`: the nearness of the best passage (and a little of the second best), in standard deviations above the mean
    of the passages in its locale. `words`: BM25 as a share (0 to 1) of what the query's words could weigh at most, of
    the best passage and of the whole document in equal parts. `best_row`: the passage that speaks for the document, -1
    where none was found. `best_cosine`: the nearest passage's inner product with the centred question, -1 where there
    is none. `row_scores`: one value a row, in deviations too, -inf where nothing was found in it.
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
    background: Background | None = None

    def centred(self, share: float) -> Floats | None:
        """The vector less so much of what all questions in its language have in common."""
        if self.vector is None or self.background is None:
            return self.vector
        return self.vector - share * self.background.mean

    @classmethod
    def of(
        cls,
        text: str,
        vector: Floats | None = None,
        named: Iterable[Named] = (),
        denied: Iterable[Named] = (),
        background: Background | None = None,
    ) -> Self:
        tokens = tuple(query_tokens(text))
        return cls(tokens, language(text), vector, tuple(named), tuple(denied), background)


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
    query = question.centred(weights.centring)
    if query is not None:
        hits = view.dense(query, mask, DENSE_PASSAGES)
        best_cosine = float(hits.scores.max(initial=best_cosine))
        locales = [view.locales[number] for number in hits.documents]
        z = z_scores(hits.scores, locales, query, view.group_statistics)
        dense = _of_documents(z, hits.documents, len(view.keys), weights.agreement)
        dense[_in_other_script(view, question.language)] *= weights.other_script
        # The last one that meaning sees is found too, by no more than that.
        row_scores[hits.rows] = np.maximum(row_scores[hits.rows], 0.0) + z - z.min(initial=0.0)
    fused = dense + weights.words * np.maximum(0.0, words - weights.words_floor)
    for term in question.denied:
        weight = sum(view.weight(token) for token in term.tokens)
        fused[term.documents] -= weights.words * weights.term_credit * weight / (most + weight)
    fused[~mask] = -np.inf
    return Ranking(fused, dense, words, BestRows(view, row_scores), best_cosine, row_scores)


def _of_documents(z: Floats, documents: Ints, count: int, agreement: float) -> Floats:
    """Each document's best passage, and `agreement` of its second best in its stead.

    What was not seen counts as the last that was, and as no more than usual, which is 0."""
    order = np.lexsort((-z, documents))
    firsts = np.flatnonzero(np.diff(documents[order], prepend=-1))
    best = np.full(count, z.min(initial=0.0), dtype=np.float32)
    best[documents[order][firsts]] = z[order][firsts]
    second = np.zeros(count, dtype=np.float32)
    seconds = firsts[np.diff(firsts, append=len(order)) > 1] + 1
    second[documents[order][seconds]] = z[order][seconds]
    return (1 - agreement) * best + agreement * second


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
    """The words' share of each row, and of each document: of its best row and of it as a whole in equal parts."""
    rows, documents = view.lexical(tokens, mask)
    row_most, document_most = view.lexical_bounds(tokens)
    rows = rows / row_most
    best = view.best_of_rows(rows)
    return rows, np.asarray((best + documents / document_most) / 2, dtype=np.float32)
