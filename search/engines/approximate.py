"""The nearest vectors without looking at all of them: FAISS IVF with 8-bit codes.

Vectors are kept by the nearest of some centroids; a search looks into the lists of those nearest to the query
(Jégou et al., 2011, "Product Quantization for Nearest Neighbor Search", 4). It proposes: the caller has the exact
cosines of what it proposes, so the codes cost next to no recall.
"""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

# docs/decisions/dense-index.md has the measurements behind these.
LISTS_PER_ROOT = 2  # for each root of the number of vectors
TRAINING_VECTORS_PER_LIST = 40
LEAST_PROBED = 8
# How much of the truly nearest is to be found, measured while the index is made: of the first RECALL_AT, among so
# many proposed. As few lists are looked into as reach it.
RECALL = 0.99
RECALL_AT = 10
PROPOSED = 100
RECALL_QUERIES = 256
# Vectors moved at once.
BLOCK = 50_000


class Approximate:
    def __init__(self, index: faiss.IndexIVF) -> None:
        self.index = index

    @classmethod
    def trained(
        cls, matrix: NDArray[np.float32], questions: NDArray[np.float32] | None = None
    ) -> Approximate:
        """Of unit vectors, shape (vectors, dimensions). Takes minutes for a million.

        `questions` are vectors as they will be searched for. Questions lie apart from texts, and what is nearest
        to them is spread over more lists; only where there are none the texts themselves stand for them.
        """
        size, dimensions = matrix.shape
        lists = max(1, int(LISTS_PER_ROOT * np.sqrt(size)))
        lists = min(lists, max(1, size // TRAINING_VECTORS_PER_LIST))
        kind = f"IVF{lists},SQ8"
        index = faiss.index_factory(dimensions, kind, faiss.METRIC_INNER_PRODUCT)
        random = np.random.default_rng(0)
        count = min(size, lists * TRAINING_VECTORS_PER_LIST)
        index.train(matrix[np.sort(random.choice(size, count, replace=False))])
        for start in range(0, size, BLOCK):
            index.add(matrix[start : start + BLOCK])
        found = cls(index)
        asked = matrix if questions is None or not len(questions) else questions
        few = asked[random.choice(len(asked), min(len(asked), RECALL_QUERIES), replace=False)]
        found._probe_enough(few, exact_nearest(matrix, few, min(RECALL_AT, size)))
        return found

    def _probe_enough(self, queries: NDArray[np.float32], nearest: NDArray[np.int64]) -> None:
        self.index.nprobe = LEAST_PROBED
        while self.index.nprobe < self.index.nlist:
            _, found = self.index.search(queries, PROPOSED)
            if recall(found, nearest) >= RECALL:
                return
            self.index.nprobe = min(int(self.index.nprobe * 1.25), self.index.nlist)

    def save(self, path: Path) -> None:
        faiss.write_index(self.index, str(path))

    @classmethod
    def load(cls, path: Path) -> Approximate:
        """Its lists are mapped, not read. RuntimeError where the file is none of its kind."""
        return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP))

    @property
    def lists(self) -> int:
        return int(self.index.nlist)

    @property
    def probed(self) -> int:
        """How many of the lists are looked into where all vectors are allowed."""
        return int(self.index.nprobe)

    def search(
        self,
        query: NDArray[np.float32],
        limit: int,
        allowed: NDArray[np.bool_] | None,
        share: float,
    ) -> NDArray[np.int64]:
        """About the `limit` nearest of the `allowed` (one flag a vector; None: all), in no order.

        `share`: how many of all are allowed, 0 to 1. The fewer they are, the farther away the nearest of them
        lie, so the more lists are looked into; it takes no longer, for they hold fewer that are allowed.
        """
        parameters = faiss.SearchParametersIVF(
            nprobe=min(self.index.nlist, int(self.index.nprobe / share) + 1)
        )
        if allowed is not None:
            parameters.sel = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
        _, found = self.index.search(query.reshape(1, -1), limit, params=parameters)
        return found[0][found[0] >= 0]


def exact_nearest(
    matrix: NDArray[np.float32], queries: NDArray[np.float32], count: int
) -> NDArray[np.int64]:
    """Shape (queries, count), best first."""
    _, found = faiss.knn(queries, matrix, count, metric=faiss.METRIC_INNER_PRODUCT)
    return found


def recall(found: NDArray[np.int64], nearest: NDArray[np.int64]) -> float:
    """The share of what is truly nearest that was found."""
    hits = [len(set(a) & set(b)) for a, b in zip(found.tolist(), nearest.tolist(), strict=True)]
    return sum(hits) / max(nearest.size, 1)
