from api.core.context import Context
from api.core.nodes import WebPageNode
from hub.delivery.tags import ASSETS, LANDING_PAGES
from hub.targeting.feed import Visitor
from hub.website.routing import address, page_at

from .loaders import load_web_pages


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
