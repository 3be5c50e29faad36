"""Which of many snippets can be posted on a channel, told without making their posts."""

from functools import lru_cache

from django.db.models import F, QuerySet
from django.db.models.functions import Length

from hub.assets.models import Asset
from hub.visibility import anonymous, visible

from .counting import count
from .cutting import cut
from .models import Rewrite, Snippet
from .pieces import ChannelFacts

# What a code point may weigh at most, as channels count: X takes an address of four for 23.
_HEAVIEST = 6


def fitting(snippets: QuerySet[Snippet], channel: ChannelFacts) -> QuerySet[Snippet]:
    """Those of `snippets`, all held, whose variant has no problem there: whole, cut, or in other words."""
    if not channel.internal:
        public = visible(anonymous(), Asset.objects.all())
        snippets = snippets.filter(asset__in=public.values("pk"))
    if channel.limit is None:
        return snippets
    doubtful = snippets.annotate(length=Length("text")).filter(
        length__gt=channel.limit // _HEAVIEST
    )
    texts = doubtful.order_by().values_list("pk", "text")
    too_long = {pk for pk, text in texts if not _fits(text, channel.counting, channel.limit)}
    if not too_long:
        return snippets
    rewrites = Rewrite.objects.filter(
        approved=True,
        snippet__in=too_long,
        channel__slug=channel.slug,
        source_hash=F("snippet__text_hash"),
    )
    said_shorter = {
        pk
        for pk, text in rewrites.values_list("snippet", "text")
        if count(text, channel.counting) <= channel.limit
    }
    return snippets.exclude(pk__in=too_long - said_shorter)


# A tenth of a millisecond to two each, so what lists ask for again and again is kept.
@lru_cache(maxsize=2**16)
def _fits(text: str, counting: str, limit: int) -> bool:
    def fits(part: str) -> bool:
        return count(part, counting) <= limit

    return fits(text) or cut(text, fits) is not None
