"""Where cards are served: an address for each snippet and size that stays, and tells caches when the card is new."""

from collections.abc import Iterable

from django.urls import reverse

from ..models import Snippet
from .card import SIZES, Card
from .deck import cards_of


def card_urls(snippet: Snippet, base: str = "") -> dict[str, str]:
    """By size, as `1200x630`; `base` is the hub's own address, for those who ask from elsewhere."""
    return urls_of([snippet], base)[snippet.pk]


def urls_of(snippets: Iterable[Snippet], base: str = "") -> dict[int, dict[str, str]]:
    """`card_urls` of many, by their ids."""
    snippets = list(snippets)
    cards = cards_of(snippets)
    return {snippet.pk: _urls(snippet, cards[snippet.pk], base) for snippet in snippets}


def _urls(snippet: Snippet, card: Card, base: str) -> dict[str, str]:
    return {
        name: f"{base}{reverse('card', args=[snippet.uuid, *size])}?v={card.digest}"
        for name, size in SIZES.items()
    }
