"""A few decisions of the demo's editor, so that a newcomer finds snippets that are given out."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from hub.assets.documents import readable
from hub.assets.models import Asset, Kind
from hub.snippets.models import Hold, Snippet, Suggested
from hub.snippets.reviewing import accept_all
from search.indexing import waiting

EDITOR = "editor"


def expect() -> None:
    """Once the worker has made suggestions (see `accept_best`)."""
    _expected().touch()


def accept_best() -> None:
    """The best suggestion of each case study, once all of them were looked through: done once, after a seeding."""
    if not _expected().exists() or waiting():
        return
    studies = readable().filter(kind=Kind.CASE_STUDY)
    if Suggested.objects.filter(asset__in=studies).count() < studies.count():
        return
    editor = get_user_model().objects.filter(username=EDITOR).first()
    if editor:
        accept_all(_best_of_each(studies), editor)
    _expected().unlink()


def _best_of_each(studies: QuerySet[Asset]) -> list[Snippet]:
    """Of those that nobody has decided anything about."""
    by_asset: dict[int, list[Snippet]] = {}
    held = Snippet.objects.filter(asset__in=studies, hold=Hold.HELD)
    for snippet in held.order_by("-score", "pk"):
        by_asset.setdefault(snippet.asset_id, []).append(snippet)
    return [found[0] for found in by_asset.values() if not any(each.decided_at for each in found)]


def _expected() -> Path:
    return settings.DATA_DIR / "demo-snippets-expected"
