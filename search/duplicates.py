"""Near-duplicates, for editors: documents that have much of their text in common, word for word.

Compared by words alone, so that a draft can be held against the index without embedding anything.
"""

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from .documents import Document, source_of
from .fingerprints import Words
from .indexing import index_state
from .models import Fingerprint, IndexedDocument, IndexedPassage, NearCopy

# From so much of the words of either in common on, two documents are near-duplicates (docs/decisions/related.md).
NEAR = 0.4

# So many documents that share the most fingerprints are read and compared word by word.
CANDIDATES = 30

# A query holds no more of a document's fingerprints than this: those of some 60,000 words.
MOST_FINGERPRINTS = 5000

# So many documents are fetched together when copies are looked for.
BATCH_DOCUMENTS = 20


@dataclass(frozen=True)
class NearDuplicate:
    """`share`: how much of the document's words stand in the one with `key`, 0 to 1; `other_share` the other way
    round. `stretches` and `other_stretches`: where, as spans in each one's text."""

    key: str
    share: float
    other_share: float
    stretches: Sequence[tuple[int, int]]
    other_stretches: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Copies:
    """Two documents of the index that are near-duplicates; the shares as in `NearDuplicate`."""

    key: str
    other: str
    share: float
    other_share: float


def near_duplicates(document: Document, viewer: object) -> tuple[NearDuplicate, ...]:
    """Those in the index that `viewer` may see, the most alike first, ties by key. `document` may be a draft; itself
    as indexed, and its versions in other locales, are left out."""
    words = Words.of(document.text)
    rows = _sharing(words.fingerprints).exclude(key=document.key)
    if document.group:
        rows = rows.exclude(group=document.group)
    found = [near for row in rows[:CANDIDATES] if (near := _compared(words, row))]
    visible = _visible(viewer, [near.key for near in found])
    return tuple(sorted((near for near in found if near.key in visible), key=_most_alike))


def compare(document: Document, other: Document) -> NearDuplicate:
    """Any two documents, however little they share."""
    return _common(Words.of(document.text), other.key, Words.of(other.text))


def pairs(viewer: object) -> tuple[Copies, ...]:
    """All near-duplicates of the index of which `viewer` may see both, the most alike first."""
    rows = NearCopy.objects.filter(one__gone=False, other__gone=False)
    found = [
        Copies(*row) for row in rows.values_list("one__key", "other__key", "share", "other_share")
    ]
    visible = _visible(viewer, {key for pair in found for key in (pair.key, pair.other)})
    return tuple(
        sorted((pair for pair in found if {pair.key, pair.other} <= visible), key=_most_alike)
    )


def waiting() -> int:
    """How many documents changed since their copies were looked for."""
    return _changed().count()


def catch_up(seconds: float | None = None) -> None:
    """Look for the copies of all documents that changed, until `seconds` have passed. Loses nothing when killed."""
    deadline = None if seconds is None else time.monotonic() + seconds
    while (deadline is None or time.monotonic() < deadline) and (
        rows := list(_changed().order_by("pk")[:BATCH_DOCUMENTS])
    ):
        for row in rows:
            with transaction.atomic():
                _look(row)


def _changed() -> QuerySet[IndexedDocument]:
    return IndexedDocument.objects.exclude(compared_hash=F("text_hash"))


def _look(row: IndexedDocument) -> None:
    Fingerprint.objects.filter(document=row).delete()
    NearCopy.objects.filter(Q(one=row) | Q(other=row)).delete()
    if not row.gone:
        words = Words.of(_text(row))
        fingerprints = words.fingerprints
        candidates = _sharing(fingerprints).exclude(pk=row.pk)
        if row.group:
            candidates = candidates.exclude(group=row.group)
        NearCopy.objects.bulk_create(
            _pair(row, other, near)
            for other in candidates[:CANDIDATES]
            if (near := _compared(words, other))
        )
        Fingerprint.objects.bulk_create(Fingerprint(document=row, value=v) for v in fingerprints)
    IndexedDocument.objects.filter(pk=row.pk).update(compared_hash=row.text_hash)


def _pair(row: IndexedDocument, other: IndexedDocument, near: NearDuplicate) -> NearCopy:
    if row.pk < other.pk:
        return NearCopy(one=row, other=other, share=near.share, other_share=near.other_share)
    return NearCopy(one=other, other=row, share=near.other_share, other_share=near.share)


def _sharing(fingerprints: Collection[int]) -> QuerySet[IndexedDocument]:
    """The documents that have any of `fingerprints`, those with the most first."""
    # The least are as good a sample as any.
    asked = sorted(fingerprints)[:MOST_FINGERPRINTS]
    return (
        IndexedDocument.objects.filter(gone=False, fingerprints__value__in=asked)
        .annotate(shared=Count("pk"))
        .order_by("-shared", "key")
    )


def _compared(words: Words, row: IndexedDocument) -> NearDuplicate | None:
    near = _common(words, row.key, Words.of(_text(row)))
    return near if max(near.share, near.other_share) >= NEAR else None


def _common(words: Words, key: str, others: Words) -> NearDuplicate:
    common, other_common = words.common_with(others), others.common_with(words)
    return NearDuplicate(
        key,
        words.share(common),
        others.share(other_common),
        words.stretches(common),
        others.stretches(other_common),
    )


def _text(row: IndexedDocument) -> str:
    """As `Document.text`, but for white space: what is indexed of it, at its place."""
    passages = IndexedPassage.objects.filter(document=row, model=index_state().model)
    text = ""
    for start, passage in passages.order_by("position").values_list("start", "text"):
        text = text.ljust(start) + passage[max(len(text) - start, 0) :]
    return text


def _most_alike(near: NearDuplicate | Copies) -> tuple[float, float, str]:
    return -max(near.share, near.other_share), -min(near.share, near.other_share), near.key


def _visible(viewer: object, keys: Iterable[str]) -> set[str]:
    by_source: dict[str, list[str]] = {}
    for key in dict.fromkeys(keys):
        by_source.setdefault(key.partition(":")[0], []).append(key)
    return {
        key for found in by_source.values() for key in source_of(found[0]).visible(viewer, found)
    }
