"""Assets as answers see them, loaded together.

GraphQL resolves one asset after the other, field by field. So that this costs no query for each of
them, assets that were found together stay together as `Peers`: the first that needs something
(terms, pictures, neighbours) has it loaded for all. Neighbours of peers are peers in turn, so it
holds however deep a query nests.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects

from api.core.context import Context
from api.core.media import FileNode, ImageNode, elsewhere
from api.core.nodes import WebPageNode
from api.taxonomy.types import TermNode
from hub.assets.attachments import open_files
from hub.assets.keys import key_of, pk_of
from hub.assets.models import Asset, CaseStudy, class_of
from hub.assets.neighbours import neighbours
from hub.assets.terms import term_ids
from hub.delivery import tags
from hub.pictures.presets import Preset
from hub.snippets.cards.card import LANDSCAPE
from hub.snippets.cards.open_graph import open_graph_images
from hub.visibility import visible
from search.filters import Filters
from search.matches import Match, Reason

from .blocks import BlockNode, QuestionNode, answered, referenced, shown, stored
from .references import References, files_of, images_of, references
from .rows import AssetRow, read_rows
from .seo import AssetSeo

# What kinds add to the shared metadata: joined into one query, where it is asked for at all.
_CHILDREN = ("casestudy", "publication", "recording", "faq")

Loaded = TypeVar("Loaded")


def load(context: Context, assets: QuerySet, first: int | None = None) -> "Peers":
    """A list: the first of `assets` that the viewer may see, in the queryset's order. Two queries."""
    context.tags.add(tags.ASSETS)
    return _load(context, assets, first)


def load_one(context: Context, assets: QuerySet) -> "AssetNode | None":
    """The one of `assets` that the viewer may see. LookupError where there are more."""
    found = _load(context, assets.order_by("pk"), first=2).nodes
    if len(found) > 1:
        raise LookupError
    if not found:
        context.tags.add(tags.ASSETS)  # it may come yet
    return found[0] if found else None


def load_chosen(context: Context, ids: Collection[int]) -> "Peers":
    """Those that the viewer may see."""
    context.tags.update(tags.of_page(pk) for pk in ids)
    return _load(context, Asset.objects.filter(pk__in=ids))


def _load(context: Context, assets: QuerySet, first: int | None = None) -> "Peers":
    return Peers(context, read_rows(visible(context.viewer, assets)[:first]))


def load_matches(context: Context, matches: Sequence[Match]) -> "list[MatchNode]":
    """Matches with their assets, without those whose asset went out of sight since it was found."""
    peers = load(context, Asset.objects.filter(pk__in=[pk_of(match.key) for match in matches]))
    by_id = {node.row.pk: node for node in peers.nodes}
    return [
        MatchNode(by_id[pk_of(match.key)], match) for match in matches if pk_of(match.key) in by_id
    ]


class Peers:
    def __init__(self, context: Context, rows: Sequence[AssetRow]):
        self.context = context
        self.nodes = [AssetNode(row, self) for row in rows]
        self.ids = [row.pk for row in rows]
        context.tags.update(tags.of_page(pk) for pk in self.ids)
        self._loaded: dict[Hashable, Any] = {}

    def once(self, what: Hashable, load: Callable[[], Loaded]) -> Loaded:
        """What `load` gives for all peers, kept from the first time that one of them asks for it."""
        if what not in self._loaded:
            self._loaded[what] = load()
        return self._loaded[what]

    @cached_property
    def terms(self) -> Mapping[int, Mapping[str, list[int]]]:
        return term_ids(self.ids)

    @cached_property
    def whole(self) -> Mapping[int, Asset]:
        """The assets as their own classes, with everything their rows hold."""
        rows = Asset.objects.filter(pk__in=self.ids).select_related(*_CHILDREN)
        found = {row.pk: _specific(row) for row in rows}
        case_studies = [row for row in found.values() if isinstance(row, CaseStudy)]
        prefetch_related_objects(case_studies, "results")
        return found

    @cached_property
    def translations(self) -> "Mapping[UUID, list[AssetNode]]":
        keys = {node.row.translation_key for node in self.nodes}
        found: dict[UUID, list[AssetNode]] = {key: [] for key in keys}
        assets = Asset.objects.filter(translation_key__in=keys).order_by("locale_id", "pk")
        for node in load(self.context, assets).nodes:
            found[node.row.translation_key].append(node)
        return found

    def related(
        self, first: int, filters: Filters, across_languages: bool, terms: Mapping[str, str]
    ) -> "Mapping[int, list[MatchNode]]":
        return self.once(
            ("related", first, _hashable(filters), across_languages, tuple(terms.items())),
            lambda: self._find_related(first, filters, across_languages, terms),
        )

    def _find_related(
        self, first: int, filters: Filters, across_languages: bool, terms: Mapping[str, str]
    ) -> "Mapping[int, list[MatchNode]]":
        keys = [key_of(pk) for pk in self.ids]
        viewer = self.context.viewer
        found = neighbours(
            keys, viewer, first, filters, across_languages=across_languages, terms=terms
        )
        loaded = load_matches(self.context, [match for key in keys for match in found.get(key, ())])
        nodes = {node.match.key: node.asset for node in loaded}
        return {
            pk_of(key): [
                MatchNode(nodes[match.key], match)
                for match in found.get(key, ())
                if match.key in nodes
            ]
            for key in keys
        }

    @cached_property
    def heroes(self) -> Mapping[int, ImageNode]:
        ids = [pk for node in self.nodes if (pk := node.row.hero_image_id)]
        return images_of(self.context, ids)

    @cached_property
    def open_graph_cards(self) -> Mapping[int, ImageNode]:
        """Of those without a picture of their own that the viewer may see."""
        bare = [node.row.pk for node in self.nodes if node.hero_image is None]
        addresses = open_graph_images(bare)
        self.context.tags.add(tags.BRAND)
        titles = {node.row.pk: node.row.title for node in self.nodes}
        return {
            pk: elsewhere(self.context.absolute_url(address), titles[pk], *LANDSCAPE)
            for pk, address in addresses.items()
        }

    @cached_property
    def files(self) -> Mapping[int, FileNode]:
        return files_of(self.context, self._file_ids)

    @cached_property
    def open_files(self) -> set[int]:
        """Those files of all peers that anybody may fetch."""
        return open_files(self._file_ids)

    @property
    def _file_ids(self) -> list[int]:
        rows = self.whole.values()
        return [pk for row in rows if (pk := getattr(row, "file_id", None))]

    @cached_property
    def references(self) -> References:
        """What the bodies (and the answers of FAQs) of all peers point at."""
        rows = self.whole.values()
        blocks = (b for row in rows for b in (*stored(row, "body"), *stored(row, "questions")))
        return references(self.context, referenced(blocks), [node.row.path for node in self.nodes])


@dataclass(frozen=True, eq=False)
class AssetNode(WebPageNode):
    """An asset that the viewer may see."""

    row: AssetRow
    peers: Peers

    @property
    def type_name(self) -> str:
        return class_of(self.row.kind).__name__

    @property
    def locale(self) -> str:
        return self.row.language

    @property
    def url(self) -> str:
        return self.peers.context.websites.url(self.row.path, self.path)

    @property
    def published_at(self) -> datetime | None:
        return self.row.published_at or self.row.first_published_at

    def __getattr__(self, name: str) -> Any:
        """Whatever the shared row has under the field's own name."""
        return getattr(self.row, name)

    @property
    def whole(self) -> Any:
        return self.peers.whole[self.row.pk]

    def tagged(self, field: str) -> list[TermNode]:
        return self._terms(self.peers.terms[self.row.pk][field])

    def chosen(self, field: str) -> TermNode | None:
        chosen = getattr(self.row, f"{field}_id")
        return next(iter(self._terms([chosen])), None) if chosen else None

    def _terms(self, ids: Iterable[int]) -> list[TermNode]:
        context = self.peers.context
        terms = [term for pk in ids if (term := context.vocabulary.by_id(pk))]
        terms.sort(key=lambda term: (term.sort_order, term.slug))
        return [TermNode(term, self.locale, context) for term in terms]

    @property
    def hero_image(self) -> ImageNode | None:
        return self.peers.heroes.get(self.row.hero_image_id or 0)

    @property
    def open_graph_image(self) -> ImageNode | None:
        if hero := self.hero_image:
            return replace(hero, shape=Preset.SOCIAL)
        return self.peers.open_graph_cards.get(self.row.pk)

    @property
    def file(self) -> FileNode | None:
        return self.peers.files.get(self.whole.file_id)

    @property
    def blocks(self) -> list[BlockNode]:
        return shown(stored(self.whole, "body"), self.peers.references)

    @property
    def questions(self) -> list[QuestionNode]:
        values = (block["value"] for block in stored(self.whole, "questions"))
        return answered(values, self.peers.references.targets)

    @property
    def seo(self) -> AssetSeo:
        return AssetSeo(self, self.peers.context)

    @property
    def translations(self) -> "list[AssetNode]":
        found = self.peers.translations[self.row.translation_key]
        return [node for node in found if node.row.pk != self.row.pk]

    def related(
        self, first: int, filters: Filters, across_languages: bool, terms: Mapping[str, str]
    ) -> "list[MatchNode]":
        return self.peers.related(first, filters, across_languages, terms)[self.row.pk]


@dataclass(frozen=True)
class MatchNode:
    asset: AssetNode
    match: Match

    @property
    def score(self) -> float:
        return self.match.score

    @property
    def meaning_share(self) -> float:
        return self.match.meaning_share

    @property
    def words_share(self) -> float:
        return self.match.words_share

    @property
    def evidence(self) -> Any:
        return self.match.evidence

    @property
    def own_evidence(self) -> Any:
        return self.match.own_evidence

    @property
    def reasons(self) -> list[Reason]:
        return worded(self.asset, self.match.reasons)


def worded(asset: AssetNode, reasons: Iterable[Reason]) -> list[Reason]:
    """Reasons for the asset, in which a term known by its slug is told by its name."""
    vocabulary = asset.peers.context.vocabulary
    return [
        replace(reason, text=term.name_in(asset.locale))
        if (term := vocabulary.term(reason.kind, reason.text))
        else reason
        for reason in reasons
    ]


def _specific(row: Asset) -> Asset:
    return next((child for name in _CHILDREN if (child := getattr(row, name, None))), row)


def _hashable(filters: Filters) -> Hashable:
    return (
        frozenset(filters.facets.items()),
        filters.published_after,
        filters.published_before,
    )
