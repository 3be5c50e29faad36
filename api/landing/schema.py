import graphene

from api.core.visitors import visitor_arguments, visitor_of

from .loaders import LandingNode
from .resolvers import LandingPages, many_pages, one_page
from .types import SECTION_TYPES, LandingPage, LandingPageConnection

OBJECT_TYPES = list(SECTION_TYPES.values())


class LandingQueries(graphene.ObjectType):
    landing_page = graphene.Field(
        LandingPage,
        slug=graphene.String(required=True, description="The landing page with this slug."),
        locale=graphene.String(description="Only in this language: tells equal slugs apart."),
        **visitor_arguments(),
        description=(
            "A landing page as it is for a visitor. A slug that no term has is left out of account: an old link "
            "still shows the page. Null where there is no such page, and where the caller may not see it."
        ),
    )
    landing_pages = graphene.Field(
        LandingPageConnection,
        required=True,
        locale=graphene.String(description="Only in this language."),
        first=graphene.Int(default_value=20, description="How many a page has: 0 to 100."),
        after=graphene.String(description="The cursor after which the page starts."),
        description="The landing pages that the caller may see, as they were made.",
    )

    @staticmethod
    def resolve_landing_page(
        _root, info, slug: str, locale: str | None = None, **visitor: str | None
    ) -> LandingNode | None:
        return one_page(info.context, slug, locale, visitor_of(visitor))

    @staticmethod
    def resolve_landing_pages(
        _root, info, first: int, locale: str | None = None, after: str | None = None
    ) -> LandingPages:
        return many_pages(info.context, locale, first, after)
