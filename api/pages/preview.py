import graphene
from wagtail.models import Page

from api.core.context import Context
from api.core.nodes import WebPageNode
from api.core.visitors import visitor_arguments, visitor_of
from hub.targeting.feed import Visitor
from hub.website.places import places

from .loaders import load_web_pages
from .web_page import WebPage


class PreviewQueries(graphene.ObjectType):
    preview = graphene.Field(
        WebPage,
        **visitor_arguments(),
        description=(
            "The page that the request's preview token opens, as it is drafted, for a visitor. Null without a token."
        ),
    )

    @staticmethod
    def resolve_preview(_root, info, **visitor: str | None) -> WebPageNode | None:
        return previewed(info.context, visitor_of(visitor))


def previewed(context: Context, visitor: Visitor) -> WebPageNode | None:
    page = context.viewer.preview
    if page is None:
        return None
    found = places(Page.objects.filter(pk=page)).values()
    return load_web_pages(context, found, visitor).get(page)
