"""Snippets as cards, many at once: the brand and the speakers are read in a query each."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from django.db.models import prefetch_related_objects

from hub.assets.models import CaseStudy
from hub.brand.models import brand
from search.snippets import SnippetType

from ..models import Snippet
from .card import Card
from .figures import figure_in


class Speaker(NamedTuple):
    name: str = ""
    role: str = ""


_NOBODY = Speaker()


def card_of(snippet: Snippet) -> Card:
    return cards_of([snippet])[snippet.pk]


def cards_of(snippets: Iterable[Snippet]) -> dict[int, Card]:
    """By the snippets' ids."""
    snippets = list(snippets)
    prefetch_related_objects(snippets, "asset__locale")
    ours = brand()
    customers = _customers([snippet for snippet in snippets if snippet.block == "quote_text"])
    return {
        snippet.pk: Card(
            text=snippet.text,
            look=ours.look(snippet.asset.locale.language_code),
            source=snippet.asset.title,
            figure=figure_in(snippet.text) if snippet.type == SnippetType.STATISTIC else "",
            quote=snippet.type == SnippetType.QUOTE,
            speaker=speaker.name,
            role=speaker.role,
        )
        for snippet in snippets
        for speaker in [_speaker(snippet, customers)]
    }


def _customers(snippets: Collection[Snippet]) -> Mapping[int, Speaker]:
    """Who says it in the case studies, by their ids."""
    if not snippets:
        return {}
    asked = CaseStudy.objects.filter(pk__in={snippet.asset_id for snippet in snippets})
    rows = asked.values_list("pk", "quote_speaker", "quote_role")
    return {pk: Speaker(name, role) for pk, name, role in rows}


def _speaker(snippet: Snippet, customers: Mapping[int, Speaker]) -> Speaker:
    """Of the quotation that the snippet is from; nobody where the text around it has to say."""
    if snippet.type != SnippetType.QUOTE:
        return _NOBODY
    if snippet.block == "quote_text":
        return customers.get(snippet.asset_id, _NOBODY)
    for block in snippet.asset.body.raw_data:
        if block["id"] == snippet.block and block["type"] == "quote":
            return Speaker(block["value"].get("speaker") or "", block["value"].get("role") or "")
    return _NOBODY
