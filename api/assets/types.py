from typing import Any

import graphene

from api.core.connections import PageInfo, page_size
from api.core.fields import list_of, string
from api.core.media import Image
from api.core.scalars import DateTime
from api.core.visitors import visitor_arguments, visitor_of
from api.core.web_page import WebPage
from api.snippets.inputs import SnippetType
from api.snippets.loaders import SnippetNode
from api.snippets.resolvers import snippets_of_asset
from api.taxonomy.types import Term
from hub.assets.documents import text_of
from hub.taxonomy.models import Audience as Audiences

from .block_types import Block
from .facets import FACETS_TOLD, Facet
from .inputs import AssetFilter, AssetKind, to_filters
from .loaders import AssetNode, MatchNode

Audience = graphene.Enum(
    "Audience",
    [(audience.name, audience.value) for audience in Audiences],
    description=lambda audience: {
        None: "Whose eyes an asset is for.",
        Audiences.PUBLIC: "Websites may show it.",
        Audiences.INTERNAL: "For sales people only.",
    }[audience and audience.value],
)


def _tags(what: str, field: str) -> graphene.Field:
    return list_of(
        Term, f"{what} In the editors' order.", resolver=lambda node, _info: node.tagged(field)
    )


def _choice(what: str, field: str) -> graphene.Field:
    return graphene.Field(Term, description=what, resolver=lambda node, _info: node.chosen(field))


class Asset(WebPage):
    """One piece of content, published and for the caller's eyes."""

    class Meta:
        interfaces = (WebPage,)
        description = "One piece of content in the pool, as it is published."

    summary = string("What the reader gets, in one to three sentences; may be empty.")
    kind = AssetKind(required=True, description="What it is.")
    external_id = graphene.String(description="Its name in the source it was imported from.")
    published_at = DateTime(description="When it was first published, here or where it came from.")
    personas = _tags("The buying roles it is for.", "personas")
    stages = _tags("The stages of the buyer's journey it is for.", "stages")
    industries = _tags("The industries it is about.", "industries")
    topics = _tags("What it is about.", "topics")
    products = _tags("The products it is about.", "products")
    content_type = _choice("What it is for.", "content_type_term")
    format = _choice("The body it takes.", "format")
    campaign = _choice("The campaign it belongs to.", "campaign")
    audience = Audience(required=True, description="Whose eyes it is for.")
    authors = list_of(graphene.String, "Who wrote it, in order.")
    hero_image = graphene.Field(Image, description="The picture that stands for it.")
    open_graph_image = graphene.Field(
        Image,
        description=(
            "The picture that networks show beside a link to it: `heroImage`, else the card of one "
            "of its snippets."
        ),
    )
    body = list_of(Block, "Its body, block by block.")
    body_html = string("Its body as clean HTML.")
    plain_text = string("All its text, body and other fields alike; `Evidence` counts in it.")
    related = list_of(
        "api.search.types.Match",
        "The assets most like it, best first, each piece once; never itself, a translation or "
        "a copy of it. Of those about as like, what is tagged for the visitor comes first.",
        first=graphene.Int(default_value=5, description="How many at most."),
        filter=AssetFilter(description="Only these."),
        across_languages=graphene.Boolean(
            default_value=False,
            description=(
                "Whether those in other languages compete with those in its own; otherwise they "
                "come only where its own has too few."
            ),
        ),
        **visitor_arguments(),
    )
    snippets = list_of(
        "api.snippets.types.Snippet",
        "The pieces of it worth sharing, as editors approved them: pinned ones first, then the "
        "best.",
        channel=graphene.String(
            description="Only those that fit this channel, by slug, worded for it."
        ),
        type=SnippetType(description="Only of this type."),
        first=graphene.Int(default_value=5, description="How many at most."),
    )
    translations = list_of(lambda: Asset, "The same piece in other languages, without itself.")

    @staticmethod
    def resolve_authors(node: AssetNode, _info) -> list[str]:
        return node.row.author_list

    @staticmethod
    def resolve_body(node: AssetNode, _info) -> Any:
        return node.blocks

    @staticmethod
    def resolve_body_html(node: AssetNode, _info) -> str:
        return "\n".join(block["html"] for block in node.blocks)

    @staticmethod
    def resolve_plain_text(node: AssetNode, _info) -> str:
        return text_of(node.whole, node.peers.open_files)

    @staticmethod
    def resolve_related(
        node: AssetNode,
        _info,
        first: int,
        across_languages: bool | None = False,
        filter: Any = None,
        **visitor: str | None,
    ) -> list[MatchNode]:
        terms = visitor_of(visitor).terms
        return node.related(page_size(first), to_filters(filter), bool(across_languages), terms)

    @staticmethod
    def resolve_snippets(
        node: AssetNode, _info, first: int, channel: str | None = None, type: Any = None
    ) -> list[SnippetNode]:
        types = frozenset({type.value} if type else ())
        return snippets_of_asset(node, channel, types, first)


class AssetEdge(graphene.ObjectType):
    class Meta:
        description = "An asset in a list."

    cursor = string("Its place in the list, to give as `after`.")
    node = graphene.Field(Asset, required=True, description="The asset.")


class AssetConnection(graphene.ObjectType):
    class Meta:
        description = "A page of a list of assets."

    edges = list_of(AssetEdge, "The assets with their cursors.")
    nodes = list_of(Asset, "The assets.")
    page_info = graphene.Field(
        PageInfo, required=True, description="Where the page stands in the list."
    )
    total_count = graphene.Int(
        required=True, description="How many assets the whole list has, exactly."
    )
    facets = list_of(Facet, FACETS_TOLD)
