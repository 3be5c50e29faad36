"""Asset in, neighbours out: whole asset against whole asset."""

from collections.abc import Collection, Mapping

import numpy as np
from django.utils.translation import gettext
from scipy.sparse import csr_matrix

from .engines.embedded import View
from .engines.memory import current_view
from .filters import NO_FILTERS, Filters
from .finding import visible_documents
from .matches import Match, Reason

# Both likenesses are standardised over the pool first, so one is worth as much as the other.
MEANING_SHARE = 0.5

# From so many standard deviations above the pool's usual likeness on, half of what is shown is of use.
EVEN, SLOPE = 3.0, 1.0

# How many shared words are named as the reason.
NAMED_WORDS = 4


def related(
    keys: Collection[str], viewer: object, first: int = 5, filters: Filters = NO_FILTERS
) -> Mapping[str, tuple[Match, ...]]:
    """For each of `keys` its nearest documents, best first, ties by key; never itself, never another locale's
    version of it, and of a piece that stands in several locales only the nearest version."""
    view, _ = current_view()
    mask = view.document_mask(filters)
    allowed = mask & visible_documents(view, viewer, mask)
    known = [key for key in keys if key in view.number_of]
    return {
        key: _neighbours(view, view.number_of[key], allowed, first) if key in known else ()
        for key in keys
    }


def _neighbours(view: View, number: int, allowed: np.ndarray, first: int) -> tuple[Match, ...]:
    # Rounded, for two equal documents may differ in the last digits by their place in the arrays.
    likeness = np.round(likeness_to_all(view, number), 5)
    groups = {view.groups[number]} - {""}
    matches: list[Match] = []
    for other in sorted(
        np.flatnonzero(allowed).tolist(), key=lambda n: (-likeness[n], view.keys[n])
    ):
        group = view.groups[other]
        if len(matches) == first:
            break
        if other == number or group in groups:
            continue
        if group:
            groups.add(group)
        score = 1 / (1 + np.exp(-SLOPE * (float(likeness[other]) - EVEN)))
        matches.append(
            Match(view.keys[other], round(score, 4), reasons=_reasons(view, number, other))
        )
    return tuple(matches)


def likeness_to_all(view: View, number: int) -> np.ndarray:
    """How like each document is to this one, in standard deviations above the pool's usual, shape (documents,).

    Half tf-idf of all its words, half the mean of its passages' vectors less the mean of its locale's (so that
    two texts are not alike for being in one language).
    """
    words = np.asarray((view.tfidf @ view.tfidf[number].T).todense()).ravel()
    meaning = view.document_vectors @ view.document_vectors[number]
    alive = view.alive_documents
    return (1 - MEANING_SHARE) * _standardised(words, alive) + MEANING_SHARE * _standardised(
        meaning, alive
    )


def _standardised(values: np.ndarray, alive: np.ndarray) -> np.ndarray:
    """In deviations from the mean of the living, who alone count as the pool."""
    deviation = float(values[alive].std())
    return (values - values[alive].mean()) / deviation if deviation else np.zeros_like(values)


def _reasons(view: View, number: int, other: int) -> tuple[Reason, ...]:
    """The facets' values that both have, and the words that make them alike."""
    reasons = [
        Reason(facet, value)
        for facet in ("industry", "topic", "product")
        for value, numbers in view.facet_values.get(facet, {}).items()
        if number in numbers and other in numbers
    ]
    shared: csr_matrix = view.tfidf[number].multiply(view.tfidf[other])
    best = shared.indices[np.argsort(-shared.data, kind="stable")][:NAMED_WORDS]
    if len(best):
        reasons.append(Reason("words", " · ".join(view.vocabulary[token] for token in best)))
    else:
        reasons.append(Reason("meaning", gettext("close in meaning")))
    return tuple(reasons)
