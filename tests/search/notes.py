"""A source of texts in memory, so that these tests need none of the hub's pages."""

from collections.abc import Collection
from typing import Any

from search.documents import Document, Section
from search.indexing import changed


class Notes:
    prefix = "note"

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.hidden: set[str] = set()
        self.unreadable: set[str] = set()

    def document(self, key: str) -> Document | None:
        if key in self.unreadable:
            raise OSError("the disk is on fire")
        return self.documents.get(key)

    def all_keys(self) -> list[str]:
        return list(self.documents)

    def visible(self, viewer: object, keys: Collection[str]) -> set[str]:
        return (set(keys) & self.documents.keys()) - self.hidden

    def put(self, name: str, *texts: str | Section, **fields: Any) -> str:
        """Write a note, each text a section of it, and say that it changed. Returns its key."""
        key = f"note:{name}"
        sections = tuple(t if isinstance(t, Section) else Section(t) for t in texts)
        facets = {facet: frozenset(values) for facet, values in fields.pop("facets", {}).items()}
        self.documents[key] = Document(
            key,
            sections=sections,
            facets=facets,
            **{"locale": "en", "title": name.capitalize(), **fields},
        )
        changed(key)
        return key

    def drop(self, key: str) -> None:
        del self.documents[key]
        changed(key)
