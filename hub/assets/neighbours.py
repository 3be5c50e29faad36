"""The neighbours of assets, with what editors linked by hand shown as such."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext
from wagtail.models import Page, ReferenceIndex

from hub.visibility import Viewer
from search.filters import NO_FILTERS, Filters
from search.matches import Match, Reason
from search.related import related

from .keys import key_of, pk_of

LINK = "link"


def neighbours(
    keys: Collection[str],
    viewer: Viewer,
    first: int = 5,
    filters: Filters = NO_FILTERS,
    *,
    across_languages: bool = False,
    terms: Mapping[str, str] = MappingProxyType({}),
) -> Mapping[str, tuple[Match, ...]]:
    """As `search.related.related`; a link from the one text to the other is named among the reasons.

    It comes after the choice and the order: a link weighs nothing, so that it can be held against them.
    """
    found = related(keys, viewer, first, filters, across_languages=across_languages, terms=terms)
    links = _links([pk_of(key) for key, matches in found.items() if matches])
    return {
        key: tuple(
            _with_link(match) if (key, match.key) in links else match for match in found[key]
        )
        for key in found
    }


def _with_link(match: Match) -> Match:
    return replace(match, reasons=(Reason(LINK, gettext("linked by hand")), *match.reasons))


def _links(ids: Collection[int]) -> set[tuple[str, str]]:
    """Keys of a page and of one that its text links to. One query."""
    pages = ContentType.objects.get_for_model(Page)
    rows = ReferenceIndex.objects.filter(
        base_content_type=pages, object_id__in=[str(pk) for pk in ids], to_content_type=pages
    )
    return {
        (key_of(int(source)), key_of(int(target)))
        for source, target in rows.values_list("object_id", "to_object_id")
    }
