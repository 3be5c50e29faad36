"""Not five alike: some of many, each of use, and unlike those before it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .engines.embedded import View
from .likeness import SAME_PIECE, Deviations


def diverse(
    view: View, candidates: Sequence[int], standing: Deviations, first: int, weight: float
) -> list[int]:
    """Maximal marginal relevance (Carbonell and Goldstein, 1998): numbers of `first` documents, each next one high in
    `standing` and unlike those before it.

    `candidates` come best first, equals by key; `standing` is one value a document of the view, and `weight` how much
    of it a document loses for being just like one chosen before. Of one piece's versions, and of copies, the first.
    """
    if not candidates:
        return []
    pool: NDArray[np.int64] = np.array(candidates, dtype=np.int64)
    words, vectors = view.tfidf[pool], view.document_vectors[pool]
    pieces = view.piece_numbers[pool]
    most_alike = np.zeros(len(pool))
    open_places = np.ones(len(pool), dtype=bool)
    found: list[int] = []
    while len(found) < first and open_places.any():
        # Candidates come in order, so the first of equals is the one whose key comes first.
        value = np.where(open_places, standing[pool] - weight * most_alike, -np.inf)
        place = int(np.argmax(value))
        found.append(int(pool[place]))
        shared = words @ words[place].toarray().ravel()
        alike = (shared + np.maximum(vectors @ vectors[place], 0)) / 2
        most_alike = np.maximum(most_alike, alike)
        open_places &= (pieces != pieces[place]) & (shared < SAME_PIECE)
    return found
