"""Which variant of a section a visitor gets. Pure, and the same for all visitors known by the same terms.

A section has a default and alternatives, each with a condition. Of the alternatives whose condition holds wholly the
most specific one is served, in the order of `FALLBACK`; of two equally specific ones the editors' first; where none
holds, the default.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hub.targeting.feed import Visitor

# What a condition can ask for, the most telling first: sets of facets in the order in which they are tried.
FALLBACK: tuple[tuple[str, ...], ...] = (
    ("persona", "stage", "industry"),
    ("persona", "stage"),
    ("persona", "industry"),
    ("stage", "industry"),
    ("persona",),
    ("stage",),
    ("industry",),
)
DEFAULT: tuple[str, ...] = ()

# Facet -> slug, of what a visitor must be known by.
Condition = Mapping[str, str]


@dataclass(frozen=True)
class Choice:
    """`place` among the alternatives, None for the default; `rule`: the entry of `FALLBACK` it was found by."""

    place: int | None = None
    rule: tuple[str, ...] = DEFAULT


def choose(visitor: Visitor, conditions: Sequence[Condition]) -> Choice:
    known = visitor.terms
    for rule in FALLBACK:
        for place, condition in enumerate(conditions):
            if set(condition) == set(rule) and all(
                known.get(facet) == slug for facet, slug in condition.items()
            ):
                return Choice(place, rule)
    return Choice()
