"""An asset's text as the studio shows it: section by section, line by line, each line knowing its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.documents import SECTION_BREAK, Document
from search.text import sentences

# Browsers lay out a part at a time, when it comes near to what is looked at.
LINES_TOGETHER = 40


@dataclass(frozen=True)
class Line:
    """`start` is its place in the document's text; `ends` are those of its sentences, counted from there; all in
    code points."""

    start: int
    text: str
    ends: Sequence[int]


@dataclass(frozen=True)
class Part:
    """Lines of the section of that number. `heading` is empty where it goes on under the one before."""

    section: int
    heading: str
    kind: str
    lines: Sequence[Line]


def parts(document: Document) -> Iterator[Part]:
    start = 0
    above = ""
    for number, section in enumerate(document.sections):
        lines = list(_lines(section.text, start))
        for at in range(0, len(lines), LINES_TOGETHER):
            heading = "" if section.heading == above else section.heading
            yield Part(number, heading, section.kind, lines[at : at + LINES_TOGETHER])
            above = section.heading
        start += len(section.text) + len(SECTION_BREAK)


def _lines(text: str, start: int) -> Iterator[Line]:
    for line in text.split("\n"):
        if line.strip():
            yield Line(start, line, [end for _start, end in sentences(line)])
        start += len(line) + 1


def html_of(document: Document) -> SafeString:
    """Not by a template, which takes ten times as long: a book has thousands of lines."""
    return format_html_join("\n", "{}", ((_part(part),) for part in parts(document)))


def _part(part: Part) -> SafeString:
    heading = format_html("<h3>{}</h3>", part.heading) if part.heading else ""
    lines = format_html_join(
        "",
        '<p data-at="{}" data-ends="{}">{}</p>',
        ((line.start, " ".join(map(str, line.ends)), line.text) for line in part.lines),
    )
    return format_html(
        '<section class="text__part text__part--{}" data-section="{}">{}{}</section>',
        part.kind,
        part.section,
        heading,
        lines,
    )
