from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from api.core.media import ImageNode
from api.core.seo import SeoNode
from hub.assets.documents import plain_text
from hub.pictures.presets import Preset
from hub.website import structured
from hub.website.structured import Thing

if TYPE_CHECKING:
    from .loaders import LandingNode


class LandingSeo(SeoNode):
    """Of the page as it is for the visitor."""

    page: "LandingNode"

    @property
    def image(self) -> ImageNode | None:
        """The first of its openings that has one."""
        images = (section.image for section in self.page.sections)
        shown = next(filter(None, images), None)
        return replace(shown, shape=Preset.SOCIAL) if shown else None

    def texts(self) -> Iterator[str]:
        for section in self.page.sections:
            yield section.text("text")
            yield plain_text(section.text("body"))

    def things(self) -> Iterator[Thing]:
        image = self.image
        work = self.work(images=[image.shown.url] if image else [])
        questions = [question for section in self.page.sections for question in section.questions]
        yield structured.faq_page(work, questions) if questions else structured.web_page(work)
        yield self.breadcrumbs()
