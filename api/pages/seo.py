from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from api.core.media import ImageNode
from api.core.seo import SeoNode
from hub.website import structured
from hub.website.structured import Thing

if TYPE_CHECKING:
    from .loaders import HomeNode


class HomeSeo(SeoNode):
    """What the home page itself does not say, the landing page says that stands there."""

    page: "HomeNode"

    @cached_property
    def _shown(self) -> SeoNode | None:
        return self.page.landing_page.seo if self.page.landing_page else None

    @property
    def title(self) -> str:
        """Editors call the page by its language, in their tree."""
        return self.page.row.seo_title or self.site_name or self.page.title

    og_title = title

    @property
    def image(self) -> ImageNode | None:
        return self._shown.image if self._shown else None

    def texts(self) -> Iterator[str]:
        if self._shown:
            yield self._shown.description

    def things(self) -> Iterator[Thing]:
        if self.publisher:
            yield self.publisher.thing
            yield structured.web_site(self.publisher, self.page.locale)
