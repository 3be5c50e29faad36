from typing import Any

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
    def seo(self) -> Any:
        """A `SeoNode` (api.core.seo)."""
        raise NotImplementedError
