"""A request that shows a preview token is answered as if the draft it opens were published."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.http import HttpRequest

from hub.preview.drafts import Draft, opened
from hub.preview.staging import published
from hub.preview.tokens import PreviewExpired, PreviewRefused

from .core.context import Context
from .core.errors import PREVIEW_EXPIRED, PREVIEW_INVALID, HttpError

# Not in the address: that is kept in logs, and by caches on the way.
HEADER = "X-Preview-Token"


def draft_of(request: HttpRequest) -> Draft | None:
    """None without a token. One that opens nothing is refused, never passed over."""
    token = request.headers.get(HEADER)
    if token is None:
        return None
    try:
        return opened(token)
    except PreviewRefused as error:
        code = PREVIEW_EXPIRED if isinstance(error, PreviewExpired) else PREVIEW_INVALID
        raise HttpError(401, code, str(error), {"WWW-Authenticate": HEADER}) from None


@contextmanager
def staged(context: Context) -> Iterator[Context]:
    """The context to run an operation in, while the block lasts."""
    if context.draft is None:
        yield context
        return
    with published(context.draft) as page:
        yield replace(context, viewer=replace(context.viewer, preview=page.pk))
