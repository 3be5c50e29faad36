"""Keeps the index true to the sources.

A change is a row (`Change`), written with the change itself. Whoever drains the rows asks the source for the
document, splits it, embeds what is new, and replaces its passages, all rows of it in one transaction with the
deletion of the change: so a crash at any point loses nothing and doing it twice changes nothing.
"""

import hashlib
import json
import logging
import time
import uuid
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils import timezone

from .documents import Document, source_of, sources
from .encoder.base import Encoder, EncoderUnavailable, get_encoder
from .models import Change, IndexedDocument, IndexedPassage, IndexState
from .passages import Passage, split
from .text import rough_token_count, tokens

logger = logging.getLogger(__name__)

# Documents embedded together: enough to fill the encoder's batches, few enough to be searchable soon.
BATCH_DOCUMENTS = 8
# A change that fails is tried again after 10 s, 20 s, 40 s … up to an hour.
RETRY_SECONDS = 10
MAX_RETRY_SECONDS = 3600


def changed(*keys: str) -> None:
    """Say that documents changed, inside the transaction that changes them. The rest happens later."""
    from .tasks import drain_outbox

    if keys:
        Change.objects.bulk_create([Change(key=key) for key in dict.fromkeys(keys)])
        drain_outbox.enqueue()


def recover() -> None:
    """Have waiting changes drained, whatever became of the tasks that should have done it."""
    from .tasks import drain_outbox

    if Change.objects.filter(due_at__lte=timezone.now()).exists():
        drain_outbox.enqueue()


def waiting() -> int:
    """How many documents wait to be indexed."""
    return Change.objects.values("key").distinct().count()


def drain(progress: Callable[[int], None] | None = None, seconds: float | None = None) -> int:
    """Index what waits, oldest first, until nothing is due or `seconds` have passed.

    Returns the number of documents done; `progress` is called with each batch's.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    done = 0
    while (deadline is None or time.monotonic() < deadline) and (batch := _due()):
        _index(batch)
        done += len(batch)
        if progress:
            progress(len(batch))
    return done


def rebuild(progress: Callable[[int], None] | None = None) -> None:
    """Read every document again; embed only text that is new to the model.

    After a change of SEARCH_MODEL the new model's passages are made beside the old ones, which go on
    answering until all is ready.
    """
    state = index_state()
    if state.model != settings.SEARCH_MODEL:
        get_encoder(settings.SEARCH_MODEL)  # EncoderUnavailable, before anything is touched
        IndexState.objects.update(building=settings.SEARCH_MODEL)
    changed(*(all_keys() | set(_indexed_keys())))
    drain(progress)
    if index_state().building:
        _swap_models()


def all_keys() -> set[str]:
    """Of every document that should be in the index."""
    return {key for source in sources() for key in source.all_keys()}


def index_state() -> IndexState:
    state, _ = IndexState.objects.get_or_create(pk=1, defaults={"model": settings.SEARCH_MODEL})
    return state


def text_hash(document: Document) -> str:
    """Of all that the index knows of a document: equal hashes, equal index."""
    published = document.published_at.astimezone(UTC).isoformat() if document.published_at else ""
    known = [
        document.locale,
        document.title,
        document.group,
        published,
        [[s.title, s.kind, s.block, s.text] for s in document.sections],
        {name: sorted(values) for name, values in sorted(document.facets.items())},
    ]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()


# ---- one batch


@dataclass(frozen=True)
class _Job:
    """A document to index, and the last change row seen for it before it was read."""

    key: str
    last_change: int


@dataclass(frozen=True)
class _Prepared:
    """What a model's part of the index should hold of each job."""

    model: str
    passages: Mapping[_Job, list[Passage]]
    vectors: Mapping[bytes, bytes]
    error: str


def _due() -> list[_Job]:
    rows = (
        Change.objects.filter(due_at__lte=timezone.now())
        .values("key")
        .annotate(last=Max("id"))
        .order_by("last")[:BATCH_DOCUMENTS]
    )
    return [_Job(row["key"], row["last"]) for row in rows]


def _index(jobs: Sequence[_Job]) -> None:
    documents = _read(jobs)
    state = index_state()
    prepared = [_prepare(model, documents) for model in (state.model, state.building) if model]
    for job, document in documents.items():
        with transaction.atomic():
            if Change.objects.filter(id=job.last_change).exists():
                _write(job, document, prepared)
            # Else someone did it meanwhile, from a reading as new as this one.


def _read(jobs: Sequence[_Job]) -> dict[_Job, Document | None]:
    documents = {}
    for job in jobs:
        try:
            documents[job] = source_of(job.key).document(job.key)
        except Exception as error:
            logger.exception("Reading %s failed", job.key)
            _retry(job, f"reading failed: {error!r}")
    return documents


def _prepare(model: str, documents: Mapping[_Job, Document | None]) -> _Prepared:
    try:
        encoder: Encoder | None = get_encoder(model)
        error = ""
    except EncoderUnavailable as unavailable:
        encoder, error = None, str(unavailable)
    count = encoder.count_tokens if encoder else rough_token_count
    passages = {job: split(doc, count) if doc else [] for job, doc in documents.items()}
    wanted = {p.content_hash: p.embedded_text for ps in passages.values() for p in ps}
    vectors = _known_vectors(model, list(wanted))
    new = [key for key in wanted if key not in vectors]
    if new and encoder:
        try:
            rows = encoder.encode_documents([wanted[key] for key in new])
            vectors |= {k: row.astype("<f4").tobytes() for k, row in zip(new, rows, strict=True)}
        except Exception as failure:
            logger.exception("Embedding %d passages failed", len(new))
            error = f"embedding failed: {failure!r}"
    return _Prepared(model, passages, vectors, error)


def _known_vectors(model: str, hashes: list[bytes]) -> dict[bytes, bytes]:
    rows = IndexedPassage.objects.filter(
        model=model, content_hash__in=hashes, vector__isnull=False
    ).values_list("content_hash", "vector")
    return {bytes(key): bytes(vector) for key, vector in rows if vector}


def _write(job: _Job, document: Document | None, prepared: Sequence[_Prepared]) -> None:
    if not _is_indexed(job, document, prepared):
        if row := _write_document(job.key, document):
            for part in prepared:
                row.passages.filter(model=part.model).delete()
                IndexedPassage.objects.bulk_create(_passage_rows(row, part, part.passages[job]))
    errors = [part.error for part in prepared if part.error and _lacks_vectors(part, job)]
    if errors:
        _retry(job, errors[0])  # found by its words until then
    else:
        Change.objects.filter(key=job.key, id__lte=job.last_change).delete()


def _is_indexed(job: _Job, document: Document | None, prepared: Sequence[_Prepared]) -> bool:
    """Whether the index holds just this already, so that readers' memories need not follow."""
    row = IndexedDocument.objects.filter(key=job.key).first()
    if document is None:
        return row is None or row.gone
    if row is None or row.gone or row.text_hash != text_hash(document):
        return False
    return all(
        [bytes(value) for value in _stored_hashes(row, part.model)]
        == [passage.content_hash for passage in part.passages[job]]
        for part in prepared
    )


def _stored_hashes(row: IndexedDocument, model: str) -> QuerySet:
    """Of the passages that have their vector, in order."""
    return (
        row.passages.filter(model=model, vector__isnull=False)
        .order_by("position")
        .values_list("content_hash", flat=True)
    )


def _lacks_vectors(part: _Prepared, job: _Job) -> bool:
    return any(passage.content_hash not in part.vectors for passage in part.passages[job])


def _write_document(key: str, document: Document | None) -> IndexedDocument | None:
    # The update takes a lock on the row, so versions become visible in the order they are given.
    IndexState.objects.update(version=F("version") + 1)
    version = index_state().version
    if document is None:
        IndexedPassage.objects.filter(document__key=key).delete()
        IndexedDocument.objects.filter(key=key).update(gone=True, version=version, text_hash="")
        return None
    row, _ = IndexedDocument.objects.update_or_create(
        key=key,
        defaults={
            "locale": document.locale,
            "title": document.title,
            "group": document.group,
            "facets": {name: sorted(values) for name, values in document.facets.items()},
            "published_at": document.published_at,
            "text_hash": text_hash(document),
            "version": version,
            "gone": False,
        },
    )
    return row


def _passage_rows(
    document: IndexedDocument, part: _Prepared, passages: Sequence[Passage]
) -> list[IndexedPassage]:
    return [
        IndexedPassage(
            document=document,
            model=part.model,
            position=position,
            section_title=passage.section_title,
            block=passage.block,
            start=passage.start,
            end=passage.end,
            text=passage.text,
            tokens=Counter(tokens(passage.embedded_text)),
            content_hash=passage.content_hash,
            vector=part.vectors.get(passage.content_hash),
        )
        for position, passage in enumerate(passages)
    ]


def _retry(job: _Job, error: str) -> None:
    rows = Change.objects.filter(key=job.key, id__lte=job.last_change)
    attempts = (rows.aggregate(most=Max("attempts"))["most"] or 0) + 1
    wait = min(MAX_RETRY_SECONDS, RETRY_SECONDS * 2 ** min(attempts - 1, 16))
    rows.update(
        attempts=attempts, error=error[:2000], due_at=timezone.now() + timedelta(seconds=wait)
    )


# ---- the whole index


def _indexed_keys() -> list[str]:
    return list(IndexedDocument.objects.filter(gone=False).values_list("key", flat=True))


def _swap_models() -> None:
    with transaction.atomic():
        state = index_state()
        IndexedPassage.objects.exclude(model=state.building).delete()
        IndexedDocument.objects.update(version=state.version + 1)
        IndexState.objects.update(
            version=state.version + 1, model=state.building, building="", identity=uuid.uuid4()
        )
