import graphene

from .fields import list_of, string
from .nodes import WebPageNode
from .scalars import DateTime
from .seo_types import Seo


class PageVersion(graphene.ObjectType):
    class Meta:
        description = "A page in one of its languages, for a language switch."

    locale = string("Its language: `en`, `zh-hans`.")
    language = string("What those who speak it call the language.")
    title = string("The page's title in it.")
    path = string("Its address within its site.")
    url = string("Its whole address, on the front end of its site.")


class WebPage(graphene.Interface):
    class Meta:
        description = "A page of a website: an asset, a landing page or a home page."

    id = graphene.ID(required=True, description="Its lasting name within this hub.")
    slug = string("Its name in addresses.")
    title = string("Its title.")
    locale = string("Its language: `en`, `zh-hans`.")
    updated_at = DateTime(description="When it was last published.")
    path = string(
        "Its address within its site, as people read it: `/en/some-slug`; of a home page `/en/`."
    )
    url = string("Its whole address, on the front end of its site.")
    versions = list_of(
        PageVersion,
        "The page in all its languages, itself among them, as far as the caller may see it.",
    )
    seo = graphene.Field(
        Seo, required=True, description="What it says of itself in the head of its HTML."
    )

    @classmethod
    def resolve_type(cls, node: WebPageNode, info) -> type[graphene.ObjectType]:
        return info.schema.get_type(node.type_name).graphene_type
