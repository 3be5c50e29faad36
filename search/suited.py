"""Reader in, documents out: what is for somebody of whom a few terms, a description and what they read are known."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

import numpy as np
from django.utils.translation import gettext

from . import suitability
from .diversity import diverse
from .encoder.queries import query_vector
from .engines.embedded import View
from .engines.memory import current_view
from .engines.segments import Bools, Floats
from .filters import NO_FILTERS, Filters
from .finding import visible_documents
from .leaning import carried
from .likeness import SAME_PIECE
from .matches import Reason
from .suitability import Values

# So many of those that stand highest are asked about (may the viewer see them?); more only where these are too few.
CANDIDATES = 80

# What a document loses for being just like one shown before it: less than the lightest term is worth.
DIVERSITY = 1.5

# From so many deviations, so much of freshness, and such a standing on, it is said as a reason.
CLOSE = 0.5
NEW = 0.5
ACTED_ON = 0.75

# Only what was read last tells what to read next.
LAST_READ = 5


@dataclass(frozen=True)
class Reader:
    """`terms`: facet -> value, of the facets in `suitability.TERMS`. `descriptions`: locale -> what the reader wants
    and worries about; `others`: locale -> the same of others, from whom the reader is told apart. `read`: keys of what
    they read, the latest last."""

    terms: Mapping[str, str] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, Sequence[str]] = field(default_factory=dict)
    read: Sequence[str] = ()


@dataclass(frozen=True)
class Suggestion:
    key: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Suggestions:
    """The best first. `degraded`: meaning could not be asked for, so terms and dates decided."""

    suggestions: tuple[Suggestion, ...]
    degraded: bool


def suited(
    reader: Reader,
    viewer: object,
    now: datetime,
    first: int,
    filters: Filters = NO_FILTERS,
    exclude: Collection[str] = (),
    performance: Mapping[str, float] = MappingProxyType({}),
) -> Suggestions:
    """Each piece once, ties by key; without what was read, what is in `exclude`, their other versions and copies.

    `performance`: key -> 0 to 1, how much is acted on. Of `now` the day counts, so that an answer can be kept for a
    while.
    """
    view, model = current_view()
    mask = view.document_mask(filters)
    meaning = _meaning(view, model, reader)
    signs = _Signs.of(view, reader, meaning, now, performance)
    passed_over = [view.number_of[key] for key in (*exclude, *reader.read) if key in view.number_of]
    mask &= ~np.isin(view.piece_numbers, view.piece_numbers[passed_over])
    chosen = _chosen(view, viewer, signs.standing, mask, passed_over, first) if first > 0 else []
    suggestions = tuple(
        Suggestion(view.keys[number], tuple(signs.reasons(reader, number))) for number in chosen
    )
    return Suggestions(suggestions, degraded=bool(reader.descriptions) and meaning is None)


@dataclass(frozen=True)
class _Signs:
    """One value a document; `meaning` and `interest` are None where nothing is known."""

    carried: Mapping[str, Values]
    meaning: Values | None
    interest: Values | None
    fresh: Values
    acted_on: Values
    standing: Values

    @classmethod
    def of(
        cls,
        view: View,
        reader: Reader,
        meaning: Values | None,
        now: datetime,
        performance: Mapping[str, float],
    ) -> "_Signs":
        marks = {facet: carried(view, facet, value) for facet, value in reader.terms.items()}
        interest = _interest(view, reader.read)
        ages = view.ages(now)
        closeness = [values for values in (meaning, interest) if values is not None]
        acted_on = _by_key(view, performance)
        total = suitability.standing(marks, closeness, ages, acted_on)
        # Rounded, for two equal documents may differ in the last digits by their place in the arrays.
        return cls(
            marks, meaning, interest, suitability.freshness(ages), acted_on, np.round(total, 5)
        )

    def reasons(self, reader: Reader, number: int) -> list[Reason]:
        """At least one: that of what merely comes next is that nothing closer is left."""
        return list(self._reasons(reader, number)) or [Reason("rest", gettext("the closest left"))]

    def _reasons(self, reader: Reader, number: int) -> Iterator[Reason]:
        for facet, values in self.carried.items():
            if values[number] > 0:
                yield Reason(facet, reader.terms[facet])
        if self.meaning is not None and self.meaning[number] >= CLOSE:
            yield Reason("meaning", gettext("close to what they want and worry about"))
        if self.interest is not None and self.interest[number] >= CLOSE:
            yield Reason("interest", gettext("like what they have read"))
        if self.fresh[number] >= NEW:
            yield Reason("new", gettext("published within a year"))
        if self.acted_on[number] >= ACTED_ON:
            yield Reason("performance", gettext("readers act on it more than on others"))


def _by_key(view: View, values: Mapping[str, float]) -> Values:
    """0.5 where nothing is known."""
    found = np.full(len(view.keys), 0.5)
    for key, value in values.items():
        if key in view.number_of:
            found[view.number_of[key]] = value
    return found


def _meaning(view: View, model: str, reader: Reader) -> Values | None:
    """How near each document comes to the reader's description in its own language, others' descriptions aside: what
    all readers have in common tells nobody apart. None without descriptions, or where nothing embeds them.

    Kept, for personas are few and asked for again and again.
    """
    others = frozenset((locale, tuple(texts)) for locale, texts in reader.others.items())
    key = ("meaning", model, frozenset(reader.descriptions.items()), others)
    if key not in view.kept:
        found = _closeness(view, model, reader)
        if found is None:
            return None
        view.kept[key] = found
    return view.kept[key]


def _closeness(view: View, model: str, reader: Reader) -> Values | None:
    found = np.zeros(len(view.keys))
    asked = False
    for place, locale in enumerate(view.locale_names):
        vector = _profile(view, model, reader, locale)
        if vector is not None:
            asked = True
            own = view.locale_numbers == place
            found[own] = (view.document_vectors @ vector)[own]
            found[own] = suitability.deviations(found, own & view.alive_documents)[own]
    return found if asked else None


def _profile(view: View, model: str, reader: Reader, locale: str) -> Floats | None:
    if locale not in view.group_statistics:  # its documents are but titles
        return None
    text = reader.descriptions.get(locale)
    vector = query_vector(model, text) if text and model else None
    if vector is None:
        return None
    others = [query_vector(model, other) for other in reader.others.get(locale, ())]
    usual = [other for other in others if other is not None] or [view.group_statistics[locale].mean]
    apart = vector - np.mean(np.stack([vector, *usual]), axis=0)
    return apart / max(float(np.linalg.norm(apart)), 1e-9)


def _interest(view: View, read: Sequence[str]) -> Values | None:
    """How like each document is to what was read, in words and in meaning."""
    numbers = [view.number_of[key] for key in read[-LAST_READ:] if key in view.number_of]
    if not numbers:
        return None
    others = view.alive_documents.copy()
    others[numbers] = False
    words = np.asarray((view.tfidf @ view.tfidf[numbers].T).mean(axis=1), dtype=np.float64).ravel()
    vectors = view.document_vectors
    meaning = (vectors @ vectors[numbers].mean(axis=0)).astype(np.float64)
    return (suitability.deviations(words, others) + suitability.deviations(meaning, others)) / 2


def _chosen(
    view: View,
    viewer: object,
    standing: Values,
    mask: Bools,
    passed_over: Sequence[int],
    first: int,
) -> list[int]:
    most = int(mask.sum())
    depth = max(CANDIDATES, 4 * first)
    while True:
        numbers = np.flatnonzero(mask)
        if len(numbers) > depth:
            least = np.partition(standing[numbers], -depth)[-depth]
            numbers = numbers[standing[numbers] >= least]
        wanted = np.zeros(len(mask), dtype=bool)
        wanted[numbers] = True
        seen = np.flatnonzero(visible_documents(view, viewer, wanted))
        ordered = sorted(zip(-standing[seen], view.keys_of(seen), seen.tolist(), strict=True))
        best = _no_copies(view, [number for _, _, number in ordered[:depth]], passed_over)
        found = diverse(view, best, standing, first, DIVERSITY)
        if depth >= most or len(found) == first:
            return found
        depth = most


def _no_copies(view: View, numbers: list[int], of: Sequence[int]) -> list[int]:
    """Those of `numbers` that are no copies of the documents `of`."""
    if not of or not numbers:
        return numbers
    shared = (view.tfidf[numbers] @ view.tfidf[of].T).max(axis=1).toarray().ravel()
    return [number for number, share in zip(numbers, shared, strict=True) if share < SAME_PIECE]
