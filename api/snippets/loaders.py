"""Snippets as answers see them, loaded together, as assets are: see `api.assets.loaders`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from django.db.models import QuerySet

from api.assets.loaders import AssetNode, Peers
from api.assets.loaders import load as load_assets
from api.core.context import Context
from api.taxonomy.types import TermNode
from hub.assets.models import Asset
from hub.delivery import tags
from hub.snippets.cards.addresses import urls_of
from hub.snippets.cards.card import SIZES
from hub.snippets.counting import count
from hub.snippets.models import Snippet
from hub.snippets.pieces import ChannelFacts, Piece
from hub.snippets.posting import Variant, variant
from hub.snippets.variants import pieces_of
from hub.taxonomy.models import Counting, TermKind
from hub.visibility import anonymous, visible_snippets

# A piece by itself: whole, with the hashtags that it would have.
_NOWHERE = ChannelFacts(slug="", internal=True, hashtags="tag")


def load(
    context: Context,
    snippets: QuerySet[Snippet],
    channel: ChannelFacts | None = None,
    first: int | None = None,
) -> "list[SnippetNode]":
    """The first of `snippets` that the viewer may see, with their assets, in the queryset's order, worded for the
    channel: which must be one they fit."""
    rows = visible_rows(context, snippets, first)
    assets = Asset.objects.filter(pk__in={row.asset_id for row in rows})
    return nodes_of(load_assets(context, assets), rows, channel)


def visible_rows(
    context: Context, snippets: QuerySet[Snippet], first: int | None = None
) -> list[Snippet]:
    context.tags.add(tags.ASSETS)
    return list(visible_snippets(context.viewer, snippets)[:first])


def nodes_of(
    assets: Peers, rows: Iterable[Snippet], channel: ChannelFacts | None = None
) -> "list[SnippetNode]":
    """Of `rows`, those of `assets`."""
    found = set(assets.ids)
    return SnippetPeers(assets, [row for row in rows if row.asset_id in found], channel).nodes


def snippets_of(
    asset: AssetNode, channel: ChannelFacts | None, types: frozenset[str]
) -> "list[SnippetNode]":
    """Those of the asset that the viewer may see and that fit the channel, in their order. Loaded for all its peers."""
    peers = asset.peers
    found = peers.once(("snippets", channel, types), lambda: _of_peers(peers, channel, types))
    return found[asset.row.pk]


def _of_peers(
    peers: Peers, channel: ChannelFacts | None, types: frozenset[str]
) -> "Mapping[int, list[SnippetNode]]":
    snippets = Snippet.objects.filter(asset__in=peers.ids)
    if types:
        snippets = snippets.filter(type__in=types)
    rows = list(visible_snippets(peers.context.viewer, snippets))
    found: dict[int, list[SnippetNode]] = {pk: [] for pk in peers.ids}
    for node in SnippetPeers(peers, rows, channel).nodes:
        if channel is None or not node.posted.problems:
            found[node.row.asset_id].append(node)
    return found


class SnippetPeers:
    """Snippets of assets that are peers, found together and worded for one channel, or for none."""

    def __init__(self, assets: Peers, rows: Sequence[Snippet], channel: ChannelFacts | None):
        self.context = assets.context
        self.channel = channel
        self.rows = rows
        of = {node.row.pk: node for node in assets.nodes}
        self.nodes = [SnippetNode(row, of[row.asset_id], self) for row in rows]

    @cached_property
    def pieces(self) -> Mapping[int, Piece]:
        return pieces_of(self.rows, self.context.vocabulary, self.context.websites)

    @cached_property
    def cards(self) -> "Mapping[int, list[CardNode]]":
        """Of those that anybody may see: nobody else could fetch them."""
        self.context.tags.add(tags.BRAND)
        rows = Snippet.objects.filter(pk__in=[row.pk for row in self.rows])
        return {
            pk: [
                CardNode(name, *SIZES[name], self.context.absolute_url(url))
                for name, url in urls.items()
            ]
            for pk, urls in urls_of(visible_snippets(anonymous(), rows)).items()
        }


class CardNode(NamedTuple):
    size: str
    width: int
    height: int
    url: str


@dataclass(frozen=True, eq=False)
class SnippetNode:
    """A snippet that the viewer may see."""

    row: Snippet
    asset: AssetNode
    peers: SnippetPeers

    @property
    def id(self) -> str:
        return str(self.row.uuid)

    @property
    def type(self) -> str:
        return self.row.type

    @property
    def pinned(self) -> bool:
        return self.row.pinned

    @property
    def approved_at(self) -> datetime | None:
        return self.row.decided_at

    @property
    def full_text(self) -> str:
        return self.row.text

    @property
    def channel(self) -> TermNode | None:
        if self.peers.channel is None:
            return None
        context = self.peers.context
        term = context.vocabulary.term(TermKind.CHANNEL, self.peers.channel.slug)
        return TermNode(term, self.asset.locale, context) if term else None

    @cached_property
    def posted(self) -> Variant:
        return variant(self._piece, self.peers.channel or _NOWHERE)

    @property
    def character_count(self) -> int:
        if self.peers.channel is None:
            return count(self.row.text, Counting.CHARACTERS)
        return self.posted.character_count

    @property
    def post(self) -> str | None:
        return self.posted.post if self.peers.channel else None

    @property
    def link(self) -> str | None:
        return (self.posted.link if self.peers.channel else self._piece.url) or None

    @property
    def cards(self) -> list[CardNode]:
        return self.peers.cards.get(self.row.pk, [])

    @property
    def _piece(self) -> Piece:
        return self.peers.pieces[self.row.pk]
