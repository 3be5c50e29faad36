"""What search engines are told of a website's pages."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from wagtail.models import Page

from hub.visibility import Viewer, visible_web_pages

from .pages import WebPage
from .places import Place, places
from .seo import Alternate, alternates
from .sites import Website


@dataclass(frozen=True)
class Entry:
    place: Place
    url: str
    alternates: list[Alternate]

    @property
    def path(self) -> str:
        return self.place.path

    @property
    def updated_at(self) -> datetime | None:
        return self.place.updated_at


def listed(site: Website, viewer: Viewer) -> QuerySet[Page]:
    """The site's pages that search engines are to find there."""
    own = Q.create([_shown_as(model) for model in WebPage.__subclasses__()], Q.OR)
    return visible_web_pages(viewer, Page.objects.filter(own, site.inside))


def _shown_as(model: type[WebPage]) -> Q:
    name = model._meta.model_name
    return Q((f"{name}__noindex", False), (f"{name}__canonical_url", ""))


def entries(site: Website, viewer: Viewer, after: int, most: int) -> list[Entry]:
    """In the order of their ids, those behind `after`. Each with all versions of it, itself among them: two queries."""
    pages = listed(site, viewer)
    shown = places(pages.filter(pk__gt=after).order_by("pk")[:most]).values()
    versions: dict[UUID, list[Alternate]] = {place.translation_key: [] for place in shown}
    for place in places(pages.filter(translation_key__in=versions)).values():
        versions[place.translation_key].append(Alternate(place.locale, site.url(place.path)))
    return [
        Entry(
            place,
            site.url(place.path),
            alternates(versions[place.translation_key], settings.LANGUAGE_CODE),
        )
        for place in shown
    ]
