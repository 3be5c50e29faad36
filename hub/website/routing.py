"""Which page an address leads to."""

import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

from django.db.models import Q
from wagtail.models import Page

from hub.visibility import Viewer, visible_web_pages

from .places import Place, places
from .sites import Website

# No page has a longer address: a slug has 255 characters at most, each of up to 4 bytes, each written as %XX.
LONGEST = 4_000


@dataclass(frozen=True)
class Address:
    """A home's has no slug."""

    locale: str
    slug: str


def address(path: str, locale: str | None, site: Website) -> Address | None:
    """What a path asks for: `/en/some-slug`, or `some-slug` with its locale. None where no page can be called so.

    Slashes around it and percent-encoding do not matter. Letters' case does: `hub.website.redirects` knows where those
    who mistake it are to go.
    """
    parts = _parts(path)
    if parts is None:
        return None
    if parts and parts[0] in site.homes and locale in (None, parts[0]):
        locale, parts = parts[0], parts[1:]
    elif locale is None and not parts:
        locale = site.locale
    if locale is None or locale not in site.homes or len(parts) > 1:
        return None
    return Address(locale, parts[0] if parts else "")


def page_at(address: Address, site: Website, viewer: Viewer) -> Place | None:
    """The page there that the viewer may see. Where two are called so, which the admin does not allow, the one made
    first."""
    return _first(Q(slug=address.slug), address, site, viewer)


def page_almost_at(address: Address, site: Website, viewer: Viewer) -> Place | None:
    """Whatever the case of its letters."""
    return _first(Q(slug__iexact=address.slug), address, site, viewer)


def _first(called: Q, address: Address, site: Website, viewer: Viewer) -> Place | None:
    home = Q(pk=site.homes[address.locale].pk)
    pages = Page.objects.filter(site.inside, locale__language_code=address.locale)
    seen = visible_web_pages(viewer, pages.filter(called & ~home if address.slug else home))
    return next(iter(places(seen.order_by("pk")[:1]).values()), None)


def _parts(path: str) -> list[str] | None:
    if len(path) > LONGEST:
        return None
    try:
        text = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return None
    if "\0" in text:
        return None
    trimmed = unicodedata.normalize("NFC", text).strip("/")
    return trimmed.split("/") if trimmed else []
