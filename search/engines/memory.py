"""This process's memory of the index: the snapshot plus what changed since, brought up to date when asked."""

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from statistics import mode
from typing import Any
from uuid import UUID

import numpy as np
from django.conf import settings
from django.db import connection

from ..background import background, questions
from ..models import IndexedDocument, IndexedPassage, IndexState
from . import snapshot
from .approximate import Approximate
from .embedded import View
from .parts import Part
from .segments import DocumentEntry, Floats, PassageEntry

logger = logging.getLogger(__name__)

# A snapshot is written anew once it misses so many changes, and so large a share of its documents.
SNAPSHOT_AGE = 500
SNAPSHOT_SHARE = 0.05

# Up to so many vectors a query looks at each (docs/decisions/dense-index.md).
MOST_EXACT = 100_000

# Documents read at once.
READ = 500


# Asked with each question, and putting it together takes the ORM longer than the database takes to answer.
_STATE = f"SELECT identity, version FROM {IndexState._meta.db_table}"


@dataclass(frozen=True)
class _Memory:
    """`stamp`: of the snapshot that was looked at last."""

    identity: UUID
    model: str
    version: int
    view: View
    stamp: int | None

    @property
    def row(self) -> tuple[object, int]:
        """As the database gives what `_STATE` asks for."""
        field = IndexState._meta.get_field("identity")
        return field.get_db_prep_value(self.identity, connection), self.version


_memory: _Memory | None = None
_lock = threading.Lock()


def current_view() -> tuple[View, str]:
    """What is searchable now, and the model its vectors are of.

    Follows the database: one query where nothing changed. While one thread reads what is new, others go on
    with what they have. A new snapshot is taken up too: its arrays are shared with other processes, and a large
    one comes with an index that only the worker takes the time to make.
    """
    global _memory
    known = _memory
    if known and _is_current(known):
        return known.view, known.model
    state = IndexState.objects.first()
    if state is None:
        return View(1), ""
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
        saved = snapshot.describe(_snapshots())
        age = max(SNAPSHOT_AGE, SNAPSHOT_SHARE * saved["documents"])
        fresh = _fits(saved, state) and state.version - saved["version"] < age
    except snapshot.SnapshotError:
        fresh = False
    if not fresh:
        save_snapshot()


def save_snapshot() -> None:
    current_view()
    known = _memory
    if known is None or not known.view.alive_documents.any():
        return
    segment = known.view.merged().parts[0].segment
    if len(segment.vector_rows) > MOST_EXACT:
        approximate = Approximate.trained(segment.matrix, _questions(known.model))
        segment = replace(segment, approximate=approximate)
    snapshot.save(
        _snapshots(),
        segment,
        {"identity": str(known.identity), "model": known.model, "version": known.version},
    )


def _questions(model: str) -> Floats | None:
    """Vectors of questions, as people ask them."""
    known = [background(model, asked_in) for asked_in in questions()]
    vectors = [found.vectors for found in known if found]
    return np.concatenate(vectors) if vectors else None


def _is_current(memory: _Memory) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        same = cursor.fetchone() == memory.row
    return same and memory.stamp == snapshot.stamp(_snapshots())


def _refreshed(memory: _Memory | None, state: IndexState) -> _Memory:
    dimensions = _dimensions(state.model)
    stamp = snapshot.stamp(_snapshots())
    if (
        memory is None
        or memory.identity != state.identity
        or memory.version > state.version
        or memory.view.dimensions != dimensions  # the first vectors have come
    ):
        memory = _Memory(state.identity, state.model, 0, View(dimensions), None)
    if memory.stamp != stamp:
        memory = _from_snapshot(state, dimensions, stamp) or replace(memory, stamp=stamp)
    if memory.version == state.version:
        return memory
    # Without a transaction, which in SQLite would wait for the writers. A document that changes meanwhile has a
    # version above the one this view is said to have, and is read again at the next call.
    rows = IndexedDocument.objects.filter(version__gt=memory.version)
    gone = rows.filter(gone=True).values_list("key", flat=True)
    living = list(rows.filter(gone=False).order_by("pk").values_list("pk", flat=True))
    view = memory.view.with_changes(_entries(living, memory.model, dimensions), gone)
    return replace(memory, version=state.version, view=view)


def _entries(pks: Sequence[int], model: str, dimensions: int) -> Iterator[DocumentEntry]:
    for start in range(0, len(pks), READ):
        documents = IndexedDocument.objects.filter(pk__in=pks[start : start + READ])
        passages = (
            IndexedPassage.objects.filter(document__in=documents, model=model)
            .order_by("document_id", "position")
            .values_list("document_id", "id", "tokens", "vector")
        )
        rows = {pk: list(group) for pk, group in groupby(passages, key=lambda row: row[0])}
        for document in documents:
            yield _entry(document, [row[1:] for row in rows.get(document.pk, [])], dimensions)


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


def _from_snapshot(state: IndexState, dimensions: int, stamp: int | None) -> _Memory | None:
    if stamp is None:
        return None
    try:
        segment, description = snapshot.load(_snapshots(), dimensions)
    except snapshot.SnapshotError as error:
        logger.warning("Not using the snapshot of the index: %s", error)
        return None
    if not _fits(description, state):
        return None
    view = View(dimensions, (Part.of(segment),))
    return _Memory(state.identity, state.model, description["version"], view, stamp)


def _fits(description: Mapping[str, Any], state: IndexState) -> bool:
    """Whether a snapshot is of this index and model, and not from a future that was rolled back."""
    same = (description["identity"], description["model"]) == (str(state.identity), state.model)
    return same and description["version"] <= state.version


def _snapshots() -> Path:
    return Path(settings.SEARCH_SNAPSHOT_DIR)
