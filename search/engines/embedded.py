"""The embedded engine: passages in this process's memory, FAISS for meaning and BM25 for words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import faiss
import numpy as np
from scipy.sparse import csr_matrix, diags

from ..filters import Filters
from .segments import Bools, DocumentEntry, Floats, Ints, Segment

# BM25 as in Robertson and Zaragoza, 2009, "The Probabilistic Relevance Framework"; the usual constants.
K1 = 1.2
B = 0.75

# More segments than this are merged: each costs a query its own FAISS call and postings look-ups.
MAX_SEGMENTS = 8


@dataclass(frozen=True)
class Hits:
    """Passages found: `rows` and `documents` are numbers in the view, `scores` the higher the better."""

    rows: Ints
    documents: Ints
    scores: Floats


@dataclass(frozen=True)
class GroupStatistics:
    """Mean (dimensions) and covariance (dimensions²) of the vectors of one locale's passages.

    For a query q they give the mean (q·μ) and the deviation (√qᵀΣq) of its cosines with all those passages
    without looking at one of them.
    """

    count: int
    mean: Floats
    covariance: Floats


@dataclass(frozen=True)
class View:
    """What is searchable at one moment. Immutable, so that many threads search while one changes.

    Documents and rows are numbered through all segments in order.
    """

    dimensions: int
    segments: tuple[Segment, ...] = ()
    alive: tuple[Bools, ...] = ()

    # ---- what is there

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for segment in self.segments for key in segment.keys)

    @cached_property
    def locales(self) -> tuple[str, ...]:
        return tuple(locale for segment in self.segments for locale in segment.locales)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        return tuple(group for segment in self.segments for group in segment.groups)

    @cached_property
    def alive_documents(self) -> Bools:
        return _joined(self.alive, np.bool_)

    @cached_property
    def number_of(self) -> Mapping[str, int]:
        """The number of each living document."""
        return {key: n for n, key in enumerate(self.keys) if self.alive_documents[n]}

    @cached_property
    def row_ids(self) -> Ints:
        return _joined([segment.row_ids for segment in self.segments], np.int64)

    @cached_property
    def row_document(self) -> Ints:
        starts = np.cumsum([0] + [len(segment.keys) for segment in self.segments])
        return _joined(
            [s.row_document + start for s, start in zip(self.segments, starts, strict=False)],
            np.int64,
        )

    @cached_property
    def row_length(self) -> Floats:
        return _joined([segment.row_length for segment in self.segments], np.float32)

    @cached_property
    def _published_at(self) -> np.ndarray:
        return _joined([segment.published_at for segment in self.segments], np.float64)

    @cached_property
    def facet_values(self) -> Mapping[str, Mapping[str, Ints]]:
        """facet -> value -> numbers of the documents that have it."""
        found: dict[str, dict[str, list[int]]] = {}
        facets = (facets for segment in self.segments for facets in segment.facets)
        for number, of_document in enumerate(facets):
            for name, values in of_document.items():
                for value in values:
                    found.setdefault(name, {}).setdefault(value, []).append(number)
        return {
            name: {value: np.array(numbers, dtype=np.int64) for value, numbers in values.items()}
            for name, values in found.items()
        }

    @cached_property
    def group_statistics(self) -> Mapping[str, GroupStatistics]:
        """By locale."""
        locales = np.array(self.locales, dtype=object)
        matrices: dict[str, list[Floats]] = {}
        for vectors, documents in self._vector_blocks():
            for locale in sorted(set(locales[documents])):
                matrices.setdefault(locale, []).append(vectors[locales[documents] == locale])
        return {locale: _statistics(np.concatenate(blocks)) for locale, blocks in matrices.items()}

    def _vector_blocks(self) -> Iterator[tuple[Floats, Ints]]:
        """The vectors of living documents, segment by segment, and whose they are."""
        start = 0
        for segment, alive in zip(self.segments, self.alive, strict=True):
            documents = segment.row_document[segment.vector_rows].astype(np.int64)
            living = alive[documents]
            matrix = segment.matrix if living.all() else segment.matrix[living]
            yield matrix, documents[living] + start
            start += len(segment.keys)

    # ---- filtering

    def document_mask(self, filters: Filters) -> Bools:
        """One flag a document: alive, and passing `filters`."""
        mask = self.alive_documents.copy()
        for name, wanted in filters.facets.items():
            allowed = np.zeros(len(mask), dtype=bool)
            for value in wanted:
                allowed[self.facet_values.get(name, {}).get(value, [])] = True
            mask &= allowed
        if filters.published_after is not None:
            mask &= self._published_at >= filters.published_after.timestamp()
        if filters.published_before is not None:
            mask &= self._published_at < filters.published_before.timestamp()
        return mask

    def facet_counts(self, mask: Bools) -> dict[str, dict[str, int]]:
        """facet -> value -> how many of the documents in `mask` have it; none left out, zeros not named."""
        counts = {
            name: {value: int(mask[numbers].sum()) for value, numbers in values.items()}
            for name, values in self.facet_values.items()
        }
        return {
            name: {value: count for value, count in sorted(values.items()) if count}
            for name, values in counts.items()
        }

    # ---- finding

    def dense(self, query: Floats, mask: Bools, limit: int) -> Hits:
        """The `limit` passages of documents in `mask` nearest to `query` (dimensions), by cosine; exact."""
        found: list[tuple[Ints, Floats]] = []
        row_start = document_start = 0
        for segment in self.segments:
            allowed = mask[document_start + segment.row_document[segment.vector_rows]]
            positions, scores = _nearest(segment.vectors, query, allowed, limit)
            found.append((row_start + segment.vector_rows[positions].astype(np.int64), scores))
            row_start += len(segment.row_ids)
            document_start += len(segment.keys)
        rows = _joined([rows for rows, _ in found], np.int64)
        scores = _joined([scores for _, scores in found], np.float32)
        # Ties are broken by the row's number, so that pages do not overlap.
        best = np.lexsort((rows, -scores))[:limit]
        return Hits(rows[best], self.row_document[rows[best]], scores[best])

    def lexical(self, tokens: Sequence[str], mask: Bools) -> tuple[Floats, Floats]:
        """BM25 of each row, and of each document taken whole, for the query's distinct tokens; 0 where
        none of them stands, or the document is not in `mask`.

        Shapes (rows,) and (documents,). Collection statistics count all living documents, whatever the
        mask, so that a filter changes no score.
        """
        row_scores = np.zeros(len(self.row_ids), dtype=np.float32)
        document_scores = np.zeros(len(self.keys), dtype=np.float32)
        for token in dict.fromkeys(tokens):
            rows, counts = self._postings(token)
            if not len(rows):
                continue
            in_document = np.bincount(self.row_document[rows], counts, minlength=len(self.keys))
            numbers = np.flatnonzero(in_document)
            row_scores[rows] += _idf(len(rows), self._living_rows) * _saturated(
                counts, self.row_length[rows], self._mean_row_length
            )
            document_scores[numbers] += _idf(len(numbers), self._living_documents) * _saturated(
                in_document[numbers], self._document_length[numbers], self._mean_document_length
            )
        row_scores *= mask[self.row_document]
        document_scores *= mask
        return row_scores, document_scores

    def lexical_bounds(self, tokens: Sequence[str]) -> tuple[float, float]:
        """The most that a row, and a document, could score for `tokens`: all of them, without end. A token
        that stands nowhere counts as the rarest; never 0."""
        distinct = dict.fromkeys(tokens)
        row_idfs = (_idf(len(self._postings(t)[0]), self._living_rows) for t in distinct)
        document_idfs = (_idf(self.document_frequency(t), self._living_documents) for t in distinct)
        return (K1 + 1) * sum(row_idfs) or 1.0, (K1 + 1) * sum(document_idfs) or 1.0

    def tokens_in(self, number: int, tokens: Sequence[str]) -> list[str]:
        """Those of `tokens` that stand in the document."""
        return [t for t in tokens if (self.row_document[self._postings(t)[0]] == number).any()]

    def weight(self, token: str) -> float:
        """How telling the token is: its inverse document frequency among passages."""
        return _idf(len(self._postings(token)[0]), self._living_rows)

    def is_telling(self, token: str) -> bool:
        """Whether fewer than a third of the passages hold it: `the` and `的` tell nobody anything."""
        return len(self._postings(token)[0]) * 3 < max(self._living_rows, 30)

    def document_frequency(self, token: str) -> int:
        """In how many living documents the token stands."""
        return len(np.unique(self.row_document[self._postings(token)[0]]))

    def _postings(self, token: str) -> tuple[Ints, Floats]:
        rows: list[Ints] = []
        counts: list[Floats] = []
        start = 0
        for segment, alive in zip(self.segments, self.alive, strict=True):
            own, own_counts = segment.postings.of(token)
            living = alive[segment.row_document[own]]
            rows.append(own[living].astype(np.int64) + start)
            counts.append(own_counts[living])
            start += len(segment.row_ids)
        return _joined(rows, np.int64), _joined(counts, np.float32)

    @cached_property
    def _living_documents(self) -> int:
        return int(self.alive_documents.sum())

    @cached_property
    def _living_rows(self) -> int:
        return int(self.alive_documents[self.row_document].sum())

    @cached_property
    def _mean_row_length(self) -> float:
        living = self.alive_documents[self.row_document]
        return float(self.row_length[living].mean()) if living.any() else 1.0

    @cached_property
    def _document_length(self) -> Floats:
        return np.bincount(self.row_document, self.row_length, minlength=len(self.keys)).astype(
            np.float32
        )

    @cached_property
    def _mean_document_length(self) -> float:
        living = self._document_length[self.alive_documents]
        return float(living.mean()) if len(living) else 1.0

    # ---- whole documents, for finding what is related

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """All tokens, in the order of `tfidf`'s columns."""
        return tuple(sorted({t for segment in self.segments for t in segment.postings.vocabulary}))

    @cached_property
    def tfidf(self) -> csr_matrix:
        """Shape (documents, vocabulary): logarithmic tf-idf of each living document's tokens, rows of unit
        length (Manning et al., 2008, "Introduction to Information Retrieval", 6.4); zeros for the dead."""
        columns = {token: column for column, token in enumerate(self.vocabulary)}
        parts = []
        start = 0
        for segment, alive in zip(self.segments, self.alive, strict=True):
            postings = segment.postings
            sizes = np.diff(postings.indptr)
            numbers = np.array([columns[token] for token in postings.vocabulary], dtype=np.int64)
            where = np.repeat(numbers, sizes)
            documents = segment.row_document[postings.rows].astype(np.int64)
            living = alive[documents]
            parts.append((postings.counts[living], documents[living] + start, where[living]))
            start += len(segment.keys)
        counts, documents, where = (np.concatenate(part) for part in zip(*parts, strict=True))
        shape = (len(self.keys), len(columns))
        matrix = csr_matrix((counts, (documents, where)), shape=shape)  # sums a document's rows
        frequency = np.bincount(matrix.indices, minlength=len(columns))
        idf = np.log(max(self._living_documents, 1) / np.maximum(frequency, 1))
        matrix.data = (1 + np.log(matrix.data)) * idf[matrix.indices]
        norms = np.sqrt(matrix.multiply(matrix).sum(axis=1)).A1
        return diags(1 / np.maximum(norms, 1e-9)) @ matrix

    @cached_property
    def document_vectors(self) -> Floats:
        """Shape (documents, dimensions): the mean of each document's vectors less the mean of its locale's,
        unit length; zeros where it has none."""
        sums = np.zeros((len(self.keys), self.dimensions), dtype=np.float32)
        counts = np.zeros(len(self.keys), dtype=np.float32)
        for vectors, documents in self._vector_blocks():
            np.add.at(sums, documents, vectors)
            np.add.at(counts, documents, 1)
        means = sums / np.maximum(counts, 1)[:, None]
        locales = np.array(self.locales, dtype=object)
        for locale in set(self.locales):
            own = (locales == locale) & (counts > 0)
            if own.any():  # a locale may have nothing but bare titles
                means[own] -= means[own].mean(axis=0)
        norms = np.linalg.norm(means, axis=1, keepdims=True)
        return means / np.maximum(norms, 1e-9)

    # ---- changing

    def with_changes(self, changed: Sequence[DocumentEntry], gone: Sequence[str]) -> View:
        """A view in which `changed` replace the documents of the same keys, and `gone` are no more."""
        leaving = {*gone, *(entry.key for entry in changed)}
        alive = tuple(
            flags & ~np.isin(np.array(segment.keys, dtype=object), list(leaving))
            for segment, flags in zip(self.segments, self.alive, strict=True)
        )
        view = View(self.dimensions, self.segments, alive)
        if changed:
            fresh = Segment.build(changed, self.dimensions)
            view = View(
                self.dimensions,
                (*self.segments, fresh),
                (*alive, np.ones(len(changed), dtype=bool)),
            )
        return view.merged() if view._wants_merging() else view

    def merged(self) -> View:
        """The same documents in one segment, the dead ones gone."""
        living = [
            entry
            for segment, alive in zip(self.segments, self.alive, strict=True)
            for entry in segment.entries(alive)
        ]
        if not living:
            return View(self.dimensions)
        return View(
            self.dimensions,
            (Segment.build(living, self.dimensions),),
            (np.ones(len(living), dtype=bool),),
        )

    def _wants_merging(self) -> bool:
        dead = len(self.alive_documents) - int(self.alive_documents.sum())
        return len(self.segments) > MAX_SEGMENTS or dead > max(100, len(self.keys) // 4)


def _nearest(
    index: faiss.IndexFlatIP, query: Floats, allowed: Bools, limit: int
) -> tuple[Ints, Floats]:
    count = min(limit, int(allowed.sum()))
    if count == 0:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
    selector = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
    scores, positions = index.search(
        query.reshape(1, -1), count, params=faiss.SearchParameters(sel=selector)
    )
    return positions[0], scores[0]


def _idf(frequency: int, total: int) -> float:
    return float(np.log(1 + (total - frequency + 0.5) / (frequency + 0.5)))


def _saturated(counts: np.ndarray, lengths: np.ndarray, mean_length: float) -> np.ndarray:
    """BM25's part for the counts: 0 to K1 + 1."""
    return counts * (K1 + 1) / (counts + K1 * (1 - B + B * lengths / mean_length))


def _statistics(vectors: Floats) -> GroupStatistics:
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    return GroupStatistics(len(vectors), mean, centred.T @ centred / len(vectors))


def _joined(arrays: Sequence[np.ndarray], dtype: type) -> np.ndarray:
    return np.concatenate(arrays).astype(dtype) if arrays else np.zeros(0, dtype=dtype)
