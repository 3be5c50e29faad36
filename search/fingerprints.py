"""Which words of two texts are the same stretch: copies, whole or in part, edited or not. Pure."""

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from .text import HAN, normalized

# So many words running (of Chinese: characters) are one stretch: shorter ones are the language's, not the text's.
SHINGLE = 6

# Of the stretches that begin in so many words running, one is kept, so that a copied passage of SHINGLE + WINDOW
# words is never missed.
WINDOW = 24

_WORD = re.compile(rf"{HAN.pattern}|(?:(?!{HAN.pattern})[^\W_])+")


@dataclass(frozen=True)
class Words:
    """A text's words in order, normalized; `spans` say where each stands in it, in code points."""

    words: Sequence[str]
    spans: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> "Words":
        found = list(_WORD.finditer(text))
        return cls([normalized(word.group()) for word in found], [word.span() for word in found])

    @cached_property
    def shingles(self) -> Sequence[int]:
        """64 bits for each stretch of SHINGLE words, by its first word; of a shorter text there is one."""
        last = max(len(self.words) - SHINGLE, 0) if self.words else -1
        return [_hash(self.words[start : start + SHINGLE]) for start in range(last + 1)]

    @property
    def fingerprints(self) -> set[int]:
        """A few of the shingles, the same ones of the same text wherever it stands: the least of each window
        (Schleimer, Wilkerson and Aiken, 2003, "Winnowing: Local Algorithms for Document Fingerprinting")."""
        shingles = self.shingles
        if not shingles:
            return set()
        windows = range(max(len(shingles) - WINDOW, 0) + 1)
        return {min(shingles[start : start + WINDOW]) for start in windows}

    def share(self, common: Collection[bool]) -> float:
        """How much of the words `common` marks, 0 to 1."""
        return sum(common) / len(self.words) if self.words else 0.0

    def stretches(self, common: Iterable[bool]) -> list[tuple[int, int]]:
        """The spans of the runs that `common` marks."""
        spans: list[tuple[int, int]] = []
        running = False
        for (start, end), marked in zip(self.spans, common, strict=True):
            if marked and running:
                spans[-1] = (spans[-1][0], end)
            elif marked:
                spans.append((start, end))
            running = marked
        return spans

    def common_with(self, other: "Words") -> list[bool]:
        """For each word, whether it stands in a stretch that `other` has too."""
        theirs = set(other.shingles)
        common = [False] * len(self.words)
        for start, shingle in enumerate(self.shingles):
            if shingle in theirs:
                common[start : start + SHINGLE] = [True] * len(common[start : start + SHINGLE])
        return common


def _hash(words: Sequence[str]) -> int:
    """Signed, as databases count."""
    digest = hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
