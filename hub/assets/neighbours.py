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
from search.retrieval import MAX_QUESTION_CHARACTERS, BadQuestion, Request, search

from .keys import key_of, pk_of
from .models import Asset

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
    A draft that was never published has no place in the index: its title and summary are searched for.
    """
    found = dict(
        related(keys, viewer, first, filters, across_languages=across_languages, terms=terms)
    )
    draft = key_of(viewer.preview) if viewer.preview else ""
    if draft in found and not found[draft]:
        found[draft] = _about_the_same(draft, viewer, first, filters, terms)
    links = _links([pk_of(key) for key, matches in found.items() if matches])
    return {
        key: tuple(
            _with_link(match) if (key, match.key) in links else match for match in found[key]
        )
        for key in found
    }


def _about_the_same(
    key: str, viewer: Viewer, first: int, filters: Filters, terms: Mapping[str, str]
) -> tuple[Match, ...]:
    """In its own language. One query, and one text embedded."""
    asset = Asset.objects.select_related("locale").get(pk=pk_of(key))
    own = {"locale": frozenset({asset.locale.language_code}), **filters.facets}
    text = f"{asset.title} {asset.summary}"[:MAX_QUESTION_CHARACTERS]
    wanted = Request(text, viewer, replace(filters, facets=own), first + 1, terms=terms)
    try:
        matches = search(wanted).matches
    except BadQuestion:
        return ()
    return tuple(match for match in matches if match.key != key)[:first]


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
