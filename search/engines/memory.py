"""This process's memory of the index: the snapshot plus what changed since, brought up to date when asked."""

import logging
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from statistics import mode
from typing import Any
from uuid import UUID

import numpy as np
from django.conf import settings

from ..models import IndexedDocument, IndexedPassage, IndexState
from . import snapshot
from .embedded import View
from .segments import DocumentEntry, Floats, PassageEntry

logger = logging.getLogger(__name__)

# A snapshot is written anew once it misses so many changes.
SNAPSHOT_AGE = 500


@dataclass(frozen=True)
class _Memory:
    identity: UUID
    model: str
    version: int
    view: View


_memory: _Memory | None = None
_lock = threading.Lock()


def current_view() -> tuple[View, str]:
    """What is searchable now, and the model its vectors are of.

    Follows the database: one query where nothing changed. While one thread reads what is new, others go on
    with what they have.
    """
    global _memory
    state = IndexState.objects.first()
    if state is None:
        return View(1), ""
    known = _memory
    if known and _is_current(known, state):
        return known.view, known.model
    if not _lock.acquire(blocking=known is None or known.identity != state.identity):
        assert known is not None
        return known.view, known.model
    try:
        # Read anew: while this thread waited for the lock, another may have gone further.
        _memory = _refreshed(_memory, IndexState.objects.get())
        return _memory.view, _memory.model
    finally:
        _lock.release()


def forget() -> None:
    """Start from nothing at the next call; for tests and for a forked child."""
    global _memory
    _memory = None


def save_snapshot_if_old() -> None:
    state = IndexState.objects.first()
    if state is None:
        return
    try:
        saved = snapshot.describe(_snapshot_path())
        fresh = _fits(saved, state) and state.version - saved["version"] < SNAPSHOT_AGE
    except snapshot.SnapshotError:
        fresh = False
    if not fresh:
        save_snapshot()


def save_snapshot() -> None:
    current_view()
    known = _memory
    if known is None:
        return
    merged = known.view.merged()
    if merged.segments:
        snapshot.save(
            _snapshot_path(),
            merged.segments[0],
            {"identity": str(known.identity), "model": known.model, "version": known.version},
        )


def _is_current(memory: _Memory, state: IndexState) -> bool:
    return memory.identity == state.identity and memory.version == state.version


def _refreshed(memory: _Memory | None, state: IndexState) -> _Memory:
    dimensions = _dimensions(state.model)
    if (
        memory is None
        or memory.identity != state.identity
        or memory.version > state.version
        or memory.view.dimensions != dimensions  # the first vectors have come
    ):
        memory = _from_snapshot(state, dimensions) or _Memory(
            state.identity, state.model, 0, View(dimensions)
        )
    if _is_current(memory, state):
        return memory
    # Without a transaction, which in SQLite would wait for the writers. A document that changes between the
    # two reads has a version above those read here, and is read again at the next call.
    rows = list(IndexedDocument.objects.filter(version__gt=memory.version))
    living = [row for row in rows if not row.gone]
    entries = list(_entries(living, memory.model, dimensions))
    view = memory.view.with_changes(entries, [row.key for row in rows if row.gone])
    version = max([state.version, *(row.version for row in rows)])
    return _Memory(memory.identity, memory.model, version, view)


def _entries(
    documents: list[IndexedDocument], model: str, dimensions: int
) -> Iterable[DocumentEntry]:
    by_id = {document.pk: document for document in documents}
    passages = IndexedPassage.objects.filter(model=model).order_by("document_id", "position")
    if len(documents) < 500:
        passages = passages.filter(document_id__in=list(by_id))
    rows = passages.values_list("document_id", "id", "tokens", "vector").iterator(2000)
    found = set()
    for document_id, group in groupby(rows, key=lambda row: row[0]):
        if document_id in by_id:
            found.add(document_id)
            yield _entry(by_id[document_id], [row[1:] for row in group], dimensions)
    for document_id in by_id.keys() - found:
        yield _entry(by_id[document_id], [], dimensions)


def _entry(document: IndexedDocument, rows: list[tuple], dimensions: int) -> DocumentEntry:
    return DocumentEntry(
        key=document.key,
        locale=document.locale,
        group=document.group,
        facets={name: frozenset(values) for name, values in document.facets.items()},
        published_at=document.published_at.timestamp() if document.published_at else np.nan,
        passages=tuple(
            PassageEntry(pk, tokens, _vector(stored, dimensions)) for pk, tokens, stored in rows
        ),
    )


def _vector(stored: bytes | None, dimensions: int) -> Floats | None:
    """None where there is none, or a damaged one: the passage is found by its words until it is mended."""
    if stored is None or len(stored) != 4 * dimensions:
        return None
    vector = np.frombuffer(stored, "<f4")
    return vector if np.isfinite(vector).all() else None


def _dimensions(model: str) -> int:
    """Of the model's vectors, as most of its first rows have them; 1 where there are none yet."""
    vectors = IndexedPassage.objects.filter(model=model, vector__isnull=False).order_by("id")
    sizes = [len(vector) // 4 for vector in vectors.values_list("vector", flat=True)[:20] if vector]
    return max(mode(sizes), 1) if sizes else 1


def _from_snapshot(state: IndexState, dimensions: int) -> _Memory | None:
    path = _snapshot_path()
    if not path.exists():
        return None
    try:
        segment, description = snapshot.load(path, dimensions)
    except snapshot.SnapshotError as error:
        logger.warning("Not using the snapshot of the index: %s", error)
        return None
    if not _fits(description, state):
        return None
    view = View(segment.vectors.d, (segment,), (np.ones(len(segment.keys), dtype=bool),))
    return _Memory(state.identity, state.model, description["version"], view)


def _fits(description: Mapping[str, Any], state: IndexState) -> bool:
    """Whether a snapshot is of this index and model, and not from a future that was rolled back."""
    same = (description["identity"], description["model"]) == (str(state.identity), state.model)
    return same and description["version"] <= state.version


def _snapshot_path() -> Path:
    return Path(settings.SEARCH_SNAPSHOT_DIR) / "index.npz"
