from collections.abc import Sequence

from api.core.connections import page_size
from api.core.context import Context
from api.core.errors import BadInput
from api.core.inputs import limited, parse_id
from api.core.locales import known_as
from hub.targeting.feed import Visitor, feed, next_best

from .types import FeedNode, feed_node


def persona_feed(
    context: Context, visitor: Visitor, locale: str | None, exclude: Sequence[str], first: int
) -> FeedNode:
    found = feed(
        _known(context, visitor),
        context.viewer,
        context.vocabulary,
        page_size(first),
        locale=known_as(locale or ""),
        exclude=_ids("exclude", exclude),
    )
    return feed_node(context, found)


def read_next(
    context: Context, visitor: Visitor, locale: str | None, seen: Sequence[str], first: int
) -> FeedNode:
    found = next_best(
        _ids("seen", seen),
        _known(context, visitor),
        context.viewer,
        context.vocabulary,
        page_size(first),
        locale=known_as(locale or ""),
    )
    return feed_node(context, found)


def _known(context: Context, visitor: Visitor) -> Visitor:
    """BadInput for a slug that no term has: a slip is told at once, and no cache fills with what means nothing."""
    for kind, slug in visitor.terms.items():
        if context.vocabulary.term(kind, slug) is None:
            slugs = ", ".join(term.slug for term in context.vocabulary.of_kind(kind))
            raise BadInput(f"`{kind}` is none of: {slugs}.")
    return visitor


def _ids(name: str, given: Sequence[str]) -> list[int]:
    """Those that could be an asset's; what is none excludes nothing."""
    return [pk for text in limited(name, given) if (pk := parse_id(text)) is not None]
