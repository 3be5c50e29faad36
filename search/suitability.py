"""How well documents suit a reader, from what is known of both. Pure: arrays in, one value a document out.

Terms that editors set come first, then meaning, then what is new: all that is no term weighs together, at most, what
the lightest term does.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Numbers = NDArray[np.int32]

# What it is worth that a document is tagged for this persona, this industry, this stage.
TERMS = {"persona": 4.0, "industry": 3.0, "stage": 2.0}
# A document that is tagged for others of the same facet only is for others: so much of the term's worth is lost.
FOR_OTHERS = 0.5

# Of all else: so many deviations count at most, and so much each; so much being new at all.
MOST_DEVIATIONS = 2.0
DEVIATION = 0.4
FRESHNESS = 0.4
# What the most acted on gains, and the least loses.
PERFORMANCE = 0.4
# Days after which half of what is new has worn off.
HALF_LIFE = 365.0


def standing(
    carried: Mapping[str, Values],
    closeness: Sequence[Values],
    ages: Values,
    performance: Values | None = None,
) -> Values:
    """By facet of `TERMS`, `carried` is 1 for documents with the reader's term, `-FOR_OTHERS` for those with only
    others of that facet, else 0. `closeness`: ways in which a document is near to the reader, in deviations above the
    usual; they add up. `ages` in days. `performance`: 0 to 1, how much is acted on; 0.5 where it is not known. All of
    shape (documents,)."""
    total = FRESHNESS * freshness(ages)
    if performance is not None:
        total = total + PERFORMANCE * (2 * performance - 1)
    for facet, marks in carried.items():
        total = total + TERMS[facet] * marks
    if closeness:
        together = np.sum(np.stack(list(closeness)), axis=0)
        total = total + DEVIATION * np.clip(together, -MOST_DEVIATIONS, MOST_DEVIATIONS)
    return total


def freshness(ages: Values) -> Values:
    """1 for what is new, down to 0; what is dated in the future is new."""
    return np.exp2(-np.maximum(ages, 0.0) / HALF_LIFE)


def marks(size: int, own: Numbers, of_facet: Numbers) -> Values:
    """`carried` of one facet: `own` are the numbers of documents with the reader's term, `of_facet` of those with any
    term of that facet."""
    found = np.zeros(size)
    found[of_facet] = -FOR_OTHERS
    found[own] = 1.0
    return found


def deviations(values: Values, among: NDArray[np.bool_]) -> Values:
    """In standard deviations above the mean of those `among`; 0 where all are alike."""
    known = values[among]
    spread = float(known.std()) if len(known) else 0.0
    if spread < 1e-6:
        return np.zeros(len(values))
    return (values - known.mean()) / spread
