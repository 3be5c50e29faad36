"""The picture that networks show beside a link to an asset that has none of its own: one of its cards."""

from collections.abc import Collection

from django.db.models import Case, When

from hub.visibility import anonymous, visible_snippets
from search.snippets import SnippetType

from ..models import Snippet
from .addresses import urls_of
from .card import LANDSCAPE

# A picture is looked at for a figure or a voice; after what editors pinned.
_RANK = Case(
    When(type=SnippetType.STATISTIC, then=0), When(type=SnippetType.QUOTE, then=1), default=2
)


def open_graph_images(assets: Collection[int]) -> dict[int, str]:
    """The addresses by the assets' ids, of those that have a card that anybody may see: networks show no key. As many
    queries for many as for one."""
    rows = Snippet.objects.filter(asset__in=assets)
    ranked = visible_snippets(anonymous(), rows).order_by("-pinned", _RANK, "-score", "pk")
    best: dict[int, int] = {}
    for asset, snippet in ranked.values_list("asset", "pk"):
        best.setdefault(asset, snippet)
    chosen = Snippet.objects.filter(pk__in=best.values()).select_related("asset__locale")
    urls = urls_of(chosen)
    return {
        asset: urls[snippet][str(LANDSCAPE)] for asset, snippet in best.items() if snippet in urls
    }
