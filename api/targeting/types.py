from dataclasses import dataclass

import graphene

from api.assets.loaders import AssetNode, load, worded
from api.assets.types import Asset as AssetType
from api.core.context import Context
from api.core.fields import list_of
from api.search.types import Reason
from hub.assets.keys import pk_of
from hub.assets.models import Asset
from search.matches import Reason as ReasonNode
from search.suited import Suggestion, Suggestions


@dataclass(frozen=True)
class EntryNode:
    asset: AssetNode
    suggestion: Suggestion

    @property
    def reasons(self) -> list[ReasonNode]:
        return worded(self.asset, self.suggestion.reasons)


@dataclass(frozen=True)
class FeedNode:
    entries: list[EntryNode]
    degraded: bool


def feed_node(context: Context, found: Suggestions) -> FeedNode:
    """Without those that went out of sight since they were found."""
    ids = [pk_of(suggestion.key) for suggestion in found.suggestions]
    nodes = {node.row.pk: node for node in load(context, Asset.objects.filter(pk__in=ids)).nodes}
    entries = [
        EntryNode(nodes[pk], suggestion)
        for pk, suggestion in zip(ids, found.suggestions, strict=True)
        if pk in nodes
    ]
    return FeedNode(entries, found.degraded)


class FeedEntry(graphene.ObjectType):
    class Meta:
        description = "An asset that suits a visitor."

    asset = graphene.Field(AssetType, required=True, description="The asset.")
    reasons = list_of(
        Reason,
        "Why it suits, at least one: `persona`, `stage`, `industry` (tagged for it), `meaning` (close to "
        "what one of these stands for), `interest` (like what was read), `new`, `performance` (readers "
        "act on it more than on others), or `rest` (the closest left).",
    )


class Feed(graphene.ObjectType):
    class Meta:
        description = "Assets that suit a visitor, the best first, no two alike."

    entries = list_of(FeedEntry, "The assets, each with why.")
    degraded = graphene.Boolean(
        required=True,
        description="Whether only terms and dates decided, because meaning could not be asked for.",
    )
