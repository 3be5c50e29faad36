"""How well documents suit a reader, from what is known of both. Pure: arrays in, one value a document out.

Terms that editors set come first: all that is no term weighs together, at most, what the lightest term does.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Numbers = NDArray[np.int32]

# What it is worth that a document is tagged for this persona, this industry, this stage.
TERMS = {"persona": 8.0, "industry": 6.0, "stage": 4.0}
# A document that is tagged for others of the same facet only is for others: so much of the term's worth is lost.
FOR_OTHERS = 0.5

# Of all that is no term: what a deviation counts, and what they count at most, in sum, for or against.
DEVIATION = 0.4
MOST = min(TERMS.values()) / 2
# In deviations: being new at all, and what the most acted on gains, and the least loses.
FRESHNESS = 0.5
PERFORMANCE = 0.5
# Days after which half of what is new has worn off.
HALF_LIFE = 365.0


def standing(
    carried: Mapping[str, Values],
    wanted: Mapping[str, Values],
    ages: Values,
    performance: Values | None = None,
) -> Values:
    """By facet of `TERMS`, `carried` is what `marks` says of the documents, and `wanted` how near they come to what
    the reader's term stands for, in deviations above the usual. `ages` in days. `performance`: 0 to 1, how much is
    acted on; 0.5 where it is not known. All of shape (documents,)."""
    terms = np.zeros(len(ages))
    for facet, worth in carried.items():
        terms = terms + TERMS[facet] * worth
    rest = FRESHNESS * freshness(ages)
    if performance is not None:
        rest = rest + PERFORMANCE * (2 * performance - 1)
    for facet, values in wanted.items():
        rest = rest + values * TERMS[facet] / max(TERMS.values())
    return terms + MOST * np.tanh(DEVIATION / MOST * rest)


def freshness(ages: Values) -> Values:
    """1 for what is new, down to 0; what is dated in the future is new."""
    return np.exp2(-np.maximum(ages, 0.0) / HALF_LIFE)


def marks(size: int, carriers: Iterable[tuple[float, Numbers]]) -> Values:
    """What a facet's terms make documents worth: the best of those they carry, 0 for those without any.

    `carriers`: of each term, what it is `worth` to the reader, and the numbers of the documents tagged with it.
    """
    found = np.full(size, -np.inf)
    for worth, numbers in carriers:
        found[numbers] = np.maximum(found[numbers], worth)
    found[np.isneginf(found)] = 0.0
    return found


def worth(value: str, wanted: str, order: Sequence[str] = ()) -> float:
    """Of a term to whoever has the term `wanted`: 1 for that itself, less than nothing for others.

    Where terms are steps of a way, in `order`, those nearby are less for others than those far away; and what lies
    ahead is nearer than what lies behind.
    """
    if value == wanted:
        return 1.0
    if value not in order or wanted not in order:
        return -FOR_OTHERS
    steps = order.index(value) - order.index(wanted)
    return -FOR_OTHERS * (steps if steps > 0 else 1 - steps) / len(order)
