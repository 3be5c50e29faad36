"""The encoder's vectors, kept in a file of DATA_DIR: a second run need not embed again."""

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing

import numpy as np
from django.conf import settings
from tqdm import tqdm

from search.encoder.base import Vectors, get_encoder

BATCH = 64


def query_vectors(texts: Sequence[str]) -> Vectors:
    return _vectors("q", texts, lambda batch: get_encoder().encode_queries(batch))


def document_vectors(texts: Sequence[str]) -> Vectors:
    return _vectors("d", texts, lambda batch: get_encoder().encode_documents(batch))


def _vectors(
    kind: str, texts: Sequence[str], encode: Callable[[Sequence[str]], Vectors]
) -> Vectors:
    """Shape (texts, dimensions)."""
    name = hashlib.sha256(settings.SEARCH_MODEL.encode()).hexdigest()[:8]
    with closing(sqlite3.connect(settings.DATA_DIR / f"vectors-{name}.sqlite3")) as kept:
        kept.execute("CREATE TABLE IF NOT EXISTS v (k TEXT PRIMARY KEY, v BLOB)")
        found = {text: _known(kept, _key(kind, text)) for text in texts}
        known = {text: vector for text, vector in found.items() if vector is not None}
        new = list(found.keys() - known.keys())
        for start in tqdm(range(0, len(new), BATCH), desc="Embedding", disable=not new):
            batch = new[start : start + BATCH]
            for text, vector in zip(batch, encode(batch), strict=True):
                known[text] = vector
                row = (_key(kind, text), vector.astype("<f4").tobytes())
                kept.execute("INSERT OR REPLACE INTO v VALUES (?, ?)", row)
            kept.commit()
    return np.stack([known[text] for text in texts])


def _known(kept: sqlite3.Connection, key: str) -> Vectors | None:
    row = kept.execute("SELECT v FROM v WHERE k = ?", (key,)).fetchone()
    return np.frombuffer(row[0], dtype="<f4") if row else None


def _key(kind: str, text: str) -> str:
    return hashlib.sha256((kind + text).encode()).hexdigest()
