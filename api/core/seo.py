"""What a page says of itself in the head of its HTML: what all kinds of pages share."""

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings

from hub.website import seo, structured
from hub.website.addresses import path_of
from hub.website.seo import Alternate
from hub.website.structured import Publisher, Thing, Work

from .context import Context
from .nodes import WebPageNode


class SeoNode:
    # As Open Graph calls it.
    type = "website"

    def __init__(self, page: Any, context: Context):
        self.page = page
        self.context = context

    @property
    def image(self) -> Any:
        """An `ImageNode`, as networks show it."""
        return None

    @property
    def published_at(self) -> datetime | None:
        return self.page.row.first_published_at

    @property
    def is_public(self) -> bool:
        """Whether it is for everybody's eyes."""
        return self.context.draft is None

    def texts(self) -> Iterator[str]:
        """What it may be described by, best first."""
        raise NotImplementedError

    def things(self) -> Iterator[Thing]:
        """What it is, as structured data."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        row = self.page.row
        return seo.head_title(row.seo_title, row.title, self.site_name)

    @cached_property
    def description(self) -> str:
        return seo.described(self.page.row.search_description, self.texts())

    @property
    def canonical_url(self) -> str:
        return self.page.row.canonical_url or self.page.url

    @property
    def robots(self) -> str:
        return seo.INDEXED if self.is_public and not self.page.row.noindex else seo.KEPT_OUT

    @property
    def alternates(self) -> list[Alternate]:
        versions = [page for page in (self.page, *self.page.translations) if _is_indexed(page)]
        if self.page not in versions:
            return []
        listed = (Alternate(page.locale, page.url) for page in versions)
        return seo.alternates(listed, settings.LANGUAGE_CODE)

    @property
    def og_title(self) -> str:
        return self.page.row.seo_title or self.page.title

    @cached_property
    def site_name(self) -> str:
        ours = self.context.brand.look(self.page.locale).name
        site = self.context.websites.holding(self.page.row.path)
        return ours or (site.name if site else "")

    @property
    def region(self) -> str:
        return seo.region(self.page.locale)

    @property
    def other_regions(self) -> list[str]:
        return [seo.region(page.locale) for page in self.page.translations]

    @property
    def json_ld(self) -> list[str]:
        return [structured.script(thing) for thing in self.things()] if self.is_public else []

    @cached_property
    def publisher(self) -> Publisher | None:
        if not self.site_name:
            return None
        return Publisher(self.site_name, self.home, self.context.logo_url)

    @property
    def home(self) -> str:
        """The address of the home page in its language."""
        path = path_of(self.page.locale, "")
        return self.context.websites.url(self.page.row.path, path)

    def work(self, **known: Any) -> Work:
        return Work(
            url=self.canonical_url,
            title=self.page.title,
            description=self.description,
            locale=self.page.locale,
            published=self.published_at,
            modified=self.page.updated_at,
            publisher=self.publisher,
            **known,
        )

    def breadcrumbs(self) -> Thing:
        home = (self.site_name or self.home, self.home)
        return structured.breadcrumbs([home, (self.page.title, self.page.url)])


def _is_indexed(page: WebPageNode) -> bool:
    """Search engines compare versions only where each is to be found, and at its own address."""
    return not (page.row.noindex or page.row.canonical_url)
