"""What a menu is made of."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from .destinations import PAGES
from .links import is_address


class LinkBlock(blocks.StructBlock):
    page = blocks.PageChooserBlock(required=False, page_type=PAGES, label=_("Page"))
    label = blocks.CharBlock(
        required=False, max_length=120, label=_("Label"), help_text=_("Empty: the page's title.")
    )
    address = blocks.CharBlock(
        required=False,
        max_length=2000,
        label=_("Address"),
        help_text=_("Instead of a page: https://… or a path of the website, /contact."),
    )

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{label}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if problems := self.problems(cleaned):
            raise StructBlockValidationError(
                {name: ValidationError(text) for name, text in problems.items()}
            )
        return cleaned

    def problems(self, link: Any) -> dict[str, str]:
        if link["page"] and link["address"]:
            return {"address": gettext("A page or an address, not both.")}
        if link["address"] and not is_address(link["address"]):
            return {"address": gettext("This is no address that a link can lead to.")}
        if link["address"] and not link["label"]:
            return {"label": gettext("An address needs a label.")}
        if not link["page"] and not link["address"]:
            return {"page": gettext("Choose a page, or give an address.")}
        return {}


class ItemBlock(LinkBlock):
    children = blocks.ListBlock(
        LinkBlock(), default=[], label=_("Below it"), help_text=_("Shown when it is opened.")
    )

    class Meta:
        icon = "list-ul"
        label = _("Item")
        label_format = "{label}"

    def problems(self, link: Any) -> dict[str, str]:
        """With links below it, it need not lead anywhere itself."""
        if link["children"] and not link["page"] and not link["address"]:
            return {} if link["label"] else {"label": gettext("A heading needs a label.")}
        return super().problems(link)


class ItemsBlock(blocks.StreamBlock):
    item = ItemBlock()

    class Meta:
        max_num = 30
