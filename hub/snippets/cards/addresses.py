"""Where cards are served: an address for each snippet and size that stays, and tells caches when the card is new."""

from collections.abc import Iterable

from django.urls import reverse

from ..models import Snippet
from .card import SIZES, Card
from .deck import cards_of


def card_urls(snippet: Snippet) -> dict[str, str]:
    """By size, as `1200x630`, from the hub's root."""
    return urls_of([snippet])[snippet.pk]


def urls_of(snippets: Iterable[Snippet]) -> dict[int, dict[str, str]]:
    """`card_urls` of many, by their ids."""
    snippets = list(snippets)
    cards = cards_of(snippets)
    return {snippet.pk: _urls(snippet, cards[snippet.pk]) for snippet in snippets}


def _urls(snippet: Snippet, card: Card) -> dict[str, str]:
    return {
        name: f"{reverse('card', args=[snippet.uuid, *size])}?v={card.digest}"
        for name, size in SIZES.items()
    }
