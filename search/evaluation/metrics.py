"""How good an order is, given what is relevant. Pure; scores are 0 to 1, higher is better."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

# How often differences are drawn again; the seed makes two runs on the same figures agree.
RESAMPLES = 10_000
SEED = 20090

# The share of resampled means that an interval holds.
CONFIDENCE = 0.95


def ndcg(found: Sequence[str], relevant: Mapping[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain of the first `depth`: a gain of 2^grade - 1, discounted
    by log2(rank + 1), over that of the best order there is (Burges et al., 2005)."""
    gained = _discounted([relevant.get(key, 0) for key in found[:depth]])
    best = _discounted(sorted(relevant.values(), reverse=True)[:depth])
    return gained / best if best else 0.0


def recall(found: Sequence[str], relevant: Mapping[str, int], depth: int = 10) -> float:
    """The share of what is relevant, of any grade, that stands among the first `depth`."""
    wanted = {key for key, grade in relevant.items() if grade > 0}
    return len(wanted.intersection(found[:depth])) / len(wanted) if wanted else 0.0


def reciprocal_rank(found: Sequence[str], relevant: Mapping[str, int], depth: int = 10) -> float:
    """1 over the rank of the first relevant one, 0 where none is among the first `depth`."""
    for rank, key in enumerate(found[:depth], start=1):
        if relevant.get(key, 0) > 0:
            return 1 / rank
    return 0.0


def _discounted(grades: Sequence[int]) -> float:
    gains = np.exp2(np.array(grades, dtype=np.float64)) - 1
    return float((gains / np.log2(np.arange(2, len(gains) + 2))).sum())


@dataclass(frozen=True)
class Interval:
    """A mean, and what it would lie between, 95 times of 100, for other queries of this sort."""

    mean: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether it is on one side of zero as a whole."""
        return self.low > 0 or self.high < 0


def bootstrap(differences: Sequence[float], seed: int = SEED) -> Interval:
    """The paired bootstrap by percentiles (Efron and Tibshirani, 1993, ch. 13): one difference a
    query. ValueError where there is none."""
    if not differences:
        raise ValueError("no differences to resample")
    values = np.array(differences, dtype=np.float64)
    generator = np.random.default_rng(seed)
    # Drawing how often each query is taken is drawing the queries, in less memory.
    size = len(values)
    counts = generator.multinomial(size, np.full(size, 1 / size), size=RESAMPLES)
    tail = 50 * (1 - CONFIDENCE)
    low, high = np.percentile(counts @ values / size, [tail, 100 - tail])
    return Interval(float(values.mean()), float(low), float(high))
