"""Pages of websites, whatever their class, as answers see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from api.assets.loaders import load_chosen
from api.core.context import Context
from api.core.nodes import WebPageNode
from api.landing.loaders import LandingNode, load_pages
from hub.assets.models import Asset, Home
from hub.delivery import tags
from hub.landing.models import LandingPage
from hub.targeting.feed import Visitor
from hub.visibility import visible_pages
from hub.website.addresses import path_of
from hub.website.pages import WebPage
from hub.website.places import Place

from .seo import HomeSeo


@dataclass(frozen=True, eq=False)
class HomeNode(WebPageNode):
    type_name = "HomePage"

    row: Home
    context: Context
    visitor: Visitor

    @property
    def path(self) -> str:
        return path_of(self.locale, "")

    @property
    def url(self) -> str:
        return self.context.websites.url(self.row.path, self.path)

    @cached_property
    def landing_page(self) -> LandingNode | None:
        chosen = self.row.landing_page_id
        if chosen is None:
            return None
        self.context.tags.add(tags.of_page(chosen))
        rows = LandingPage.objects.filter(pk=chosen)
        return next(iter(load_pages(self.context, rows, self.visitor)), None)

    @property
    def seo(self) -> HomeSeo:
        return HomeSeo(self, self.context)

    @cached_property
    def translations(self) -> "list[HomeNode]":
        rows = Home.objects.filter(translation_key=self.row.translation_key)
        others = rows.exclude(pk=self.row.pk).select_related("locale").order_by("locale_id")
        seen = visible_pages(self.context.viewer, others)
        return [HomeNode(row, self.context, self.visitor) for row in seen]


def load_web_pages(
    context: Context, pages: Iterable[Place], visitor: Visitor
) -> Mapping[int, WebPageNode]:
    """By id, those that the viewer may see, as they are for `visitor`. One or two queries for each class among them."""
    by_class: dict[type[WebPage], list[int]] = {Asset: [], LandingPage: [], Home: []}
    for page in pages:
        for cls, ids in by_class.items():
            if issubclass(page.model, cls):
                ids.append(page.pk)
    found: dict[int, WebPageNode] = {}
    if ids := by_class[Asset]:
        found.update({node.row.pk: node for node in load_chosen(context, ids).nodes})
    if ids := by_class[LandingPage]:
        nodes = load_pages(context, LandingPage.objects.filter(pk__in=ids), visitor)
        found.update({node.row.pk: node for node in nodes})
    if ids := by_class[Home]:
        rows = Home.objects.filter(pk__in=ids).select_related("locale")
        seen = visible_pages(context.viewer, rows)
        found.update({row.pk: HomeNode(row, context, visitor) for row in seen})
    context.tags.update(tags.of_page(pk) for pk in found)
    return found
