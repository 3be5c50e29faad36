"""Reader in, documents out: what is for somebody of whom a few terms and what they read are known."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial
from itertools import islice
from types import MappingProxyType

import numpy as np
from django.utils.translation import gettext, gettext_noop

from . import suitability
from .common_ground import read
from .diversity import WINDOW, diverse
from .engines.embedded import View
from .engines.memory import current_view
from .engines.segments import Bools
from .filters import NO_FILTERS, Filters
from .finding import visible_among, visible_documents
from .leaning import carried
from .likeness import SAME_PIECE, likeness
from .matches import Reason
from .suitability import Values
from .wants import Terms, embedded, wanted

# What a document loses for being just like one shown before it: less than the lightest term is worth.
DIVERSITY = 1.0

# What it counts to be like what was read, a deviation.
INTEREST = 3.0

# From so many deviations of nearness or likeness, so much of freshness, and such a standing on, it is said as a reason.
CLOSE = 0.5
LIKE = 1.5
NEW = 0.5
ACTED_ON = 0.75

# What being near to what a term stands for is called, by facet.
_NEAR = {
    "persona": gettext_noop("close to what they want and worry about"),
    "industry": gettext_noop("speaks of their branch of business"),
    "stage": gettext_noop("fits how close to buying they are"),
}

# Only what was read last tells what to read next.
LAST_READ = 3


@dataclass(frozen=True)
class Reader:
    """`terms`: facet -> value, of the facets in `suitability.TERMS`; `facets`: facet -> all its terms, from which the
    reader's is told apart. `read`: keys of what they read, the latest last."""

    terms: Mapping[str, str] = field(default_factory=dict)
    facets: Mapping[str, Terms] = field(default_factory=dict)
    read: Sequence[str] = ()


@dataclass(frozen=True)
class Suggestion:
    key: str
    _say: Callable[[], Iterable[Reason]] = field(repr=False, compare=False)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """At least one, worded when asked for: many are found of which few are shown."""
        return tuple(self._say())


@dataclass(frozen=True)
class Suggestions:
    """The best first. `degraded`: meaning could not be asked for, so terms and dates decided."""

    suggestions: tuple[Suggestion, ...]
    degraded: bool


def suited(
    reader: Reader,
    viewer: object,
    now: datetime,
    performance: Mapping[str, float] = MappingProxyType({}),
    *,
    anybody: object = None,
) -> "Suited":
    """All documents by how well they suit the reader; `Suited.first` chooses among them.

    `performance`: key -> 0 to 1, how much is acted on. Of `now` the day counts, so that an answer can be kept for a
    while. `anybody`: a viewer who sees what everybody does; only by that is learned what tags mean.
    """
    view, model = current_view()
    wants = {
        facet: values
        for facet, value in reader.terms.items()
        if (values := _wanted(view, model, facet, value, reader.facets, anybody)) is not None
    }
    signs = _Signs.of(view, reader, wants, _interest(view, model, reader.read), now, performance)
    asked = [(reader.terms[facet], reader.facets[facet]) for facet in wants]
    degraded = not all(embedded(model, *one) for one in asked)
    return Suited(view, viewer, reader, signs, degraded)


@dataclass(frozen=True)
class Suited:
    """What one viewer may see of the pool, by how well it suits one reader."""

    view: View
    viewer: object
    reader: Reader
    signs: "_Signs"
    degraded: bool

    def first(
        self, count: int, filters: Filters = NO_FILTERS, exclude: Collection[str] = ()
    ) -> Suggestions:
        return Suggestions(tuple(self.in_turn(count, filters, exclude)), self.degraded)

    def in_turn(
        self, most: int, filters: Filters = NO_FILTERS, exclude: Collection[str] = ()
    ) -> Iterator[Suggestion]:
        """Each piece once, ties by key; without what was read, what is in `exclude`, their other versions and copies.
        What is in `exclude` counts as shown before: the first three, and then, without these, the first three, are the
        first six. Each is looked for when it is asked for."""
        shown, read = self._numbers(exclude), self._numbers(self.reader.read)
        pieces = self.view.piece_numbers
        mask = self.view.document_mask(filters) & ~np.isin(pieces, pieces[[*shown, *read]])
        chosen = self._chosen(mask, shown, read, most) if most > 0 else iter(())
        for number in islice(chosen, most):
            yield Suggestion(
                self.view.keys[number], partial(self.signs.reasons, self.reader, number)
            )

    def _numbers(self, keys: Iterable[str]) -> list[int]:
        return [self.view.number_of[key] for key in keys if key in self.view.number_of]

    def _chosen(
        self, mask: Bools, shown: Sequence[int], read: Sequence[int], count: int
    ) -> Iterator[int]:
        """Of those that stand highest it is asked whether the viewer may see them; of more where these are too few."""
        view, standing = self.view, self.signs.standing
        most = int(mask.sum())
        enough = WINDOW + 2 * count
        depth = enough + len(shown) + len(read) + count  # so that one look is mostly enough
        while True:
            numbers = np.flatnonzero(mask)
            if len(numbers) > depth:
                least = np.partition(standing[numbers], -depth)[-depth]
                numbers = numbers[standing[numbers] >= least]
            seen = visible_among(view, self.viewer, numbers)
            ordered = sorted(zip(-standing[seen], view.keys_of(seen), seen.tolist(), strict=True))
            best = [number for _, _, number in ordered[:depth]]
            best = _no_copies(view, best, [*shown, *read])
            if depth >= most or len(best) >= enough:
                return diverse(view, best, standing, DIVERSITY, shown)
            depth = min(4 * depth, most)


def _wanted(
    view: View, model: str, facet: str, value: str, facets: Mapping[str, Terms], anybody: object
) -> Values | None:
    """Kept, for terms are few and asked for again and again."""
    if facet not in facets:
        return None
    terms = facets[facet]
    key = ("wanted", model, facet, value, terms, embedded(model, value, terms))
    if key not in view.kept:
        tagged = view.facet_values.get(facet, {})
        values = wanted(view, model, value, terms, tagged, _open(view, anybody))
        if values is None:
            return None
        view.kept[key] = values
    return view.kept[key]


def _open(view: View, anybody: object) -> Bools:
    """The documents that everybody may see."""
    if "open" not in view.kept:
        view.kept["open"] = visible_documents(view, anybody, view.alive_documents).astype(
            np.float64
        )
    return view.kept["open"] > 0


@dataclass(frozen=True)
class _Signs:
    """One value a document; `interest` is None where nothing was read."""

    carried: Mapping[str, Values]
    wants: Mapping[str, Values]
    interest: Values | None
    fresh: Values
    acted_on: Values
    standing: Values

    @classmethod
    def of(
        cls,
        view: View,
        reader: Reader,
        wants: Mapping[str, Values],
        interest: Values | None,
        now: datetime,
        performance: Mapping[str, float],
    ) -> "_Signs":
        orders = {facet: terms.order for facet, terms in reader.facets.items()}
        marks = {
            facet: carried(view, facet, value, orders.get(facet, ()))
            for facet, value in reader.terms.items()
        }
        ages = view.ages(now)
        acted_on = _by_key(view, performance)
        total = suitability.standing(marks, wants, ages, acted_on)
        if interest is not None:
            total = total + INTEREST * interest
        # Rounded, for two equal documents may differ in the last digits by their place in the arrays.
        return cls(
            marks, wants, interest, suitability.freshness(ages), acted_on, np.round(total, 5)
        )

    def reasons(self, reader: Reader, number: int) -> list[Reason]:
        """At least one: that of what merely comes next is that nothing closer is left."""
        return list(self._reasons(reader, number)) or [Reason("rest", gettext("the closest left"))]

    def _reasons(self, reader: Reader, number: int) -> Iterator[Reason]:
        for facet, values in self.carried.items():
            if values[number] > 0:
                yield Reason(facet, reader.terms[facet])
        for facet, values in self.wants.items():
            if values[number] >= CLOSE:
                yield Reason("meaning", gettext(_NEAR[facet]))
        if self.interest is not None and self.interest[number] >= LIKE:
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


def _interest(view: View, model: str, keys: Sequence[str]) -> Values | None:
    """How like each document is to what was read, as `related` has it."""
    known = [key for key in keys if key in view.number_of][-LAST_READ:]
    if not known:
        return None
    texts = read(known, model, view.dimensions)
    alike = [likeness(view, view.number_of[key], texts[key].vectors).total for key in known]
    return np.mean(alike, axis=0)


def _no_copies(view: View, numbers: list[int], of: Sequence[int]) -> list[int]:
    """Those of `numbers` that are no copies of the documents `of`."""
    if not of or not numbers:
        return numbers
    shared = (view.tfidf[numbers] @ view.tfidf[of].toarray().T).max(axis=1)
    return [number for number, share in zip(numbers, shared, strict=True) if share < SAME_PIECE]
