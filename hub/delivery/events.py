"""Says that published content changed, inside the transaction that changes it. The rest happens later.

For what websites show, and only that: drafts change nothing, and neither does what is derived from content (vectors,
suggestions, the index).
"""

from collections.abc import Iterable

from wagtail.models import Page

from .models import ContentEvent, Reason
from .pages import PageFacts, public_pages, tags_of
from .tags import kinds_of


def content_changed(
    tags: Iterable[str], pages: Iterable[PageFacts] = (), *, reason: Reason
) -> None:
    """`tags` name what answers are made of (see `tags`), `pages` the pages of websites that show something else now,
    as they were and as they are.

    The row is also what the content version counts: see `version`.
    """
    named = set(tags)
    ContentEvent.objects.create(
        reason=reason,
        tags=sorted(named | kinds_of(named)),
        pages=[page.as_json() for page in pages],
    )


def page_changed(pk: int, reason: Reason) -> None:
    """As `content_changed`, of one page, whose address is what it was."""
    if pages := public_pages(Page.objects.filter(pk=pk)):
        content_changed(tags_of(pages), pages, reason=reason)
    else:
        unseen_changed()


def unseen_changed() -> None:
    """Published content changed that not everybody may see: what is kept of answers is old, and no website is told."""
    content_changed((), reason=Reason.UNSEEN)
