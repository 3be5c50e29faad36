"""What texts and blocks point at, as far as the viewer may see it: images, pages and documents, loaded together."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from api.core.context import Context
from api.core.media import FileNode, ImageNode, of_library
from hub.assets.models import Asset
from hub.delivery import tags
from hub.visibility import visible_files, visible_web_pages
from hub.website.places import Place, places

from .richtext import Targets


@dataclass(frozen=True)
class References:
    """What stored blocks point at, as far as the viewer may see it."""

    images: Mapping[int, ImageNode]
    targets: Targets


def references(
    context: Context, pointed_at: Iterable[tuple[str, int]], linking: Iterable[str]
) -> References:
    """(`image`, `page` or `document`, id) as what the viewer may see of it. `linking`: where in the tree the pages are
    that point there."""
    ids: dict[str, set[int]] = {"image": set(), "page": set(), "document": set()}
    for kind, target in pointed_at:
        ids[kind].add(target)
    documents = files_of(context, ids["document"])
    pages = _places(context, ids["page"])
    return References(
        images_of(context, ids["image"]),
        Targets(
            _addresses(context, pages.values(), linking),
            {pk for pk, place in pages.items() if issubclass(place.model, Asset)},
            {pk: document.url for pk, document in documents.items()},
        ),
    )


def images_of(context: Context, ids: Iterable[int]) -> Mapping[int, ImageNode]:
    wanted = set(ids)
    if not wanted:  # it takes Django most of a statement to find that there is none to make
        return {}
    context.tags.update(tags.of_image(pk) for pk in wanted)
    rows = visible_files(context.viewer, get_image_model().objects.filter(pk__in=wanted))
    return {row.pk: of_library(context, row) for row in rows}


def files_of(context: Context, ids: Iterable[int]) -> Mapping[int, FileNode]:
    wanted = set(ids)
    if not wanted:
        return {}
    context.tags.update(tags.of_file(pk) for pk in wanted)
    rows = visible_files(context.viewer, get_document_model().objects.filter(pk__in=wanted))
    return {
        row.pk: FileNode(context.absolute_url(row.url), row.filename, row.file_size) for row in rows
    }


def _places(context: Context, ids: Collection[int]) -> Mapping[int, Place]:
    context.tags.update(tags.of_page(pk) for pk in ids)
    if not ids:
        return {}
    return places(visible_web_pages(context.viewer, Page.objects.filter(pk__in=ids)))


def _addresses(
    context: Context, pages: Collection[Place], linking: Iterable[str]
) -> Mapping[int, str]:
    if not pages:
        return {}
    sites = context.websites
    within = [sites.holding(path) for path in linking]
    one = within[0] if within and all(site == within[0] for site in within) else None
    return {place.pk: sites.link(place.tree_path, place.path, one) for place in pages}
