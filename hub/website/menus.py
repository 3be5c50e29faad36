"""A menu as readers get it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from hub.visibility import Viewer, visible_web_pages

from .models import Menu
from .places import Place, places
from .sites import Website

Stored = Mapping[str, Any]


@dataclass(frozen=True)
class Link:
    """`address`: what editors wrote, or where the page is to be found; empty for a heading that leads nowhere."""

    label: str
    address: str
    page: Place | None = None
    children: "tuple[Link, ...]" = ()


@dataclass(frozen=True)
class Links:
    """`pages`: the ids of all pages that the menu has, seen or not."""

    links: tuple[Link, ...] = ()
    pages: frozenset[int] = frozenset()


def menu(site: Website, name: str, locale: str, viewer: Viewer) -> Links:
    """What the viewer may see of it; nothing where there is no such menu.

    A link to what they may not see is left out, and what is below it takes its place.
    """
    row = Menu.objects.filter(site=site.pk, name=name, locale__language_code=locale).first()
    stored = [item["value"] for item in row.items.raw_data] if row else []
    ids = frozenset(_pages(stored))
    seen = places(visible_web_pages(viewer, Page.objects.filter(pk__in=ids))) if ids else {}
    return Links(tuple(_links(stored, seen)), ids)


def _children(link: Stored) -> list[Stored]:
    return [child["value"] for child in link.get("children") or ()]


def _pages(links: Iterable[Stored]) -> Iterator[int]:
    for link in links:
        if page := link.get("page"):
            yield page
        yield from _pages(_children(link))


def _links(links: Iterable[Stored], seen: Mapping[int, Place]) -> Iterator[Link]:
    for stored in links:
        children = tuple(_links(_children(stored), seen))
        label, address = stored.get("label") or "", stored.get("address") or ""
        if pk := stored.get("page"):
            if pk not in seen:
                yield from children
                continue
            place = seen[pk]
            yield Link(label or place.title, place.path, place, children)
        elif address or children:
            yield Link(label, address, None, children)
