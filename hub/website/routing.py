"""Which page an address leads to."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from django.db.models import Q
from wagtail.models import Page

from hub.visibility import Viewer, visible_web_pages

from .addresses import path_of
from .places import Place, places
from .sites import Website

# No page has a longer address: a slug has 255 characters at most, each of up to 4 bytes, each written as %XX.
LONGEST = 4_000


@dataclass(frozen=True)
class Address:
    """A home's has no slug."""

    locale: str
    slug: str

    @property
    def path(self) -> str:
        return path_of(self.locale, self.slug)


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
    return pages_at([address], site, viewer).get(address.path)


def pages_at(addresses: Iterable[Address], site: Website, viewer: Viewer) -> Mapping[str, Place]:
    """By their paths, those of `page_at` each of them. One query."""
    slugs: dict[str, set[str]] = {}
    for one in addresses:
        slugs.setdefault(one.locale, set()).add(one.slug)
    if not slugs:
        return {}
    called = (_called(locale, Q(slug__in=some), "" in some, site) for locale, some in slugs.items())
    found = _seen(Q.create(list(called), Q.OR), site, viewer)
    return {place.path: place for place in reversed(found)}


def page_almost_at(address: Address, site: Website, viewer: Viewer) -> Place | None:
    """Whatever the case of its letters."""
    called = _called(address.locale, Q(slug__iexact=address.slug), not address.slug, site)
    return next(iter(_seen(called, site, viewer)), None)


def _called(locale: str, slug: Q, or_home: bool, site: Website) -> Q:
    """Nobody finds a home by the slug that it has in the admin."""
    home = Q(pk=site.homes[locale].pk)
    named = Q(locale__language_code=locale) & slug & ~home
    return named | home if or_home else named


def _seen(called: Q, site: Website, viewer: Viewer) -> list[Place]:
    """The oldest first."""
    pages = visible_web_pages(viewer, Page.objects.filter(site.inside & called))
    return list(places(pages.order_by("pk")).values())


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
