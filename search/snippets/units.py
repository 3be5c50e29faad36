"""What pieces are made of: the sentences of a document, joined where people read them as one."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from ..documents import SECTION_BREAK, Document
from ..text import HAN
from ..text import sentences as sentence_spans

Floats = NDArray[np.float32]

# Tables are data and code is code: neither is made of sentences.
_NOT_PROSE = {"table", "code"}
# Here a line is finished by its end, whatever it ends with.
_OF_LINES = {"quote", "statistic", "result", "summary"}

# What a sentence ends with; and what joins the next one to it: a semicolon, or a beginning in the middle (`“It
# held.” she said`, `“停机减少了。”他说`).
_END = re.compile(r"[.!?。！？…][”’\"')\]）」』》】]*$")
_CLAUSE_END = re.compile(r"[;；]$|^\(?\d{1,2}[.)、．]$")
_ASKS = re.compile(r"[?？][”’\"')）」』]*$")
# A line that ends so leads in to what the next lines list.
_LEADS_IN = (":", "：")
_GOES_ON = re.compile(
    r"[a-z]|[（(，、,—–]|[^\W\d_a-zA-Z]{1,6}(?:说|表示|指出|认为|回忆|补充|解释|回答|强调|介绍|问道|答道|写道|坦言)"
    r"(?:道)?[，。,.]"
)


@dataclass(frozen=True)
class Sentence:
    """The span `[start, end)` of a document's text. `vector` is of unit length; None where there is none."""

    start: int
    end: int
    vector: Floats | None = None


@dataclass(frozen=True)
class Unit:
    """One or more sentences that nobody would part; `section` and `line` are numbers. `whole`: it is finished as a
    sentence is, not left open as a heading, a label or an item of a list."""

    start: int
    end: int
    text: str
    section: int
    line: int
    whole: bool
    vector: Floats | None = None

    @property
    def leads_in(self) -> bool:
        return self.text.endswith(_LEADS_IN)

    @property
    def asks(self) -> bool:
        return bool(_ASKS.search(self.text[-12:]))


def unembedded(document: Document) -> list[Sentence]:
    """The document's sentences, for where there are no vectors."""
    return [Sentence(start, end) for start, end in sentence_spans(document.text)]


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of sentences nearest to those given, at least one sentence; `(0, 0)` where there is none."""
    spans = sentence_spans(text)
    if not spans:
        return 0, 0
    first = min(spans, key=lambda span: abs(span[0] - start))
    last = min(spans, key=lambda span: abs(span[1] - end))
    if first[0] < last[1]:
        return first[0], last[1]
    middle = (start + end) // 2
    return min(spans, key=lambda span: max(span[0] - middle, middle - span[1], 0))


def width(text: str) -> int:
    """Its length in columns: a letter takes one; a Chinese character, which says as much as half a word, three."""
    return len(text) + 2 * len(HAN.findall(text))


def units(document: Document, sentences: Sequence[Sentence]) -> list[Unit]:
    """In order; none of tables and code."""
    text = document.text
    return [
        _unit(text, group, section, line, document.sections[section].kind in _OF_LINES)
        for section, line, group in _groups(document, text, sentences)
    ]


def _groups(
    document: Document, text: str, sentences: Sequence[Sentence]
) -> Iterator[tuple[int, int, list[Sentence]]]:
    """The sentences that belong together, with the numbers of their section and line. A question that is answered is
    one, however many sentences it has."""
    lengths = (len(section.text) + len(SECTION_BREAK) for section in document.sections)
    starts = list(accumulate(lengths, initial=0))[:-1]
    group: list[Sentence] = []
    at = end = line = first_line = 0
    for sentence in sentences:
        section = bisect_right(starts, sentence.start) - 1
        if section < 0 or document.sections[section].kind in _NOT_PROSE:
            continue
        begins = section != at or line == 0
        new_line = begins or "\n" in text[end : sentence.start]
        asked = document.sections[section].kind == "question" and line == first_line
        if group and (new_line or not (asked or _joined(text, group[-1], sentence))):
            yield at, line, group
            group = []
        line += new_line
        first_line = line if begins else first_line
        at, end = section, sentence.end
        group.append(sentence)
    if group:
        yield at, line, group


def _joined(text: str, before: Sentence, after: Sentence) -> bool:
    return bool(
        _CLAUSE_END.search(text[max(before.end - 4, before.start) : before.end])
        or _GOES_ON.match(text[after.start : after.start + 20])
    )


def _unit(text: str, group: Sequence[Sentence], section: int, line: int, whole: bool) -> Unit:
    start, end = group[0].start, group[-1].end
    own = text[start:end]
    whole = whole or bool(_END.search(own[-12:]))
    return Unit(start, end, own, section, line, whole, _mean(group))


def _mean(group: Sequence[Sentence]) -> Floats | None:
    vectors = [s.vector for s in group if s.vector is not None]
    if len(vectors) != len(group):
        return None
    if len(vectors) == 1:
        return vectors[0]
    mean = np.average(vectors, axis=0, weights=[s.end - s.start for s in group])
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)
