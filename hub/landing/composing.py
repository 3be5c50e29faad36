"""A page for one visitor: which variant of each section, and which assets and snippets it shows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from hub.assets.keys import key_of, pk_of
from hub.assets.models import Kind
from hub.delivery.version import each_once_a_version
from hub.snippets.models import Snippet
from hub.targeting.feed import Visitor, seen_by, such, suited_to
from hub.taxonomy.vocabulary import Vocabulary
from hub.visibility import Viewer, visible_snippets
from search.suited import Suggestion, Suggestions

from .blocks import SHOWN
from .serving import Served, Stored, list_items, served

# Of so many assets that suit the visitor, the snippets of a section are taken where editors chose none.
SNIPPETS_FROM = 24

# The fields that hold ids of chosen assets, by the type of their section.
PICKED = {"featured_assets": "assets", "case_study_wall": "case_studies"}


@dataclass
class Section:
    """`assets` and `snippets` are ids in order, chosen by editors, or what suits the visitor; `suggestions` say why of
    the latter. `suited`: whether nobody chose, so that the pool was asked. Whoever shows them asks once more which of
    them the viewer may see."""

    served: Served
    assets: list[int] = field(default_factory=list)
    suggestions: Sequence[Suggestion] = ()
    snippets: list[int] = field(default_factory=list)
    suited: bool = False
    degraded: bool = False

    @property
    def count(self) -> int:
        return self.served.fields.get("count") or SHOWN


def compose(
    sections: Sequence[Stored],
    visitor: Visitor,
    viewer: Viewer,
    vocabulary: Vocabulary,
    locale: str,
) -> list[Section]:
    """However many sections there are, what suits the visitor is asked for once, and once for case studies: sections
    share it, so that no piece comes twice, nor one that an editor chose. Snippets are of what the page shows, then of
    what else suits."""
    found = [Section(one) for one in served(sections, visitor)]
    for section in found:
        section.assets = _ids(section, PICKED.get(section.served.type, ""))
        section.snippets = _ids(section, "snippets")
    walls = [s for s in found if s.served.type == "case_study_wall" and not s.assets]
    feeds = [s for s in found if s.served.type == "persona_feed"]
    unchosen = [s for s in found if s.served.type == "snippets" and not s.snippets]
    if not (walls or feeds or unchosen):
        return found
    pool = suited_to(visitor, viewer, vocabulary)
    shown = [pk for section in found for pk in section.assets]
    left_out = [key_of(pk) for pk in seen_by(viewer, shown)]
    if walls:
        most = sum(section.count for section in walls)
        _share(pool.first(most, such(locale, Kind.CASE_STUDY), left_out), walls)
        shown += [pk for section in walls for pk in section.assets]
        left_out += [one.key for section in walls for one in section.suggestions]
    most = sum(section.count for section in feeds)
    suiting = pool.in_turn(max(most, SNIPPETS_FROM), such(locale), left_out)
    _share(Suggestions(tuple(islice(suiting, most)), pool.degraded), feeds)
    shown += [pk for section in feeds for pk in section.assets]
    if unchosen:
        most = sum(section.count for section in unchosen)
        best = _best_snippets(viewer, shown)
        if len(best) < most:
            best = _best_snippets(viewer, [*shown, *(pk_of(one.key) for one in suiting)])
        _share_snippets(best, unchosen)
    return found


def _ids(section: Section, name: str) -> list[int]:
    return [pk for _, pk in list_items(section.served.fields.get(name)) if isinstance(pk, int)]


def _share(suggestions: Suggestions, sections: Iterable[Section]) -> None:
    left = list(suggestions.suggestions)
    for section in sections:
        section.suggestions, left = left[: section.count], left[section.count :]
        section.assets = [pk_of(one.key) for one in section.suggestions]
        section.suited, section.degraded = True, suggestions.degraded


def _best_snippets(viewer: Viewer, assets: Collection[int]) -> list[int]:
    """Of each asset its best one, in the order of the assets."""
    best = _best(viewer, assets)
    return [found for asset in dict.fromkeys(assets) if (found := best[asset])]


@each_once_a_version
def _best(viewer: Viewer, assets: Collection[int]) -> Mapping[int, int | None]:
    """One query at most."""
    best: dict[int, int | None] = dict.fromkeys(assets)
    rows = visible_snippets(viewer, Snippet.objects.filter(asset__in=assets))
    for pk, asset in rows.values_list("pk", "asset_id"):
        best[asset] = best[asset] or pk
    return best


def _share_snippets(snippets: Sequence[int], sections: Iterable[Section]) -> None:
    left = list(snippets)
    for section in sections:
        section.snippets, left = left[: section.count], left[section.count :]
        section.suited = True
