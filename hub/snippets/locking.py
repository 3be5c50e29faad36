"""Where a span of an earlier text stands in a document: word for word, in other words, or no longer. Pure."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from search.documents import SECTION_BREAK, Document
from search.text import sentences

# How alike two texts must be, 0 to 1 (see `_likeness`), for the one to have taken the other's place. Measured in
# docs/decisions/locking.md: of sentences with a third of their words replaced, nineteen in twenty are found.
ALIKE = 0.4
# So many sentences that share the most with a text are compared with it.
CANDIDATES = 5

_SPACE = re.compile(r"\s+")
_FIRST_HAN = "\u3400"


@dataclass(frozen=True)
class Held:
    """Word for word at `[start, end)`; `block` and `section_title` are of the section it begins in."""

    start: int
    end: int
    block: str
    section_title: str


@dataclass(frozen=True)
class Changed:
    """The whole sentences `[start, end)` took its place."""

    start: int
    end: int


@dataclass(frozen=True)
class Gone:
    pass


class Locator:
    """A document to find spans in. What it costs to look for what was reworded is paid once for all of them."""

    def __init__(self, document: Document) -> None:
        self._sections = document.sections
        self._text = document.text
        self._starts: list[int] = []
        at = 0
        for section in document.sections:
            self._starts.append(at)
            at += len(section.text) + len(SECTION_BREAK)

    def locate(self, text: str, start: int, block: str) -> Held | Changed | Gone:
        """Where `text` is now, that began at `start` in the section of `block`: there if it can be, else anywhere,
        as near to `start` as may be. White space and quotation marks that became others are a change, too."""
        at = self._nearest(text, start, block)
        if at is not None:
            section = self._sections[self._section_at(at)]
            return Held(at, at + len(text), section.block, section.title)
        return self._successor(text, block) or Gone()

    def _nearest(self, text: str, start: int, block: str) -> int | None:
        if not text:
            return None
        spans = [
            (begin, begin + len(section.text))
            for section, begin in zip(self._sections, self._starts, strict=True)
            if section.block == block
        ]
        for looked_in in (spans, [(0, len(self._text))]):
            found = [at for span in looked_in for at in _occurrences(text, self._text, start, span)]
            if found:
                return min(found, key=lambda at: (abs(at - start), at))
        return None

    def _section_at(self, place: int) -> int:
        return max(bisect_right(self._starts, place) - 1, 0)

    # ---- what took its place

    def _successor(self, text: str, block: str) -> Changed | None:
        wanted = _grams(text)
        votes: Counter[int] = Counter()
        for gram in wanted:
            votes.update(self._sentences_with.get(gram, ()))
        ranked = [number for number, _ in votes.most_common()]
        at_home = [number for number in ranked if self._block_of(number) == block]
        return self._best(wanted, at_home) or self._best(wanted, ranked)

    def _best(self, wanted: Counter[str], ranked: Collection[int]) -> Changed | None:
        """The stretch of sentences most like what is wanted, around one of the first of `ranked`."""
        grown = [self._grown(wanted, number) for number in list(ranked)[:CANDIDATES]]
        likeness, first, last = max(grown, key=lambda each: each[0], default=(0.0, 0, 0))
        if likeness < ALIKE:
            return None
        return Changed(self._sentences[first][0], self._sentences[last][1])

    def _grown(self, wanted: Counter[str], number: int) -> tuple[float, int, int]:
        """Likeness, first and last sentence: from one on, as long as a neighbour makes it more alike."""
        first = last = number
        grams = self._grams_of(number)
        likeness = _likeness(wanted, grams)
        while True:
            wider = [(side, grams + self._grams_of(side)) for side in self._beside(first, last)]
            scored = [(_likeness(wanted, more), side, more) for side, more in wider]
            best, side, more = max(scored, key=lambda each: each[0], default=(0.0, 0, grams))
            if best <= likeness:
                return likeness, first, last
            likeness, grams = best, more
            first, last = min(first, side), max(last, side)

    def _beside(self, first: int, last: int) -> Iterator[int]:
        """The sentences before and after, in the same section."""
        section = self._section_of(first)
        for side in (first - 1, last + 1):
            if 0 <= side < len(self._sentences) and self._section_of(side) == section:
                yield side

    def _section_of(self, number: int) -> int:
        return self._section_at(self._sentences[number][0])

    def _block_of(self, number: int) -> str:
        return self._sections[self._section_of(number)].block

    def _grams_of(self, number: int) -> Counter[str]:
        start, end = self._sentences[number]
        return _grams(self._text[start:end])

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        return sentences(self._text)

    @cached_property
    def _sentences_with(self) -> dict[str, list[int]]:
        """The numbers of the sentences that hold it, by gram."""
        found: dict[str, list[int]] = defaultdict(list)
        for number in range(len(self._sentences)):
            for gram in self._grams_of(number):
                found[gram].append(number)
        return found


def _occurrences(text: str, within: str, start: int, span: tuple[int, int]) -> Iterator[int]:
    """Where `text` stands in the span of `within`: at `start`, if there, and one after the other, none overlapping
    (which would take quadratic time where a text repeats itself)."""
    begin, end = span
    if begin <= start <= end - len(text) and within.startswith(text, start):
        yield start
    at = within.find(text, begin, end)
    while at >= 0:
        yield at
        at = within.find(text, at + len(text), end)


def _grams(text: str) -> Counter[str]:
    """Stretches of three characters, of two where these are Chinese, whatever their case."""
    plain = _SPACE.sub(" ", text.casefold())
    return Counter(
        plain[at : at + (3 if char < _FIRST_HAN else 2)] for at, char in enumerate(plain)
    )


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient: the share of both that they have in common, 0 to 1."""
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)
