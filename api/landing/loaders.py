"""A landing page as one visitor gets it: everything that its sections show is loaded together."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import QuerySet

from api.assets import loaders as assets
from api.assets.blocks import QuestionNode, answered, stored
from api.assets.destinations import chosen, destination
from api.assets.loaders import AssetNode
from api.assets.references import References, references
from api.assets.richtext import links, to_html
from api.core.context import Context
from api.core.nodes import WebPageNode
from api.snippets import loaders as snippets
from api.snippets.loaders import SnippetNode
from api.targeting.types import EntryNode, FeedNode
from api.taxonomy.types import TermNode
from hub.delivery import tags
from hub.delivery.version import each_once_a_version
from hub.landing.composing import Section, compose
from hub.landing.models import LandingPage
from hub.landing.sections import CTA
from hub.landing.serving import Served, is_empty, list_items
from hub.landing.wording import why
from hub.snippets.models import Snippet
from hub.targeting.feed import Visitor
from hub.visibility import Viewer, visible_pages

from .seo import LandingSeo


def load(context: Context, pages: QuerySet, first: int | None = None) -> "list[LinkNode]":
    """A list: the first of `pages` that the viewer may see, in the queryset's order. Two queries."""
    context.tags.add(tags.LANDING_PAGES)
    seen = visible_pages(context.viewer, pages).select_related("locale").defer("sections")
    return [LinkNode(row, context) for row in seen[:first]]


def load_pages(context: Context, pages: QuerySet, visitor: Visitor) -> "list[LandingNode]":
    """Those of `pages` that the viewer may see, as they are for `visitor`. Where nothing is known of them, for whom
    a page is meant."""
    seen = list(visible_pages(context.viewer, pages).values_list("pk", flat=True))
    rows = [row for row in _whole(context.viewer, seen).values() if row]
    known = {k: v for k, v in visitor.terms.items() if context.vocabulary.term(k, v)}
    return [LandingNode(row, context, Visitor(**{**row.visitor.terms, **known})) for row in rows]


@each_once_a_version
def _whole(_viewer: Viewer, ids: Collection[int]) -> Mapping[int, LandingPage | None]:
    """Pages with their forms, of those that the viewer may see. Shared by all who ask: only to be read."""
    rows = LandingPage.objects.select_related("locale", "persona", "stage", "industry")
    found = rows.prefetch_related("form_fields").in_bulk(ids)
    return {pk: found.get(pk) for pk in ids}


@dataclass(frozen=True, eq=False)
class LinkNode(WebPageNode):
    """A landing page in a list."""

    row: LandingPage
    context: Context

    def __post_init__(self) -> None:
        self.context.tags.add(tags.of_page(self.row.pk))

    @property
    def url(self) -> str:
        return self.context.websites.url(self.row.path, self.path)


class Shown(NamedTuple):
    """By id, what the viewer may see."""

    assets: Mapping[int, AssetNode]
    snippets: Mapping[int, SnippetNode]


@dataclass(frozen=True, eq=False)
class LandingNode(LinkNode):
    type_name = "LandingPage"

    visitor: Visitor

    @property
    def seo(self) -> LandingSeo:
        return LandingSeo(self, self.context)

    @property
    def seo_title(self) -> str:
        return self.row.seo_title or self.row.title

    @property
    def description(self) -> str:
        return self.row.search_description

    def known(self, kind: str) -> TermNode | None:
        term = self.context.vocabulary.term(kind, self.visitor.terms.get(kind, ""))
        return TermNode(term, self.locale, self.context) if term else None

    @cached_property
    def sections(self) -> "list[SectionNode]":
        """Without those that have nothing to show: what was chosen is gone, or not for the viewer."""
        nodes = [SectionNode(section, self) for section in self.composed]
        return [node for node in nodes if node.shows_something]

    @cached_property
    def composed(self) -> list[Section]:
        found = compose(
            stored(self.row, "sections"),
            self.visitor,
            self.context.viewer,
            self.context.vocabulary,
            self.locale,
        )
        if any(section.suited for section in found):
            self.context.tags.add(tags.ASSETS)
        return found

    @cached_property
    def shown(self) -> Shown:
        """What all sections show, and the assets that the snippets are of: peers of one another."""
        picked = [pk for section in self.composed for pk in section.snippets]
        rows = (
            snippets.visible_rows(self.context, Snippet.objects.filter(pk__in=picked))
            if picked
            else []
        )
        ids = {pk for section in self.composed for pk in section.assets}
        ids.update(row.asset_id for row in rows)
        peers = assets.load_chosen(self.context, ids)
        nodes = snippets.nodes_of(peers, rows)
        return Shown(
            {node.row.pk: node for node in peers.nodes}, {node.row.pk: node for node in nodes}
        )

    @cached_property
    def references(self) -> References:
        found = (one for section in self.composed for one in _pointed_at(section.served))
        pointed_at = [*found, *links(self.row.consent)]
        return references(self.context, pointed_at, [self.row.path])

    @cached_property
    def translations(self) -> list[LinkNode]:
        rows = LandingPage.objects.filter(translation_key=self.row.translation_key)
        return load(self.context, rows.exclude(pk=self.row.pk).order_by("locale_id", "pk"))


def _pointed_at(served: Served) -> Iterator[tuple[str, int]]:
    if image := served.fields.get("image"):
        yield "image", image
    yield from chosen(served.fields, CTA)
    yield from links(served.fields.get("body") or "")
    for _, question in list_items(served.fields.get("questions")):
        yield from links(question.get("answer") or "")


@dataclass(frozen=True, eq=False)
class SectionNode:
    section: Section
    page: LandingNode

    @property
    def served(self) -> Served:
        return self.section.served

    @property
    def type(self) -> str:
        return self.served.type

    @property
    def id(self) -> str:
        return self.served.id

    def text(self, name: str) -> str:
        return self.served.fields.get(name) or ""

    def html(self, name: str) -> str:
        return to_html(self.text(name), self.page.references.targets)

    def items(self, name: str) -> list[Mapping[str, Any]]:
        return [value for _, value in list_items(self.served.fields.get(name))]

    @property
    def questions(self) -> list[QuestionNode]:
        return answered(self.items("questions"), self.page.references.targets)

    @property
    def variant_reason(self) -> dict[str, Any]:
        vocabulary, locale = self.page.context.vocabulary, self.page.locale
        return {
            "variant": self.served.variant or "default",
            "matched": list(self.served.choice.rule),
            "text": why(self.served, self.page.visitor, vocabulary, locale),
        }

    @property
    def cta(self) -> dict[str, str] | None:
        label = self.text("cta_label")
        url = destination(self.served.fields, self.page.references.targets, CTA)
        return {"label": label, "url": url} if label and url else None

    @property
    def image(self) -> Any:
        return self.page.references.images.get(self.served.fields.get("image") or 0)

    @property
    def assets(self) -> list[AssetNode]:
        return [node for pk in self.section.assets if (node := self.page.shown.assets.get(pk))]

    @property
    def feed(self) -> FeedNode:
        found = zip(self.section.assets, self.section.suggestions, strict=False)
        entries = [
            EntryNode(node, suggestion)
            for pk, suggestion in found
            if (node := self.page.shown.assets.get(pk))
        ]
        return FeedNode(entries, self.section.degraded)

    @property
    def snippets(self) -> list[SnippetNode]:
        return [node for pk in self.section.snippets if (node := self.page.shown.snippets.get(pk))]

    @property
    def shows_something(self) -> bool:
        match self.type:
            case "featured_assets" | "case_study_wall" | "persona_feed":
                return bool(self.assets)
            case "snippets":
                return bool(self.snippets)
            case "lead_form":
                return bool(self.page.row.form_fields.all())
            case _:
                return not all(is_empty(value) for value in self.served.fields.values())
