"""Says that published content changed, inside the transaction that changes it. The rest happens later.

For what websites show, and only that: drafts change nothing, and neither does what is derived from content (vectors,
suggestions, the index).
"""

from collections.abc import Iterable

from .models import ContentEvent, Reason
from .pages import PageFacts


def content_changed(
    tags: Iterable[str], pages: Iterable[PageFacts] = (), *, reason: Reason
) -> None:
    """`tags` name what answers are made of (see `tags`), `pages` the pages of websites that show something else now,
    as they were and as they are.

    The row is also what the content version counts: see `version`.
    """
    ContentEvent.objects.create(
        reason=reason, tags=sorted(set(tags)), pages=[page.as_json() for page in pages]
    )


def unseen_changed() -> None:
    """Published content changed that not everybody may see: what is kept of answers is old, and no website is told."""
    content_changed((), reason=Reason.UNSEEN)
