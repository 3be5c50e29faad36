"""Snippets as answers see them, loaded together, as assets are: see `api.assets.loaders`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from api.assets.loaders import AssetNode, Peers
from api.core.context import Context
from hub.snippets.models import Snippet
from hub.visibility import visible_snippets


def load(context: Context, snippets: QuerySet, first: int | None = None) -> "list[SnippetNode]":
    """The first of `snippets` that the viewer may see, with their assets, in the queryset's order. Two queries."""
    seen = visible_snippets(context.viewer, snippets).select_related("asset__locale")
    rows = list(seen.defer("asset__body", "asset__source_metadata")[:first])
    peers = Peers(context, list({row.asset_id: row.asset for row in rows}.values()))
    return _nodes(rows, peers)


def snippets_of(asset: AssetNode, types: frozenset[str]) -> "list[SnippetNode]":
    """Those that the viewer may see of `asset`, in their order. Two queries for all of its peers."""
    peers = asset.peers
    found = peers.once(("snippets", types), lambda: _of_peers(peers, types))
    return found[asset.row.pk]


def _of_peers(peers: Peers, types: frozenset[str]) -> "Mapping[int, list[SnippetNode]]":
    snippets = Snippet.objects.filter(asset__in=peers.ids)
    if types:
        snippets = snippets.filter(type__in=types)
    rows = list(visible_snippets(peers.context.viewer, snippets))
    found: dict[int, list[SnippetNode]] = {pk: [] for pk in peers.ids}
    for node in _nodes(rows, peers):
        found[node.row.asset_id].append(node)
    return found


def _nodes(rows: Sequence[Snippet], peers: Peers) -> "list[SnippetNode]":
    assets = {node.row.pk: node for node in peers.nodes}
    return [SnippetNode(row, assets[row.asset_id]) for row in rows]


@dataclass(frozen=True, eq=False)
class SnippetNode:
    """A snippet that the viewer may see."""

    row: Snippet
    asset: AssetNode

    @property
    def id(self) -> str:
        return str(self.row.uuid)

    @property
    def type(self) -> str:
        return self.row.type

    @property
    def full_text(self) -> str:
        return self.row.text

    @property
    def pinned(self) -> bool:
        return self.row.pinned

    @property
    def approved_at(self) -> datetime | None:
        return self.row.decided_at
