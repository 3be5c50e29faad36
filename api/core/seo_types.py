"""What a page says of itself in the head of its HTML."""

import graphene

from .fields import list_of, string
from .media import Image
from .scalars import DateTime
from .seo import SeoNode


class Alternate(graphene.ObjectType):
    class Meta:
        description = "A version of a page in one language, for a `link` with `hreflang`."

    locale = string("`en`, `zh-hans`; `x-default` is the one for readers of any other language.")
    url = string("Its whole address.")


class OpenGraph(graphene.ObjectType):
    class Meta:
        description = "What networks show beside a link to a page: the `og:` properties."

    type = string("`article` of an asset, `website` of all others.")
    title = string("The title, without the site's name.")
    description = string("As `Seo.description`; may be empty.")
    url = string("As `Seo.canonicalUrl`.")
    site_name = string("Whose website it is; may be empty.")
    locale = string("As Open Graph writes it: `en_US`, `zh_CN`.")
    alternate_locales = list_of(
        graphene.String, "The other languages it is there in, written alike."
    )
    image = graphene.Field(
        Image,
        description=(
            "The picture, whose own address and size are those of the rendition `SOCIAL`; null where there is none "
            "that everybody may see."
        ),
    )
    published_time = DateTime(description="When it was first published.")
    modified_time = DateTime(description="When it was last published.")

    @staticmethod
    def resolve_title(node: SeoNode, _info) -> str:
        return node.og_title

    @staticmethod
    def resolve_url(node: SeoNode, _info) -> str:
        return node.canonical_url

    @staticmethod
    def resolve_locale(node: SeoNode, _info) -> str:
        return node.region

    @staticmethod
    def resolve_alternate_locales(node: SeoNode, _info) -> list[str]:
        return node.other_regions

    @staticmethod
    def resolve_published_time(node: SeoNode, _info):
        return node.published_at

    @staticmethod
    def resolve_modified_time(node: SeoNode, _info):
        return node.page.updated_at


class Seo(graphene.ObjectType):
    class Meta:
        description = "What a page says of itself in the head of its HTML."

    title = string("For the `title`: with the site's name, where there is room.")
    description = string("What it is about, in a sentence or two; may be empty.")
    canonical_url = string("Where it stands first: its own address, or one elsewhere.")
    robots = string("`index, follow, max-image-preview:large` or `noindex, follow`.")
    alternates = list_of(
        Alternate,
        "The page in all its languages, itself among them; empty where search engines are kept out.",
    )
    open_graph = graphene.Field(
        OpenGraph,
        required=True,
        description="What networks show.",
        resolver=lambda node, _info: node,
    )
    json_ld = list_of(
        graphene.String,
        "Structured data (schema.org), each a JSON text for a `script` of the type `application/ld+json`. "
        "Nothing in it can end the script.",
    )
