"""Document in, neighbours out: whole documents against each other, each piece once, no two of them the same."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

import numpy as np

from .common_ground import Pair, explained, read
from .diversity import diverse
from .engines.embedded import View
from .engines.memory import current_view
from .engines.segments import Bools, Floats
from .filters import NO_FILTERS, Filters
from .finding import visible_documents
from .leaning import leaning, with_terms
from .likeness import SAME_PIECE, Deviations, Likeness, likeness
from .matches import Match
from .suitability import Values

# So many of the likest are asked about (may the viewer see them?) and chosen from; more only where too few may be seen.
CANDIDATES = 200

# How many deviations of likeness a document loses for being just like one shown before it.
DIVERSITY = 1.5

# From so many deviations on, half of what is shown is taken to be of use.
EVEN, SLOPE = 4.0, 0.6

# More deviations than there ever are: what stands so far below comes after all else.
_AFTER_ALL = 1000.0


def related(
    keys: Collection[str],
    viewer: object,
    first: int = 5,
    filters: Filters = NO_FILTERS,
    *,
    across_languages: bool = False,
    terms: Mapping[str, str] = MappingProxyType({}),
) -> Mapping[str, tuple[Match, ...]]:
    """For each of `keys` its neighbours, the best first, ties by key; with why, and the closest passages of both.

    Those in its own language come first, others where these are too few; `across_languages` lets all compete.
    `terms`, facet -> value, are what the reader is known by: the order leans to what has them.
    Never itself, another locale's version of it, a copy of it, or two copies or versions of one piece.
    """
    view, model = current_view()
    known = [key for key in dict.fromkeys(keys) if key in view.number_of]
    texts = read(known, model, view.dimensions)
    gained = leaning(view, terms)
    asked = [_Asked.of(view, key, texts[key].vectors, across_languages, gained) for key in known]
    mask = view.document_mask(filters)
    chosen = _chosen(view, viewer, asked, mask, first) if first > 0 else {}
    pairs = [
        Pair(one.key, view.keys[other], one.likeness)
        for one in asked
        for other in chosen.get(one.key, ())
    ]
    matches: dict[str, list[Match]] = {key: [] for key in keys}
    for pair, grounds in zip(pairs, explained(view, model, pairs, texts), strict=True):
        above = float(pair.likeness.total[view.number_of[pair.other]])
        score = 1 / (1 + np.exp(-SLOPE * (above - EVEN)))
        match = Match(
            pair.other,
            round(float(score), 4),
            evidence=grounds.evidence,
            own_evidence=grounds.own_evidence,
            reasons=grounds.reasons,
        )
        matches[pair.key].append(with_terms(view, match, terms))
    return {key: tuple(found) for key, found in matches.items()}


@dataclass(frozen=True)
class _Asked:
    """A document whose neighbours are asked for; `standing` is what they are ordered by, one a document."""

    key: str
    number: int
    likeness: Likeness
    standing: Deviations

    @classmethod
    def of(
        cls, view: View, key: str, vectors: Floats, across_languages: bool, gained: Values
    ) -> "_Asked":
        number = view.number_of[key]
        alike = likeness(view, number, vectors)
        # Rounded, for two equal documents may differ in the last digits by their place in the arrays.
        standing = np.round(alike.total + gained, 5)
        if not across_languages:
            standing[~_in_language_of(view, number)] -= _AFTER_ALL
        return cls(key, number, alike, standing)


def _in_language_of(view: View, number: int) -> Bools:
    """`zh-hans` and `zh-hant` are one language."""
    language = view.locales[number].partition("-")[0]
    same = [n for n, name in enumerate(view.locale_names) if name.partition("-")[0] == language]
    return np.isin(view.locale_numbers, same)


def _chosen(
    view: View, viewer: object, asked: Sequence[_Asked], mask: Bools, first: int
) -> dict[str, list[int]]:
    """Key -> numbers of its neighbours. All are asked about together, so a list costs no more queries than one."""
    most = int(mask.sum())
    depth = max(CANDIDATES, 4 * first)
    while True:
        candidates = {one.key: _best(view, one, mask, depth) for one in asked}
        wanted = np.zeros(len(mask), dtype=bool)
        for numbers in candidates.values():
            wanted[numbers] = True
        visible = visible_documents(view, viewer, wanted)
        chosen = {
            one.key: _diverse(view, one, [n for n in candidates[one.key] if visible[n]], first)
            for one in asked
        }
        if depth >= most or all(len(found) == first for found in chosen.values()):
            return chosen
        depth = most


def _best(view: View, asked: _Asked, mask: Bools, depth: int) -> list[int]:
    """The `depth` that stand highest in `mask`, in order; the piece itself, in whatever locale, left out."""
    numbers = np.flatnonzero(mask & (view.piece_numbers != view.piece_numbers[asked.number]))
    if len(numbers) > depth:
        least = np.partition(asked.standing[numbers], -depth)[-depth]
        numbers = numbers[asked.standing[numbers] >= least]
    return sorted(numbers.tolist(), key=lambda n: (-asked.standing[n], view.keys[n]))[:depth]


def _diverse(view: View, asked: _Asked, candidates: Sequence[int], first: int) -> list[int]:
    # A copy of the document itself tells its reader nothing; copies of one another are told apart in `diverse`.
    shared = (view.tfidf[candidates] @ view.tfidf[asked.number].T).toarray().ravel()
    pool = np.array(candidates, dtype=np.int64)[shared < SAME_PIECE][: max(50, 4 * first)]
    return list(islice(diverse(view, pool.tolist(), asked.standing, DIVERSITY), first))
