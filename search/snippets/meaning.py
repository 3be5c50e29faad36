"""How much of what a whole document says a piece says, and how alike two pieces are.

By the sentences' vectors; where these are missing, by their words: then a sentence's vector is its words by TF-IDF,
hashed to a fixed number of dimensions, and all the rest stays the same.
"""

import zlib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from ..text import query_tokens, tokens
from .units import Floats, Unit

WORD_DIMENSIONS = 512


def vectors(units: Sequence[Unit]) -> Floats:
    """Of shape (units, dimensions), each of unit length, or zero where there is not a word in it."""
    known = [unit.vector for unit in units if unit.vector is not None]
    if units and len(known) == len(units):
        return np.stack(known)
    return _word_vectors([tokens(unit.text) for unit in units])


def _word_vectors(found: Sequence[Sequence[str]]) -> Floats:
    seen = Counter(token for own in found for token in set(own))
    rows = np.zeros((len(found), WORD_DIMENSIONS), dtype=np.float32)
    for row, own in zip(rows, found, strict=True):
        for token, count in Counter(own).items():
            place, sign = _hashed(token)
            row[place] += sign * count * np.log(1 + len(found) / seen[token])
    return normalized(rows)


@lru_cache(maxsize=65_536)
def _hashed(token: str) -> tuple[int, int]:
    value = zlib.crc32(token.encode())
    return value % WORD_DIMENSIONS, 1 if value & 0x8000_0000 else -1


def normalized(rows: Floats) -> Floats:
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)


def title_shares(title: str, units: Sequence[Unit]) -> Floats:
    """How much of the title's words each unit has, 0 to 1."""
    asked = set(query_tokens(title))
    if not asked:
        return np.zeros(len(units), dtype=np.float32)
    shares = [len(asked & set(tokens(unit.text))) / len(asked) for unit in units]
    return np.array(shares, dtype=np.float32)


def standardized(values: Floats) -> Floats:
    """In deviations from their mean."""
    deviation = float(values.std()) if len(values) else 0.0
    return (values - values.mean()) / deviation if deviation > 1e-6 else np.zeros_like(values)
