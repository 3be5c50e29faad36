import graphene

from api.core.connections import PageInfo, page_arguments
from api.core.fields import list_of, string
from api.core.locales import known_as, locale_argument
from api.core.scalars import DateTime
from api.core.seo_types import Alternate
from api.core.web_page import WebPage
from api.landing.types import LandingPage
from hub.website.redirects import Target

from .brand import Brand, BrandNode
from .sites import LinkNode, RedirectPage, SitemapPage, SiteNode


class HomePage(graphene.ObjectType):
    class Meta:
        interfaces = (WebPage,)
        description = "What a website shows first in one of its languages."

    landing_page = graphene.Field(
        LandingPage,
        description="The landing page that stands there; null where editors chose none that is to be seen.",
    )


class SiteLocale(graphene.ObjectType):
    class Meta:
        description = "A language of a website."

    code = string("`en`, `zh-hans`.")
    name = string("What those who speak it call it.")
    path = string("The address of the home page in it, within the site: `/en/`.")
    url = string("The whole address of the home page in it.")
    is_default = graphene.Boolean(
        required=True, description="Whether it is for readers of any other language."
    )


class MenuItem(graphene.ObjectType):
    class Meta:
        description = "A link of a menu."

    label = string("Its words.")
    url = graphene.String(
        description=(
            "Where it leads: a path of the site, or a whole address; null for a heading that leads nowhere itself."
        )
    )
    page = graphene.Field(WebPage, description="The page it leads to, where it is one of ours.")
    children = list_of(lambda: MenuItem, "The links below it.")


class Redirect(graphene.ObjectType):
    class Meta:
        description = "Where those are sent who come by an address that no page has any more."

    # `from` is no name in Python.
    source = string("The path, without a slash at its end.", name="from")
    to = string("A path of the same site, or a whole address elsewhere. The end of the way.")
    permanent = graphene.Boolean(
        required=True, description="Whether to answer with 301 or 308; else with 302 or 307."
    )


class RedirectConnection(graphene.ObjectType):
    class Meta:
        description = "A page of a list of redirects."

    nodes = list_of(Redirect, "The redirects, the oldest first.")
    page_info = graphene.Field(
        PageInfo, required=True, description="Where the page stands in the list."
    )

    @staticmethod
    def resolve_nodes(page: RedirectPage, _info) -> list[Target]:
        return page.targets


class SitemapEntry(graphene.ObjectType):
    class Meta:
        description = "A page that search engines are to find."

    path = string("Its address within the site.")
    url = string("Its whole address.")
    updated_at = DateTime(description="When it was last published.")
    alternates = list_of(Alternate, "The page in all its languages, itself among them.")


class SitemapConnection(graphene.ObjectType):
    class Meta:
        description = "A page of a website's sitemap."

    nodes = list_of(SitemapEntry, "The entries, the oldest first.")
    page_info = graphene.Field(
        PageInfo, required=True, description="Where the page stands in the list."
    )


class Site(graphene.ObjectType):
    class Meta:
        description = "A website."

    hostname = string("Its name in the admin, to ask by.")
    name = string(
        "Whose it is, or what it is called; may be empty.",
        locale=locale_argument("In which language; without it, in the default one."),
    )
    brand = graphene.Field(
        Brand,
        required=True,
        locale=locale_argument("Of the name; without it, the default language."),
        description="What the company looks like: the same on all sites.",
    )
    root_url = string("Scheme and host of its front end: `https://www.example.com`.")
    is_default = graphene.Boolean(
        required=True, description="Whether it is the one that is meant where none is named."
    )
    locales = list_of(SiteLocale, "Its languages, the default one first.")
    menu = list_of(
        MenuItem,
        "A menu that editors made, without what the caller may not see; empty where there is none.",
        name=string("What editors call it: `main`, `footer`."),
        locale=locale_argument("In which language.", required=True),
    )
    redirects = graphene.Field(
        RedirectConnection,
        required=True,
        **page_arguments(100),
        description="All redirects, for front ends that are built ahead. A page at the same address comes first.",
    )
    sitemap = graphene.Field(
        SitemapConnection,
        required=True,
        **page_arguments(100),
        description=(
            "What everybody may see and search engines are to find here: without what editors keep out, and what first "
            "stood elsewhere."
        ),
    )
    robots = string("The text of `/robots.txt`.")

    @staticmethod
    def resolve_name(node: SiteNode, _info, locale: str | None = None) -> str:
        return node.name(locale and known_as(locale))

    @staticmethod
    def resolve_brand(node: SiteNode, _info, locale: str | None = None) -> BrandNode:
        return node.brand(locale and known_as(locale))

    @staticmethod
    def resolve_menu(node: SiteNode, _info, name: str, locale: str) -> list[LinkNode]:
        return node.menu(name, known_as(locale))

    @staticmethod
    def resolve_redirects(
        node: SiteNode, _info, first: int, after: str | None = None
    ) -> RedirectPage:
        return node.redirects(first, after)

    @staticmethod
    def resolve_sitemap(node: SiteNode, _info, first: int, after: str | None = None) -> SitemapPage:
        return node.sitemap(first, after)
