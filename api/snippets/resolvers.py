import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from api.assets.loaders import AssetNode
from api.core.connections import Page, decode_cursor, encode_cursor, page_size
from api.core.context import Context
from api.core.errors import BadInput
from hub.delivery.tags import ASSETS
from hub.snippets.fitting import fitting
from hub.snippets.models import Snippet
from hub.snippets.pieces import ChannelFacts
from hub.visibility import visible_snippets

from .inputs import filtered
from .loaders import SnippetNode, load, snippets_of


def one_snippet(context: Context, id: str, channel: str | None) -> SnippetNode | None:
    try:
        uuid = UUID(id)
    except ValueError:
        return None
    rows, facts = _on(context, channel, Snippet.objects.filter(uuid=uuid))
    return next(iter(load(context, rows, facts)), None)


def snippets_of_asset(
    asset: AssetNode, channel: str | None, types: frozenset[str], first: int
) -> list[SnippetNode]:
    most = page_size(first)
    facts = asset.peers.context.channels.get(channel) if channel is not None else None
    if channel is not None and facts is None:
        return []
    return snippets_of(asset, facts, types)[:most]


def _on(
    context: Context, slug: str | None, rows: QuerySet[Snippet]
) -> tuple[QuerySet[Snippet], ChannelFacts | None]:
    """Those of `rows` that fit the channel, and the channel; all where none is asked for."""
    if slug is None:
        return rows, None
    channel = context.channels.get(slug)
    return (fitting(rows, channel), channel) if channel else (rows.none(), None)


@dataclass
class SnippetPage(Page[SnippetNode]):
    context: Context
    rows: QuerySet[Snippet]
    channel: ChannelFacts | None

    @cached_property
    def total_count(self) -> int:
        return visible_snippets(self.context.viewer, self.rows).count()

    def read(self, most: int) -> list[SnippetNode]:
        rows = self.rows.filter(_behind(self.after)) if self.after else self.rows
        return load(self.context, rows, self.channel, most)

    def cursor(self, node: SnippetNode) -> str:
        return encode_cursor(int(node.row.pinned), node.row.score, node.row.pk)


def _behind(cursor: str) -> Q:
    """What comes after the cursor's snippet in the order that snippets have (`Snippet.Meta.ordering`)."""
    pinned, score, pk = decode_cursor(cursor, int, float, int)
    if pinned not in (0, 1) or not math.isfinite(score):
        raise BadInput("`after` is not a cursor that this list gave.")
    alike = Q(pinned=bool(pinned))
    behind = alike & (Q(score__lt=score) | Q(score=score, pk__gt=pk))
    return behind | Q(pinned=False) if pinned else behind


def many_snippets(
    context: Context, filter: Mapping[str, Any] | None, first: int, after: str | None
) -> SnippetPage:
    given = filter or {}
    size = page_size(first)
    context.tags.add(ASSETS)
    rows, channel = _on(context, given.get("channel"), filtered(Snippet.objects.all(), given))
    return SnippetPage(size, after or None, context, rows, channel)
