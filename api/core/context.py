import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from wagtail.images.models import AbstractImage

from hub.assets.models import Asset
from hub.assets.terms import counts
from hub.brand.models import Brand, brand
from hub.delivery.tags import ASSETS, BRAND, SITES, TAXONOMY, of_image
from hub.pictures.picture import picture_of
from hub.pictures.presets import Preset
from hub.preview.drafts import Draft
from hub.snippets.variants import ChannelFacts, channels
from hub.taxonomy.vocabulary import Vocabulary, vocabulary
from hub.visibility import Viewer, anonymous, visible, visible_files
from hub.website.sites import Websites, websites


@dataclass
class Context:
    """What one request knows: who reads, and what every part of the answer shares. `tags`: what the answer is made of,
    as far as it is there (see `hub.delivery.tags`). `caller` names whoever sends it, as far as limits need to tell
    callers apart; `keyed`: by an API key. `draft`: what is to be answered as if it were published."""

    viewer: Viewer
    absolute_url: Callable[[str], str]
    caller: str = ""
    keyed: bool = False
    draft: Draft | None = None
    began: float = field(default_factory=time.monotonic)
    tags: set[str] = field(default_factory=set)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        self.tags.add(TAXONOMY)
        return vocabulary()

    @cached_property
    def term_counts(self) -> Mapping[int, int]:
        self.tags.add(ASSETS)
        return counts(lambda _field: visible(self.viewer, Asset.objects.all()))

    @cached_property
    def websites(self) -> Websites:
        self.tags.add(SITES)
        return websites()

    @cached_property
    def brand(self) -> Brand:
        self.tags.add(BRAND)
        return brand()

    @cached_property
    def logo(self) -> AbstractImage | None:
        """One that everybody may see."""
        logo = self.brand.logo
        if logo is None:
            return None
        self.tags.add(of_image(logo.pk))
        open_to_all = visible_files(anonymous(), type(logo).objects.filter(pk=logo.pk))
        return logo if open_to_all else None

    @property
    def logo_url(self) -> str:
        return self.absolute_url(picture_of(self.logo).url(Preset.FULL)) if self.logo else ""

    @cached_property
    def channels(self) -> Mapping[str, ChannelFacts]:
        self.tags.add(TAXONOMY)
        return {channel.slug: channel for channel in channels()}
