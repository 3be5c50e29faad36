"""What a page says of itself in the head of its HTML."""

import graphene

from api.assets.media import Image
from api.core.scalars import DateTime
from api.core.seo import SeoNode


def _string(description: str) -> graphene.String:
    return graphene.String(required=True, description=description)


class Alternate(graphene.ObjectType):
    class Meta:
        description = "A version of a page in one language, for a `link` with `hreflang`."

    locale = _string("`en`, `zh-hans`; `x-default` is the one for readers of any other language.")
    url = _string("Its whole address.")


class OpenGraph(graphene.ObjectType):
    class Meta:
        description = "What networks show beside a link to a page: the `og:` properties."

    type = _string("`article` of an asset, `website` of all others.")
    title = _string("The title, without the site's name.")
    description = _string("As `Seo.description`; may be empty.")
    url = _string("As `Seo.canonicalUrl`.")
    site_name = _string("Whose website it is; may be empty.")
    locale = _string("As Open Graph writes it: `en_US`, `zh_CN`.")
    alternate_locales = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="The other languages it is there in, written alike.",
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

    title = _string("For the `title`: with the site's name, where there is room.")
    description = _string("What it is about, in a sentence or two; may be empty.")
    canonical_url = _string("Where it stands first: its own address, or one elsewhere.")
    robots = _string("`index, follow, max-image-preview:large` or `noindex, follow`.")
    alternates = graphene.List(
        graphene.NonNull(Alternate),
        required=True,
        description="The page in all its languages, itself among them; empty where search engines are kept out.",
    )
    open_graph = graphene.Field(
        OpenGraph,
        required=True,
        description="What networks show.",
        resolver=lambda node, _info: node,
    )
    json_ld = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description=(
            "Structured data (schema.org), each a JSON text for a `script` of the type `application/ld+json`. "
            "Nothing in it can end the script."
        ),
    )
