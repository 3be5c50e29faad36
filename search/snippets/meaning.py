"""What a document says as a whole, how near to that a piece of it comes, and how alike two pieces are.

By the sentences' vectors; where these are missing, by their words: then a sentence's vector is its words by TF-IDF,
hashed to a fixed number of dimensions, and all the rest stays the same.
"""

import re
import zlib
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from ..text import HAN, query_tokens, tokens
from .pieces import Piece
from .units import Floats, Unit

WORD_DIMENSIONS = 512

# What a text opens with is this much of what it says as a whole, the rest is the mean of all its sentences: authors
# state at the beginning what they are about. By so many sentences that fades.
LEAD, LEAD_FADES = 0.2, 6.0

# What counts for a piece, in deviations among the document's: nearness to the whole and to its section, and the title's
# words; and, added to these, that it opens a section, or the text.
WHOLE, SECTION, TITLE = 0.6, 0.1, 0.6
OPENS_SECTION, OPENS, OPENS_FADES = 0.3, 2.4, 2.5
# An opening without a word of the title sets the scene: that it opens the text counts so much of it.
SCENE = 0.7


class Meaning:
    """Of a document's units: `rows` has shape (units, dimensions), each of unit length, or zero without a word."""

    def __init__(self, title: str, units: Sequence[Unit]) -> None:
        known = [unit.vector for unit in units if unit.vector is not None]
        enough = len(known) == len(units)
        self.rows = np.stack(known) if enough else _by_words([tokens(u.text) for u in units])
        self._mean = self.rows.mean(axis=0)
        self._titles = _title_shares(title, units)
        self._sections = np.array([unit.section for unit in units])
        lead = np.exp(-np.arange(len(units)) / LEAD_FADES)
        self._gist = _unit((1 - LEAD) * self._mean + LEAD * (lead @ self.rows) / lead.sum())

    def centrality(self, pieces: Sequence[Piece]) -> Floats:
        """How much each says of what the whole document says, 0 to 1; half of them are above a half, or so."""
        firsts, stops = _bounds(pieces)
        own = self.of(pieces)
        sums = np.concatenate([[0], np.cumsum(self._titles)])
        titles = (sums[stops] - sums[firsts]) / (stops - firsts)
        opens = np.concatenate([[True], self._sections[1:] != self._sections[:-1]])
        found = (
            WHOLE * _deviations(own @ self._gist)
            + SECTION * _deviations((own * self._of_sections[firsts]).sum(axis=1))
            + TITLE * _deviations(titles)
            + OPENS_SECTION * opens[firsts]
            + OPENS * np.exp(-firsts / OPENS_FADES) * np.where(titles > 0, 1, SCENE)
        )
        return np.asarray(1 / (1 + np.exp(-found)), dtype=np.float32)

    def of(self, pieces: Sequence[Piece]) -> Floats:
        """A unit vector for each piece: the mean of its sentences'."""
        firsts, stops = _bounds(pieces)
        sums = np.concatenate([np.zeros((1, self.rows.shape[1])), np.cumsum(self.rows, axis=0)])
        return np.asarray(_unit(sums[stops] - sums[firsts]), dtype=np.float32)

    def apart(self, pieces: Sequence[Piece]) -> Floats:
        """As `of`, from the document's mean: cosines of these tell its pieces from one another, -1 to 1."""
        return np.asarray(_unit(self.of(pieces) - self._mean), dtype=np.float32)

    def cohesion(self, piece: Piece) -> float:
        """How alike a piece's sentences are beside any of the document, 0 to 1, the more of them the less; of one 1."""
        rows = self._apart_rows[piece.first : piece.stop]
        if len(rows) < 2:
            return 1.0
        alike = float((rows[:-1] * rows[1:]).sum(axis=1).mean())
        return min(max(0.7 + alike - 0.05 * len(rows), 0.0), 1.0)

    @cached_property
    def _of_sections(self) -> Floats:
        """For each unit what its section says."""
        _, numbers = np.unique(self._sections, return_inverse=True)
        sums = np.zeros((numbers.max() + 1, self.rows.shape[1]), dtype=np.float32)
        np.add.at(sums, numbers, self.rows)
        return _unit(sums)[numbers]

    @cached_property
    def _apart_rows(self) -> Floats:
        return _unit(self.rows - self._mean)


def _bounds(pieces: Sequence[Piece]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    return np.array([p.first for p in pieces]), np.array([p.stop for p in pieces])


def title_stems(title: str) -> list[str]:
    """What the telling words of a title, however inflected, begin with."""
    return [stem.removesuffix("i") for stem in query_tokens(title)]


def _title_shares(title: str, units: Sequence[Unit]) -> Floats:
    """How much of the title's words there is in each unit, 0 to 1; by their stems, so that no unit need be cut."""
    stems = title_stems(title)
    if not stems:
        return np.zeros(len(units), dtype=np.float32)
    pattern = re.compile(
        "|".join(re.escape(s) if HAN.match(s) else rf"\b{re.escape(s)}" for s in stems)
    )
    found = [len(set(pattern.findall(unit.text.lower()))) for unit in units]
    return np.array(found, dtype=np.float32) / np.float32(len(stems))


def _by_words(found: Sequence[Collection[str]]) -> Floats:
    seen = Counter(token for own in found for token in set(own))
    rows = np.zeros((len(found), WORD_DIMENSIONS), dtype=np.float32)
    for row, own in zip(rows, found, strict=True):
        for token, count in Counter(own).items():
            place, sign = _hashed(token)
            row[place] += sign * count * np.log(1 + len(found) / seen[token])
    return _unit(rows)


@lru_cache(maxsize=65_536)
def _hashed(token: str) -> tuple[int, int]:
    value = zlib.crc32(token.encode())
    return value % WORD_DIMENSIONS, 1 if value & 0x8000_0000 else -1


def _unit(rows: Floats) -> Floats:
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)


def _deviations(values: Floats) -> Floats:
    deviation = float(values.std())
    return (values - values.mean()) / deviation if deviation > 1e-6 else np.zeros_like(values)
