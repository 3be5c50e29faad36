"""Where a question names terms of the taxonomy, in both languages at once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..text import HAN, clean, normalized


@dataclass(frozen=True)
class TermEntry:
    """A taxonomy term as questions may name it: its names and aliases, whatever their language."""

    kind: str
    slug: str
    names: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.slug


@dataclass(frozen=True)
class Mention:
    """Where a question names a term: a span of `Folded.text`."""

    start: int
    end: int
    kind: str
    slug: str

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.slug


class Folded:
    """A text in one spelling (`text`), whose every character knows its place in the original."""

    def __init__(self, original: str):
        self.original = clean(original)
        folded = [(_folded(char), place) for place, char in enumerate(self.original)]
        self.text = "".join(chars for chars, _ in folded)
        self._places = [place for chars, place in folded for _ in chars]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of `text`, not empty, as one of the original."""
        return self._places[start], self._places[end - 1] + 1

    def verbatim(self, start: int, end: int) -> str:
        """A span of `text` as the original spells it."""
        return self.original[slice(*self.span(start, end))] if start < end else ""

    def mentions_of(self, name: str) -> Iterator[tuple[int, int]]:
        """Spans of `text`: Chinese anywhere, Latin words whole and in any inflection that only adds to them
        (`manufacturer` finds `manufacturers`)."""
        pattern = _pattern(name)
        for found in pattern.finditer(self.text) if pattern else ():
            # Two letters in capitals are a name only in capitals: `IT` is no `it`.
            if len(name) > 2 or not name.isupper() or self.verbatim(*found.span()) == name:
                yield found.span()


def find_mentions(text: Folded, entries: Iterable[TermEntry]) -> list[Mention]:
    """In order; of overlapping ones the longest, then the leftmost. The same words may name terms of several kinds
    (a content type and a format)."""
    mentions = [
        Mention(start, end, entry.kind, entry.slug)
        for entry in entries
        for name in entry.names
        for start, end in text.mentions_of(name)
    ]
    mentions.sort(key=lambda m: (m.start - m.end, m.start, m.kind, m.slug))
    taken: dict[int, tuple[int, int]] = {}  # character -> the span it belongs to
    found: dict[Mention, None] = {}
    for mention in mentions:
        span = mention.start, mention.end
        if any(taken.get(place, span) != span for place in range(*span)):
            continue
        taken.update(dict.fromkeys(range(*span), span))
        found[mention] = None
    return sorted(found, key=lambda m: (m.start, m.end, m.kind, m.slug))


@lru_cache(maxsize=10_000)
def _folded(char: str) -> str:
    return normalized(char)


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
