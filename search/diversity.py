"""Not five alike: some of many, each of use, and unlike those before it."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from .engines.embedded import View
from .likeness import SAME_PIECE, Deviations

# Of so many that stand highest the next one is chosen. So it does not depend on how many are wanted in all: those that
# come first are the same.
WINDOW = 50


def diverse(
    view: View,
    candidates: Sequence[int],
    standing: Deviations,
    weight: float,
    shown: Sequence[int] = (),
) -> Iterator[int]:
    """Maximal marginal relevance (Carbonell and Goldstein, 1998): numbers of documents, each next one high in
    `standing` and unlike those before it.

    `candidates` come best first, equals by key; `standing` is one value a document of the view, and `weight` how much
    of it a document loses for being just like one chosen before, or one of those `shown` already. Of one piece's
    versions, and of copies, the first.
    """
    if not candidates:
        return
    pool: NDArray[np.int64] = np.array(candidates, dtype=np.int64)
    words, vectors = view.tfidf[pool], view.document_vectors[pool]
    pieces = view.piece_numbers[pool]
    most_alike = np.zeros(len(pool))
    open_places = np.ones(len(pool), dtype=bool)
    dense = np.zeros(words.shape[1])
    for number in shown:
        shared = _shared(words, view.tfidf, number, dense)
        most_alike = np.maximum(most_alike, _alike(shared, vectors @ view.document_vectors[number]))
    while open_places.any():
        # Candidates come in order, so the first of equals is the one whose key comes first.
        window = np.flatnonzero(open_places)[:WINDOW]
        place = int(window[np.argmax(standing[pool[window]] - weight * most_alike[window])])
        yield int(pool[place])
        shared = _shared(words, words, place, dense)
        most_alike = np.maximum(most_alike, _alike(shared, vectors @ vectors[place]))
        open_places &= (pieces != pieces[place]) & (shared < SAME_PIECE)


def _shared(words: csr_matrix, of: csr_matrix, row: int, dense: Deviations) -> Deviations:
    """What each of `words` shares with that row `of` another matrix. `dense` are zeros to work in, and left so: slicing
    and unfolding the row costs scipy more than the product."""
    own = slice(of.indptr[row], of.indptr[row + 1])
    dense[of.indices[own]] = of.data[own]
    shared: Deviations = words @ dense
    dense[of.indices[own]] = 0.0
    return shared


def _alike(words: Deviations, meaning: Deviations) -> Deviations:
    return (words + np.maximum(meaning, 0)) / 2
