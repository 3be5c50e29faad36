from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from api.core.media import ImageNode
from api.core.seo import SeoNode
from hub.assets.documents import text_of
from hub.assets.models import Kind
from hub.pictures.presets import Preset
from hub.taxonomy.models import Audience
from hub.website import structured
from hub.website.structured import Thing, Work

if TYPE_CHECKING:
    from .loaders import AssetNode

_ARTICLES = {
    Kind.WHITE_PAPER: "Report",
    Kind.EBOOK: "Report",
    Kind.SHORT_POST: "SocialMediaPosting",
}
# In which search engines like to have a picture.
_SHAPES = (Preset.HERO, Preset.SQUARE, Preset.FULL)


class AssetSeo(SeoNode):
    type = "article"

    page: "AssetNode"

    @property
    def is_public(self) -> bool:
        return super().is_public and self.page.row.audience == Audience.PUBLIC

    @property
    def image(self) -> ImageNode | None:
        return self.page.open_graph_image

    @property
    def published_at(self) -> datetime | None:
        return self.page.published_at

    def texts(self) -> Iterator[str]:
        yield self.page.row.summary
        yield text_of(self.page.whole, self.page.peers.open_files)

    def things(self) -> Iterator[Thing]:
        yield self._itself()
        yield self.breadcrumbs()

    def _itself(self) -> Thing:
        work, kind, row = self._work(), Kind(self.page.row.kind), self.page.whole
        match kind:
            case Kind.CASE_STUDY:
                return structured.case_study(
                    work, row.customer, row.quote_text, row.quote_speaker, row.quote_role
                )
            case Kind.FAQ if self.page.questions:
                return structured.faq_page(work, self.page.questions)
            case Kind.VIDEO | Kind.WEBINAR if work.images and work.published and self._plays:
                return self._recording(work, "VideoObject")
            case Kind.PODCAST if self._plays:
                return self._recording(work, "PodcastEpisode")
            case _:
                return structured.article(work, _ARTICLES.get(kind, "Article"))

    def _work(self) -> Work:
        terms = (*self.page.tagged("topics"), *self.page.tagged("industries"))
        image = self.image
        images = [image.rendition(shape).url for shape in _SHAPES] if image else []
        return self.work(
            images=list(dict.fromkeys(images)),
            authors=self.page.row.author_list,
            keywords=[term.named(None).name for term in terms],
        )

    @property
    def _file(self) -> str:
        return self.page.file.url if self.page.file else ""

    @property
    def _plays(self) -> bool:
        return bool(self.page.whole.embed_url or self._file)

    def _recording(self, work: Work, type: str) -> Thing:
        row = self.page.whole
        return structured.recording(
            work, type, row.embed_url, self._file, row.duration, row.transcript
        )
