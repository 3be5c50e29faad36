"""The vectors of passages' sentences, by which evidence is chosen. They are made when nothing else waits, and kept in
the passages' rows; until then words alone choose."""

import logging
import time
from collections.abc import Callable, Collection

import numpy as np
from django.db import transaction
from django.db.models import QuerySet

from .encoder.base import Encoder, EncoderUnavailable, Vectors, get_encoder
from .indexing import index_state, is_due
from .models import IndexedPassage
from .text import sentences

logger = logging.getLogger(__name__)

# Passages embedded together: what a change that comes meanwhile waits for, half a second or so.
TOGETHER = 2


def missing(keys: Collection[str] | None = None) -> QuerySet[IndexedPassage]:
    """The passages (of the documents with `keys`) whose sentences have no vectors yet. Code is never evidence."""
    rows = IndexedPassage.objects.filter(model=index_state().model, sentences__isnull=True)
    if keys is not None:
        rows = rows.filter(document__key__in=keys)
    return rows.exclude(kind="code").order_by("id")


def embed_missing(
    seconds: float | None = None,
    progress: Callable[[int], None] | None = None,
    keys: Collection[str] | None = None,
) -> int:
    """Make missing vectors until there are none, a change is to be indexed, or `seconds` have passed.

    Returns the number of passages done; `progress` is called with each batch's. EncoderUnavailable where there
    is no encoder, or none of a batch's texts could be embedded.
    """
    encoder = get_encoder(index_state().model)
    deadline = None if seconds is None else time.monotonic() + seconds
    done = 0
    while (deadline is None or time.monotonic() < deadline) and not is_due():
        batch = list(missing(keys).only("id", "text")[:TOGETHER])
        if not batch:
            break
        with_vectors = [(row.pk, pack(_embedded(encoder, row.text))) for row in batch]
        with transaction.atomic():
            # Rows are never changed, only replaced: one that is gone meanwhile is passed over.
            for pk, packed in with_vectors:
                IndexedPassage.objects.filter(pk=pk).update(sentences=packed)
        done += len(batch)
        if progress:
            progress(len(batch))
    return done


def _embedded(encoder: Encoder, text: str) -> Vectors:
    """Shape (sentences, dimensions); none for a text that the encoder cannot take."""
    texts = [text[start:end] for start, end in sentences(text)]
    if not texts:
        return np.zeros((0, encoder.dimensions), dtype=np.float32)
    try:
        vectors = encoder.encode_documents(texts)
        if not np.isfinite(vectors).all():
            raise ValueError("the encoder gave what is no number")
        return vectors
    except Exception as failure:
        _check(encoder)
        logger.warning("Embedding sentences failed: %r", failure)
        return np.zeros((0, encoder.dimensions), dtype=np.float32)


def _check(encoder: Encoder) -> None:
    """Tell a text that cannot be embedded from an encoder that does not work."""
    try:
        encoder.encode_documents(["It works."])
    except Exception as failure:
        raise EncoderUnavailable(f"embedding failed: {failure!r}") from failure


def pack(vectors: Vectors) -> bytes:
    """One byte a number: rows (sentences, dimensions), each scaled to its largest."""
    largest = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-9)
    return np.rint(vectors / largest * 127).astype(np.int8).tobytes()


def unpack(packed: bytes | memoryview | None, count: int, dimensions: int) -> Vectors | None:
    """Unit vectors of shape (count, dimensions); None where there are not so many."""
    if packed is None or not count or len(packed) != count * dimensions:
        return None
    rows = np.frombuffer(packed, dtype=np.int8).reshape(count, dimensions).astype(np.float32)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
