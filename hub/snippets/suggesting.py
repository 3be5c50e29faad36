"""Looks for snippets in what readers get of an asset, and keeps them to be decided.

In the worker for what is new or changed, once its sentences have vectors: the index tells which those are.
"""

import logging
import time
from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import BigIntegerField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast, Substr

from hub.assets.documents import readable, without_facets
from hub.assets.keys import PREFIX, key_of, pk_of
from hub.assets.models import Asset, Kind
from search.documents import Document
from search.encoder.base import EncoderUnavailable, get_encoder
from search.indexing import index_state, is_due
from search.models import IndexedDocument
from search.snippets import Proposal, Proposals, propose
from search.snippets.vectors import ready, sentences_of
from search.text import rough_token_count

from .following import lock
from .models import Decision, Hold, Origin, Snippet, Suggested, hash_of
from .reading import reading

logger = logging.getLogger(__name__)

# Shorter ones are short pieces themselves: some 190 English words, 370 Chinese characters.
LONG = 250  # tokens
SHORT_FORMATS = {"social-post", "email"}

# Why there are none, beside `search.snippets.EMPTY`: it is short; it could not be looked through.
SHORT, FAILED = "short", "failed"
WHY_NOT = (SHORT, FAILED)

# So many keys are asked about in one query.
TOGETHER = 500


def suggest(asset: Asset) -> Suggested:
    """Look through what readers get of it now, however short it is. Suggestions that nobody has decided make room for
    those found; one that is found again stays what it is. Asset.DoesNotExist where nobody reads it."""
    key = key_of(asset.pk)
    return _suggest(asset.pk, index_hashes([key]).get(asset.pk, ""), however_short=True)


def waiting() -> dict[int, str]:
    """The assets to look through now, each with the index's hash of it."""
    rows = IndexedDocument.objects.filter(gone=False, key__startswith=f"{PREFIX}:").annotate(
        asset=Cast(Substr("key", len(PREFIX) + 2), BigIntegerField())
    )
    looked = Suggested.objects.filter(asset=OuterRef("asset"), index_hash=OuterRef("text_hash"))
    return index_hashes(rows.exclude(Exists(looked)).values_list("key", flat=True))


def catch_up(seconds: float) -> bool:
    """Look through those that wait; whether `seconds` passed before all were done. It gives way to a change that is to
    be indexed."""
    deadline = time.monotonic() + seconds
    for pk, index_hash in waiting().items():
        if is_due():
            break
        if time.monotonic() > deadline:
            return True
        look(pk, index_hash)
    return False


def look(pk: int, index_hash: str, *, however_short: bool = False) -> Suggested | None:
    """`suggest`, but for short ones; None where nobody reads it any more."""
    try:
        return _suggest(pk, index_hash, however_short=however_short)
    except Asset.DoesNotExist:
        return None


def is_long(asset: Asset, document: Document) -> bool:
    return (
        asset.kind != Kind.SHORT_POST
        and (asset.format is None or asset.format.slug not in SHORT_FORMATS)
        and rough_token_count(document.text) >= LONG
    )


# ---- what waits


def index_hashes(keys: Iterable[str]) -> dict[int, str]:
    """The index's hashes of those that can be looked through now: indexed, and with vectors, where there is an encoder;
    by the asset's id."""
    keys = list(keys)
    found: dict[int, str] = {}
    for at in range(0, len(keys), TOGETHER):
        some = _ready(keys[at : at + TOGETHER])
        rows = IndexedDocument.objects.filter(key__in=some, gone=False).order_by("pk")
        found.update((pk_of(key), value) for key, value in rows.values_list("key", "text_hash"))
    return found


def _ready(keys: Collection[str]) -> Collection[str]:
    try:
        get_encoder(index_state().model)
    except EncoderUnavailable:
        return keys  # words decide
    return ready(keys)


# ---- one asset


def _suggest(pk: int, index_hash: str, *, however_short: bool) -> Suggested:
    asset = readable().get(pk=pk).specific
    document = without_facets(asset)
    try:
        if however_short or is_long(asset, document):
            others = Snippet.objects.filter(asset=pk).exclude(pk__in=_undecided(pk))
            found = propose(document, sentences_of(document), taken=_taken(others))
        else:
            found = Proposals(why_empty=SHORT)
    except Exception:
        logger.exception("Looking for snippets in asset %s failed", pk)
        found = Proposals(why_empty=FAILED)
    with transaction.atomic():
        lock(pk)
        now = readable().get(pk=pk)
        if without_facets(now.specific).text == document.text:
            return _keep(now, document.text, found, index_hash)
    # It was published meanwhile.
    return _suggest(pk, "", however_short=however_short)


def _undecided(pk: int) -> QuerySet[Snippet]:
    """What was suggested, and no editor has touched."""
    return Snippet.objects.filter(
        asset=pk, decision=Decision.PROPOSED, origin=Origin.SUGGESTED, pinned=False
    )


def _taken(snippets: Iterable[Snippet]) -> list[tuple[int, int]]:
    """Where they stand, or what took their place: so that what was rejected does not come back reworded."""
    held = [(each.start, each.end) for each in snippets if each.hold == Hold.HELD]
    changed = [
        (each.successor_start, each.successor_end)
        for each in snippets
        if each.successor_start is not None and each.successor_end is not None
    ]
    return held + changed


def _keep(asset: Asset, text: str, found: Proposals, index_hash: str) -> Suggested:
    old = {each.text_hash: each for each in _undecided(asset.pk)}
    _undecided(asset.pk).exclude(pk__in=[each.pk for each in old.values()]).delete()
    others = Snippet.objects.filter(asset=asset).exclude(pk__in=[each.pk for each in old.values()])
    known = set(others.values_list("text_hash", flat=True))
    for proposal in found.proposals:
        text_hash = hash_of(proposal.text)
        if text_hash not in known:
            snippet = old.pop(text_hash, None) or Snippet(asset=asset, text=proposal.text)
            _fill(snippet, proposal, asset)
            snippet.save()
    Snippet.objects.filter(pk__in=[each.pk for each in old.values()]).delete()
    suggested, _created = Suggested.objects.update_or_create(
        asset=asset,
        defaults={
            "text_hash": hash_of(text),
            "index_hash": index_hash,
            "why_empty": found.why_empty,
        },
    )
    return suggested


def _fill(snippet: Snippet, proposal: Proposal, asset: Asset) -> None:
    snippet.start, snippet.end = proposal.start, proposal.end
    snippet.block, snippet.section_title = proposal.block, proposal.section_title
    snippet.type, snippet.score = proposal.type, proposal.score
    snippet.signals = dict(proposal.signals)
    snippet.reasons = [[each.signal, each.code, each.found] for each in proposal.reasons]
    snippet.hold, snippet.revision = Hold.HELD, asset.live_revision
    snippet.successor_start = snippet.successor_end = None
    snippet.successor_text = ""
    snippet.read_as = reading()
