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
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from typing import Any

import numpy as np
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, QuerySet
from django.dispatch import Signal
from django.utils import timezone

from .documents import Document, source_of, sources
from .encoder.base import Encoder, EncoderUnavailable, get_encoder
from .layout import layout
from .models import Change, IndexedDocument, IndexedPassage, IndexState
from .passages import Outline, Passage, facts, gaps, split
from .text import rough_token_count, tokens

logger = logging.getLogger(__name__)

# Documents embedded together: enough to fill the encoder's batches, few enough to be searchable soon.
BATCH_DOCUMENTS = 8
# A change that fails is tried again after 10 s, 20 s, 40 s … up to an hour.
RETRY_SECONDS = 10
MAX_RETRY_SECONDS = 3600


# Sent by `changed`, in the same transaction, with `keys`: for what must be true of a text from the moment it is out.
documents_changed = Signal()


def changed(*keys: str) -> None:
    """Say that documents changed, inside the transaction that changes them. The rest happens later."""
    if keys:
        read_again(*keys)
        documents_changed.send(sender=Change, keys=tuple(dict.fromkeys(keys)))


def read_again(*keys: str) -> None:
    """As `changed`, where the texts are what they were: what is known beside them, or how they are indexed, changed."""
    from .tasks import enqueue_drain

    if keys:
        Change.objects.bulk_create([Change(key=key) for key in dict.fromkeys(keys)])
        enqueue_drain()


def recover() -> None:
    """Have done what waits to be done, whatever became of the tasks that should have done it."""
    from .tasks import enqueue_drain, enqueue_embed_sentences

    renew_if_cut_otherwise()
    if is_due():
        enqueue_drain()
    else:
        enqueue_embed_sentences()


def renew_if_cut_otherwise() -> None:
    """Have every document read again where the rows were cut or counted by an earlier version's rules.
    Text that stays the same in its passage is not embedded again."""
    state = index_state()
    if state.layout == layout():
        return
    try:
        get_encoder(
            state.model
        )  # which knows the bounds of passages; without it they stay as they are
    except EncoderUnavailable:
        return
    with transaction.atomic():
        if IndexState.objects.filter(layout=state.layout).update(layout=layout()):
            read_again(*_indexed_keys())


def is_due() -> bool:
    """Whether a change waits that is to be indexed now (not only ones that failed, for their next try)."""
    return Change.objects.filter(due_at__lte=timezone.now()).exists()


def waiting() -> int:
    """How many documents wait to be indexed, those that failed included."""
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
    get_encoder(settings.SEARCH_MODEL)  # EncoderUnavailable, before anything is touched
    state = index_state()
    building = "" if state.model == settings.SEARCH_MODEL else settings.SEARCH_MODEL
    IndexState.objects.update(building=building, layout=layout())
    IndexedPassage.objects.exclude(model__in=[state.model, building]).delete()
    read_again(*(all_keys() | set(_indexed_keys())))
    drain(progress)
    swap_models_if_ready()


def swap_models_if_ready() -> None:
    """Let readers have the model that is being built, once it can do all that the old one can."""
    with transaction.atomic():
        state = index_state()
        if state.building and not _only_in(state.model, state.building).exists():
            _swap_models(state)


def all_keys() -> set[str]:
    """Of every document that should be in the index."""
    return {key for source in sources() for key in source.all_keys()}


def index_state() -> IndexState:
    state, _ = IndexState.objects.get_or_create(
        pk=1, defaults={"model": settings.SEARCH_MODEL, "layout": layout()}
    )
    return state


def text_hash(document: Document) -> str:
    """Of all that the index knows of a document: equal hashes, equal index."""
    published = document.published_at.astimezone(UTC).isoformat() if document.published_at else ""
    known = [
        document.locale,
        document.title,
        document.group,
        published,
        [[*s.path, s.title, s.kind, s.block, s.text] for s in document.sections],
        {name: sorted(values) for name, values in sorted(document.facets.items())},
    ]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()


def row_values(document: Document) -> dict[str, Any]:
    """What the row of a document says of it, by field."""
    return {
        "locale": document.locale,
        "title": document.title,
        "group": document.group,
        "facets": {name: sorted(values) for name, values in document.facets.items()},
        "published_at": document.published_at,
    }


# ---- one batch


@dataclass(frozen=True)
class _Job:
    """A document to index, and the last change row seen for it before it was read."""

    key: str
    last_change: int


@dataclass(frozen=True)
class _Prepared:
    """What a model's part of the index should hold of each job.

    Without an encoder passages are cut by a guess at its count of tokens.
    """

    model: str
    encoder: Encoder | None
    passages: Mapping[_Job, list[Passage]]
    vectors: Mapping[bytes, bytes]
    sentences: Mapping[bytes, bytes]
    error: str

    @property
    def missing(self) -> dict[bytes, str]:
        """The texts that have no vector yet, by content hash."""
        texts = {p.content_hash: p.embedded_text for found in self.passages.values() for p in found}
        return {key: text for key, text in texts.items() if key not in self.vectors}


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
    parts = [_prepare(model, documents) for model in (state.model, state.building) if model]
    if any(part.missing for part in parts):
        # A long document takes seconds to embed; meanwhile it is found by its words.
        _write_all(documents, parts, finish=False)
        parts = [_embedded(part) for part in parts]
    _write_all(documents, parts, finish=True)


def _write_all(
    documents: Mapping[_Job, Document | None], parts: Sequence[_Prepared], *, finish: bool
) -> None:
    for job, document in documents.items():
        try:
            with transaction.atomic():
                if Change.objects.filter(id=job.last_change).exists():
                    errors = _write(job, document, parts)
                    if finish:
                        _finish(job, errors)
                # Else someone did it meanwhile, from a reading as new as this one.
        except Exception as error:
            logger.exception("Writing %s failed", job.key)
            _retry(job, f"writing failed: {error!r}")


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
    """The passages, with those vectors that are known already."""
    try:
        encoder: Encoder | None = get_encoder(model)
        error = ""
    except EncoderUnavailable as unavailable:
        encoder, error = None, str(unavailable)
    passages = {job: _split(doc, encoder) if doc else [] for job, doc in documents.items()}
    hashes = {passage.content_hash for found in passages.values() for passage in found}
    vectors = _known("vector", model, list(hashes))
    sentences = _known("sentences", model, list(hashes))
    return _Prepared(model, encoder, passages, vectors, sentences, error)


def _embedded(part: _Prepared) -> _Prepared:
    """With the missing vectors, as far as there is an encoder and it can make them."""
    if part.encoder is None or not part.missing:
        return part
    found, error = _embed(part.encoder, part.missing)
    return replace(part, vectors={**part.vectors, **found}, error=error)


def _split(document: Document, encoder: Encoder | None) -> list[Passage]:
    if encoder:
        try:
            return split(document, encoder.count_tokens)
        except Exception:
            logger.exception("Counting the tokens of %s failed", document.key)
    return split(document, rough_token_count)


def _embed(encoder: Encoder, texts: Mapping[bytes, str]) -> tuple[dict[bytes, bytes], str]:
    """The texts' vectors, and what went wrong. Where they fail together each is tried alone, so that
    one the encoder cannot take does no harm to the others."""
    try:
        rows = encoder.encode_documents(list(texts.values()))
        if not np.isfinite(rows).all():
            raise ValueError("the encoder gave what is no number")
        vectors = [row.astype("<f4").tobytes() for row in rows]
        return dict(zip(texts, vectors, strict=True)), ""
    except Exception as failure:
        if len(texts) == 1:
            logger.warning("Embedding a passage failed: %r", failure)
            return {}, f"embedding failed: {failure!r}"
    alone = [_embed(encoder, {key: text}) for key, text in texts.items()]
    found = {key: vector for vectors, _ in alone for key, vector in vectors.items()}
    return found, next((error for _, error in alone if error), "")


def _known(field: str, model: str, hashes: list[bytes]) -> dict[bytes, bytes]:
    """What rows of the same content have in `field`, by content hash."""
    rows = IndexedPassage.objects.filter(
        model=model, content_hash__in=hashes, **{f"{field}__isnull": False}
    ).values_list("content_hash", field)
    return {bytes(key): bytes(value) for key, value in rows if value}


def _write(job: _Job, document: Document | None, prepared: Sequence[_Prepared]) -> list[str]:
    """Makes the index hold the document as prepared; what went wrong with vectors that it lacks."""
    row = IndexedDocument.objects.filter(key=job.key).first()
    if document is None:
        if row and (not row.gone or row.passages.exists()):
            _bury(row)
        return []
    outdated = [part for part in prepared if not (row and _stands(row, document, part, job))]
    # Where the index holds just this already, readers' memories need not follow.
    if outdated or row is None or row.gone or row.text_hash != text_hash(document):
        row = _write_document(document)
        for part in outdated:
            row.passages.filter(model=part.model).delete()
            IndexedPassage.objects.bulk_create(_passage_rows(row, part, part.passages[job]))
    return [part.error for part in outdated if part.error and _lacks_vectors(part, job)]


def _finish(job: _Job, errors: Sequence[str]) -> None:
    if errors:
        _retry(job, errors[0])  # found by its words until then
    else:
        Change.objects.filter(key=job.key, id__lte=job.last_change).delete()


def _stands(row: IndexedDocument, document: Document, part: _Prepared, job: _Job) -> bool:
    """Whether the rows are the model's passages of the document, each with its vector."""
    stored = list(row.passages.filter(model=part.model).order_by("position"))
    if any(passage.vector is None for passage in stored):
        return False
    if part.encoder:
        expected = part.passages[job]
    elif gaps(document, stored):
        return False
    else:  # nobody knows the model's bounds: whatever holds all of the text is as good
        outline = Outline(document)
        expected = [outline.passage(passage.start, passage.end) for passage in stored]
    return [_identity(passage) for passage in stored] == [_identity(p) for p in expected]


def _identity(passage: Passage | IndexedPassage) -> tuple:
    words = passage.tokens if isinstance(passage, IndexedPassage) else _words(passage)
    return facts(passage), bytes(passage.content_hash), words


def _words(passage: Passage) -> Counter[str]:
    return Counter(tokens(passage.embedded_text))


def _lacks_vectors(part: _Prepared, job: _Job) -> bool:
    return any(passage.content_hash not in part.vectors for passage in part.passages[job])


def _next_version() -> int:
    # The update takes a lock on the row, so versions become visible in the order they are given.
    IndexState.objects.update(version=F("version") + 1)
    return index_state().version


def _bury(row: IndexedDocument) -> None:
    row.passages.all().delete()
    row.gone, row.text_hash, row.version = True, "", _next_version()
    row.save()


def _write_document(document: Document) -> IndexedDocument:
    row, _ = IndexedDocument.objects.update_or_create(
        key=document.key,
        defaults={
            **row_values(document),
            "text_hash": text_hash(document),
            "version": _next_version(),
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
            kind=passage.kind,
            later_titles=passage.later_titles,
            tokens=_words(passage),
            content_hash=passage.content_hash,
            vector=part.vectors.get(passage.content_hash),
            sentences=part.sentences.get(passage.content_hash),
        )
        for position, passage in enumerate(passages)
    ]


def _retry(job: _Job, error: str) -> None:
    rows = Change.objects.filter(key=job.key, id__lte=job.last_change)
    attempts = (rows.aggregate(most=Max("attempts"))["most"] or 0) + 1
    wait = min(MAX_RETRY_SECONDS, RETRY_SECONDS * 2 ** min(attempts - 1, 16))
    with transaction.atomic():
        rows.filter(id=job.last_change).update(
            attempts=attempts, error=error[:2000], due_at=timezone.now() + timedelta(seconds=wait)
        )
        # Whoever still works on an older reading must not write it over this one.
        rows.filter(id__lt=job.last_change).delete()


# ---- the whole index


def _indexed_keys() -> list[str]:
    return list(IndexedDocument.objects.filter(gone=False).values_list("key", flat=True))


def _only_in(old: str, new: str) -> QuerySet:
    """Documents that have vectors of the old model, but none of the new one."""
    embedded = IndexedPassage.objects.filter(document=OuterRef("pk"), vector__isnull=False)
    return IndexedDocument.objects.filter(
        Exists(embedded.filter(model=old)), ~Exists(embedded.filter(model=new)), gone=False
    )


def _swap_models(state: IndexState) -> None:
    IndexedPassage.objects.exclude(model=state.building).delete()
    IndexedDocument.objects.update(version=state.version + 1)
    IndexState.objects.update(
        version=state.version + 1, model=state.building, building="", identity=uuid.uuid4()
    )
