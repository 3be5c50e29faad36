"""Question in, taxonomy terms out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class TermEntry:
    """A taxonomy term as questions may name it: all its names and aliases, whatever their language."""

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
    """Have questions understood by these terms; asked anew when terms may have changed."""
    _vocabularies.append(vocabulary)
