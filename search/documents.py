"""What a searchable thing looks like, and where such things come from.

This package knows nothing of pages: whoever has something to find gives a `Source`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from .text import clean

# A facet that documents have which not everybody may see. Their words count in no statistics of the collection: by how
# rare a word is taken to be, anybody could tell whether it stands in what they may not see.
CONFIDENTIAL = "confidential"

# Sections are joined by this to make a document's text, the text that every span counts in.
SECTION_BREAK = "\n\n"


@dataclass(frozen=True)
class Section:
    """A stretch of a document under one heading.

    `path` holds the headings above `title`, the outermost first.
    `kind` is one of summary, text, quote, statistic, table, code, transcript, question, result;
    `block` names the place in the source (a stream block's id or a field's name).
    What no database can store (see `clean`) is taken out of text and titles; no character moves by it.
    """

    text: str
    title: str = ""
    kind: str = "text"
    block: str = ""
    path: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))
        object.__setattr__(self, "title", clean(self.title))
        object.__setattr__(self, "path", tuple(clean(title) for title in self.path))

    @property
    def heading(self) -> str:
        """Its title and those it stands under."""
        return " › ".join(filter(None, (*self.path, self.title)))


@dataclass(frozen=True)
class Document:
    """`facets` maps a facet's name to the values a document has of it (`{"persona": {"finance"}}`).

    Documents of one `group` are the same piece in several locales.
    """

    key: str
    locale: str
    title: str
    group: str = ""
    sections: tuple[Section, ...] = ()
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    published_at: datetime | None = None

    @property
    def text(self) -> str:
        """All sections' text. Spans (`start`, `end`) are offsets into it, in code points."""
        return SECTION_BREAK.join(section.text for section in self.sections)


class Source(Protocol):
    """Gives documents whose keys look like `{prefix}:{id}`."""

    prefix: str

    def document(self, key: str) -> Document | None:
        """The document as readers get it now; None where nobody may read it any more."""

    def all_keys(self) -> Iterable[str]:
        """The keys of all documents that should be in the index."""

    def visible(self, viewer: object, keys: Collection[str]) -> set[str]:
        """Those of `keys` that `viewer` may see now, as the database says."""


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    _sources[source.prefix] = source


def sources() -> list[Source]:
    return list(_sources.values())


def source_of(key: str) -> Source:
    """The source that gave `key`. KeyError where no such source is registered."""
    return _sources[key.partition(":")[0]]
