"""What is like an asset, as editors read it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from hub.assets.keys import key_of, pk_of
from hub.assets.models import Asset
from hub.assets.neighbours import neighbours
from hub.taxonomy.models import TermKind
from hub.taxonomy.vocabulary import Vocabulary
from hub.visibility import Viewer, visible
from search.documents import Document
from search.duplicates import Copies, NearDuplicate, near_duplicates, pairs
from search.matches import Evidence, Match, Reason

# How much of a passage is quoted.
QUOTED = 240


@dataclass(frozen=True)
class Neighbour:
    """`own_words` and `words` are where the two texts come closest."""

    asset: Asset
    reasons: Sequence[str]
    own_words: str
    words: str


@dataclass(frozen=True)
class Copy:
    """Percentages of the words of `own` and of `asset` that stand in the other."""

    own: Asset
    asset: Asset
    percent: int
    other_percent: int

    @property
    def most(self) -> int:
        return max(self.percent, self.other_percent)


@dataclass(frozen=True)
class Group:
    """Assets that are copies of one another, directly or by way of others."""

    size: int
    copies: Sequence[Copy]


def neighbour_cards(asset: Asset, viewer: Viewer, vocabulary: Vocabulary) -> list[Neighbour]:
    """Of the asset as it is published; none while it is not."""
    key = key_of(asset.pk)
    matches = neighbours([key], viewer)[key]
    assets = _assets([match.key for match in matches], viewer)
    return [
        _neighbour(match, assets[match.key], vocabulary) for match in matches if match.key in assets
    ]


def copy_cards(asset: Asset, document: Document, viewer: Viewer) -> list[Copy]:
    found = near_duplicates(document, viewer)
    assets = _assets([near.key for near in found], viewer)
    return [_copy(asset, assets[near.key], near) for near in found if near.key in assets]


def groups(viewer: Viewer) -> list[Group]:
    """All there are in the pool, as it was when copies were last looked for; the most alike first."""
    found = pairs(viewer)
    assets = _assets({key for pair in found for key in (pair.key, pair.other)}, viewer)
    return [
        Group(
            len({key for pair in of_group for key in (pair.key, pair.other)}),
            [_copy(assets[pair.key], assets[pair.other], pair) for pair in of_group],
        )
        for of_group in _connected(
            [pair for pair in found if pair.key in assets and pair.other in assets]
        )
    ]


def _connected(found: Sequence[Copies]) -> Iterator[list[Copies]]:
    """Pairs that have a document in common, together; in the order of their first ones."""
    leader: dict[str, str] = {}

    def leading(key: str) -> str:
        while leader.setdefault(key, key) != key:
            key = leader[key]
        return key

    for pair in found:
        leader[leading(pair.other)] = leading(pair.key)
    together: dict[str, list[Copies]] = {}
    for pair in found:
        together.setdefault(leading(pair.key), []).append(pair)
    yield from together.values()


def _assets(keys: Collection[str], viewer: Viewer) -> Mapping[str, Asset]:
    rows = visible(viewer, Asset.objects.filter(pk__in=[pk_of(key) for key in keys]))
    return {key_of(row.pk): row for row in rows.select_related("locale").defer("body")}


def _neighbour(match: Match, asset: Asset, vocabulary: Vocabulary) -> Neighbour:
    return Neighbour(
        asset,
        [_worded(reason, vocabulary) for reason in match.reasons],
        _quoted(match.own_evidence),
        _quoted(match.evidence),
    )


def _copy(own: Asset, asset: Asset, near: NearDuplicate | Copies) -> Copy:
    return Copy(own, asset, round(near.share * 100), round(near.other_share * 100))


def _quoted(evidence: Sequence[Evidence]) -> str:
    text = " ".join(evidence[0].text.split()) if evidence else ""
    return text if len(text) <= QUOTED else f"{text[:QUOTED].rstrip()} …"


def _worded(reason: Reason, vocabulary: Vocabulary) -> str:
    if reason.kind == "words":
        return gettext("Both say: %(words)s") % {"words": reason.text}
    if reason.kind not in TermKind.values:
        return reason.text
    term = vocabulary.term(reason.kind, reason.text)
    name = term.name_in(get_language() or "") if term else reason.text
    return f"{TermKind(reason.kind).label}: {name}"
