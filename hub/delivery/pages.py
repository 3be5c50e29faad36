"""What websites know of a page: which it is, and where."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, get_page_models

from hub.visibility import Viewer, visible_web_pages
from hub.website.addresses import path_of
from hub.website.pages import WebPage
from hub.website.sites import websites

from .tags import ASSETS, LANDING_PAGES, SITES, of_page

HOME = "home"
LANDING_PAGE = "landing_page"
# By the name of the model; the kind of an asset is its own.
_KINDS = {"home": HOME, "landingpage": LANDING_PAGE}
# The lists, or what is like one, that a page coming or going changes.
_LISTS = {HOME: SITES, LANDING_PAGE: LANDING_PAGES}


@dataclass(frozen=True)
class PageFacts:
    """`kind`: an asset's, `landing_page` or `home`."""

    id: int
    path: str
    url: str
    locale: str
    kind: str

    def as_json(self) -> dict[str, str]:
        """The id as the API has it."""
        return {**asdict(self), "id": str(self.id)}


def public_pages(pages: QuerySet[Page]) -> list[PageFacts]:
    """Those of `pages` that websites show, or still may: what is past its expiry is among them until the clock
    unpublishes it."""
    everybody = Viewer(now=datetime.min.replace(tzinfo=UTC))
    types = ContentType.objects.get_for_models(*_web_page_models()).values()
    rows = list(
        visible_web_pages(everybody, pages.filter(content_type__in=types))
        .order_by("pk")
        .values_list(
            "pk", "path", "slug", "locale__language_code", "asset__kind", "content_type__model"
        )
    )
    if not rows:
        return []
    sites = websites()
    homes = {home.pk for site in sites.all for home in site.homes.values()}
    found = []
    for pk, place, slug, locale, kind, model in rows:
        path = path_of(locale, "" if pk in homes else slug)
        found.append(PageFacts(pk, path, sites.url(place, path), locale, kind or _KINDS[model]))
    return found


def tags_of(pages: Iterable[PageFacts], *, listed: bool = True) -> set[str]:
    """`listed`: lists of such pages, too, show something else."""
    pages = list(pages)
    tags = {of_page(page.id) for page in pages}
    return tags | {_LISTS.get(page.kind, ASSETS) for page in pages} if listed else tags


def _web_page_models() -> list[type[Page]]:
    return [model for model in get_page_models() if issubclass(model, WebPage)]
