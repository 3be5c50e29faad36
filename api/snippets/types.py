from typing import Any

import graphene

from api.assets.types import Asset
from api.core.connections import PageInfo
from api.core.fields import list_of, string
from api.core.scalars import DateTime
from api.taxonomy.types import Channel

from .inputs import SnippetType
from .loaders import SnippetNode


def _posted(of_type: Any, description: str, name: str, required: bool = True) -> graphene.Field:
    """A field of the snippet as it is worded for its channel."""
    return graphene.Field(
        of_type,
        required=required,
        description=description,
        resolver=lambda node, _info: getattr(node.posted, name),
    )


class SnippetSource(graphene.ObjectType):
    class Meta:
        description = "Where a snippet stands in its asset."

    section_title = string("The heading it stands under; may be empty.")
    start = graphene.Int(
        required=True, description="Where it starts in `Asset.plainText`, in Unicode code points."
    )
    end = graphene.Int(required=True, description="Where it ends there.")
    block = string("The `Block.id`, or the field of the asset, that it begins in; may be empty.")


class Card(graphene.ObjectType):
    class Meta:
        description = "A snippet as a picture, in the company's colours."

    size = string("Its width and height: `1200x630`.")
    width = graphene.Int(required=True, description="In pixels.")
    height = graphene.Int(required=True, description="In pixels.")
    url = string(
        "Its whole address, of a PNG. Another where the picture changes, so that it may be kept."
    )


class Snippet(graphene.ObjectType):
    class Meta:
        description = (
            "A piece of an asset worth sharing, word for word. Editors have approved it, and the "
            "asset says it now."
        )

    id = graphene.ID(required=True, description="Its lasting name.")
    asset = graphene.Field(Asset, required=True, description="What it is taken from.")
    type = SnippetType(required=True, description="What it is.")
    channel = graphene.Field(
        Channel, description="What it is worded for; null where no channel was asked for."
    )
    text = _posted(
        graphene.String,
        "All of it, or as much as fits the channel, cut where a sentence or a clause ends and "
        "marked with …; where `rewritten`, other words.",
        "text",
    )
    full_text = string("All of it, as the asset has it.")
    cut = _posted(graphene.Boolean, "Whether `text` is cut.", "cut")
    rewritten = _posted(
        graphene.Boolean,
        "Whether `text` is in other words than the asset's, which editors approved for the channel.",
        "rewritten",
    )
    attribution = _posted(
        graphene.String,
        "Who says it, or whose piece it is, as posts have it: `— Priya Nair, A title`; empty where the text says so.",
        "attribution",
    )
    hashtags = _posted(
        graphene.List(graphene.NonNull(graphene.String)),
        "Of the asset's topics, as the channel writes them.",
        "hashtags",
    )
    link = graphene.String(
        description=(
            "Where everybody may read the asset, with what web statistics tell the channel by; "
            "null where not everybody may."
        )
    )
    post = graphene.String(
        description=(
            "All that is pasted into the channel: the text, and what there is room for of "
            "attribution, link and hashtags. Null without a channel."
        )
    )
    character_count = graphene.Int(
        required=True,
        description=(
            "How long `post` is, as the channel counts; without a channel, how long the text is, "
            "in UTF-16 units."
        ),
    )
    limit = _posted(
        graphene.Int, "How long a post may be there; null for any length.", "limit", required=False
    )
    fold = _posted(
        graphene.Int,
        "How much of a post is seen there before readers ask for more; null for all.",
        "fold",
        required=False,
    )
    share_url = _posted(
        graphene.String,
        "Opens the channel with the post filled in; null where it has no such address, and where "
        "not everybody may read the asset.",
        "share_url",
        required=False,
    )
    cards = list_of(
        Card, "As pictures, one of each size; none where not everybody may read the asset."
    )
    source = graphene.Field(
        SnippetSource, required=True, description="Where it stands in the asset."
    )
    pinned = graphene.Boolean(required=True, description="Whether editors put it first.")
    approved_at = DateTime(description="When editors approved it.")

    @staticmethod
    def resolve_source(node: SnippetNode, _info) -> object:
        return node.row


class SnippetEdge(graphene.ObjectType):
    class Meta:
        description = "A snippet in a list."

    cursor = string("Its place in the list, to give as `after`.")
    node = graphene.Field(Snippet, required=True, description="The snippet.")


class SnippetConnection(graphene.ObjectType):
    class Meta:
        description = "A page of a list of snippets."

    edges = list_of(SnippetEdge, "The snippets with their cursors.")
    nodes = list_of(Snippet, "The snippets.")
    page_info = graphene.Field(
        PageInfo, required=True, description="Where the page stands in the list."
    )
    total_count = graphene.Int(
        required=True, description="How many snippets the whole list has, exactly."
    )
