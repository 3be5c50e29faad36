import graphene

from api.core.nodes import WebPageNode
from api.core.visitors import visitor_arguments, visitor_of

from .resolvers import one_page
from .types import HomePage
from .web_page import WebPage

OBJECT_TYPES = [HomePage]

_SITE = "Of which site, by its host name; without it, of the default one."


class PageQueries(graphene.ObjectType):
    page = graphene.Field(
        WebPage,
        path=graphene.String(
            required=True,
            description=(
                "Its address within the site: `/en/some-slug`, `/en/`; with `locale` the slug alone will do. "
                "Percent-encoded or not, with or without a slash at the end."
            ),
        ),
        locale=graphene.String(description="Its language, where the path does not begin with it."),
        site=graphene.String(description=_SITE),
        **visitor_arguments(),
        description=(
            "The page of a website at an address, as it is for a visitor. Null where there is none, and where the "
            "caller may not see it."
        ),
    )

    @staticmethod
    def resolve_page(
        _root,
        info,
        path: str,
        locale: str | None = None,
        site: str | None = None,
        **visitor: str | None,
    ) -> WebPageNode | None:
        return one_page(info.context, path, locale, site, visitor_of(visitor))
