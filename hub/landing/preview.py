"""Editors look at a page as each of the visitors it has alternatives for, on a plain page where there is no website."""

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from hub.assets.models import Asset
from hub.snippets.models import Snippet
from hub.targeting.feed import Visitor
from hub.taxonomy.vocabulary import vocabulary
from hub.visibility import anonymous, visible, visible_snippets

from .composing import compose
from .sections import ALTERNATIVES, condition_of
from .serving import list_items
from .wording import names_of, why

if TYPE_CHECKING:
    from .models import LandingPage


def modes(page: "LandingPage") -> list[tuple[str, str]]:
    """One for each condition among the alternatives, and named by it: `persona=finance&stage=deciding`."""
    terms, locale = vocabulary(), page.locale.language_code
    found = {"": gettext("As it is for everybody else")}
    for section in page.sections.get_prep_value():
        for _, alternative in list_items(section["value"].get(ALTERNATIVES)):
            # In a draft an alternative may not say yet for whom it is.
            if condition := condition_of(alternative):
                found[urlencode(condition)] = names_of(condition, terms, locale)
    return list(found.items())


def shown(page: "LandingPage", request: HttpRequest, mode: str) -> HttpResponse:
    """With what the public may see of the pool."""
    terms, viewer, locale = vocabulary(), anonymous(), page.locale.language_code
    visitor = Visitor(**{**page.visitor.terms, **dict(parse_qsl(mode))})
    composed = compose(page.sections.get_prep_value(), visitor, viewer, terms, locale)
    assets = visible(viewer, Asset.objects.all()).in_bulk(
        [pk for section in composed for pk in section.assets]
    )
    snippets = visible_snippets(viewer, Snippet.objects.select_related("asset")).in_bulk(
        [pk for section in composed for pk in section.snippets]
    )
    blocks = page.sections.stream_block.child_blocks
    sections = [
        {
            "type": section.served.type,
            "value": blocks[section.served.type].to_python(section.served.fields),
            "assets": [assets[pk] for pk in section.assets if pk in assets],
            "snippets": [snippets[pk] for pk in section.snippets if pk in snippets],
            "why": why(section.served, visitor, terms, locale),
        }
        for section in composed
    ]
    context = {"page": page, "sections": sections, "form": page.get_form()}
    return TemplateResponse(request, "landing/page.html", context)
