"""The terms of a question: understood in it, and those that someone made a condition."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import get_language

from hub.taxonomy.models import TermKind
from hub.taxonomy.vocabulary import Vocabulary
from search.understanding import Understood

# In the address: ?only=industry:automotive&only=persona:finance
PARAMETER = "only"
# Kinds of terms that assets are found by.
FACETS = frozenset(TermKind.values) - {TermKind.CHANNEL, TermKind.CONTENT_FAMILY}


@dataclass(frozen=True)
class Chip:
    """`query` is the page's address with this term's condition taken off or put on."""

    kind: str
    name: str
    words: str  # of the question, by which it was understood; empty where it was not
    pinned: bool
    value: str  # as it stands in the address
    query: str


def pinned_terms(params: QueryDict, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """The conditions in the address. What names no term of the vocabulary is left out."""
    pairs = dict.fromkeys(value.partition(":")[::2] for value in params.getlist(PARAMETER))
    return [(kind, slug) for kind, slug in pairs if kind in FACETS and vocabulary.term(kind, slug)]


def chips(
    params: QueryDict,
    pinned: list[tuple[str, str]],
    understood: tuple[Understood, ...],
    vocabulary: Vocabulary,
) -> list[Chip]:
    words = {(term.kind, term.slug): term.matched_text for term in understood}
    locale = get_language() or ""
    found = []
    for key in dict.fromkeys([*words, *pinned]):
        term = vocabulary.term(*key)
        if term and term.kind in FACETS:
            others = [other for other in pinned if other != key]
            conditions = others if key in pinned else [*pinned, key]
            found.append(
                Chip(
                    kind=str(TermKind(term.kind).label),
                    name=term.name_in(locale),
                    words=words.get(key, ""),
                    pinned=key in pinned,
                    value=":".join(key),
                    query=_query(params, conditions),
                )
            )
    return found


def _query(params: QueryDict, conditions: list[tuple[str, str]]) -> str:
    params = params.copy()
    params.setlist(PARAMETER, [f"{kind}:{slug}" for kind, slug in conditions])
    return params.urlencode()
