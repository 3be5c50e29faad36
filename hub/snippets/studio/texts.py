"""An asset's text as the studio shows it: section by section, line by line, each line knowing its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.documents import SECTION_BREAK, Document
from search.text import sentences


@dataclass(frozen=True)
class Line:
    """`start` is its place in the document's text; `ends` are those of its sentences, counted from there; all in
    code points."""

    start: int
    text: str
    ends: Sequence[int]


@dataclass(frozen=True)
class Part:
    """`heading` is empty where the part goes on under the one before."""

    heading: str
    kind: str
    lines: Sequence[Line]


def parts(document: Document) -> Iterator[Part]:
    start = 0
    above = ""
    for section in document.sections:
        heading = "" if section.heading == above else section.heading
        yield Part(heading, section.kind, list(_lines(section.text, start)))
        above = section.heading
        start += len(section.text) + len(SECTION_BREAK)


def _lines(text: str, start: int) -> Iterator[Line]:
    for line in text.split("\n"):
        if line.strip():
            yield Line(start, line, [end for _start, end in sentences(line)])
        start += len(line) + 1
