"""Evidence inside the text around it."""

import re
from dataclasses import dataclass

from search.documents import SECTION_BREAK, Document
from search.matches import Evidence

# So many characters of the text around are shown on either side, cut where a word or sentence ends.
AROUND = 140


@dataclass(frozen=True)
class Excerpt:
    """`before` and `after` start or end with an ellipsis where the text goes on."""

    title: str
    before: str
    text: str
    after: str
    url: str


def excerpt(document: Document, evidence: Evidence, url: str) -> Excerpt:
    text = document.text
    if text[evidence.start : evidence.end] != evidence.text:
        # Found in a version of the asset that has been replaced since.
        return Excerpt(evidence.section_title, "", evidence.text, "", url)
    start, end = section_span(document, evidence.start)
    return Excerpt(
        title=evidence.section_title,
        before=_tail(text[start : evidence.start]),
        text=evidence.text,
        after=_head(text[max(evidence.end, start) : max(end, evidence.end)]),
        url=url,
    )


def section_span(document: Document, offset: int) -> tuple[int, int]:
    """Start and end of the section that the text's character `offset` is in."""
    start = 0
    for section in document.sections:
        end = start + len(section.text)
        if offset < end + len(SECTION_BREAK):
            return start, end
        start = end + len(SECTION_BREAK)
    return start, start


def section_block(document: Document, offset: int) -> str:
    """The block (see `Section`) that the text's character `offset` comes from."""
    start = 0
    for section in document.sections:
        start += len(section.text) + len(SECTION_BREAK)
        if offset < start:
            return section.block
    return ""


def _tail(text: str) -> str:
    if len(text) <= AROUND:
        return text.lstrip()
    cut = text[-AROUND:]
    begun = re.search(r"[\s,;:，；：。！？、]\s*", cut)
    return "… " + (cut[begun.end() :] if begun else cut)


def _head(text: str) -> str:
    if len(text) <= AROUND:
        return text.rstrip()
    cut = text[:AROUND]
    ends = [found.start() for found in re.finditer(r"(?<=[\s,;:，；：。！？、.])", cut)]
    return (cut[: ends[-1]] if ends else cut).rstrip() + " …"
