"""The sentences of indexed documents, with the vectors that their passages' rows keep: nothing is embedded here."""

from bisect import bisect_left
from collections.abc import Collection, Iterator

import numpy as np

from .. import sentences as kept
from ..documents import Document
from ..indexing import index_state
from ..models import Change, IndexedDocument, IndexedPassage
from ..text import sentences as sentence_spans
from .units import Floats, Sentence

Span = tuple[int, int]


def ready(keys: Collection[str]) -> set[str]:
    """Those of `keys` whose documents are indexed as they are now, with the vectors of all their sentences."""
    indexed = set(
        IndexedDocument.objects.filter(key__in=keys, gone=False).values_list("key", flat=True)
    )
    missing = kept.missing().filter(document__key__in=keys)
    changed = Change.objects.filter(key__in=keys)
    return (
        indexed
        - set(missing.values_list("document__key", flat=True))
        - set(changed.values_list("key", flat=True))
    )


def sentences_of(document: Document) -> list[Sentence]:
    """All of them, in order; with a vector where a row has one of the same text at the same place."""
    text = document.text
    known = dict(_known(document.key, text))
    starts = sorted(start for start, _ in known)
    by_start = {start: (end, vector) for (start, end), vector in known.items()}
    return [
        Sentence(start, end, _vector(start, end, starts, by_start))
        for start, end in sentence_spans(text)
    ]


def _vector(
    start: int, end: int, starts: list[int], by_start: dict[int, tuple[int, Floats]]
) -> Floats | None:
    """The one of the sentence; of one that passages cut in pieces, the mean of these."""
    found: list[Floats] = []
    lengths: list[int] = []
    reached = start
    for begun in starts[bisect_left(starts, start) : bisect_left(starts, end)]:
        stop, vector = by_start[begun]
        found.append(vector)
        lengths.append(stop - begun)
        reached = stop
    if not found or starts[bisect_left(starts, start)] != start or reached != end:
        return None
    if len(found) == 1:
        return found[0]
    mean = np.average(found, axis=0, weights=lengths)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)


def _known(key: str, text: str) -> Iterator[tuple[Span, Floats]]:
    rows = IndexedPassage.objects.filter(
        document__key=key, model=index_state().model, sentences__isnull=False
    ).values_list("start", "text", "vector", "sentences")
    for start, passage, vector, packed in rows:
        if text[start : start + len(passage)] != passage or vector is None:
            continue
        spans = sentence_spans(passage)
        vectors = kept.unpack(packed, len(spans), len(vector) // 4)
        if vectors is not None:
            for (begin, end), own in zip(spans, vectors, strict=True):
                yield (start + begin, start + end), own
