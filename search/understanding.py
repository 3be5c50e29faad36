"""Question in, taxonomy terms out: found by their names and aliases, in both languages at once."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from .text import HAN, clean, normalized


@dataclass(frozen=True)
class TermEntry:
    """A taxonomy term as questions may name it: its names and aliases, whatever their language."""

    kind: str
    slug: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Understood:
    """A term found in a question, and the words (verbatim) it was found by."""

    kind: str
    slug: str
    matched_text: str


Vocabulary = Callable[[], Iterable[TermEntry]]

_vocabularies: list[Vocabulary] = []


def register(vocabulary: Vocabulary) -> None:
    """Have questions understood by these terms; they are asked for at each question."""
    _vocabularies.append(vocabulary)


def understand(question: str) -> tuple[Understood, ...]:
    """The terms named in `question`, in the order they stand there; of overlapping ones the longest."""
    entries = [entry for vocabulary in _vocabularies for entry in vocabulary()]
    return find_terms(question, entries)


def find_terms(question: str, entries: Iterable[TermEntry]) -> tuple[Understood, ...]:
    """As `understand`, of the terms given. Each term is found once, at its first mention."""
    text = _Folded(clean(question))
    mentions = [
        (start, end, entry)
        for entry in entries
        for name in entry.names
        for start, end in text.spans_of(name)
    ]
    # Longest first, then leftmost; the same words may name terms of several kinds (a content type and a format).
    mentions.sort(key=lambda m: (m[0] - m[1], m[0], m[2].kind, m[2].slug))
    taken: list[tuple[int, int]] = []
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for start, end, entry in mentions:
        if any(start < e and s < end and (s, e) != (start, end) for s, e in taken):
            continue
        taken.append((start, end))
        term = (entry.kind, entry.slug)
        found[term] = min(found.get(term, (start, end)), (start, end))
    in_order = sorted(found.items(), key=lambda item: (item[1], item[0]))
    return tuple(Understood(*term, text.original[slice(*span)]) for term, span in in_order)


class _Folded:
    """A text in one spelling, whose every character knows its place in the original."""

    def __init__(self, original: str):
        self.original = original
        folded = [(normalized(char), place) for place, char in enumerate(original)]
        self._text = "".join(chars for chars, _ in folded)
        self._places = [place for chars, place in folded for _ in chars]

    def spans_of(self, name: str) -> Iterator[tuple[int, int]]:
        """Where `name` stands in the original: Chinese anywhere, Latin words whole and in any inflection that
        only adds to them (`manufacturer` finds `manufacturers`)."""
        pattern = _pattern(name)
        for found in pattern.finditer(self._text) if pattern else ():
            start, end = self._places[found.start()], self._places[found.end() - 1] + 1
            # Two letters in capitals are a name only in capitals: `IT` is no `it`.
            if len(name) > 2 or not name.isupper() or self.original[start:end] == name:
                yield start, end


# Kept here: a taxonomy has more names than the regular expressions' own cache holds, and making a thousand
# patterns takes half a second.
@lru_cache(maxsize=20_000)
def _pattern(name: str) -> re.Pattern[str] | None:
    folded = normalized(name).strip()
    if not folded:
        return None
    escaped = r"\s+".join(map(re.escape, folded.split()))
    if HAN.search(folded):
        return re.compile(escaped)
    return re.compile(rf"(?<![a-z0-9]){escaped}(?:s|es)?(?![a-z0-9])")
