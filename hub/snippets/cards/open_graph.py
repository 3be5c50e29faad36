"""The picture that networks show beside a link to an asset that has none of its own: one of its cards."""

from collections.abc import Collection

from django.db.models import Case, When

from hub.assets.models import Asset
from hub.visibility import Viewer, anonymous, visible_snippets
from search.snippets import SnippetType

from ..models import Snippet
from .addresses import urls_of
from .card import LANDSCAPE

# A picture is looked at for a figure or a voice; after what editors pinned.
_RANK = Case(
    When(type=SnippetType.STATISTIC, then=0), When(type=SnippetType.QUOTE, then=1), default=2
)


def open_graph_image(asset: Asset, base: str = "") -> str | None:
    return open_graph_images([asset], base=base).get(asset.pk)


def open_graph_images(
    assets: Collection[Asset], viewer: Viewer | None = None, base: str = ""
) -> dict[int, str]:
    """The addresses by the assets' ids, of those that have no hero image but a card that `viewer` (else anybody) may
    see. As many queries for many as for one."""
    wanted = [asset.pk for asset in assets if asset.hero_image_id is None]
    rows = Snippet.objects.filter(asset__in=wanted)
    ranked = visible_snippets(viewer or anonymous(), rows).order_by(
        "-pinned", _RANK, "-score", "pk"
    )
    best: dict[int, int] = {}
    for asset, snippet in ranked.values_list("asset", "pk"):
        best.setdefault(asset, snippet)
    chosen = Snippet.objects.filter(pk__in=best.values()).select_related("asset__locale")
    urls = urls_of(chosen, base)
    return {
        asset: urls[snippet][str(LANDSCAPE)] for asset, snippet in best.items() if snippet in urls
    }
