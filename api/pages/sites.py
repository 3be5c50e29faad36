"""Websites as answers see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import get_language_info
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page as WagtailPage

from api.assets.richtext import safe_url
from api.core.connections import Page, decode_cursor, encode_cursor, page_size
from api.core.context import Context
from api.core.nodes import WebPageNode
from hub.delivery import tags
from hub.targeting.feed import Visitor
from hub.visibility import anonymous, visible_pages
from hub.website.addresses import path_of
from hub.website.menus import Link, menu
from hub.website.redirects import Target, in_force, listed, targets
from hub.website.robots import robots
from hub.website.sitemap import Entry, entries
from hub.website.sites import Website

from .brand import BrandNode
from .loaders import load_web_pages


@dataclass(frozen=True, eq=False)
class SiteNode:
    site: Website
    context: Context

    @property
    def hostname(self) -> str:
        return self.site.hostname

    @property
    def is_default(self) -> bool:
        return self.site.is_default

    @property
    def root_url(self) -> str:
        return self.site.origin

    def name(self, locale: str | None) -> str:
        return self.site.name or self.context.brand.look(locale or self.site.locale).name

    def brand(self, locale: str | None) -> BrandNode:
        return BrandNode(self.context.brand.look(locale or self.site.locale), self.context)

    @property
    def robots(self) -> str:
        self.context.tags.add(tags.WEBSITE)
        return robots(self.site)

    @property
    def locales(self) -> list[dict[str, Any]]:
        """Those whose home page the viewer may see."""
        homes = WagtailPage.objects.filter(pk__in=[home.pk for home in self.site.homes.values()])
        self.context.tags.update(tags.of_page(home.pk) for home in self.site.homes.values())
        seen = set(visible_pages(self.context.viewer, homes).values_list("pk", flat=True))
        return [
            {
                "code": code,
                "name": get_language_info(code)["name_local"],
                "path": path_of(code, ""),
                "url": self.site.url(path_of(code, "")),
                "is_default": code == self.site.locale,
            }
            for code, home in self.site.homes.items()
            if home.pk in seen
        ]

    def redirects(self, first: int, after: str | None) -> "RedirectPage":
        self.context.tags.update((tags.WEBSITE, tags.ASSETS, tags.LANDING_PAGES))
        return RedirectPage(page_size(first), after or None, self.site, self.context)

    def sitemap(self, first: int, after: str | None) -> "SitemapPage":
        self.context.tags.update((tags.ASSETS, tags.LANDING_PAGES))
        return SitemapPage(page_size(first), after or None, self.site, self.context)

    def menu(self, name: str, locale: str) -> "list[LinkNode]":
        found = menu(self.site, name, locale, self.context.viewer)
        self.context.tags.update((tags.WEBSITE, *map(tags.of_page, found.pages)))
        return MenuPages(self.site, self.context, found.links).nodes


class MenuPages:
    """The links of a menu; the pages behind them are loaded together, where they are asked for."""

    def __init__(self, site: Website, context: Context, links: tuple[Link, ...]):
        self.site = site
        self.context = context
        self.links = links

    @property
    def nodes(self) -> "list[LinkNode]":
        return [LinkNode(link, self) for link in self.links]

    @cached_property
    def loaded(self) -> Mapping[int, WebPageNode]:
        linked = [one for link in self.links for one in (link, *link.children)]
        pages = {link.page.pk: link.page for link in linked if link.page}
        return load_web_pages(self.context, pages.values(), Visitor())


@dataclass(frozen=True, eq=False)
class LinkNode:
    link: Link
    menu: MenuPages

    @property
    def label(self) -> str:
        return self.link.label

    @property
    def url(self) -> str | None:
        if place := self.link.page:
            return self.menu.context.websites.link(place.tree_path, place.path, self.menu.site)
        return safe_url(self.link.address) or None

    @property
    def page(self) -> WebPageNode | None:
        return self.menu.loaded.get(self.link.page.pk) if self.link.page else None

    @property
    def children(self) -> "list[LinkNode]":
        return [LinkNode(child, self.menu) for child in self.link.children]


@dataclass(frozen=True)
class RedirectNode:
    row: Redirect
    target: Target | None


@dataclass
class RedirectPage(Page[RedirectNode]):
    site: Website
    context: Context

    def read(self, most: int) -> list[RedirectNode]:
        after = decode_cursor(self.after, int)[0] if self.after else 0
        viewer = self.context.viewer
        rows = list(listed(self.site, viewer).filter(pk__gt=after).order_by("pk")[:most])
        told = in_force(rows, self.site, viewer)
        found = targets(told, self.site, self.context.websites, viewer)
        self.context.tags.update(map(tags.of_page, found.pages))
        return [RedirectNode(row, found.by_id.get(row.pk)) for row in rows]

    def cursor(self, node: RedirectNode) -> str:
        return encode_cursor(node.row.pk)

    @property
    def targets(self) -> list[Target]:
        """Without those that lead nowhere, and those from where a page stands."""
        return [node.target for node in self.nodes if node.target]


@dataclass
class SitemapPage(Page[Entry]):
    """As everybody sees the site, whoever asks: what it tells is told to search engines."""

    site: Website
    context: Context

    def read(self, most: int) -> list[Entry]:
        after = decode_cursor(self.after, int)[0] if self.after else 0
        return entries(self.site, anonymous(), after, most)

    def cursor(self, node: Entry) -> str:
        return encode_cursor(node.place.pk)
