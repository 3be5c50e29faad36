"""What editors decide of snippets. Whoever calls has asked `may_review`.

A snippet is given as the editor saw it: where it has changed since, nothing is decided. Of two decisions the later one
counts.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from hub.assets.documents import readable, without_facets
from hub.assets.models import Asset
from search.documents import SECTION_BREAK, Document, Section
from search.snippets import SnippetType, propose, snap, unembedded

from .following import lock
from .models import Decision, Hold, Origin, Rejection, Snippet, hash_of
from .reading import reading

LONGEST = 5000  # characters

# What an editor sees of a snippet's text, and so what a decision is about.
_SEEN = ("text_hash", "start", "end", "hold", "successor_text")


class ReviewError(Exception):
    """Tells people why it cannot be done."""


def may_review(asset: Asset, user: AbstractBaseUser | AnonymousUser) -> bool:
    return asset.permissions_for_user(user).can_edit()


def accept(snippet: Snippet, user: AbstractBaseUser) -> None:
    accept_all([snippet], user)


@transaction.atomic
def accept_all(snippets: Sequence[Snippet], user: AbstractBaseUser) -> None:
    """All of them, or none."""
    by_asset = attrgetter("asset_id")
    for pk, of_asset in groupby(sorted(snippets, key=by_asset), by_asset):
        lock(pk)
        text = _live(pk)[1].text
        for snippet in of_asset:
            _check(snippet)
            _check_held(snippet)
            if text[snippet.start : snippet.end] != snippet.text:
                raise _stale()
            _decide(snippet, Decision.APPROVED, user)
            _note("accept", snippet, user)


@transaction.atomic
def reject(snippet: Snippet, user: AbstractBaseUser, reason: str, note: str = "") -> None:
    if reason not in Rejection.values:
        raise ReviewError(_("Choose a reason."))
    lock(snippet.asset_id)
    _check(snippet)
    snippet.pinned = False
    _decide(snippet, Decision.REJECTED, user, reason, note.strip())
    _note("reject", snippet, user, reason=reason)


@transaction.atomic
def undo(snippet: Snippet, user: AbstractBaseUser) -> None:
    """Back to what is to be decided, whatever was."""
    lock(snippet.asset_id)
    _check(snippet)
    _decide(snippet, Decision.PROPOSED, None)
    _note("undo", snippet, user)


@transaction.atomic
def pin(snippet: Snippet, pinned: bool) -> None:
    """Pinned ones are given out first."""
    lock(snippet.asset_id)
    _check(snippet)
    snippet.pinned = pinned
    snippet.save(update_fields=["pinned"])
    _note("pin" if pinned else "unpin", snippet, None)


@transaction.atomic
def trim(snippet: Snippet, start: int, end: int, user: AbstractBaseUser) -> None:
    """To the sentences nearest to `[start, end)` of the text that readers get."""
    lock(snippet.asset_id)
    _check(snippet)
    _check_held(snippet)
    if snippet.decision == Decision.REJECTED:
        raise ReviewError(_("It was rejected. Take that back first."))
    asset, document = _live(snippet.asset_id)
    if document.text[snippet.start : snippet.end] != snippet.text:
        raise _stale()
    snippet.origin = Origin.SELECTED
    _move(snippet, asset, document, *_sentences(document, start, end))
    _note("trim", snippet, user)


@transaction.atomic
def take_successor(snippet: Snippet, user: AbstractBaseUser) -> None:
    """The words that took its place in the text become the snippet's own, and accepted."""
    lock(snippet.asset_id)
    _check(snippet)
    if snippet.hold != Hold.CHANGED or snippet.successor_start is None:
        raise ReviewError(_("There is no new wording to take over."))
    asset, document = _live(snippet.asset_id)
    start, end = snippet.successor_start, snippet.successor_end
    assert end is not None
    if document.text[start:end] != snippet.successor_text:
        raise _stale()
    _move(snippet, asset, document, start, end)
    _decide(snippet, Decision.APPROVED, user)
    _note("take_successor", snippet, user)


@transaction.atomic
def select(asset: Asset, start: int, end: int, user: AbstractBaseUser) -> Snippet:
    """A new snippet, accepted: the sentences nearest to `[start, end)` of the text that readers get."""
    lock(asset.pk)
    live, document = _live(asset.pk)
    snippet = Snippet(asset_id=asset.pk, origin=Origin.SELECTED, score=1.0)
    _move(snippet, live, document, *_sentences(document, start, end))
    _decide(snippet, Decision.APPROVED, user)
    _note("select", snippet, user)
    return snippet


# ---- what is so when it is decided


def _live(pk: int) -> tuple[Asset, Document]:
    """What readers get now. ReviewError where nobody does."""
    asset = readable().filter(pk=pk).first()
    if asset is None:
        raise ReviewError(_("Readers do not get this text now. Publish it first."))
    return asset, without_facets(asset.specific)


def _check(snippet: Snippet) -> None:
    now = Snippet.objects.filter(pk=snippet.pk).values_list(*_SEEN).first()
    if now != tuple(getattr(snippet, name) for name in _SEEN):
        raise _stale()


def _check_held(snippet: Snippet) -> None:
    if snippet.hold == Hold.CHANGED:
        raise ReviewError(
            _("The text has changed there. Take the new wording over, or reject the snippet.")
        )
    if snippet.hold == Hold.GONE:
        raise ReviewError(_("This is no longer in the text."))


def _stale() -> ReviewError:
    return ReviewError(
        _(
            "The text or the snippet was changed meanwhile. Look at it as it is now, and decide again."
        )
    )


# ---- spans


def _sentences(document: Document, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentences of one section that are nearest to `[start, end)`."""
    text = document.text
    if not 0 <= start < end <= len(text):
        raise ReviewError(_("That is no span of the text."))
    selected = text[start:end]
    if not selected.strip():
        raise ReviewError(_("There are no words in it."))
    start += len(selected) - len(selected.lstrip())
    end -= len(selected) - len(selected.rstrip())
    section, begin = _section_at(document, start)
    if end > begin + len(section.text):
        raise ReviewError(_("It reaches into another section. Select from one at a time."))
    first, last = snap(section.text, start - begin, end - begin)
    return begin + first, begin + last


def _section_at(document: Document, place: int) -> tuple[Section, int]:
    """The section that a character of the text is in, and where it begins."""
    begin = 0
    for section in document.sections:
        if place < begin + len(section.text) + len(SECTION_BREAK):
            return section, begin
        begin += len(section.text) + len(SECTION_BREAK)
    raise IndexError(place)


def _move(snippet: Snippet, asset: Asset, document: Document, start: int, end: int) -> None:
    """To a span of the text that readers get. What was seen in the old one need not be true of it."""
    if end - start > LONGEST:
        raise ReviewError(_("That is too long: at most %(count)d characters.") % {"count": LONGEST})
    section, _begin = _section_at(document, start)
    snippet.start, snippet.end = start, end
    snippet.text = document.text[start:end]
    snippet.type = _type_of(replace(section, text=snippet.text), document.locale)
    snippet.block, snippet.section_title = section.block, section.title
    snippet.revision, snippet.hold = asset.live_revision, Hold.HELD
    snippet.successor_start = snippet.successor_end = None
    snippet.successor_text = ""
    snippet.signals, snippet.reasons = {}, []
    snippet.read_as = reading()
    _check_single(snippet)
    snippet.save()


def _type_of(section: Section, locale: str) -> SnippetType:
    """What its words would be proposed as; a claim, where they would not be."""
    alone = Document("", locale, "", sections=(section,))
    found = propose(alone, unembedded(alone), most=1).proposals
    return found[0].type if found else SnippetType.CLAIM


def _check_single(snippet: Snippet) -> None:
    same = Snippet.objects.filter(
        asset=snippet.asset_id, text_hash=hash_of(snippet.text), hold=Hold.HELD
    )
    twin = same.exclude(pk=snippet.pk).first()
    if twin is None:
        return
    if twin.decision == Decision.REJECTED:
        raise ReviewError(_("Just this was rejected before. Take that back, and accept it."))
    raise ReviewError(_("There is a snippet of just these sentences already."))


# ---- what is written


def _decide(
    snippet: Snippet,
    decision: Decision,
    user: AbstractBaseUser | None,
    reason: str = "",
    note: str = "",
) -> None:
    snippet.decision = decision
    snippet.rejection, snippet.note = reason, note[:500]
    snippet.decided_by_id = user.pk if user else None
    snippet.decided_at = timezone.now() if user else None
    snippet.save()


def _note(action: str, snippet: Snippet, user: AbstractBaseUser | None, **data: Any) -> None:
    """In the asset's history."""
    noted = {"snippet": str(snippet.uuid), "text": snippet.text[:200], **data}
    log(instance=snippet.asset, action=f"snippets.{action}", user=user, data=noted)
