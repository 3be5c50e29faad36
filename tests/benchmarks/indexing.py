"""What indexing costs beside the encoder: the same texts embedded alone, and drained from the outbox."""

import statistics
from collections.abc import Callable, Iterator
from functools import partial

from search import indexing
from search.documents import source_of
from search.encoder.base import get_encoder
from search.models import IndexedDocument
from search.passages import split

from . import pool
from .stopwatch import Time

GROUPS = 4
DOCUMENTS = indexing.BATCH_DOCUMENTS  # a group is what is indexed together


def measure() -> Iterator[str]:
    pool.ensure()
    keys = sorted(indexing.all_keys())
    step = len(keys) // (GROUPS * DOCUMENTS)
    chosen = keys[::step][: GROUPS * DOCUMENTS]
    encoder = get_encoder()
    bare: list[Time] = []
    drained: list[Time] = []
    passages = 0
    for start in range(0, len(chosen), DOCUMENTS):
        group = chosen[start : start + DOCUMENTS]
        texts = _texts(group)
        passages += len(texts)
        _forget(group)
        # In turns, and each first as often: what else the machine does meets both alike.
        turns: list[tuple[list[Time], Callable[[], object]]] = [
            (bare, partial(encoder.encode_documents, texts)),
            (drained, indexing.drain),
        ]
        for times, work in turns if len(bare) % 2 else reversed(turns):
            times.append(_cost(work))
    wall = statistics.median(a.wall / b.wall for a, b in zip(drained, bare, strict=True)) - 1
    cpu = (
        statistics.median(a.processor / b.processor for a, b in zip(drained, bare, strict=True)) - 1
    )
    yield f"{len(chosen)} documents, {passages} passages, in {GROUPS} groups, both ways in turns:"
    yield ""
    yield f"- the encoder alone: {passages / sum(b.wall for b in bare):.1f} passages/s"
    yield f"- indexing (read, split, embed, write): {passages / sum(d.wall for d in drained):.1f} passages/s"
    yield f"- overhead, median of the groups: {wall:+.1%} by the clock, {cpu:+.1%} of processor time"


def _texts(keys: list[str]) -> list[str]:
    count = get_encoder().count_tokens
    documents = [source_of(key).document(key) for key in keys]
    return [
        passage.embedded_text
        for document in documents
        if document
        for passage in split(document, count)
    ]


def _forget(keys: list[str]) -> None:
    """As if they had just been published for the first time."""
    for document in IndexedDocument.objects.filter(key__in=keys):
        document.passages.all().delete()
    indexing.changed(*keys)


def _cost(work: Callable[[], object]) -> Time:
    started = Time.now()
    work()
    return Time.now() - started
