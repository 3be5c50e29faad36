"""A segment: documents with their passages, vectors and postings, laid out in arrays. Built once, never changed.

An index is a few segments (as in Lucene: McCandless et al., "Lucene in Action", ch. 2): what changes goes into
a new one, what it replaces is marked dead, and small ones are merged now and then. So searching takes no lock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import faiss
import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class PassageEntry:
    """`id`: the database row's; `vector`: unit length, or None where the encoder failed on it."""

    id: int
    tokens: Mapping[str, int]
    vector: Floats | None


@dataclass(frozen=True)
class DocumentEntry:
    """`published_at`: seconds since 1970, NaN where unknown."""

    key: str
    locale: str
    group: str
    facets: Mapping[str, frozenset[str]]
    published_at: float
    passages: tuple[PassageEntry, ...]


@dataclass(frozen=True)
class Postings:
    """Where each token stands: rows (ascending) and counts of token t are at `indptr[t]:indptr[t+1]`."""

    vocabulary: Mapping[str, int]
    indptr: Ints
    rows: NDArray[np.int32]
    counts: NDArray[np.float32]

    def of(self, token: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        position = self.vocabulary.get(token)
        if position is None:
            return self.rows[:0], self.counts[:0]
        span = slice(self.indptr[position], self.indptr[position + 1])
        return self.rows[span], self.counts[span]


@dataclass(frozen=True)
class Segment:
    """`row_*` arrays have one value a passage, the others one a document, all in the same order.

    `vectors` holds the rows that have one; `vector_rows` says which, in ascending order.
    """

    keys: tuple[str, ...]
    locales: tuple[str, ...]
    groups: tuple[str, ...]
    facets: tuple[Mapping[str, frozenset[str]], ...]
    published_at: NDArray[np.float64]
    row_ids: Ints
    row_document: NDArray[np.int32]
    row_length: Floats
    vector_rows: NDArray[np.int32]
    vectors: faiss.IndexFlatIP
    postings: Postings

    @classmethod
    def build(cls, documents: Sequence[DocumentEntry], dimensions: int) -> Segment:
        rows = [
            (number, passage)
            for number, document in enumerate(documents)
            for passage in document.passages
        ]
        with_vector = {
            row: passage.vector
            for row, (_, passage) in enumerate(rows)
            if passage.vector is not None
        }
        vectors = faiss.IndexFlatIP(dimensions)
        if with_vector:
            vectors.add(np.stack(list(with_vector.values())).astype(np.float32))
        return cls(
            keys=tuple(document.key for document in documents),
            locales=tuple(document.locale for document in documents),
            groups=tuple(document.group for document in documents),
            facets=tuple(document.facets for document in documents),
            published_at=np.array([d.published_at for d in documents], dtype=np.float64),
            row_ids=np.array([passage.id for _, passage in rows], dtype=np.int64),
            row_document=np.array([number for number, _ in rows], dtype=np.int32),
            row_length=np.array([sum(p.tokens.values()) for _, p in rows], dtype=np.float32),
            vector_rows=np.array(list(with_vector), dtype=np.int32),
            vectors=vectors,
            postings=_postings([passage.tokens for _, passage in rows]),
        )

    @property
    def matrix(self) -> Floats:
        """The vectors, shape (len(vector_rows), dimensions): a view, not a copy."""
        size = self.vectors.ntotal * self.vectors.d
        if not size:
            return np.zeros((0, self.vectors.d), dtype=np.float32)
        return faiss.rev_swig_ptr(self.vectors.get_xb(), size).reshape(-1, self.vectors.d)

    def entries(self, alive: Bools) -> Iterable[DocumentEntry]:
        """Back to entries, for merging: the documents that `alive` (one flag a document) marks."""
        tokens = _tokens_by_row(self.postings, len(self.row_ids))
        vectors: dict[int, Floats] = dict(zip(self.vector_rows.tolist(), self.matrix, strict=True))
        passages: list[list[PassageEntry]] = [[] for _ in self.keys]
        for row, (passage_id, number) in enumerate(
            zip(self.row_ids.tolist(), self.row_document.tolist(), strict=True)
        ):
            passages[number].append(PassageEntry(passage_id, tokens[row], vectors.get(row)))
        for number in np.flatnonzero(alive):
            yield DocumentEntry(
                self.keys[number],
                self.locales[number],
                self.groups[number],
                self.facets[number],
                float(self.published_at[number]),
                tuple(passages[number]),
            )


def _postings(bags: Sequence[Mapping[str, int]]) -> Postings:
    vocabulary: dict[str, int] = {}
    positions: list[int] = []
    rows: list[int] = []
    counts: list[int] = []
    for row, bag in enumerate(bags):
        for token, count in bag.items():
            positions.append(vocabulary.setdefault(token, len(vocabulary)))
            rows.append(row)
            counts.append(count)
    # A stable sort by token keeps the rows of each token ascending.
    where = np.array(positions, dtype=np.int64)
    order = np.argsort(where, kind="stable")
    sizes = np.bincount(where, minlength=len(vocabulary)) if len(where) else np.zeros(0, np.int64)
    return Postings(
        vocabulary,
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        np.array(rows, dtype=np.int32)[order],
        np.array(counts, dtype=np.float32)[order],
    )


def _tokens_by_row(postings: Postings, size: int) -> list[Counter[str]]:
    bags: list[Counter[str]] = [Counter() for _ in range(size)]
    for token in postings.vocabulary:
        rows, counts = postings.of(token)
        for row, count in zip(rows.tolist(), counts.tolist(), strict=True):
            bags[row][token] = int(count)
    return bags
