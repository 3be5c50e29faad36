"""A segment and which of its documents are alive: what a view is made of, and searches one by one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .merging import merged
from .moments import ByLocale, less, of_locales
from .segments import Bools, DocumentEntry, Floats, Ints, Segment, SmallInts
from .texts import spans

# Up to so many vectors are all looked at, even where there is an approximate index: for the few that a narrow
# filter leaves, looking at each is as quick and misses none (docs/decisions/dense-index.md).
LOOK_AT_ALL = 20_000

# Of what another order of adding up may change in a cosine.
ROUNDING = np.float32(1e-5)


@dataclass(frozen=True)
class Part:
    """`alive`: one flag a document; `moments`: of the vectors of the living."""

    segment: Segment
    alive: Bools
    moments: ByLocale

    @classmethod
    def of(cls, segment: Segment) -> Part:
        return cls(segment, np.ones(len(segment.keys), dtype=bool), segment.moments)

    @classmethod
    def built(cls, documents: Sequence[DocumentEntry], dimensions: int) -> Part:
        return cls.of(Segment.build(documents, dimensions))

    @classmethod
    def merged(cls, parts: Sequence[Part]) -> Part:
        return cls.of(merged(parts))

    def without(self, keys: Collection[str]) -> Part:
        numbers = {n for key in keys if (n := self.segment.find(key)) is not None}
        leaving = np.array([n for n in sorted(numbers) if self.alive[n]], dtype=np.int64)
        if not len(leaving):
            return self
        alive = self.alive.copy()
        alive[leaving] = False
        starts = self.segment.vector_starts
        sizes = starts[leaving + 1] - starts[leaving]
        codes = np.repeat(self.segment.locale_codes[leaving], sizes)
        vectors = self.segment.matrix[spans(starts[leaving], sizes)]
        gone = of_locales(vectors, codes, self.segment.locale_names)
        return Part(self.segment, alive, less(self.moments, gone))

    @cached_property
    def all_alive(self) -> bool:
        return bool(self.alive.all())

    @cached_property
    def rows_alive(self) -> Bools:
        return np.repeat(self.alive, np.diff(self.segment.starts))

    @cached_property
    def living_rows(self) -> int:
        return int(np.diff(self.segment.starts)[self.alive].sum())

    def postings(self, token: str) -> tuple[SmallInts, np.ndarray]:
        """The living rows that the token stands in, ascending, and how often."""
        rows, counts = self.segment.postings.of(token)
        if self.all_alive:
            return rows, counts
        living = self.rows_alive[rows]
        return rows[living], counts[living]

    def nearest(self, query: Floats, mask: Bools, limit: int) -> tuple[Ints, Floats]:
        """The rows nearest to `query` among the documents in `mask`, best first, and their cosines."""
        segment = self.segment
        places = self._proposed(query, mask, limit)
        # Added up row by row, so that equal vectors have equal cosines wherever they stand.
        scores = np.vecdot(segment.matrix[places], query)
        best = np.lexsort((places, -scores))[:limit]
        return segment.vector_rows[places[best]].astype(np.int64), scores[best]

    def _proposed(self, query: Floats, mask: Bools, limit: int) -> Ints:
        """Places in the matrix: all of the nearest, or nearly all where the segment is approximate."""
        segment = self.segment
        size = len(segment.vector_rows)
        sizes = np.diff(segment.vector_starts)
        whole = bool(mask.all())
        count = size if whole else int(sizes[mask].sum())
        if count <= limit or (segment.approximate and count <= LOOK_AT_ALL):
            chosen = spans(segment.vector_starts[:-1][mask], sizes[mask])
            if count <= limit:
                return chosen
            return chosen[_highest(np.vecdot(segment.matrix[chosen], query), limit)]
        allowed = None if whole else np.repeat(mask, sizes)
        if segment.approximate:
            return segment.approximate.search(query, limit, allowed, count / size)
        # Not `@`: its threads wait for each other, which on busy cores takes longer than one alone.
        scores = np.vecdot(segment.matrix, query)
        if allowed is not None:
            scores[~allowed] = -np.inf
        return _highest(scores, limit)


def _highest(scores: Floats, count: int) -> Ints:
    """The places of the `count` highest, and of what may equal the last of them."""
    last = np.partition(scores, len(scores) - count)[len(scores) - count]
    return np.flatnonzero(scores >= last - ROUNDING)
