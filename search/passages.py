"""Documents to passages: stretches of one section (or a few short ones), cut on sentence bounds."""

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from .documents import SECTION_BREAK, Document, Section
from .text import sentences

# A few sentences: enough to be understood alone, well inside an encoder's 512 tokens with their context. Other sizes
# have not been compared yet.
TARGET_TOKENS = 180
MAX_TOKENS = 400

# Kinds that are never put into one passage with others: code reads as noise to an encoder.
_APART = {"code"}


@dataclass(frozen=True)
class Passage:
    """A stretch `[start, end)` of a document's text, in code points.

    `context` is what an isolated passage lacks (title, section); it is embedded with the text and searched,
    never shown.
    """

    text: str
    start: int
    end: int
    section_title: str
    block: str
    context: str

    @property
    def embedded_text(self) -> str:
        return f"{self.context}\n{self.text}" if self.context else self.text

    @property
    def content_hash(self) -> bytes:
        """32 bytes: same text in the same context, same vector."""
        return hashlib.sha256(self.embedded_text.encode()).digest()


@dataclass(frozen=True)
class _Unit:
    """A sentence (or a piece of one too long) in its place."""

    start: int
    end: int
    tokens: int
    section: Section


def split(document: Document, count_tokens: Callable[[str], int]) -> list[Passage]:
    """The document's passages in order. Together they hold every sentence once; none is longer than
    MAX_TOKENS (of `count_tokens`) and all but a section's last aim at TARGET_TOKENS."""
    text = document.text
    return [
        _passage(document, text, group) for group in _groups(list(_units(document, count_tokens)))
    ]


class Placed(Protocol):
    """A passage, or the row of one."""

    start: int
    end: int
    text: str
    section_title: str
    block: str


def gaps(document: Document, passages: Iterable[Placed]) -> list[tuple[int, int]]:
    """The spans, white space aside, that none of `passages` (in order) holds."""
    text = document.text
    found = []
    end = 0
    for start, stop in [*((p.start, p.end) for p in passages), (len(text), len(text))]:
        if text[end:start].strip():
            found.append((end, start))
        end = max(end, stop)
    return found


def stands_in(document: Document, passage: Placed) -> bool:
    """Whether the passage is the document's text at its span, under the title of its section."""
    if document.text[passage.start : passage.end] != passage.text or not document.sections:
        return False
    starts = list(
        accumulate((len(s.text) + len(SECTION_BREAK) for s in document.sections[:-1]), initial=0)
    )
    section = document.sections[bisect_right(starts, passage.start) - 1]
    return (passage.section_title, passage.block) == (section.title, section.block)


def _units(document: Document, count_tokens: Callable[[str], int]) -> Iterator[_Unit]:
    offset = 0
    for section in document.sections:
        for start, end in sentences(section.text):
            for piece_start, piece_end in _bounded(section.text, start, end, count_tokens):
                size = count_tokens(section.text[piece_start:piece_end])
                yield _Unit(offset + piece_start, offset + piece_end, size, section)
        offset += len(section.text) + len(SECTION_BREAK)


def _bounded(
    text: str, start: int, end: int, count_tokens: Callable[[str], int]
) -> Iterator[tuple[int, int]]:
    """Halves until each piece fits: at the last space of the half where there is one."""
    # No token is longer than its characters, so short texts need not be counted.
    if end - start <= MAX_TOKENS or count_tokens(text[start:end]) <= MAX_TOKENS:
        yield start, end
        return
    middle = (start + end) // 2
    space = text.rfind(" ", start + 1, middle)
    cut = space + 1 if space > start else middle
    yield from _bounded(text, start, cut, count_tokens)
    yield from _bounded(text, cut, end, count_tokens)


def _groups(units: list[_Unit]) -> Iterator[list[_Unit]]:
    group: list[_Unit] = []
    size = 0
    for unit in units:
        if group and (size + unit.tokens > TARGET_TOKENS or _parted(group, size, unit)):
            yield group
            group, size = [], 0
        group.append(unit)
        size += unit.tokens
    if group:
        yield group


def _parted(group: list[_Unit], size: int, unit: _Unit) -> bool:
    """Whether a new section begins a new passage: not while what came before is only a line or two."""
    last = group[-1].section
    if unit.section is last:
        return False
    if last.kind in _APART or unit.section.kind in _APART:
        return True
    return size >= TARGET_TOKENS // 3


def _passage(document: Document, text: str, group: list[_Unit]) -> Passage:
    start, end = group[0].start, group[-1].end
    section = group[0].section
    context = context_of(document, section.title)
    return Passage(text[start:end], start, end, section.title, section.block, context)


def context_of(document: Document, section_title: str) -> str:
    return " — ".join(part for part in (document.title, section_title) if part)
