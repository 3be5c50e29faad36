"""Whether the index holds what the sources say: rows, passages, vectors."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .documents import Document, source_of
from .encoder.base import EncoderUnavailable, get_encoder
from .indexing import all_keys, index_state, text_hash
from .models import Change, IndexedDocument, IndexedPassage

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
    indexed = dict(IndexedDocument.objects.filter(gone=False).values_list("key", "text_hash"))
    for key in sorted((wanted | indexed.keys()) - waiting):
        if key not in indexed:
            yield Difference(key, "not in the index")
        elif key not in wanted:
            yield Difference(key, "in the index, but not in its source")
        else:
            document = source_of(key).document(key)
            yield from _document_differences(key, document, indexed[key], state.model)
    yield from _orphans()


def _document_differences(
    key: str, document: Document | None, indexed_hash: str, model: str
) -> Iterator[Difference]:
    if document is None:
        yield Difference(key, "in the index, but its source has no such document")
        return
    if text_hash(document) != indexed_hash:
        yield Difference(key, "its text or facets have changed since it was indexed")
        return
    passages = list(
        IndexedPassage.objects.filter(document__key=key, model=model).order_by("position")
    )
    if document.text.strip() and not passages:
        yield Difference(key, f"has no passages for the model {model}")
    for expected, passage in enumerate(passages):
        for reason in _passage_faults(document, passage, expected, model):
            yield Difference(key, f"passage {passage.position}: {reason}")


def _passage_faults(
    document: Document, passage: IndexedPassage, position: int, model: str
) -> Iterator[str]:
    if passage.position != position:
        yield f"stands at place {position}"
    if document.text[passage.start : passage.end] != passage.text:
        yield "its text is not the source's at its span"
    if passage.vector is None:
        yield "has no vector"
        return
    vector = np.frombuffer(passage.vector, "<f4") if len(passage.vector) % 4 == 0 else None
    if vector is None or len(vector) != _dimensions(model, default=len(passage.vector) // 4):
        yield f"its vector has {len(passage.vector)} bytes"
    elif not abs(float(np.linalg.norm(vector)) - 1) < TOLERANCE:
        yield "its vector is damaged: its length is not 1"


def _dimensions(model: str, default: int) -> int:
    try:
        return get_encoder(model).dimensions
    except EncoderUnavailable:
        return default


def _orphans() -> Iterator[Difference]:
    """Passages of documents that are gone."""
    keys = IndexedPassage.objects.filter(document__gone=True).values_list(
        "document__key", flat=True
    )
    for key in sorted(set(keys)):
        yield Difference(key, "gone, but passages of it are left")
