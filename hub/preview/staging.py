"""A draft as if it were published, for as long as somebody looks at it.

It is saved as published within a transaction that is always rolled back. So every list, count, menu, filter and rule
of visibility meets it as it would meet the real thing, and none of them needs to know of previews. What publishing sets
off (the outbox, webhooks, tasks) is rows of the same transaction, or waits for a commit that never comes.

SQLite lets one write at a time: whoever saves meanwhile waits for the end of the block, so nothing in it may wait.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page, Site

from .drafts import Draft
from .repair import repair


@contextmanager
def published(draft: Draft) -> Iterator[Page]:
    """The draft's page, published for whoever asks the database within the block."""
    try:
        with transaction.atomic():
            _publish(draft)
            yield draft.page
            transaction.set_rollback(True)
    finally:
        # It remembers addresses beyond the transaction, those of a draft of the home page too.
        Site.clear_site_root_paths_cache()


def _publish(draft: Draft) -> None:
    page = draft.page
    if draft.below:
        _place(page, draft.below)
    repair(page)
    now = timezone.now()
    page.live, page.expired, page.has_unpublished_changes = True, False, False
    page.first_published_at = page.first_published_at or now
    page.last_published_at = now
    page.save(clean=False)


def _place(page: Page, below: int) -> None:
    """Last below that page. Not by `add_child`, which refuses a page that is not finished."""
    parent = Page.objects.select_for_update().get(pk=below)
    page.pk = page.id = None
    page.depth, page.numchild = parent.depth + 1, 0
    last = parent.get_last_child()
    page.path = last._inc_path() if last else page._get_path(parent.path, page.depth, 1)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
