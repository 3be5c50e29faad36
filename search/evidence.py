"""The sentences that justify a match: which of those in a document's best passages answer the question.

A sentence scores by the question's words in it, by its nearness in meaning, and by its passage's own standing
(docs/decisions/evidence.md). What goes without saying counts less: a text seldom repeats its subject, so the words
of its title tell no sentence from another, and those that a passage opens with tell less.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isnan

import numpy as np

from .documents import SECTION_BREAK
from .engines.segments import Floats
from .text import rough_token_count, sentences, tokens

# What a deviation of nearness, and one of the passage's standing, are worth in shares of the question's words.
NEARNESS, STANDING = 0.1, 0.1
# What a word of the passage's opening sentence counts.
OPENING = 0.5

# A sentence of fewer tokens (a name, a heading, half a line) proves nothing by itself, but is near to everything: an
# encoder has little in it to tell it from the question by. One without an end is quoted with what follows.
TELLING = 10
_ENDS = tuple(".!?。！？…”’\"')）」』")
# A second sentence is quoted where it is this close to the first, in shares, and both are no longer, in tokens.
CLOSE = 0.2
MOST_TOKENS = 80


@dataclass(frozen=True)
class Candidate:
    """A passage to quote from. `title`: the tokens of its document's title and its headings; `standing`: how well it
    fits the question, in deviations; `nearness`: of each of `spans(text)`, cosines, or None where unknown."""

    text: str
    title: Collection[str] = ()
    standing: float = 0.0
    nearness: Floats | None = None


@dataclass(frozen=True)
class Quote:
    """The span `[start, end)` in the text of the candidate of that number."""

    candidate: int
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """One of a candidate's, at `place` among its sentences."""

    candidate: int
    place: int
    start: int
    end: int
    length: int  # in tokens
    share: float  # of the question's words, 0 to 1
    near: float  # to the question, in deviations; 0 where unknown
    score: float
    is_stub: bool

    def neighbours(self, other: "Sentence") -> bool:
        return self.candidate == other.candidate and abs(self.place - other.place) == 1


def quotes(candidates: Sequence[Candidate], weights: Mapping[str, float]) -> list[Quote]:
    """The best sentence, `weights` being those of the question's tokens, and the second best where it is nearly as
    good; as one where they follow each other. Of equals the first. Nothing where there is no text."""
    found = scored(candidates, weights)
    if not found:
        return []
    best = max(found, key=lambda sentence: sentence.score)
    second = _following(found, best) if best.is_stub else _nearly_as_good(found, best)
    if second is None:
        return [_quote(best)]
    first, last = sorted((best, second), key=lambda sentence: sentence.place)
    between = candidates[best.candidate].text[first.end : last.start]
    if best.neighbours(second) and SECTION_BREAK not in between:
        return [_quote(first, last)]
    return [_quote(best), _quote(second)]


def _following(found: Sequence[Sentence], best: Sentence) -> Sentence | None:
    return next((s for s in found if s.neighbours(best) and s.place > best.place), None)


def _nearly_as_good(found: Sequence[Sentence], best: Sentence) -> Sentence | None:
    close = [
        sentence
        for sentence in found
        if sentence is not best
        and (sentence.share or sentence.near)
        and best.score - sentence.score < CLOSE
        and best.length + sentence.length <= MOST_TOKENS
    ]
    return max(close, key=lambda sentence: sentence.score, default=None)


def _quote(first: Sentence, last: Sentence | None = None) -> Quote:
    return Quote(first.candidate, first.start, (last or first).end)


def scored(candidates: Sequence[Candidate], weights: Mapping[str, float]) -> list[Sentence]:
    """Every sentence of the candidates, in order."""
    found = [s for n, candidate in enumerate(candidates) for s in _read(n, candidate, weights)]
    near = _deviations([s.near for s in found], [s.length >= TELLING for s in found])
    return [
        replace(s, near=near, score=s.score + NEARNESS * near)
        for s, near in zip(found, near, strict=True)
    ]


def _read(number: int, candidate: Candidate, weights: Mapping[str, float]) -> Iterator[Sentence]:
    """With cosines for nearness, not a number where there is none."""
    found = spans(candidate.text)
    texts = [candidate.text[start:end] for start, end in found]
    shares = _shares(texts, candidate.title, weights)
    near = candidate.nearness
    if near is None or len(near) != len(found):
        near = np.full(len(found), np.nan, dtype=np.float32)
    for place, ((start, end), text) in enumerate(zip(found, texts, strict=True)):
        length = rough_token_count(text)
        yield Sentence(
            candidate=number,
            place=place,
            start=start,
            end=end,
            length=length,
            share=shares[place],
            near=float(near[place]),
            score=shares[place] + STANDING * candidate.standing,
            is_stub=length < TELLING and not text.endswith(_ENDS),
        )


def _deviations(cosines: Sequence[float], telling: Sequence[bool]) -> list[float]:
    """From the mean of the sentences that tell something; the others are never above it. 0 where unknown."""
    known = [c for c, tells in zip(cosines, telling, strict=True) if tells and not isnan(c)]
    if len(known) < 2 or not (deviation := float(np.std(known))):
        return [0.0] * len(cosines)
    mean = float(np.mean(known))
    found = [0.0 if isnan(c) else (c - mean) / deviation for c in cosines]
    return [z if tells else min(z, 0.0) for z, tells in zip(found, telling, strict=True)]


def _shares(
    texts: Sequence[str], title: Collection[str], weights: Mapping[str, float]
) -> list[float]:
    """How much of the question's words each sentence of a passage has, 0 to 1, by what they tell here: a word of the
    title nothing, one of the opening sentence less, and each the less in the more sentences it stands."""
    words = [weights.keys() & _words(text) for text in texts]
    telling = {}
    for token, weight in weights.items():
        within = sum(token in own for own in words)
        opening = OPENING if words and token in words[0] else 1.0
        telling[token] = 0.0 if token in title else weight * opening / max(within, 1)
    if not any(telling.values()):  # the question is the title
        telling = dict(weights)
    total = sum(telling.values())
    return [sum(telling[token] for token in own) / total if total else 0.0 for own in words]


@lru_cache(maxsize=2048)
def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Of its sentences: a passage that was quoted is quoted again."""
    return tuple(sentences(text))


# Some 15 MB. A page of matches has two hundred sentences, and what is asked today is asked again.
@lru_cache(maxsize=8192)
def _words(sentence: str) -> frozenset[str]:
    return frozenset(tokens(sentence))
