"""Whether the index holds what the sources say: rows, passages, vectors."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .documents import Document, source_of
from .encoder.base import EncoderUnavailable, get_encoder
from .indexing import all_keys, index_state, row_values, text_hash
from .models import Change, IndexedDocument, IndexedPassage
from .passages import Outline, gaps
from .text import sentences, tokens

# How far from 1 a stored vector's length may be: float32 rounding.
TOLERANCE = 1e-3


@dataclass(frozen=True)
class Difference:
    key: str
    reason: str


def differences() -> Iterator[Difference]:
    """What differs, in order of keys. A document that waits to be indexed is no difference."""
    state = index_state()
    waiting = set(Change.objects.values_list("key", flat=True))
    wanted = all_keys()
    indexed = {row.key: row for row in IndexedDocument.objects.filter(gone=False)}
    for key in sorted((wanted | indexed.keys()) - waiting):
        if key not in indexed:
            yield Difference(key, "not in the index")
        elif key not in wanted:
            yield Difference(key, "in the index, but not in its source")
        elif document := source_of(key).document(key):
            for reason in _faults(document, indexed[key], state.model):
                yield Difference(key, reason)
        else:
            yield Difference(key, "in the index, but its source has no such document")
    yield from _orphans(waiting)


def _faults(document: Document, row: IndexedDocument, model: str) -> Iterator[str]:
    if text_hash(document) != row.text_hash:
        yield "its text or facets have changed since it was indexed"
        return
    if row_values(document) != {name: getattr(row, name) for name in row_values(document)}:
        yield "its title, locale, group, facets or date are not the source's"
    passages = list(row.passages.filter(model=model).order_by("position"))
    for start, end in gaps(document, passages):
        yield f"characters {start} to {end} stand in no passage of the model {model}"
    outline = Outline(document)
    for expected, passage in enumerate(passages):
        for reason in _passage_faults(outline, passage, expected, model):
            yield f"passage {passage.position}: {reason}"


def _passage_faults(
    outline: Outline, row: IndexedPassage, position: int, model: str
) -> Iterator[str]:
    if row.position != position:
        yield f"stands at place {position}"
    if not outline.holds(row):
        yield "its text or section is not the source's at its span"
    passage = outline.passage(row.start, row.end)
    if bytes(row.content_hash) != passage.content_hash:
        yield "its hash is not of its text"
    if row.tokens != Counter(tokens(passage.embedded_text)):
        yield "its words are not as counted"
    yield from _vector_faults(row.vector, model)
    # None yet is no fault: they are made when nothing else waits.
    count, dimensions = len(sentences(row.text)), _dimensions(model, default=0)
    if row.sentences and dimensions and len(row.sentences) != count * dimensions:
        yield "the vectors of its sentences are not as many as these"


def _vector_faults(stored: bytes | memoryview | None, model: str) -> Iterator[str]:
    if stored is None:
        yield "has no vector"
        return
    vector = np.frombuffer(stored, "<f4") if len(stored) % 4 == 0 else None
    if vector is None or len(vector) != _dimensions(model, default=len(stored) // 4):
        yield f"its vector has {len(stored)} bytes"
    elif not abs(float(np.linalg.norm(vector)) - 1) < TOLERANCE:
        yield "its vector is damaged: its length is not 1"


def _dimensions(model: str, default: int) -> int:
    try:
        return get_encoder(model).dimensions
    except EncoderUnavailable:
        return default


def _orphans(waiting: set[str]) -> Iterator[Difference]:
    """Passages of documents that are gone."""
    keys = IndexedPassage.objects.filter(document__gone=True).values_list(
        "document__key", flat=True
    )
    for key in sorted(set(keys) - waiting):
        yield Difference(key, "gone, but passages of it are left")
