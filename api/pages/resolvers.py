from wagtail.models import Page

from api.core.context import Context
from api.core.nodes import WebPageNode
from hub.delivery.tags import ASSETS, LANDING_PAGES, WEBSITE, of_page
from hub.targeting.feed import Visitor
from hub.website.places import Place, places
from hub.website.redirects import Target, redirect_from
from hub.website.routing import address, page_at
from hub.website.sites import Website

from .loaders import load_web_pages
from .sites import SiteNode


def previewed(context: Context, visitor: Visitor) -> WebPageNode | None:
    page = context.viewer.preview
    if page is None:
        return None
    found = places(Page.objects.filter(pk=page)).values()
    return load_web_pages(context, found, visitor).get(page)


def one_page(
    context: Context, path: str, locale: str | None, hostname: str | None, visitor: Visitor
) -> WebPageNode | None:
    site = context.websites.called(hostname)
    page = _standing(context, path, locale, site) if site else None
    return load_web_pages(context, [page], visitor).get(page.pk) if page else None


def one_redirect(
    context: Context, path: str, locale: str | None, hostname: str | None
) -> Target | None:
    site = context.websites.called(hostname)
    if site is None or _standing(context, path, locale, site):
        return None
    target, pages = redirect_from(path, locale, site, context.websites, context.viewer)
    context.tags.update((WEBSITE, *map(of_page, pages)))
    return target


def _standing(context: Context, path: str, locale: str | None, site: Website) -> Place | None:
    """The page at an address."""
    asked = address(path, locale, site)
    page = page_at(asked, site, context.viewer) if asked else None
    # Where there is none, one may come yet.
    context.tags.update([of_page(page.pk)] if page else [ASSETS, LANDING_PAGES])
    return page


def one_site(context: Context, hostname: str | None) -> SiteNode | None:
    site = context.websites.called(hostname)
    return SiteNode(site, context) if site else None


def all_sites(context: Context) -> list[SiteNode]:
    return [SiteNode(site, context) for site in context.websites.all]
