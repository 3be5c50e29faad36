"""The sections that a landing page is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

from hub.assets.blocks import RICH_TEXT_FEATURES, QuestionBlock, QuoteBlock, StatisticBlock
from hub.assets.models import ASSET_CLASSES, CaseStudy
from hub.website import destinations

from .choosers import SnippetChooserBlock
from .sections import CTA, SectionBlock

# How many a section shows where editors do not say.
SHOWN = 3


def _heading(required: bool) -> blocks.Block:
    return blocks.CharBlock(required=required, max_length=250, label=_("Heading"))


def _text(**options) -> blocks.Block:
    return blocks.TextBlock(required=False, max_length=2000, label=_("Text"), rows=3, **options)


def _count() -> blocks.Block:
    return blocks.IntegerBlock(
        required=False,
        min_value=1,
        max_value=12,
        label=_("How many"),
        help_text=_("Empty: three."),
    )


def _some(block: blocks.Block, label, required: bool = False, **options) -> blocks.Block:
    """A list; in an alternative, and where nothing is required, it may stay empty."""
    return blocks.ListBlock(
        block, min_num=1 if required else None, default=[], label=label, **options
    )


def _cta(required: bool) -> dict[str, blocks.Block]:
    return {
        "cta_label": blocks.CharBlock(
            required=required, max_length=120, label=_("Words on the button")
        ),
        **dict(destinations.fields(CTA)),
    }


def hero(required: bool) -> dict[str, blocks.Block]:
    return {
        "heading": _heading(required),
        "text": _text(),
        "image": ImageChooserBlock(required=False, label=_("Image")),
        **_cta(False),
    }


def rich_text(required: bool) -> dict[str, blocks.Block]:
    return {
        "heading": _heading(False),
        "body": blocks.RichTextBlock(
            required=required, features=RICH_TEXT_FEATURES, label=_("Text")
        ),
    }


def persona_feed(required: bool) -> dict[str, blocks.Block]:
    return {"heading": _heading(required), "count": _count()}


def featured_assets(required: bool) -> dict[str, blocks.Block]:
    chooser = blocks.PageChooserBlock(page_type=list(ASSET_CLASSES), label=_("Asset"))
    return {"heading": _heading(required), "assets": _some(chooser, _("Assets"), required)}


def case_study_wall(required: bool) -> dict[str, blocks.Block]:
    chooser = blocks.PageChooserBlock(page_type=CaseStudy, label=_("Case study"))
    help_text = _("Empty: those that suit the visitor best.")
    return {
        "heading": _heading(required),
        "case_studies": _some(chooser, _("Case studies"), help_text=help_text),
        "count": _count(),
    }


def statistics(required: bool) -> dict[str, blocks.Block]:
    return {
        "heading": _heading(False),
        "statistics": _some(StatisticBlock(), _("Statistics"), required),
    }


def quotes(required: bool) -> dict[str, blocks.Block]:
    return {"heading": _heading(False), "quotes": _some(QuoteBlock(), _("Quotes"), required)}


def snippets(required: bool) -> dict[str, blocks.Block]:
    help_text = _("Approved ones. Empty: one each of the assets that suit the visitor best.")
    return {
        "heading": _heading(required),
        "snippets": _some(SnippetChooserBlock(), _("Snippets"), help_text=help_text),
        "count": _count(),
    }


def faq(required: bool) -> dict[str, blocks.Block]:
    return {
        "heading": _heading(required),
        "questions": _some(QuestionBlock(), _("Questions"), required),
    }


def cta(required: bool) -> dict[str, blocks.Block]:
    return {"heading": _heading(required), "text": _text(), **_cta(required)}


def lead_form(required: bool) -> dict[str, blocks.Block]:
    return {"heading": _heading(required), "text": _text()}


def comparison_table(required: bool) -> dict[str, blocks.Block]:
    return {
        "heading": _heading(required),
        "table": TypedTableBlock(
            [("text", blocks.CharBlock(required=False))], required=required, label=_("Table")
        ),
    }


# How the list of sections to add is divided.
_TEXT, _POOL, _PROOF, _ACTION = _("Text"), _("From the pool"), _("Proof"), _("Action")


class SectionsBlock(blocks.StreamBlock):
    hero = SectionBlock(hero, icon="title", label=_("Opening"), group=_TEXT)
    rich_text = SectionBlock(rich_text, icon="pilcrow", label=_("Text"), group=_TEXT)
    faq = SectionBlock(faq, icon="help", label=_("Questions and answers"), group=_TEXT)
    persona_feed = SectionBlock(
        persona_feed, icon="group", label=_("What suits the visitor"), group=_POOL
    )
    featured_assets = SectionBlock(
        featured_assets, icon="thumbtack", label=_("Featured assets"), group=_POOL
    )
    case_study_wall = SectionBlock(
        case_study_wall, icon="grid", label=_("Wall of case studies"), group=_POOL
    )
    snippets = SectionBlock(snippets, icon="cut", label=_("Snippets"), group=_POOL)
    statistics = SectionBlock(statistics, icon="order", label=_("Statistics"), group=_PROOF)
    quotes = SectionBlock(quotes, icon="openquote", label=_("Quotes"), group=_PROOF)
    comparison_table = SectionBlock(
        comparison_table, icon="table", label=_("Comparison table"), group=_PROOF
    )
    cta = SectionBlock(cta, icon="pick", label=_("Call to action"), group=_ACTION)
    lead_form = SectionBlock(lead_form, icon="form", label=_("Form"), group=_ACTION)
