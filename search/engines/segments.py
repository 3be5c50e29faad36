"""A segment: documents with their passages, vectors and postings, laid out in arrays. Built once, never changed.

An index is a few segments (as in Lucene: McCandless et al., "Lucene in Action", ch. 2): what changes goes into
a new one, what it replaces is marked dead, and small ones are merged now and then. So searching takes no lock.
Arrays only, no object for a row or a document: they are mapped from a file as they are, and a million passages
cost a process no more than what it touches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .approximate import Approximate
from .moments import ByLocale, of_locales
from .texts import Texts

Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]
Ints = NDArray[np.signedinteger]
SmallInts = NDArray[np.int32]

# Counts are kept in two bytes; no passage has a word more often.
MOST_COUNTED = 2**16 - 1


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
    """Where each token stands: rows (ascending) and counts of token t are at `starts[t]:starts[t + 1]`.

    The tokens ascend, and each stands somewhere.
    """

    vocabulary: Texts
    starts: Ints
    rows: SmallInts
    counts: NDArray[np.uint16]

    def of(self, token: str) -> tuple[SmallInts, NDArray[np.uint16]]:
        place = self.vocabulary.find(token)
        if place is None:
            return self.rows[:0], self.counts[:0]
        span = slice(self.starts[place], self.starts[place + 1])
        return self.rows[span], self.counts[span]


@dataclass(frozen=True)
class Facets:
    """Which documents have which value: those of `names[n]`, a facet and a value of it, are at
    `starts[n]:starts[n + 1]`, ascending. The names ascend, and each is some document's."""

    names: tuple[tuple[str, str], ...]
    starts: Ints
    documents: SmallInts


@dataclass(frozen=True)
class Segment:
    """`row_*` arrays have one value a passage, the others one a document, all in the same order.

    The rows of document n are `starts[n]:starts[n + 1]`. `key_order` has the numbers of the documents by
    ascending key. `locale_codes` are places in `locale_names`. `matrix` (vectors, dimensions) holds the rows
    that have a vector; `vector_rows` says which, ascending. `approximate` is there once the matrix is so large
    that looking at all of it takes too long.
    """

    keys: Texts
    key_order: SmallInts
    locale_names: tuple[str, ...]
    locale_codes: SmallInts
    groups: Texts
    facets: Facets
    published_at: NDArray[np.float64]
    starts: Ints
    row_ids: Ints
    row_length: Floats
    vector_rows: SmallInts
    matrix: Floats
    moments: ByLocale
    postings: Postings
    approximate: Approximate | None = None

    @classmethod
    def build(cls, documents: Sequence[DocumentEntry], dimensions: int) -> Segment:
        passages = [passage for document in documents for passage in document.passages]
        vectors = {
            row: passage.vector
            for row, passage in enumerate(passages)
            if passage.vector is not None
        }
        sizes = [len(document.passages) for document in documents]
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        names = tuple(sorted({document.locale for document in documents}))
        code = {name: place for place, name in enumerate(names)}
        codes = np.array([code[document.locale] for document in documents], dtype=np.int32)
        vector_rows = np.array(list(vectors), dtype=np.int32)
        matrix = np.zeros((len(vectors), dimensions), dtype=np.float32)
        for place, vector in enumerate(vectors.values()):
            matrix[place] = vector
        keys = [document.key for document in documents]
        return cls(
            keys=Texts.of(keys),
            key_order=np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int32),
            locale_names=names,
            locale_codes=codes,
            groups=Texts.of([document.group for document in documents]),
            facets=_facets([document.facets for document in documents]),
            published_at=np.array([d.published_at for d in documents], dtype=np.float64),
            starts=starts,
            row_ids=np.array([passage.id for passage in passages], dtype=np.int64),
            row_length=np.array([sum(p.tokens.values()) for p in passages], dtype=np.float32),
            vector_rows=vector_rows,
            matrix=matrix,
            moments=of_locales(matrix, np.repeat(codes, sizes)[vector_rows], names),
            postings=_postings([passage.tokens for passage in passages]),
        )

    @cached_property
    def row_document(self) -> SmallInts:
        return np.repeat(np.arange(len(self.keys), dtype=np.int32), np.diff(self.starts))

    @cached_property
    def vector_starts(self) -> Ints:
        """The vectors of document n are `vector_starts[n]:vector_starts[n + 1]` of the matrix."""
        return np.searchsorted(self.vector_rows, self.starts).astype(np.int64)

    def find(self, key: str) -> int | None:
        """The number of the document, dead or alive."""
        return self.keys.find(key, self.key_order)


def _facets(documents: Sequence[Mapping[str, frozenset[str]]]) -> Facets:
    found: dict[tuple[str, str], list[int]] = {}
    for number, facets in enumerate(documents):
        for name, values in facets.items():
            for value in values:
                found.setdefault((name, value), []).append(number)
    names = tuple(sorted(found))
    sizes = [len(found[name]) for name in names]
    numbers = [number for name in names for number in found[name]]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Facets(names, starts, np.array(numbers, dtype=np.int32))


def _postings(bags: Sequence[Mapping[str, int]]) -> Postings:
    vocabulary = sorted({token for bag in bags for token in bag})
    place = {token: number for number, token in enumerate(vocabulary)}
    where = np.array([place[token] for bag in bags for token in bag], dtype=np.int64)
    counts = np.array([count for bag in bags for count in bag.values()], dtype=np.int64)
    rows = np.repeat(np.arange(len(bags), dtype=np.int32), [len(bag) for bag in bags])
    # A stable sort by token keeps the rows of each token ascending.
    order = np.argsort(where, kind="stable")
    sizes = np.bincount(where, minlength=len(vocabulary))
    return Postings(
        Texts.of(vocabulary),
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        rows[order],
        np.minimum(counts, MOST_COUNTED).astype(np.uint16)[order],
    )
