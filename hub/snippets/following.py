"""Keeps what is said of the snippets true of the published text, in the transaction that changes it.

Unpublishing, expiry, privacy and audience need nothing done: who may see an asset is asked whenever its snippets are
given out (`hub.visibility`). It is followed again when it is published again.
"""

import logging
import time
from collections.abc import Collection
from typing import Any

from django.db import transaction

from hub.assets.documents import readable, without_facets
from hub.assets.keys import PREFIX, pk_of
from hub.assets.models import Asset
from hub.delivery.events import page_changed
from hub.delivery.models import Reason

from .locking import Changed, Gone, Held, Locator
from .models import Decision, Hold, Snippet
from .reading import reading

logger = logging.getLogger(__name__)

# A query takes only so many parameters.
TOGETHER = 500
# `recover` goes on no longer than this before it makes room for others, in seconds.
RECOVER_SECONDS = 20

_FOLLOWED = [
    "hold",
    "revision_id",
    "start",
    "end",
    "block",
    "section_title",
    "successor_start",
    "successor_end",
    "successor_text",
]


def on_documents_changed(keys: Collection[str], **kwargs: Any) -> None:
    pks = [pk_of(key) for key in keys if key.startswith(f"{PREFIX}:")]
    for at in range(0, len(pks), TOGETHER):
        found = Snippet.objects.filter(asset__in=pks[at : at + TOGETHER])
        for pk in found.order_by("asset").values_list("asset", flat=True).distinct():
            follow(pk)


def follow(pk: int) -> None:
    """Find the snippets of an asset in its text as it is now. What keeps that from being done keeps the snippets
    back, but not whoever publishes."""
    try:
        with transaction.atomic():
            _follow(pk)
    except Exception:
        logger.exception("Following the snippets of asset %s failed", pk)
        held = Snippet.objects.filter(asset=pk, hold=Hold.HELD)
        held.update(hold=Hold.CHANGED, read_as="")
        page_changed(pk, Reason.SNIPPETS)


def recover() -> None:
    """Follow what could not be followed when it changed, and what an earlier version read otherwise."""
    outdated = Snippet.objects.exclude(read_as=reading()).values_list("asset", flat=True)
    deadline = time.monotonic() + RECOVER_SECONDS
    for pk in outdated.order_by("asset").distinct():
        follow(pk)
        if time.monotonic() > deadline:
            break


def lock(pk: int) -> None:
    """Let nobody publish an asset, or decide of its snippets, until the transaction ends.

    Whoever publishes holds the row, too: what is read after this is what they left.
    """
    Asset.objects.select_for_update(of=("self",)).filter(pk=pk).order_by().values("pk").first()


def _follow(pk: int) -> None:
    lock(pk)
    snippets = list(Snippet.objects.filter(asset=pk))
    asset = readable().filter(pk=pk).first()
    if asset:
        document = without_facets(asset.specific)
        locator = Locator(document)
        moved = [
            each
            for each in snippets
            if _place(each, locator, document.text, asset.live_revision_id)
        ]
        Snippet.objects.bulk_update(moved, [name.removesuffix("_id") for name in _FOLLOWED])
        if any(snippet.decision == Decision.APPROVED for snippet in moved):
            page_changed(pk, Reason.SNIPPETS)
    Snippet.objects.filter(asset=pk).exclude(read_as=reading()).update(read_as=reading())


def _place(snippet: Snippet, locator: Locator, text: str, revision_id: int | None) -> bool:
    """Whether anything is otherwise than it was."""
    before = [getattr(snippet, name) for name in _FOLLOWED]
    snippet.successor_start = snippet.successor_end = None
    snippet.successor_text = ""
    match locator.locate(snippet.text, snippet.start, snippet.block):
        case Held(start, end, block, section_title):
            snippet.hold, snippet.revision_id = Hold.HELD, revision_id
            snippet.start, snippet.end = start, end
            snippet.block, snippet.section_title = block, section_title
        case Changed(start, end):
            snippet.hold = Hold.CHANGED
            snippet.successor_start, snippet.successor_end = start, end
            snippet.successor_text = text[start:end]
        case Gone():
            snippet.hold = Hold.GONE
    return before != [getattr(snippet, name) for name in _FOLLOWED]
