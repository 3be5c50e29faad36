"""ROUGE-L (Lin, 2004): what a text has of a reference, in the reference's order."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from search.text import HAN, normalized

# A Chinese character each, or a run of other letters and digits.
_WORD = re.compile(rf"{HAN.pattern}|(?:(?!{HAN.pattern})[^\W_])+")


class Rouge(NamedTuple):
    """0 to 1, of the words in common (of Chinese, the characters): F1, and the share of the reference's."""

    f: float
    recall: float


def words(text: str) -> list[str]:
    return _WORD.findall(normalized(text))


def rouge(text: str, reference: str) -> Rouge:
    said, wanted = words(text), words(reference)
    if not said or not wanted:
        return Rouge(0.0, 0.0)
    common = _common(said, wanted)
    return Rouge(2 * common / (len(said) + len(wanted)), common / len(wanted))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """The length of the longest common subsequence; a row of the table as the bits of a number (Hyyrö, 2004)."""
    places: dict[str, int] = {}
    for place, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << place
    full = (1 << len(one)) - 1
    row = full
    for word in other:
        met = row & places.get(word, 0)
        row = ((row + met) | (row - met)) & full
    return len(one) - row.bit_count()


def copied_share(text: str, source: str, run: int = 5) -> float:
    """How many of the text's words stand in runs of `run` or more that the source has too, 0 to 1."""
    own, other = words(text), words(source)
    known = {tuple(other[n : n + run]) for n in range(len(other) - run + 1)}
    copied = {
        place
        for n in range(len(own) - run + 1)
        if tuple(own[n : n + run]) in known
        for place in range(n, n + run)
    }
    return len(copied) / len(own) if own else 0.0
