"""Transcripts by who speaks and when. Pure."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_TIME = r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?[\])]?"
# `[00:12:03] Li Na: …`, `Li Na (12:03): …`, `Li Na: …`, or a time alone. A label of more than a few words is prose.
_OPENING = re.compile(
    rf"^(?P<before>{_TIME})?[ \t—–-]*"
    rf"(?:(?P<name>[^\W\d_][^\n:：。！？!?;；,，]{{0,39}}?)[ \t]*(?P<after>{_TIME})?[ \t]*[:：](?!//|\d))?",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Turn:
    """What somebody says until another one does; `label` tells who, or from when on, where that is known."""

    label: str
    text: str


def turns(transcript: str) -> Iterator[Turn]:
    """All of the text, in order; one turn where nothing says who speaks or when."""
    openings = [found for found in _OPENING.finditer(transcript) if found.group().strip()]
    names = Counter(found["name"] for found in openings)
    told = [
        found
        for found in openings
        # "The question is: …" happens once; who speaks, speaks again, or has the time beside the name.
        if found["before"] or found["after"] or names[found["name"]] > 1
    ]
    bounds = [*(found.start() for found in told), len(transcript)]
    if bounds[0]:
        yield Turn("", transcript[: bounds[0]])
    for found, end in zip(told, bounds[1:], strict=True):
        label = found["name"] or found["before"].strip("[]()")
        yield Turn(label, transcript[found.start() : end])
