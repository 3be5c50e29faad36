import graphene

from api.assets.types import Asset
from api.core.connections import PageInfo
from api.core.scalars import DateTime

from .inputs import SnippetType
from .loaders import SnippetNode


class SnippetSource(graphene.ObjectType):
    class Meta:
        description = "Where a snippet stands in its asset."

    section_title = graphene.String(
        required=True, description="The heading it stands under; may be empty."
    )
    start = graphene.Int(
        required=True, description="Where it starts in `Asset.plainText`, in Unicode code points."
    )
    end = graphene.Int(required=True, description="Where it ends there.")
    block = graphene.String(
        required=True,
        description="The `Block.id`, or the field of the asset, that it begins in; may be empty.",
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
    full_text = graphene.String(required=True, description="All of it, as the asset has it.")
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

    cursor = graphene.String(
        required=True, description="Its place in the list, to give as `after`."
    )
    node = graphene.Field(Snippet, required=True, description="The snippet.")


class SnippetConnection(graphene.ObjectType):
    class Meta:
        description = "A page of a list of snippets."

    edges = graphene.List(
        graphene.NonNull(SnippetEdge), required=True, description="The snippets with their cursors."
    )
    nodes = graphene.List(graphene.NonNull(Snippet), required=True, description="The snippets.")
    page_info = graphene.Field(
        PageInfo, required=True, description="Where the page stands in the list."
    )
    total_count = graphene.Int(
        required=True, description="How many snippets the whole list has, exactly."
    )
