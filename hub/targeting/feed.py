"""What suits a visitor: a persona's feed, and what to read next. By terms, never by a person."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from hub.assets.keys import key_of
from hub.assets.models import Asset
from hub.taxonomy.models import TermKind
from hub.taxonomy.vocabulary import Term, Vocabulary
from hub.visibility import Viewer, visible
from search.filters import Filters
from search.suited import Reader, Suggestions, suited

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
    reader = _reader(visitor, vocabulary)
    left_out = [key_of(pk) for pk in _seen_by(viewer, exclude)]
    filters = _filters(locale, kinds)
    return suited(reader, viewer, viewer.now, first, filters, left_out, performance())


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
    reader = _reader(visitor, vocabulary, keys)
    filters = _filters(locale or latest)
    return suited(reader, viewer, viewer.now, first, filters, performance=performance())


def _filters(locale: str, kinds: Collection[str] = ()) -> Filters:
    facets = {"locale": frozenset({locale} if locale else ()), "kind": frozenset(kinds)}
    return Filters({name: values for name, values in facets.items() if values})


def _seen_by(viewer: Viewer, ids: Collection[int]) -> Mapping[int, str]:
    """The languages of those that the viewer may see: nobody learns what the others are like. One query."""
    if not ids:
        return {}
    assets = visible(viewer, Asset.objects.filter(pk__in=list(ids)))
    return dict(assets.values_list("pk", "locale__language_code"))


def _reader(visitor: Visitor, vocabulary: Vocabulary, read: Sequence[str] = ()) -> Reader:
    personas = vocabulary.of_kind(TermKind.PERSONA)
    own = _by_locale(term for term in personas if term.slug == visitor.persona)
    return Reader(
        visitor.terms,
        descriptions={locale: text for locale, [text] in own.items()},
        others=_by_locale(term for term in personas if term.slug != visitor.persona),
        read=read,
    )


def _by_locale(terms: Iterable[Term]) -> dict[str, list[str]]:
    """Locale -> the personas' goals and pains; a name where nobody wrote them down."""
    found: dict[str, list[str]] = {}
    for term in terms:
        for locale, name in term.names.items():
            found.setdefault(locale, []).append(name.description or name.name)
    return found
