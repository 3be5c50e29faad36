"""Where pages are to be found, whatever their class: all that links, menus and sitemaps need to know of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page

from .pages import WebPage


@dataclass(frozen=True)
class Place:
    """`tree_path` is where editors keep the page, `path` where readers find it."""

    pk: int
    model: type[WebPage]
    title: str
    locale: str
    tree_path: str
    path: str
    translation_key: UUID
    updated_at: datetime | None


def places(pages: QuerySet[Page]) -> dict[int, Place]:
    """By id and in order, of those of `pages` that websites show. One query."""
    rows = pages.values_list(
        "content_type_id",
        "slug",
        "pk",
        "title",
        "locale__language_code",
        "path",
        "translation_key",
        "last_published_at",
    )
    return {place.pk: place for place in _places(rows)}


def _places(rows: Iterable[tuple]) -> Iterable[Place]:
    for content_type, slug, pk, title, locale, tree_path, key, updated_at in rows:
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None and issubclass(model, WebPage):
            path = model.path_at(locale, slug)
            yield Place(pk, model, title, locale, tree_path, path, key, updated_at)
