"""Arabic and Hebrew among the others: the order in which a line's pieces are seen, from left to right.

The Unicode bidirectional algorithm (UAX #9) without explicit embeddings, which no published text here carries.
"""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

_STRONG = {"L": "L", "R": "R", "AL": "R"}
_NUMBER = {"EN", "AN"}


def is_right_to_left(text: str) -> bool:
    """By its first letter that has a direction (P2, P3)."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((_STRONG[kind] == "R" for kind in kinds if kind in _STRONG), False)


def levels(clusters: Sequence[str], right_to_left: bool) -> list[int]:
    """Of each: even ones are read from left to right, odd ones from right to left."""
    base = int(right_to_left)
    resolved = _resolved([_kind(cluster) for cluster in clusters], "R" if base else "L")
    return [_level(kind, base) for kind in resolved]


def visual_order(levels: Sequence[int]) -> list[int]:
    """The places of the line's pieces as they are seen, from left to right (L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        for place in range(len(order) + 1):
            if place == len(order) or levels[order[place]] < level:
                order[start:place] = reversed(order[start:place])
                start = place + 1
    return order


def _kind(cluster: str) -> str:
    kind = unicodedata.bidirectional(cluster[0])
    return _STRONG.get(kind, kind)


def _resolved(kinds: list[str], base: str) -> list[str]:
    """Each L, R or N (a number among R): W4 to W7, N1, N2."""
    kinds = list(kinds)
    for place in range(1, len(kinds) - 1):
        if kinds[place] in ("ES", "CS") and kinds[place - 1] == kinds[place + 1] == "EN":
            kinds[place] = "EN"
    for step in (1, -1):
        for earlier, place in pairwise(range(len(kinds))[::step]):
            if kinds[place] == "ET" and kinds[earlier] == "EN":
                kinds[place] = "EN"
    strong = base
    for place, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind in _NUMBER:
            kinds[place] = "L" if strong == "L" else "N"
    start, before = 0, base
    for place, kind in enumerate([*kinds, base]):
        if kind in ("L", "R", "N"):
            after = "L" if kind == "L" else "R"
            for neutral in range(start, place):
                kinds[neutral] = after if after == before else base
            start, before = place + 1, after
    return kinds


def _level(kind: str, base: int) -> int:
    if kind == "N":
        return 2
    return base if (kind == "R") == bool(base) else base + 1
