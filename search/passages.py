"""Documents to passages: stretches of one section (or a few short ones), cut on sentence bounds."""

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, Protocol

from .documents import SECTION_BREAK, Document, Section
from .text import sentences

# A few sentences: enough to be understood alone, well inside an encoder's 512 tokens with their context. Compared with
# 90, 350 and windows of 512 in docs/decisions/passages.md.
TARGET_TOKENS = 180
MAX_TOKENS = 400

# Kinds that are never put into one passage with others: code reads as noise to an encoder.
_APART = {"code"}


@dataclass(frozen=True)
class Passage:
    """A stretch `[start, end)` of a document's text, in code points.

    `section_title`, `block` and `kind` are of the section it begins in; `later_titles` says where in `text` a
    section of another title begins. `context` is what an isolated passage lacks (the document's title, the headings it
    stands under); it is embedded with the text and searched, never shown.
    """

    text: str
    start: int
    end: int
    section_title: str
    block: str
    context: str
    later_titles: tuple[tuple[int, str], ...] = ()
    kind: str = "text"

    @property
    def embedded_text(self) -> str:
        return f"{self.context}\n{self.text}" if self.context else self.text

    @property
    def content_hash(self) -> bytes:
        """32 bytes: same text in the same context, same vector."""
        return hashlib.sha256(self.embedded_text.encode()).digest()


class Placed(Protocol):
    """A passage, or the row of one."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def section_title(self) -> str: ...
    @property
    def block(self) -> str: ...
    @property
    def later_titles(self) -> Sequence[Sequence[Any]]: ...
    @property
    def kind(self) -> str: ...


def facts(passage: Placed) -> tuple:
    """What a passage and its row agree in."""
    later = [tuple(title) for title in passage.later_titles]
    place = passage.start, passage.end, passage.section_title, passage.block, later
    return passage.text, passage.kind, *place


def title_at(passage: Placed, offset: int) -> str:
    """The title of the section that the character `offset` of the passage's text is in."""
    begun = [title for start, title in passage.later_titles if start <= offset]
    return begun[-1] if begun else passage.section_title


class Outline:
    """Which section stands where in a document's text."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.text
        lengths = (len(section.text) + len(SECTION_BREAK) for section in document.sections)
        self._starts = list(accumulate(lengths, initial=0))[:-1]

    def passage(self, start: int, end: int) -> Passage:
        """The passage `[start, end)`: all that is known of one follows from its span."""
        inside = list(self._sections(start, end))
        titles = [(offset, section.title) for offset, section in inside] or [(0, "")]
        changes = [later for before, later in pairwise(titles) if before[1] != later[1]]
        headings = dict.fromkeys(filter(None, (_telling_heading(s) for _, s in inside)))
        context = " — ".join(filter(None, (self._document.title, "; ".join(headings))))
        first = inside[0][1] if inside else Section("")
        return Passage(
            self._text[start:end],
            start,
            end,
            section_title=titles[0][1],
            block=first.block,
            context=context,
            later_titles=tuple(changes),
            kind=first.kind,
        )

    def holds(self, passage: Placed) -> bool:
        """Whether it is the document's text at its span, under the titles of its sections."""
        return facts(self.passage(passage.start, passage.end)) == facts(passage)

    def _sections(self, start: int, end: int) -> Iterator[tuple[int, Section]]:
        """Those with text in `[start, end)`, and where in it each begins."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        for number in range(first, bisect_left(self._starts, end)):
            section, begun = self._document.sections[number], self._starts[number]
            if section.text[max(start - begun, 0) : max(end - begun, 0)].strip():
                yield max(begun - start, 0), section


def split(
    document: Document, count_tokens: Callable[[str], int], target: int = TARGET_TOKENS
) -> list[Passage]:
    """The document's passages in order. Together they hold every sentence once; none is longer than
    `target` (of `count_tokens`) and a third, a sentence of up to MAX_TOKENS aside."""
    outline = Outline(document)
    groups = _groups(_units(document, count_tokens), target)
    return [outline.passage(group[0].start, group[-1].end) for group in groups]


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


@dataclass(frozen=True)
class _Unit:
    """What is not cut: a sentence, a table's row, or a piece of one that is too long.

    In tokens: its own, those from it to its section's end, and those that its section's heading takes in a
    passage's context.
    """

    start: int
    end: int
    tokens: int
    rest: int
    heading: int
    leads_in: bool
    section: Section


def _units(document: Document, count_tokens: Callable[[str], int]) -> Iterator[_Unit]:
    offset = 0
    for section in document.sections:
        heading = count_tokens(_telling_heading(section))
        spans = list(_spans(section.text, section.kind, count_tokens))
        sizes = [count_tokens(section.text[slice(*span)]) for span in spans]
        rest = sum(sizes)
        for (start, end), size in zip(spans, sizes, strict=True):
            leads_in = section.text[end - 1] in ":："
            yield _Unit(offset + start, offset + end, size, rest, heading, leads_in, section)
            rest -= size
        offset += len(section.text) + len(SECTION_BREAK)


def _telling_heading(section: Section) -> str:
    """What of its headings is context: that something was said at 12:03 tells nothing."""
    is_time = section.kind == "transcript" and section.title[:1].isdigit()
    return "" if is_time else section.heading


def _spans(text: str, kind: str, count_tokens: Callable[[str], int]) -> Iterator[tuple[int, int]]:
    """Sentences, or the rows of a table (a line each), pieces of them where they are too long."""
    if kind != "table":
        for start, end in sentences(text):
            yield from _bounded(text, start, end, count_tokens)
        return
    for row in re.finditer(r"\S(?:[^\n]*\S)?", text):
        if _fits(row.group(), count_tokens):
            yield row.span()
        else:
            for start, end in _spans(row.group(), "text", count_tokens):
                yield row.start() + start, row.start() + end


def _bounded(
    text: str, start: int, end: int, count_tokens: Callable[[str], int]
) -> Iterator[tuple[int, int]]:
    """Halves until each piece fits: at the last space of the half where there is one."""
    if _fits(text[start:end], count_tokens):
        yield start, end
        return
    middle = (start + end) // 2
    space = text.rfind(" ", start + 1, middle)
    cut = space + 1 if space > start else middle
    yield from _bounded(text, start, cut, count_tokens)
    yield from _bounded(text, cut, end, count_tokens)


def _fits(text: str, count_tokens: Callable[[str], int]) -> bool:
    # No token is longer than its characters, so short texts need not be counted.
    return len(text) <= MAX_TOKENS or count_tokens(text) <= MAX_TOKENS


def _groups(units: Iterable[_Unit], target: int) -> Iterator[list[_Unit]]:
    group: list[_Unit] = []
    size = 0
    for unit in units:
        known = not group or any(u.section.heading == unit.section.heading for u in group)
        added = unit.tokens + (0 if known else unit.heading)
        if group and _ends(group[-1], size, unit, added, target):
            kept = len(group) - _carried(group, unit, target)
            yield group[:kept]
            group = group[kept:]
            size = sum(carried.tokens for carried in group)
        group.append(unit)
        size += added
    if group:
        yield group


def _ends(last: _Unit, size: int, unit: _Unit, added: int, target: int) -> bool:
    """Whether a passage of `size` tokens that ends with `last` is complete. A line or two make none: the last
    ones of a section stay with those before, and those of a short section go with the next."""
    before, after = last.section, unit.section
    few = target // 3
    if size + added > target:
        return after is not before or size + unit.rest > target + few
    if after is before or before.kind == after.kind == "transcript":
        return False
    return before.kind in _APART or after.kind in _APART or size >= few


def _carried(group: list[_Unit], unit: _Unit, target: int) -> int:
    """How many of the group's last units belong with what follows: what leads in to a list goes with it."""
    last = group[-1]
    together = unit.section is last.section and last.tokens + unit.tokens <= target
    return int(len(group) > 1 and last.leads_in and together)
