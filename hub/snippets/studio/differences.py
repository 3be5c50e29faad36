"""What an edit made of some words."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

# A run of letters and digits, a Chinese character, or whatever stands between.
_WORD = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff]|[^\W\u3400-\u9fff\uf900-\ufaff]+|\s+|.", re.DOTALL
)


class Run(NamedTuple):
    """Words that stand in both texts, in the old one only, or in the new one only."""

    side: Literal["both", "old", "new"]
    text: str


def differences(old: str, new: str) -> Iterator[Run]:
    """In reading order. The runs of a side and of both, joined, are that side's text."""
    words, other_words = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, words, other_words, autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "equal":
            yield Run("both", "".join(words[start:end]))
            continue
        if end > start:
            yield Run("old", "".join(words[start:end]))
        if other_end > other_start:
            yield Run("new", "".join(other_words[other_start:other_end]))
