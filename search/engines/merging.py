"""Several segments into one, the dead left out: array by array, so that a million rows take seconds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from .moments import ByLocale, added
from .segments import Bools, Facets, Floats, Ints, Postings, Segment, SmallInts
from .texts import Texts, joined, spans

# Postings moved at once: what is held beside the arrays themselves stays small.
BLOCK = 4_000_000


class Living(Protocol):
    """A segment, the flags of its documents and rows that live, and the moments of the living."""

    @property
    def segment(self) -> Segment: ...
    @property
    def alive(self) -> Bools: ...
    @property
    def rows_alive(self) -> Bools: ...
    @property
    def moments(self) -> ByLocale: ...


def merged(parts: Sequence[Living]) -> Segment:
    """The living documents in order. At least one part."""
    segments = [part.segment for part in parts]
    documents = [np.flatnonzero(part.alive) for part in parts]
    rows = [np.flatnonzero(part.rows_alive) for part in parts]
    both = list(zip(segments, documents, rows, strict=True))
    keys = joined([segment.keys.taken(own) for segment, own, _ in both])
    in_order = list(keys)
    names = tuple(sorted({name for segment in segments for name in segment.locale_names}))
    sizes = np.concatenate([np.diff(segment.starts)[own] for segment, own, _ in both])
    new_documents = _renumbered([part.alive for part in parts])
    new_rows = _renumbered([part.rows_alive for part in parts])
    return Segment(
        keys=keys,
        key_order=np.array(sorted(range(len(keys)), key=in_order.__getitem__), dtype=np.int32),
        locale_names=names,
        locale_codes=np.concatenate([_recoded(segment, names)[own] for segment, own, _ in both]),
        groups=joined([segment.groups.taken(own) for segment, own, _ in both]),
        facets=_facets(segments, new_documents),
        published_at=np.concatenate([segment.published_at[own] for segment, own, _ in both]),
        starts=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        row_ids=np.concatenate([segment.row_ids[own] for segment, _, own in both]),
        row_length=np.concatenate([segment.row_length[own] for segment, _, own in both]),
        vector_rows=_vector_rows(segments, new_rows),
        matrix=_matrix(segments, new_rows),
        moments=added(part.moments for part in parts),
        postings=_postings(segments, new_rows),
    )


def _renumbered(flags_of_parts: Sequence[Bools]) -> list[SmallInts]:
    """For each part the new number of each of its things, -1 for the dead."""
    found = []
    start = 0
    for flags in flags_of_parts:
        found.append(np.where(flags, np.cumsum(flags) - 1 + start, -1).astype(np.int32))
        start += int(flags.sum())
    return found


def _recoded(segment: Segment, names: Sequence[str]) -> SmallInts:
    places = np.array([names.index(name) for name in segment.locale_names], dtype=np.int32)
    return places[segment.locale_codes]


def _vector_rows(segments: Sequence[Segment], new_rows: Sequence[SmallInts]) -> SmallInts:
    moved = [new[segment.vector_rows] for segment, new in zip(segments, new_rows, strict=True)]
    return np.concatenate([rows[rows >= 0] for rows in moved])


def _matrix(segments: Sequence[Segment], new_rows: Sequence[SmallInts]) -> Floats:
    alive = [new[s.vector_rows] >= 0 for s, new in zip(segments, new_rows, strict=True)]
    size = sum(int(flags.sum()) for flags in alive)
    matrix = np.empty((size, segments[0].matrix.shape[1]), dtype=np.float32)
    start = 0
    for segment, flags in zip(segments, alive, strict=True):
        end = start + int(flags.sum())
        np.compress(flags, segment.matrix, axis=0, out=matrix[start:end])
        start = end
    return matrix


@dataclass(frozen=True)
class _Lists:
    """A part's ascending names, the numbers listed under each, a count beside each number, and what becomes of
    the numbers (-1: nothing)."""

    names: Sequence[Any]
    starts: Ints
    numbers: SmallInts
    counts: np.ndarray
    becomes: SmallInts

    def blocks(self) -> Iterator[tuple[slice, Ints, SmallInts, np.ndarray]]:
        """Block by block: which names, how many numbers live under each, and those with their counts."""
        first = 0
        while first < len(self.names):
            last = int(np.searchsorted(self.starts, self.starts[first] + BLOCK, side="right")) - 1
            last = max(last, first + 1)
            span = slice(self.starts[first], self.starts[last])
            moved = self.becomes[self.numbers[span]]
            living = moved >= 0
            sizes = np.add.reduceat(
                living, self.starts[first:last] - self.starts[first], dtype=np.int64
            )
            yield slice(first, last), sizes, moved[living], self.counts[span][living]
            first = last


def _merged_lists(
    parts: Sequence[_Lists],
) -> tuple[list[Any], Ints, SmallInts, np.ndarray]:
    """Names, starts, numbers and counts of all parts together. Numbers ascend, for those of a later part are
    higher."""
    names = sorted({name for part in parts for name in part.names})
    place = {name: number for number, name in enumerate(names)}
    places = [np.array([place[name] for name in part.names], dtype=np.int64) for part in parts]
    sizes = np.zeros(len(names), dtype=np.int64)
    for part, own in zip(parts, places, strict=True):
        for block, living, _, _ in part.blocks():
            sizes[own[block]] += living
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    numbers = np.empty(starts[-1], dtype=np.int32)
    counts = np.empty(starts[-1], dtype=np.uint16)
    free = starts[:-1].copy()
    for part, own in zip(parts, places, strict=True):
        for block, living, moved, counted in part.blocks():
            where = spans(free[own[block]], living)
            numbers[where] = moved
            counts[where] = counted
            free[own[block]] += living
    kept = sizes > 0
    names = [name for name, keep in zip(names, kept.tolist(), strict=True) if keep]
    return names, np.concatenate([starts[:-1][kept], starts[-1:]]), numbers, counts


def _facets(segments: Sequence[Segment], new_documents: Sequence[SmallInts]) -> Facets:
    parts = [
        _Lists(
            names=s.facets.names,
            starts=s.facets.starts,
            numbers=s.facets.documents,
            counts=np.broadcast_to(np.uint16(1), len(s.facets.documents)),
            becomes=new,
        )
        for s, new in zip(segments, new_documents, strict=True)
    ]
    names, starts, documents, _ = _merged_lists(parts)
    return Facets(tuple(names), starts, documents)


def _postings(segments: Sequence[Segment], new_rows: Sequence[SmallInts]) -> Postings:
    parts = [
        _Lists(
            names=list(s.postings.vocabulary),
            starts=s.postings.starts,
            numbers=s.postings.rows,
            counts=s.postings.counts,
            becomes=new,
        )
        for s, new in zip(segments, new_rows, strict=True)
    ]
    names, starts, rows, counts = _merged_lists(parts)
    return Postings(Texts.of(names), starts, rows, counts)
