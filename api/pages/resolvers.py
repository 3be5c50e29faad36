from api.core.context import Context
from api.core.nodes import WebPageNode
from hub.delivery.tags import ASSETS, LANDING_PAGES, WEBSITE, of_page
from hub.targeting.feed import Visitor
from hub.website.redirects import Target, redirect_from
from hub.website.routing import address, page_at

from .loaders import load_web_pages
from .sites import SiteNode


def one_page(
    context: Context, path: str, locale: str | None, hostname: str | None, visitor: Visitor
) -> WebPageNode | None:
    site = context.websites.called(hostname)
    asked = address(path, locale, site) if site else None
    page = page_at(asked, site, context.viewer) if site and asked else None
    if page is None:
        context.tags.update((ASSETS, LANDING_PAGES))  # it may come yet
        return None
    return load_web_pages(context, [page], visitor).get(page.pk)


def one_redirect(context: Context, path: str, hostname: str | None) -> Target | None:
    site = context.websites.called(hostname)
    if site is None:
        return None
    target, pages = redirect_from(path, site, context.websites, context.viewer)
    context.tags.update((WEBSITE, *map(of_page, pages)))
    return target


def one_site(context: Context, hostname: str | None) -> SiteNode | None:
    site = context.websites.called(hostname)
    return SiteNode(site, context) if site else None


def all_sites(context: Context) -> list[SiteNode]:
    return [SiteNode(site, context) for site in context.websites.all]
