from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import get_language_info

from hub.website.addresses import path_of


class WebPageNode:
    """A page with an address."""

    row: Any

    @property
    def type_name(self) -> str:
        """The GraphQL type that it is told as."""
        raise NotImplementedError

    @property
    def id(self) -> int:
        return self.row.pk

    @property
    def slug(self) -> str:
        return self.row.slug

    @property
    def title(self) -> str:
        return self.row.title

    @property
    def locale(self) -> str:
        return self.row.locale.language_code

    @property
    def updated_at(self) -> Any:
        return self.row.last_published_at

    @property
    def path(self) -> str:
        return path_of(self.locale, self.slug)

    @property
    def url(self) -> str:
        raise NotImplementedError

    @property
    def translations(self) -> "Sequence[WebPageNode]":
        """In other languages, as far as the viewer may see it."""
        raise NotImplementedError

    @property
    def versions(self) -> "list[WebPageNode]":
        """In all languages, in the order of the setting."""
        place = {code: n for n, (code, _name) in enumerate(settings.LANGUAGES)}
        pages = (self, *self.translations)
        return sorted(pages, key=lambda page: place.get(page.locale, len(place)))

    @property
    def language(self) -> str:
        return str(get_language_info(self.locale)["name_local"])

    @property
    def seo(self) -> Any:
        """A `SeoNode` (api.core.seo)."""
        raise NotImplementedError
