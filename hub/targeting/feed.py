"""What suits a visitor: a persona's feed, and what to read next. By terms, never by a person."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hub.assets.keys import key_of
from hub.assets.models import Asset
from hub.taxonomy.models import TermKind
from hub.taxonomy.vocabulary import Term, Vocabulary
from hub.visibility import Viewer, visible
from search.filters import Filters
from search.suited import Reader, Suggestions, suited
from search.wants import Terms

from .performance import performance


@dataclass(frozen=True)
class Visitor:
    """Slugs of the terms that a visitor is known by; empty where unknown."""

    persona: str = ""
    stage: str = ""
    industry: str = ""

    @property
    def terms(self) -> dict[str, str]:
        """By kind of term, those that are known."""
        known = {
            TermKind.PERSONA.value: self.persona,
            TermKind.STAGE.value: self.stage,
            TermKind.INDUSTRY.value: self.industry,
        }
        return {kind: slug for kind, slug in known.items() if slug}


def feed(
    visitor: Visitor,
    viewer: Viewer,
    vocabulary: Vocabulary,
    first: int,
    *,
    locale: str = "",
    kinds: Collection[str] = (),
    exclude: Collection[int] = (),
) -> Suggestions:
    """Assets for the visitor, the best first: by the terms that editors tagged them with, then by how near they come to
    the persona's goals and pains, then by date, and, where it is switched on, by what readers act on; no two alike.

    In `locale` only, where one is given. `exclude` are ids; those assets, and their other versions, are left out.
    """
    reader = Reader(visitor.terms, facets(vocabulary))
    left_out = [key_of(pk) for pk in _seen_by(viewer, exclude)]
    return _suited(reader, viewer, first, _filters(locale, kinds), left_out)


def next_best(
    read: Sequence[int],
    visitor: Visitor,
    viewer: Viewer,
    vocabulary: Vocabulary,
    first: int,
    *,
    locale: str = "",
) -> Suggestions:
    """What to read after `read` (ids, the latest last): as `feed`, and near to what was read.

    In the language of what was read last, unless `locale` says otherwise.
    """
    seen = _seen_by(viewer, read)
    keys = [key_of(pk) for pk in read if pk in seen]
    latest = next((seen[pk] for pk in reversed(read) if pk in seen), "")
    reader = Reader(visitor.terms, facets(vocabulary), keys)
    return _suited(reader, viewer, first, _filters(locale or latest))


def _filters(locale: str, kinds: Collection[str] = ()) -> Filters:
    facets = {"locale": frozenset({locale} if locale else ()), "kind": frozenset(kinds)}
    return Filters({name: values for name, values in facets.items() if values})


def _seen_by(viewer: Viewer, ids: Collection[int]) -> Mapping[int, str]:
    """The languages of those that the viewer may see: nobody learns what the others are like. One query."""
    if not ids:
        return {}
    assets = visible(viewer, Asset.objects.filter(pk__in=list(ids)))
    return dict(assets.values_list("pk", "locale__language_code"))


def _suited(
    reader: Reader,
    viewer: Viewer,
    first: int,
    filters: Filters,
    exclude: Collection[str] = (),
) -> Suggestions:
    return suited(
        reader,
        viewer,
        viewer.now,
        first,
        filters,
        exclude,
        performance(),
        anybody=Viewer(now=viewer.now),
    )


@lru_cache(maxsize=2)
def facets(vocabulary: Vocabulary) -> Mapping[str, Terms]:
    """By kind, all terms that a visitor may be known by."""
    return {
        kind.value: Terms(
            {term.slug: _said(term) for term in vocabulary.of_kind(kind)},
            ordered=kind is TermKind.STAGE,
        )
        for kind in (TermKind.PERSONA, TermKind.STAGE, TermKind.INDUSTRY)
    }


def _said(term: Term) -> Mapping[str, str]:
    """By locale: what the term is called, and what editors say of it; for a persona, its goals and pains."""
    return {
        locale: f"{', '.join((name.name, *name.aliases))}. {name.description}"
        for locale, name in term.names.items()
    }
