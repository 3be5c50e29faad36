"""Where a button leads: fields of blocks, of which editors fill in one."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from .links import is_address

PAGES = ["assets.Asset", "assets.Home", "landing.LandingPage"]

_NAMES = ("page", "document", "url")


def names(prefix: str = "") -> tuple[str, ...]:
    return tuple(prefix + name for name in _NAMES)


def fields(prefix: str = "") -> Iterator[tuple[str, blocks.Block]]:
    """None is required: `check` says what is missing."""
    page = blocks.PageChooserBlock(required=False, page_type=PAGES, label=_("Leads to the page"))
    document = DocumentChooserBlock(required=False, label=_("Or to the document"))
    url = blocks.CharBlock(
        required=False,
        max_length=2000,
        label=_("Or to the address"),
        help_text=_("https://… or a path of the website: /contact."),
    )
    return zip(names(prefix), (page, document, url), strict=True)


def check(value: Mapping[str, Any], prefix: str = "", *, required: bool) -> None:
    """StructBlockValidationError where it is not clear where a button leads."""
    page, document, url = names(prefix)
    given = [name for name in (page, document, url) if value.get(name)]
    problem = {}
    if len(given) > 1:
        problem[given[-1]] = gettext("A page, a document or an address: only one of them.")
    elif url in given and not is_address(value[url]):
        problem[url] = gettext("This is no address that a link can lead to.")
    elif required and not given:
        problem[page] = gettext("Choose a page or a document, or give an address.")
    if problem:
        raise StructBlockValidationError({k: ValidationError(v) for k, v in problem.items()})
