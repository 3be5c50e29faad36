"""The blocks a body is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

from hub.website import destinations

# What a paragraph may carry. Headings are blocks of their own, so that sections can be told apart.
RICH_TEXT_FEATURES = [
    "bold",
    "italic",
    "code",
    "strikethrough",
    "link",
    "document-link",
    "ol",
    "ul",
]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=500, label=_("Text"))
    level = blocks.ChoiceBlock(
        choices=[("2", "H2"), ("3", "H3"), ("4", "H4")], default="2", label=_("Level")
    )

    class Meta:
        icon = "title"
        label = _("Heading")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Text"))
    speaker = blocks.CharBlock(required=False, max_length=200, label=_("Speaker"))
    role = blocks.CharBlock(required=False, max_length=200, label=_("Role"))

    class Meta:
        icon = "openquote"
        label = _("Quote")


class StatisticBlock(blocks.StructBlock):
    value = blocks.CharBlock(max_length=60, label=_("Figure"), help_text=_("With its unit: 38 %"))
    label = blocks.CharBlock(max_length=250, label=_("What it counts"))
    note = blocks.CharBlock(required=False, max_length=500, label=_("Note"))

    class Meta:
        icon = "order"
        label = _("Statistic")


class ImageBlock(blocks.StructBlock):
    """A picture of the library, or one that stays where it is on the web."""

    image = ImageChooserBlock(required=False, label=_("Image"))
    url = blocks.URLBlock(required=False, max_length=2000, label=_("Address"))
    alt = blocks.CharBlock(
        required=False, max_length=500, label=_("Text for those who cannot see it")
    )
    caption = blocks.CharBlock(required=False, max_length=500, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Image")


class CodeBlock(blocks.StructBlock):
    language = blocks.CharBlock(required=False, max_length=40, label=_("Language"))
    code = blocks.TextBlock(label=_("Code"))

    class Meta:
        icon = "code"
        label = _("Code")


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        choices=[("note", _("Note")), ("tip", _("Tip")), ("warning", _("Warning"))],
        default="note",
        label=_("Tone"),
    )
    text = blocks.RichTextBlock(features=RICH_TEXT_FEATURES, label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Callout")


class EmbedBlock(blocks.StructBlock):
    url = blocks.URLBlock(max_length=2000, label=_("Address"))
    caption = blocks.CharBlock(required=False, max_length=500, label=_("Caption"))

    class Meta:
        icon = "media"
        label = _("Embed")


class CallToActionBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=120, label=_("Label"))

    def __init__(self, local_blocks=(), **kwargs):
        super().__init__([*destinations.fields(), *local_blocks], **kwargs)

    def clean(self, value):
        value = super().clean(value)
        destinations.check(value, required=True)
        return value

    class Meta:
        icon = "pick"
        label = _("Call to action")


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=500, label=_("Question"))
    answer = blocks.RichTextBlock(features=RICH_TEXT_FEATURES, label=_("Answer"))

    class Meta:
        icon = "help"
        label = _("Question")


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(features=RICH_TEXT_FEATURES, label=_("Paragraph"))
    quote = QuoteBlock()
    statistic = StatisticBlock()
    image = ImageBlock()
    table = TypedTableBlock([("text", blocks.CharBlock(required=False))], label=_("Table"))
    code = CodeBlock()
    callout = CalloutBlock()
    embed = EmbedBlock()
    cta = CallToActionBlock()
