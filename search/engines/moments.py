"""What is known of many vectors together, without keeping them: it is added up, and taken away again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

# Vectors at once while they are summed up: the doubles of so many of 384 dimensions are 50 MB.
BLOCK = 16384


@dataclass(frozen=True)
class Moments:
    """Count, sum (dimensions) and sum of outer products (dimensions²), in double precision: what is added and
    taken away a million times must not drift."""

    count: int
    total: Doubles
    products: Doubles

    @classmethod
    def of(cls, vectors: np.ndarray) -> Moments:
        dimensions = vectors.shape[1]
        found = cls(0, np.zeros(dimensions), np.zeros((dimensions, dimensions)))
        for start in range(0, len(vectors), BLOCK):
            block = vectors[start : start + BLOCK].astype(np.float64)
            found += cls(len(block), block.sum(axis=0), block.T @ block)
        return found

    def __add__(self, other: Moments) -> Moments:
        return Moments(
            self.count + other.count, self.total + other.total, self.products + other.products
        )

    def __sub__(self, other: Moments) -> Moments:
        return Moments(
            self.count - other.count, self.total - other.total, self.products - other.products
        )

    @property
    def mean(self) -> Doubles:
        return self.total / self.count

    @property
    def covariance(self) -> Doubles:
        return self.products / self.count - np.outer(self.mean, self.mean)


ByLocale = Mapping[str, Moments]


def of_locales(vectors: np.ndarray, codes: np.ndarray, names: Iterable[str]) -> dict[str, Moments]:
    """`codes`: for each vector the place of its locale in `names`; locales without a vector are left out."""
    present = {name: codes == code for code, name in enumerate(names)}
    return {
        name: Moments.of(vectors if own.all() else vectors[own])
        for name, own in present.items()
        if own.any()
    }


def added(many: Iterable[ByLocale]) -> dict[str, Moments]:
    total: dict[str, Moments] = {}
    for found in many:
        for locale, moments in found.items():
            total[locale] = total[locale] + moments if locale in total else moments
    return {locale: moments for locale, moments in total.items() if moments.count}


def less(whole: ByLocale, part: ByLocale) -> dict[str, Moments]:
    left = {
        locale: moments - part[locale] if locale in part else moments
        for locale, moments in whole.items()
    }
    return {locale: moments for locale, moments in left.items() if moments.count}
