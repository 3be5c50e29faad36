import graphene

from api.core.fields import list_of, string
from api.core.locales import known_as, locale_argument
from api.core.nodes import WebPageNode
from api.core.visitors import visitor_arguments, visitor_of
from api.core.web_page import WebPage
from hub.website.redirects import Target

from .resolvers import all_sites, one_page, one_redirect, one_site, previewed
from .sites import SiteNode
from .types import HomePage, Redirect, Site

OBJECT_TYPES = [HomePage]

_SITE = "Of which site, by its host name; without it, of the default one."


class PageQueries(graphene.ObjectType):
    preview = graphene.Field(
        WebPage,
        **visitor_arguments(),
        description=(
            "The page that the request's preview token opens, as it is drafted, for a visitor. Null without a token."
        ),
    )
    page = graphene.Field(
        WebPage,
        path=string(
            "Its address within the site: `/en/some-slug`, `/en/`; with `locale` the slug alone will do. "
            "Percent-encoded or not, with or without a slash at the end."
        ),
        locale=locale_argument("Its language, where the path does not begin with it."),
        site=graphene.String(description=_SITE),
        **visitor_arguments(),
        description=(
            "The page of a website at an address, as it is for a visitor. Null where there is none, and where the "
            "caller may not see it."
        ),
    )

    redirect = graphene.Field(
        Redirect,
        path=string("The address within the site, with its query if it has one."),
        locale=locale_argument("As of `page`."),
        site=graphene.String(description=_SITE),
        description=(
            "Where to send whoever asks for an address: ask for it beside `page`. Null where a page stands there, "
            "where nothing is set, and where it would lead to what the caller may not see."
        ),
    )
    site = graphene.Field(
        Site,
        hostname=graphene.String(description="Its host name; without it, the default one."),
        description="A website; null where none is called so.",
    )
    sites = list_of(Site, "All websites, the default one first.")

    @staticmethod
    def resolve_preview(_root, info, **visitor: str | None) -> WebPageNode | None:
        return previewed(info.context, visitor_of(visitor))

    @staticmethod
    def resolve_redirect(
        _root, info, path: str, locale: str | None = None, site: str | None = None
    ) -> Target | None:
        return one_redirect(info.context, path, locale and known_as(locale), site)

    @staticmethod
    def resolve_site(_root, info, hostname: str | None = None) -> SiteNode | None:
        return one_site(info.context, hostname)

    @staticmethod
    def resolve_sites(_root, info) -> list[SiteNode]:
        return all_sites(info.context)

    @staticmethod
    def resolve_page(
        _root,
        info,
        path: str,
        locale: str | None = None,
        site: str | None = None,
        **visitor: str | None,
    ) -> WebPageNode | None:
        return one_page(info.context, path, locale and known_as(locale), site, visitor_of(visitor))
