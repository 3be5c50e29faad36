"""How like one document is to each of the others, whole against whole. Pure: a view and vectors in, numbers out.

docs/decisions/related.md compares this with other ways, and says where the weights come from.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .engines.embedded import View
from .engines.segments import Bools, Floats, Ints, SmallInts

Deviations = NDArray[np.float64]

# The facets that say what a document is about, or whom it is for. Kind, format and stage say neither.
ABOUT = ("product", "industry", "topic", "campaign", "persona")

# A locale with few documents says little of what is usual in it: the whole pool counts as so many beside them.
PRIOR_DOCUMENTS = 10

# A long document's passages are taken together in so many stretches, for each costs a look at all documents.
MAX_STRETCHES = 32

# Of two documents that share so much of all their words (the cosine of their tf-idf), one is a copy of the other.
SAME_PIECE = 0.7


@dataclass(frozen=True)
class Likeness:
    """One value a document of the view, in its order.

    `words`: the cosine of tf-idf, 0 to 1, over the words that stand in more documents than one: of the others, which
    cannot be shared, a document may have few or many.
    `meaning`: how near the document's mean vector comes to the nearest passage of the one asked about, as a cosine
    less what is usual in their locales; 0 where either has no vectors.
    `meaning_above`: that, in standard deviations above the usual of the other's locale.
    `total`: all that counts, in standard deviations above the usual.
    """

    words: Floats
    meaning: Floats
    meaning_above: Deviations
    total: Deviations


def likeness(view: View, number: int, vectors: Floats) -> Likeness:
    """Of all documents to the one with this `number`, whose passages' `vectors` are (passages, dimensions)."""
    words = _cosines(view, number)
    meaning = _nearest_stretch(view, number, vectors)
    others = view.alive_documents & (view.piece_numbers != view.piece_numbers[number])
    meaning_above = above_usual(meaning, others, view.locale_numbers)
    # Standardised again together, for across languages the words are silent and say nothing against anybody.
    both = above_usual(
        above_usual(words, others, np.zeros(len(words), dtype=np.int32)) + meaning_above,
        others,
        view.locale_numbers,
    )
    return Likeness(words, meaning, meaning_above, both + _terms(view, number))


def shared_terms(view: View, number: int, other: int) -> list[tuple[str, str]]:
    """(facet, value) of what both carry, the rarest first."""
    shared = [
        (weight, facet, value)
        for facet, value, weight, carriers in _terms_of(view, number)
        if _holds(carriers, other)
    ]
    return [(facet, value) for _, facet, value in sorted(shared, key=lambda term: -term[0])]


def _cosines(view: View, number: int) -> Floats:
    products = view.tfidf @ view.tfidf[number].toarray().ravel()
    lengths = view.shared_lengths * view.shared_lengths[number]
    return products / np.maximum(lengths, 1e-9)


def _nearest_stretch(view: View, number: int, vectors: Floats) -> Floats:
    nearest = np.zeros(len(view.keys), dtype=np.float32)
    usual = view.group_statistics.get(view.locales[number])
    if not len(vectors) or usual is None:
        return nearest
    stretches = np.stack(
        [part.mean(axis=0) for part in np.array_split(vectors, min(len(vectors), MAX_STRETCHES))]
    )
    stretches -= usual.mean
    stretches /= np.maximum(np.linalg.norm(stretches, axis=1, keepdims=True), 1e-9)
    np.max(view.document_vectors @ stretches.T, axis=1, out=nearest)
    return nearest


def above_usual(values: Floats | Deviations, others: Bools, groups: Ints | SmallInts) -> Deviations:
    """In standard deviations above the mean of the `others` in the same one of `groups`; 0 where all are alike."""
    above = np.zeros(len(values), dtype=np.float64)
    if not others.any():
        return above
    centre, variance = float(values[others].mean()), float(values[others].var())
    for group in np.unique(groups[others]):
        own = groups == group
        known = values[own & others]
        share = len(known) / (len(known) + PRIOR_DOCUMENTS)
        mean = share * known.mean() + (1 - share) * centre
        deviation = np.sqrt(share * known.var() + (1 - share) * variance)
        if deviation > 1e-6:
            above[own] = (values[own] - mean) / deviation
    return above


def _terms(view: View, number: int) -> Deviations:
    """A standard deviation for each shared term that hardly any other carries, less for common ones."""
    total = np.zeros(len(view.keys), dtype=np.float64)
    for _facet, _value, weight, carriers in _terms_of(view, number):
        total[carriers] += weight
    return total


def _terms_of(view: View, number: int) -> Iterator[tuple[str, str, float, Ints]]:
    """Facet, value, weight (0 to 1) and carriers of each term that the document carries."""
    size = max(int(view.alive_documents.sum()), 2)
    for facet in ABOUT:
        for value, carriers in view.facet_values.get(facet, {}).items():
            if _holds(carriers, number):
                yield (
                    facet,
                    value,
                    max(0.0, 1 - float(np.log(len(carriers)) / np.log(size))),
                    carriers,
                )


def _holds(ascending: Ints, number: int) -> bool:
    place = int(np.searchsorted(ascending, number))
    return place < len(ascending) and int(ascending[place]) == number
