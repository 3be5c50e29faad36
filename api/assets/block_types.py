"""The types of blocks, as front ends see them."""

import graphene

from api.core.fields import list_of, string
from api.core.media import Image

from .blocks import BlockNode


class Block(graphene.Interface):
    class Meta:
        description = (
            "A part of a body. Every block can be drawn from its fields, or by its `html` where a "
            "front end does not know its type."
        )

    id = graphene.ID(required=True, description="Its name within the body; it stays when it moves.")
    html = string("The whole block as clean HTML.")

    @classmethod
    def resolve_type(cls, node: BlockNode, _info) -> type[graphene.ObjectType]:
        return BLOCK_TYPES[node["type"]]


class HeadingBlock(graphene.ObjectType):
    class Meta:
        interfaces = (Block,)
        description = "The heading of what follows."

    text = string("The words.")
    level = graphene.Int(required=True, description="2, 3 or 4; the title of the asset is 1.")


class ParagraphBlock(graphene.ObjectType):
    class Meta:
        interfaces = (Block,)
        description = (
            "Running text: paragraphs and lists, as `html`. A link to a page of ours leads to its address on the "
            "website and carries its id in `data-page-id`, of an asset in `data-asset-id`, too."
        )


class QuoteBlock(graphene.ObjectType):
    class Meta:
        interfaces = (Block,)
        description = "What somebody said."

    text = string("The words.")
    speaker = string("Who said it; may be empty.")
    role = string("What the speaker does, and where; may be empty.")


class StatisticBlock(graphene.ObjectType):
    class Meta:
        interfaces = (Block,)
        description = "A figure to remember."

    figure = string("The figure with its unit.")
    label = string("What it counts.")
    note = string("Where it comes from or what to bear in mind; may be empty.")


class ImageBlock(graphene.ObjectType):
    class Meta:
        interfaces = (Block,)
        description = "A picture."

    image = graphene.Field(Image, required=True, description="The picture.")
    caption = string("What stands below it; may be empty.")


class TableBlock(graphene.ObjectType):
    class Meta:
        interfaces = (Block,)
        description = "A table of texts."

    columns = list_of(graphene.String, "The heads of the columns.")
    rows = list_of(graphene.List(graphene.NonNull(graphene.String)), "The cells, row by row.")
    caption = string("What stands above it; may be empty.")


class CodeBlock(graphene.ObjectType):
    class Meta:
        interfaces = (Block,)
        description = "Program code, to be shown as it is."

    language = string("The programming language; may be empty.")
    code = string("The code.")


class CalloutBlock(graphene.ObjectType):
    class Meta:
        interfaces = (Block,)
        description = "Something set apart from the running text."

    tone = string("`note`, `tip` or `warning`.")


class EmbedBlock(graphene.ObjectType):
    class Meta:
        interfaces = (Block,)
        description = "Something shown from elsewhere, such as a video."

    url = string("Its address.")
    caption = string("What stands below it; may be empty.")


class CallToActionBlock(graphene.ObjectType):
    class Meta:
        interfaces = (Block,)
        description = "What the reader is asked to do next."

    label = string("The words on the button.")
    url = string("Where it leads: a path of the site, or a whole address.")


BLOCK_TYPES: dict[str, type[graphene.ObjectType]] = {
    "heading": HeadingBlock,
    "paragraph": ParagraphBlock,
    "quote": QuoteBlock,
    "statistic": StatisticBlock,
    "image": ImageBlock,
    "table": TableBlock,
    "code": CodeBlock,
    "callout": CalloutBlock,
    "embed": EmbedBlock,
    "cta": CallToActionBlock,
}
