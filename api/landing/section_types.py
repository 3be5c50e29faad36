"""The types of a landing page's sections, as front ends see them."""

from collections.abc import Mapping
from typing import Any

import graphene

from api.assets.kinds import CaseStudy, Question, Quote
from api.assets.types import Asset
from api.core.fields import list_of, string
from api.core.media import Image
from api.snippets.types import Snippet
from api.targeting.types import Feed

from .forms import LeadForm
from .loaders import SectionNode

_FACETS = {
    "persona": "The visitor's persona.",
    "stage": "The visitor's journey stage.",
    "industry": "The visitor's industry.",
}

VisitorFacet = graphene.Enum(
    "VisitorFacet",
    [(name.upper(), name) for name in _FACETS],
    description=lambda facet: _FACETS[facet.value] if facet else "What a visitor is known by.",
)


def _text(name: str, description: str) -> graphene.String:
    return string(description, resolver=lambda node, _info: node.text(name))


class VariantReason(graphene.ObjectType):
    class Meta:
        description = "Which variant of a section was served, and why."

    variant = string("`default`, or the id of the alternative: it stays when the page is edited.")
    matched = list_of(
        VisitorFacet,
        "What the alternative asks for, all of which the visitor is known by; empty for the default.",
    )
    text = string("The reason in words, for people.")


class Action(graphene.ObjectType):
    class Meta:
        description = "What a visitor is asked to do next."

    label = string("The words on the button.")
    url = string("Where it leads: a path of the site, or a whole address.")


class Section(graphene.Interface):
    class Meta:
        description = "A part of a landing page, in the variant that is for the visitor."

    id = graphene.ID(required=True, description="Its name within the page; it stays when it moves.")
    heading = _text("heading", "What stands above it; may be empty.")
    variant_reason = graphene.Field(
        VariantReason, required=True, description="Which variant this is, and why."
    )

    @classmethod
    def resolve_type(cls, node: SectionNode, _info) -> type[graphene.ObjectType]:
        return SECTION_TYPES[node.type]


class HeroSection(graphene.ObjectType):
    class Meta:
        interfaces = (Section,)
        description = "The opening of the page."

    text = _text("text", "What follows the heading; may be empty.")
    image = graphene.Field(Image, description="The picture beside it.")
    cta = graphene.Field(
        Action, description="What the visitor is asked to do; null where it leads nowhere."
    )


class RichTextSection(graphene.ObjectType):
    class Meta:
        interfaces = (Section,)
        description = "Running text."

    html = string("The text as clean HTML.")

    @staticmethod
    def resolve_html(node: SectionNode, _info) -> str:
        return node.html("body")


class PersonaFeedSection(graphene.ObjectType):
    class Meta:
        interfaces = (Section,)
        description = "What suits the visitor."

    feed = graphene.Field(Feed, required=True, description="The assets, each with why.")


class FeaturedAssetsSection(graphene.ObjectType):
    class Meta:
        interfaces = (Section,)
        description = "Assets that editors chose."

    assets = list_of(Asset, "The assets, in the editors' order.")


class CaseStudyWallSection(graphene.ObjectType):
    class Meta:
        interfaces = (Section,)
        description = "Case studies that editors chose, or that suit the visitor best."

    case_studies = list_of(CaseStudy, "The case studies.", resolver=lambda node, _info: node.assets)


class Statistic(graphene.ObjectType):
    class Meta:
        description = "A figure to remember."

    figure = string("The figure with its unit.")
    label = string("What it counts.")
    note = string("Where it comes from or what to bear in mind; may be empty.")


class StatisticsSection(graphene.ObjectType):
    class Meta:
        interfaces = (Section,)
        description = "Figures to remember."

    statistics = list_of(Statistic, "The figures, in order.")

    @staticmethod
    def resolve_statistics(node: SectionNode, _info) -> list[Mapping[str, str]]:
        return [
            {"figure": one.get("value") or "", **_texts(one, "label", "note")}
            for one in node.items("statistics")
        ]


class QuotesSection(graphene.ObjectType):
    class Meta:
        interfaces = (Section,)
        description = "What customers said."

    quotes = list_of(Quote, "The quotes, in order.")

    @staticmethod
    def resolve_quotes(node: SectionNode, _info) -> list[Mapping[str, str]]:
        return [_texts(one, "text", "speaker", "role") for one in node.items("quotes")]


class SnippetsSection(graphene.ObjectType):
    class Meta:
        interfaces = (Section,)
        description = (
            "Pieces of assets, word for word: chosen by editors, or of what suits the visitor best."
        )

    snippets = list_of(Snippet, "The snippets.")


class FaqSection(graphene.ObjectType):
    class Meta:
        interfaces = (Section,)
        description = "Questions with their answers."

    questions = list_of(Question, "The questions, in order.")


class CallToActionSection(graphene.ObjectType):
    class Meta:
        interfaces = (Section,)
        description = "What the visitor is asked to do next."

    text = _text("text", "What follows the heading; may be empty.")
    cta = graphene.Field(
        Action, description="The button; null where it leads nowhere that the caller may go."
    )


class LeadFormSection(graphene.ObjectType):
    class Meta:
        interfaces = (Section,)
        description = "A form; `openLeadForm` and `submitLead` are how it is sent."

    text = _text("text", "What follows the heading; may be empty.")
    form = graphene.Field(
        LeadForm,
        required=True,
        description="What is asked.",
        resolver=lambda node, _info: node.page,
    )


class ComparisonTableSection(graphene.ObjectType):
    class Meta:
        interfaces = (Section,)
        description = "A table that compares."

    columns = list_of(graphene.String, "The heads of the columns.")
    rows = list_of(graphene.List(graphene.NonNull(graphene.String)), "The cells, row by row.")
    caption = string("What stands above it; may be empty.")

    @staticmethod
    def resolve_columns(node: SectionNode, _info) -> list[str]:
        return [column.get("heading") or "" for column in _table(node).get("columns", ())]

    @staticmethod
    def resolve_rows(node: SectionNode, _info) -> list[list[str]]:
        return [[str(cell or "") for cell in row["values"]] for row in _table(node).get("rows", ())]

    @staticmethod
    def resolve_caption(node: SectionNode, _info) -> str:
        return _table(node).get("caption") or ""


def _table(node: SectionNode) -> Mapping[str, Any]:
    return node.served.fields.get("table") or {}


def _texts(value: Mapping[str, Any], *names: str) -> dict[str, str]:
    return {name: value.get(name) or "" for name in names}


SECTION_TYPES: dict[str, type[graphene.ObjectType]] = {
    "hero": HeroSection,
    "rich_text": RichTextSection,
    "persona_feed": PersonaFeedSection,
    "featured_assets": FeaturedAssetsSection,
    "case_study_wall": CaseStudyWallSection,
    "statistics": StatisticsSection,
    "quotes": QuotesSection,
    "snippets": SnippetsSection,
    "faq": FaqSection,
    "cta": CallToActionSection,
    "lead_form": LeadFormSection,
    "comparison_table": ComparisonTableSection,
}
