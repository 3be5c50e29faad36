"""What the company looks like, for front ends that draw in its colours."""

from dataclasses import dataclass, replace

import graphene

from api.core.context import Context
from api.core.fields import string
from api.core.media import Image, ImageNode, of_library
from hub.brand import colours
from hub.brand.look import Look


@dataclass(frozen=True)
class BrandNode:
    look: Look
    context: Context

    @property
    def name(self) -> str:
        return self.look.name

    @property
    def logo(self) -> ImageNode | None:
        """In words it is the company's name, whatever the library calls it."""
        logo = self.context.logo
        return replace(of_library(self.context, logo), alt=self.name) if logo else None

    @property
    def background(self) -> str:
        return self.look.background

    @property
    def text(self) -> str:
        return self.look.text

    @property
    def accent(self) -> str:
        return self.look.accent

    @property
    def text_on_accent(self) -> str:
        return colours.readable_on(self.look.accent)

    @property
    def accent_on_white(self) -> str:
        return colours.nearest(self.look.accent, colours.PAPER, colours.TEXT)


class Brand(graphene.ObjectType):
    class Meta:
        description = (
            "What the company looks like, as editors set it. Colours are written `#10283A`; what is to be read on "
            "another has the contrast that WCAG 2.2 AA asks for."
        )

    name = string("The company's name; may be empty.")
    logo = graphene.Field(
        Image, description="Its logo, uncut in `FULL`; null where there is none that all may see."
    )
    background = string("Behind large areas: cards, the head of a page.")
    text = string("Of words on `background`.")
    accent = string("Of what is large on `background` (figures, marks); behind a button.")
    text_on_accent = string("Of words on `accent`.")
    accent_on_white = string(
        "The accent, as dark as words on white have to be: of links and headings."
    )
