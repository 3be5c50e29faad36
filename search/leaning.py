"""An order that something else made, a question or a likeness, leaning to what is tagged for its reader."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from . import suitability
from .engines.embedded import View
from .matches import Match, Reason
from .suitability import Values, worth

# What being tagged for the reader's persona is worth, in deviations; other terms in proportion
# (docs/decisions/targeting.md).
PERSONA = 0.5


def leaning(view: View, terms: Mapping[str, str]) -> Values:
    """What each document gains, or loses where it is tagged for others; 0 for all where no term is known.

    `terms`: facet -> value, of the facets in `suitability.TERMS`.
    """
    share = PERSONA / suitability.TERMS["persona"]
    gained = [share * suitability.TERMS[f] * carried(view, f, value) for f, value in terms.items()]
    return np.sum(gained, axis=0) if gained else np.zeros(len(view.keys))


def carried(view: View, facet: str, value: str, order: Sequence[str] = ()) -> Values:
    """As `suitability.standing` takes it; `order` as `suitability.worth` does."""
    tagged = view.facet_values.get(facet, {})
    carriers = ((worth(other, value, order), numbers) for other, numbers in tagged.items())
    return suitability.marks(len(view.keys), carriers)


def with_terms(view: View, match: Match, terms: Mapping[str, str]) -> Match:
    """The match, with those of the reader's terms that it has among its reasons."""
    number = view.number_of[match.key]
    said = {(reason.kind, reason.text) for reason in match.reasons}
    more = [
        Reason(facet, value)
        for facet, value in terms.items()
        if (facet, value) not in said and carried(view, facet, value)[number] > 0
    ]
    return replace(match, reasons=(*match.reasons, *more))
