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
from search.suited import Reader, Suggestions, Suited, suited
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


def suited_to(
    visitor: Visitor, viewer: Viewer, vocabulary: Vocabulary, read: Sequence[str] = ()
) -> Suited:
    """What the viewer may see of the pool, by how well it suits the visitor, who read what has the keys `read`: by the
    terms that editors tagged it with, then by how near it comes to the persona's goals and pains, then by date, and,
    where it is switched on, by what readers act on."""
    reader = Reader(visitor.terms, facets(vocabulary), read)
    anybody = Viewer(now=viewer.now)
    return suited(reader, viewer, viewer.now, performance(), anybody=anybody)


def feed(
    visitor: Visitor,
    viewer: Viewer,
    vocabulary: Vocabulary,
    first: int,
    *,
    locale: str = "",
    exclude: Collection[int] = (),
) -> Suggestions:
    """Assets for the visitor, the best first, no two alike.

    In `locale` only, where one is given. `exclude` are ids; those assets, and their other versions, are left out.
    """
    left_out = [key_of(pk) for pk in seen_by(viewer, exclude)]
    return suited_to(visitor, viewer, vocabulary).first(first, such(locale), left_out)


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
    seen = seen_by(viewer, read)
    keys = [key_of(pk) for pk in read if pk in seen]
    latest = next((seen[pk] for pk in reversed(read) if pk in seen), "")
    return suited_to(visitor, viewer, vocabulary, keys).first(first, such(locale or latest))


def such(locale: str, *kinds: str) -> Filters:
    facets = {"locale": frozenset({locale} if locale else ()), "kind": frozenset(kinds)}
    return Filters({name: values for name, values in facets.items() if values})


def seen_by(viewer: Viewer, ids: Collection[int]) -> Mapping[int, str]:
    """The languages of those that the viewer may see: nobody learns what the others are like. One query."""
    if not ids:
        return {}
    assets = visible(viewer, Asset.objects.filter(pk__in=list(ids)))
    return dict(assets.values_list("pk", "locale__language_code"))


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
