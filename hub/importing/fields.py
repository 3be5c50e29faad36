"""A file's front matter as a mapping reads it: one field at a time, nothing thrown away."""

import copy
import re
from collections.abc import Callable
from typing import Any, TypeVar

from bs4 import BeautifulSoup

from . import templating, values
from .errors import ImportProblem
from .front_matter import Parsed
from .mapping import TERM_FIELDS, Mapping
from .report import FileReport
from .rich_text import without_braces
from .terms import Terms

T = TypeVar("T")

_MARKDOWN_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*\)")
_TAG_OR_ENTITY = re.compile(r"<[a-zA-Z/!]|&[#\w]+;")


class Fields:
    """What is read is ticked off; `left` is the rest, which goes to the source metadata."""

    def __init__(
        self,
        parsed: Parsed,
        path: str,
        mapping: Mapping,
        report: FileReport,
        counts: templating.Counts,
    ):
        self.parsed = parsed
        self.counts = counts
        self.mapping = mapping
        self.report = report
        self.left: dict[str, Any] = copy.deepcopy(parsed.metadata)
        self.defaults = mapping.defaults_for(path)

    def value(self, field: str) -> tuple[Any, str]:
        """What the file (else the mapping) says, and the key that says it ("" for the mapping)."""
        for key in self.mapping.fields.get(field, []):
            found = _dotted(self.parsed.metadata, key)
            if found not in (None, "", [], {}):
                return self._mapped(field, found), key
        return self.defaults.get(field), ""

    def text(self, field: str, longest: int | None = None) -> str:
        value, key = self.value(field)
        if value is None:
            return ""
        try:
            said = self.plain(values.as_text(value))
        except ValueError as error:
            self._odd(key or field, str(error))
            return ""
        if longest is not None and len(said) > longest:
            self._odd(key or field, f"longer than {longest} characters: cut, whole in the metadata")
            return said[: longest - 1].rstrip() + "…"
        self._tick(key)
        return said

    def texts(self, field: str) -> list[str]:
        value, key = self.value(field)
        if value is None:
            return []
        try:
            said = [self.plain(item) for item in values.as_list(value)]
        except ValueError as error:
            self._odd(key or field, str(error))
            return []
        self._tick(key)
        return [item for item in said if item]

    def strict(self, field: str, read: Callable[[Any], T]) -> T | None:
        """Dates and the like, where a guess would do harm: ImportProblem if they make no sense."""
        value, key = self.value(field)
        if value is None:
            return None
        try:
            said = read(value)
        except ValueError as error:
            line = self.parsed.line_of(key) if key else None
            raise ImportProblem(f"{key or field}: {error}", line) from error
        self._tick(key)
        return said

    def lenient(self, field: str, read: Callable[[Any], T]) -> T | None:
        """As `strict`, but what makes no sense is a warning and stays in the metadata."""
        value, key = self.value(field)
        if value is None:
            return None
        try:
            said = read(value)
        except ValueError as error:
            self._odd(key or field, str(error))
            return None
        self._tick(key)
        return said

    def terms(self, field: str, terms: Terms, language: str, store: bool) -> list[int]:
        """Ids of terms. What is no term and may not become one is a warning, and kept."""
        kind = TERM_FIELDS[field]
        value, key = self.value(field)
        words = self.texts(field) if value is not None else []
        found: list[int] = []
        refused: list[str] = []
        for word in words:
            pk = terms.find(kind, word)
            if pk is None and field in self.mapping.create_terms:
                pk = terms.create(kind, word, language, store)
            if pk is None:
                refused.append(word)
            elif pk not in found:
                found.append(pk)
        if refused:
            self._odd(key or field, f"no such {kind}: {', '.join(refused)[:200]}")
            if key:
                _put(self.left, key, refused)
        return found

    def plain(self, text: str) -> str:
        """Plain text on one line: no templating, tags, entities or links' addresses."""
        page = self.parsed.metadata
        text = templating.resolve(text, self.mapping.templating, page, self.counts)
        if _TAG_OR_ENTITY.search(text):
            text = BeautifulSoup(text, "html.parser").get_text()
        text = _MARKDOWN_LINK.sub(r"\1", templating.shown(text))
        return " ".join(without_braces(text).split())

    def keep(self, key: str, value: Any) -> None:
        """Puts back what could not be used after all."""
        if key:
            _put(self.left, key, value)

    def _mapped(self, field: str, value: Any) -> Any:
        table = self.mapping.values.get(field)
        if table is None:
            return value
        items = value if isinstance(value, list) else [value]
        mapped: list[Any] = []
        for item in items:
            meaning = table.get(str(item).strip().casefold(), item)
            mapped += meaning if isinstance(meaning, list) else [meaning]
        return mapped if isinstance(value, list) or len(mapped) != 1 else mapped[0]

    def _odd(self, key: str, message: str) -> None:
        self.report.warn(f"{key}: {message}", self.parsed.line_of(key))

    def _tick(self, key: str) -> None:
        if key:
            _remove(self.left, key.split("."))


def _dotted(values: Any, key: str) -> Any:
    if isinstance(values, dict) and key in values:
        return values[key]
    for part in key.split("."):
        if not isinstance(values, dict):
            return None
        values = values.get(part)
    return values


def _remove(values: dict[str, Any], parts: list[str]) -> None:
    """Takes a key out, and tables that are empty without it."""
    if len(parts) > 1 and ".".join(parts) in values:
        del values[".".join(parts)]
        return
    inner = values.get(parts[0])
    if len(parts) == 1:
        values.pop(parts[0], None)
    elif isinstance(inner, dict):
        _remove(inner, parts[1:])
        if not inner:
            del values[parts[0]]


def _put(values: dict[str, Any], key: str, value: Any) -> None:
    *tables, last = key.split(".")
    for part in tables:
        values = values.setdefault(part, {})
    values[last] = value
