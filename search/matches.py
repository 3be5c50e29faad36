"""What a question gets back: frozen, and of no index's layout."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from .understanding import Understood


@dataclass(frozen=True)
class Evidence:
    """Text word for word from the document; `start` and `end` are code points of `Document.text`. `words`: the spans of
    `text` that have words of the question, in order."""

    text: str
    section_title: str
    start: int
    end: int
    words: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Reason:
    """`kind` is `meaning`, `words`, `missing` or the name of a facet; `text` is what it is about: the words found, or
    asked for and not found, or the slug of the term that was asked for and that the document has. `asked`: the words
    of the question that ask for that term."""

    kind: str
    text: str
    asked: str = ""


@dataclass(frozen=True)
class Match:
    """`score`: 0 to 1, higher is better: how likely it is that the document is about what was asked.

    `own_evidence`: for a neighbour of a document, what that document says which `evidence` comes closest to.
    `meaning_share`, `words_share`: how much of the match came from meaning, and how much from words and from terms
    that they name; together 1, or both 0 where the question has neither of it.
    """

    key: str
    score: float
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[Reason, ...] = ()
    own_evidence: tuple[Evidence, ...] = ()
    meaning_share: float = 0.0
    words_share: float = 0.0


# Facet -> value -> how many documents have it.
Facets = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Result:
    """`matches` best first, ties by key; `total` is exact.

    `degraded`: the encoder did not answer, so only words were searched.
    """

    matches: tuple[Match, ...]
    total: int
    degraded: bool = False
    count_facets: Callable[[], Facets] = field(default=dict, repr=False, compare=False)

    @cached_property
    def facets(self) -> Facets:
        """Exact, and counted when first asked for. Of a facet that was filtered by, what there would be without its
        filter: whoever chose one value sees what the others would bring."""
        return self.count_facets()


class Outcome(StrEnum):
    MATCHED = "matched"
    NO_MATCH = "no_match"


@dataclass(frozen=True)
class Answer:
    """What a plain question gets: `matches`, or an honest NO_MATCH with what comes `nearest`."""

    outcome: Outcome
    understood: tuple[Understood, ...]
    matches: tuple[Match, ...]
    nearest: tuple[Match, ...]
    degraded: bool = False
