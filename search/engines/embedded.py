"""The embedded engine: passages in this process's memory, vectors for meaning and BM25 for words."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from ..documents import CONFIDENTIAL
from ..filters import Filters
from . import whole
from .moments import added
from .parts import Part
from .segments import Bools, DocumentEntry, Floats, Ints, SmallInts
from .texts import Chain, Coded

# BM25 as in Robertson and Zaragoza, 2009, "The Probabilistic Relevance Framework"; the usual constants.
K1 = 1.2
B = 0.75

# More segments than this are merged: each costs a query its own look-ups.
MAX_SEGMENTS = 8
# Once more of a segment's documents are dead than this, in number and as a share, it is laid out anew.
LEAST_DEAD = 100
MOST_DEAD = 0.25
# Documents that are laid out at once when many come together.
BATCH = 4096
# Tokens whose frequencies are remembered.
MOST_REMEMBERED = 10_000


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
class Frequency:
    """In how many rows and documents a token stands, of those that are open."""

    rows: int
    documents: int


@dataclass(frozen=True)
class View:
    """What is searchable at one moment. Immutable, so that many threads search while one changes.

    Documents and rows are numbered through all parts in order.
    """

    dimensions: int
    parts: tuple[Part, ...] = ()
    _frequencies: dict[str, Frequency] = field(default_factory=dict, repr=False, compare=False)

    # ---- what is there

    @cached_property
    def keys(self) -> Sequence[str]:
        return Chain([part.segment.keys for part in self.parts])

    def keys_of(self, numbers: Ints) -> list[str]:
        """The keys of many documents, whose numbers ascend."""
        places = np.searchsorted(numbers, self._document_starts)
        found: list[str] = []
        for place, part in enumerate(self.parts):
            own = numbers[places[place] : places[place + 1]] - self._document_starts[place]
            found += part.segment.keys.taken(own)
        return found

    @cached_property
    def groups(self) -> Sequence[str]:
        return Chain([part.segment.groups for part in self.parts])

    @cached_property
    def locale_names(self) -> tuple[str, ...]:
        return tuple(sorted({n for part in self.parts for n in part.segment.locale_names}))

    @cached_property
    def locale_numbers(self) -> SmallInts:
        """Of each document, the place of its locale in `locale_names`."""
        place = {name: number for number, name in enumerate(self.locale_names)}
        recoded = [
            np.array([place[n] for n in p.segment.locale_names], np.int32)[p.segment.locale_codes]
            for p in self.parts
        ]
        return _joined(recoded, np.int32)

    @cached_property
    def locales(self) -> Sequence[str]:
        return Coded(self.locale_names, self.locale_numbers)

    @cached_property
    def piece_numbers(self) -> Ints:
        """A number for each document's piece: the same in all its locales."""
        numbers: dict[str, int] = {}
        pieces = (group or key for group, key in zip(self.groups, self.keys, strict=True))
        return np.array([numbers.setdefault(piece, len(numbers)) for piece in pieces], np.int64)

    @cached_property
    def alive_documents(self) -> Bools:
        return _joined([part.alive for part in self.parts], np.bool_)

    @cached_property
    def number_of(self) -> Mapping[str, int]:
        """The number of each living document."""
        return Numbers(self)

    @cached_property
    def row_ids(self) -> Sequence[int]:
        return Chain([part.segment.row_ids for part in self.parts])

    @cached_property
    def row_document(self) -> SmallInts:
        starts = self._document_starts
        return _joined(
            [p.segment.row_document + start for p, start in zip(self.parts, starts, strict=False)],
            np.int32,
        )

    def rows_of(self, number: int) -> range:
        """The rows of a document."""
        place = int(np.searchsorted(self._document_starts, number, side="right")) - 1
        starts = self.parts[place].segment.starts
        local = number - self._document_starts[place]
        start = int(self._row_starts[place])
        return range(start + int(starts[local]), start + int(starts[local + 1]))

    @cached_property
    def _document_starts(self) -> Ints:
        return _starts(len(part.segment.keys) for part in self.parts)

    @cached_property
    def _row_starts(self) -> Ints:
        return _starts(len(part.segment.row_ids) for part in self.parts)

    @cached_property
    def _published_at(self) -> np.ndarray:
        return _joined([part.segment.published_at for part in self.parts], np.float64)

    @cached_property
    def facet_values(self) -> Mapping[str, Mapping[str, SmallInts]]:
        """facet -> value -> numbers of the documents that have it."""
        found: dict[str, dict[str, list[SmallInts]]] = {}
        for part, start in zip(self.parts, self._document_starts, strict=False):
            facets = part.segment.facets
            for place, (name, value) in enumerate(facets.names):
                own = facets.documents[facets.starts[place] : facets.starts[place + 1]]
                moved = own + np.int32(start) if start else own
                found.setdefault(name, {}).setdefault(value, []).append(moved)
        return {
            name: {
                value: numbers[0] if len(numbers) == 1 else np.concatenate(numbers)
                for value, numbers in values.items()
            }
            for name, values in found.items()
        }

    @cached_property
    def group_statistics(self) -> Mapping[str, GroupStatistics]:
        """By locale."""
        return {
            locale: GroupStatistics(
                found.count, found.mean.astype(np.float32), found.covariance.astype(np.float32)
            )
            for locale, found in added(part.moments for part in self.parts).items()
        }

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
            name: {value: int(np.count_nonzero(mask[n])) for value, n in values.items()}
            for name, values in self.facet_values.items()
        }
        return {
            name: {value: count for value, count in sorted(values.items()) if count}
            for name, values in counts.items()
        }

    def ages(self, now: datetime) -> NDArray[np.float64]:
        """Of each document the whole days since it was published; infinite where that is unknown."""
        days = np.floor((now.timestamp() - self._published_at) / 86_400)
        return np.where(np.isnan(days), np.inf, days)

    # ---- finding

    def dense(self, query: Floats, mask: Bools, limit: int) -> Hits:
        """The `limit` passages of documents in `mask` nearest to `query` (dimensions), by cosine.

        Exact, but in a segment with an approximate index: there nearly all of them (docs/decisions/dense-index.md).
        The cosines are exact everywhere.
        """
        found: list[tuple[Ints, Floats]] = []
        for place, part in enumerate(self.parts):
            start, end = self._document_starts[place : place + 2]
            rows, scores = part.nearest(query, mask[start:end], limit)
            found.append((rows + self._row_starts[place], scores))
        rows = _joined([rows for rows, _ in found], np.int64)
        scores = _joined([scores for _, scores in found], np.float32)
        # Ties are broken by the row's number, so that pages do not overlap.
        best = np.lexsort((rows, -scores))[:limit]
        return Hits(rows[best], self.row_document[rows[best]].astype(np.int64), scores[best])

    def lexical(self, tokens: Sequence[str], mask: Bools) -> tuple[Floats, Floats]:
        """BM25 of each row, and of each document taken whole, for the query's distinct tokens; 0 where
        none of them stands, or the document is not in `mask`.

        Shapes (rows,) and (documents,). Collection statistics count all documents that are open, whatever
        the mask, so that a filter changes no score.
        """
        row_scores = np.zeros(self._row_starts[-1], dtype=np.float32)
        document_scores = np.zeros(self._document_starts[-1], dtype=np.float32)
        for token in dict.fromkeys(tokens):
            frequency = self._frequency(token)
            row_idf = _idf(frequency.rows, self._open_rows)
            document_idf = _idf(frequency.documents, self._open_documents)
            for rows, counts in self._postings(token):
                row_scores[rows] += row_idf * _saturated(counts, self._row_norms[rows])
                numbers, totals = _by_document(self.row_document[rows], counts)
                document_scores[numbers] += document_idf * _saturated(
                    totals, self._document_norms[numbers]
                )
        if not mask.all():
            row_scores *= mask[self.row_document]
            document_scores *= mask
        return row_scores, document_scores

    def best_of_rows(self, row_scores: Floats) -> Floats:
        """By document, the highest of its rows; 0 where it has none."""
        best = np.zeros(self._document_starts[-1], dtype=np.float32)
        starts, holding = self._filled
        if len(holding):
            best[holding] = np.maximum.reduceat(row_scores, starts)
        return best

    @cached_property
    def _filled(self) -> tuple[Ints, Ints]:
        """The first row of each document that has any, and those documents' numbers."""
        sizes = np.bincount(self.row_document, minlength=self._document_starts[-1])
        holding = np.flatnonzero(sizes)
        return (np.cumsum(sizes) - sizes)[holding], holding

    def lexical_bounds(self, tokens: Sequence[str]) -> tuple[float, float]:
        """The most that a row, and a document, could score for `tokens`: all of them, without end. A token
        that stands nowhere counts as the rarest; never 0."""
        distinct = [self._frequency(token) for token in dict.fromkeys(tokens)]
        rows = sum(_idf(frequency.rows, self._open_rows) for frequency in distinct)
        documents = sum(_idf(f.documents, self._open_documents) for f in distinct)
        return (K1 + 1) * rows or 1.0, (K1 + 1) * documents or 1.0

    def tokens_in(self, number: int, tokens: Sequence[str]) -> list[str]:
        """Those of `tokens` that stand in the document."""
        place = int(np.searchsorted(self._document_starts, number, side="right")) - 1
        part = self.parts[place]
        local = number - self._document_starts[place]
        if not part.alive[local]:
            return []
        first, end = part.segment.starts[local], part.segment.starts[local + 1]
        found = []
        for token in tokens:
            rows, _ = part.segment.postings.of(token)
            at = np.searchsorted(rows, first)
            if at < len(rows) and rows[at] < end:
                found.append(token)
        return found

    def weight(self, token: str) -> float:
        """How telling the token is: its inverse document frequency among passages."""
        return _idf(self._frequency(token).rows, self._open_rows)

    def is_telling(self, token: str) -> bool:
        """Whether fewer than a third of the passages hold it: `the` and `的` tell nobody anything."""
        return self._frequency(token).rows * 3 < max(self._open_rows, 30)

    def document_frequency(self, token: str) -> int:
        """In how many documents the token stands, of those that are open."""
        return self._frequency(token).documents

    def _postings(self, token: str) -> Iterator[tuple[SmallInts, Floats]]:
        """Part by part: the living rows that the token stands in, and how often."""
        for place, part in enumerate(self.parts):
            rows, counts = part.postings(token)
            if len(rows):
                yield rows + np.int32(self._row_starts[place]), counts.astype(np.float32)

    def _frequency(self, token: str) -> Frequency:
        known = self._frequencies.get(token)
        if known is None:
            rows = documents = 0
            for own, _ in self._postings(token):
                numbers = self.row_document[own]
                numbers = numbers[self._open[numbers]]
                rows += len(numbers)
                documents += int(np.count_nonzero(np.diff(numbers, prepend=-1)))
            known = Frequency(rows, documents)
            if len(self._frequencies) >= MOST_REMEMBERED:
                self._frequencies.clear()
            self._frequencies[token] = known
        return known

    @cached_property
    def _open(self) -> Bools:
        """One flag a document: alive, and for everybody. Collection statistics count no others."""
        flags = self.alive_documents.copy()
        for numbers in self.facet_values.get(CONFIDENTIAL, {}).values():
            flags[numbers] = False
        return flags

    @cached_property
    def _open_documents(self) -> int:
        return int(self._open.sum())

    @cached_property
    def _open_rows(self) -> int:
        return int(self._open[self.row_document].sum())

    @cached_property
    def _row_norms(self) -> Floats:
        lengths = _joined([part.segment.row_length for part in self.parts], np.float32)
        total = float(lengths[self._open[self.row_document]].sum())
        return _norms(lengths, total / max(self._open_rows, 1))

    @cached_property
    def _document_norms(self) -> Floats:
        lengths = _joined([part.segment.row_length for part in self.parts], np.float32)
        whole = np.bincount(self.row_document, lengths, minlength=self._document_starts[-1])
        counted = whole[self._open]
        return _norms(whole.astype(np.float32), float(counted.mean()) if len(counted) else 1.0)

    # ---- whole documents, for finding what is related

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """All tokens, in the order of `tfidf`'s columns."""
        return whole.vocabulary(self.parts)

    @cached_property
    def kept(self) -> dict[Hashable, NDArray[np.float64]]:
        """What others worked out of this view, for as long as it lasts: one value a document."""
        return {}

    @cached_property
    def tfidf(self) -> csr_matrix:
        """Shape (documents, vocabulary): see `whole.tfidf`."""
        return whole.tfidf(self.parts, self.vocabulary)

    @cached_property
    def shared_lengths(self) -> Floats:
        """Shape (documents,): see `whole.shared_lengths`."""
        return whole.shared_lengths(self.tfidf)

    @cached_property
    def document_vectors(self) -> Floats:
        """Shape (documents, dimensions): see `whole.document_vectors`."""
        return whole.document_vectors(self.parts, self.locale_numbers, self.dimensions)

    # ---- changing

    def with_changes(self, changed: Iterable[DocumentEntry], gone: Iterable[str]) -> View:
        """A view in which `changed` replace the documents of the same keys, and `gone` are no more."""
        parts = list(self.parts)
        leaving = list(gone)
        fresh: list[Part] = []
        documents = iter(changed)
        while batch := list(islice(documents, BATCH)):
            leaving += [entry.key for entry in batch]
            fresh.append(Part.built(batch, self.dimensions))
        parts = [part.without(leaving) for part in parts]
        if len(fresh) > 1:
            fresh = [Part.merged(fresh)]
        return View(self.dimensions, _tidied([*parts, *fresh]))

    def merged(self) -> View:
        """The same documents in one segment, the dead ones gone."""
        living = [part for part in self.parts if part.alive.any()]
        return View(self.dimensions, (Part.merged(living),) if living else ())


class Numbers(Mapping[str, int]):
    """The number of each living document, by key; looked up, not kept."""

    def __init__(self, view: View) -> None:
        self._view = view

    def __getitem__(self, key: str) -> int:
        for part, start in zip(self._view.parts, self._view._document_starts, strict=False):
            local = part.segment.find(key)
            if local is not None and part.alive[local]:
                return int(start) + local
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        flags = self._view.alive_documents.tolist()
        return (key for key, alive in zip(self._view.keys, flags, strict=True) if alive)

    def __len__(self) -> int:
        return int(self._view.alive_documents.sum())


def _tidied(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Without the dead where there are many, and few enough. A part with an approximate index is left alone:
    making another takes minutes, and is done for the next snapshot."""
    kept = [_compacted(part) for part in parts if part.alive.any()]
    if len(kept) <= MAX_SEGMENTS:
        return tuple(kept)
    large = [part for part in kept if part.segment.approximate]
    small = sorted(
        (part for part in kept if not part.segment.approximate), key=lambda p: -p.living_rows
    )
    # From the first that is no larger than all smaller ones together; so each row is merged a few times only.
    sizes = [part.living_rows for part in small]
    first = next((n for n in range(len(small)) if sizes[n] <= sum(sizes[n + 1 :])), len(small) - 2)
    return (*large, *small[:first], Part.merged(small[first:]))


def _compacted(part: Part) -> Part:
    dead = len(part.alive) - int(part.alive.sum())
    if part.segment.approximate or dead <= max(LEAST_DEAD, MOST_DEAD * len(part.alive)):
        return part
    return Part.merged([part])


def _idf(frequency: int, total: int) -> float:
    return float(np.log(1 + (total - frequency + 0.5) / (frequency + 0.5)))


def _norms(lengths: Floats, mean_length: float) -> Floats:
    """What BM25 adds to a count, for the length of the text that it stands in."""
    return (K1 * (1 - B + B * lengths / (mean_length or 1.0))).astype(np.float32)


def _saturated(counts: Floats, norms: Floats) -> Floats:
    """BM25's part for the counts: 0 to K1 + 1."""
    return counts * np.float32(K1 + 1) / (counts + norms)


def _by_document(documents: SmallInts, counts: Floats) -> tuple[SmallInts, Floats]:
    """The distinct ones of ascending `documents`, and the sum of the counts of each."""
    firsts = np.flatnonzero(np.diff(documents, prepend=-1))
    return documents[firsts], np.add.reduceat(counts, firsts)


def _starts(sizes: Iterable[int]) -> Ints:
    return np.cumsum([0, *sizes], dtype=np.int64)


def _joined(arrays: Sequence[np.ndarray], dtype: type) -> np.ndarray:
    if len(arrays) == 1:
        return arrays[0].astype(dtype, copy=False)
    return np.concatenate(arrays).astype(dtype, copy=False) if arrays else np.zeros(0, dtype=dtype)
