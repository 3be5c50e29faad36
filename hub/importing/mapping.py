"""A mapping (TOML, see docs/importing.md) says how front matter becomes an asset's fields."""

import json
import re
import tomllib
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from .errors import MappingError
from .files import matches
from .templating import Rules

PRESETS = ("plain", "hugo", "jekyll")

TERM_FIELDS = {
    "personas": "persona",
    "stages": "stage",
    "industries": "industry",
    "topics": "topic",
    "products": "product",
    "campaign": "campaign",
    "format": "format",
    "content_type": "content_type",
}
FIELDS = {
    *TERM_FIELDS,
    *("title", "slug", "summary", "kind", "audience", "authors", "date", "review_by", "expire_at"),
    *("draft", "locale", "translation_of", "hero_image", "customer", "challenge", "solution"),
    *("results", "quote_text", "quote_speaker", "quote_role", "embed_url", "duration"),
    *("transcript", "file", "seo_title", "search_description"),
}
# A content type belongs to a family, which no front matter names.
CREATABLE = set(TERM_FIELDS) - {"content_type"}
_SECTIONS = {
    "extends": str,
    "source": str,
    "files": dict,
    "fields": dict,
    "values": dict,
    "defaults": dict,
    "paths": dict,
    "terms": dict,
    "links": dict,
    "templating": dict,
}
_ADDRESS_PARTS = {"year", "month", "day", "name", "slug", "path"}


@dataclass(frozen=True)
class Mapping:
    """`fields`: field -> the keys that may feed it, first with a value wins."""

    source: str
    exclude: list[str] = field(default_factory=list)
    front_matter_required: bool = False
    name_pattern: re.Pattern[str] | None = None
    fields: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    defaults: dict[str, Any] = field(default_factory=dict)
    paths: dict[str, dict[str, Any]] = field(default_factory=dict)
    create_terms: frozenset[str] = frozenset()
    site: str = ""
    addresses: list[str] = field(default_factory=list)
    address_keys: list[str] = field(default_factory=list)
    by_name: bool = False
    templating: Rules = field(default_factory=Rules)
    fingerprint: str = ""

    def defaults_for(self, path: str) -> dict[str, Any]:
        """What holds where the file says nothing; of the globs that match, later ones win."""
        found = dict(self.defaults)
        for glob, values in self.paths.items():
            if matches(path, glob):
                found.update(values)
        return found


def preset(name: str) -> Mapping:
    return _build(_read_preset(name), f"{name}.toml")


def load(path: Path) -> Mapping:
    """Raises MappingError with file, key and reason."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise MappingError(str(path), "", f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise MappingError(str(path), "", "is not UTF-8 text") from error
    return loads(text, str(path))


def loads(text: str, file: str = "mapping.toml") -> Mapping:
    try:
        said = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise MappingError(file, "", f"is not valid TOML: {error}") from error
    base = said.pop("extends", None)
    if base is not None:
        if base not in PRESETS:
            raise MappingError(file, "extends", f"{base!r} is no preset: {', '.join(PRESETS)}")
        said = _merged(_read_preset(base), said)
    return _build(said, file)


def _read_preset(name: str) -> dict[str, Any]:
    text = resources.files("hub.importing").joinpath(f"presets/{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Tables are merged key by key; anything else is replaced."""
    merged = dict(base)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(base.get(key), dict)
        merged[key] = _merged(base[key], value) if both else value
    return merged


def _build(said: dict[str, Any], file: str) -> Mapping:
    check = _Check(file)
    check.table("", said, _SECTIONS)
    files, terms = said.get("files", {}), said.get("terms", {})
    links, templating = said.get("links", {}), said.get("templating", {})
    check.table("files", files, {"exclude": list, "front_matter": str, "name_pattern": str})
    check.table("terms", terms, {"create": list})
    check.table(
        "links", links, {"site": str, "addresses": list, "address_keys": list, "by_name": bool}
    )
    check.table("templating", templating, {"filters": dict, "variables": dict})
    return Mapping(
        source=check.source(said.get("source", "import")),
        exclude=check.texts("files.exclude", files.get("exclude", [])),
        front_matter_required=check.one_of(
            "files.front_matter", files.get("front_matter", "optional"), ("required", "optional")
        )
        == "required",
        name_pattern=check.name_pattern(files.get("name_pattern")),
        fields=check.fields(said.get("fields", {})),
        values=check.values(said.get("values", {})),
        defaults=check.defaults("defaults", said.get("defaults", {})),
        paths={
            glob: check.defaults(f'paths."{glob}"', values)
            for glob, values in said.get("paths", {}).items()
        },
        create_terms=check.creatable(terms.get("create", [])),
        site=check.site(links.get("site", "")),
        addresses=check.addresses(links.get("addresses", [])),
        address_keys=check.texts("links.address_keys", links.get("address_keys", [])),
        by_name=links.get("by_name", False),
        templating=Rules(
            filters=check.filters(templating.get("filters", {})),
            variables=check.text_table("templating.variables", templating.get("variables", {})),
        ),
        fingerprint=json.dumps(said, sort_keys=True, ensure_ascii=False, default=str),
    )


@dataclass(frozen=True)
class _Check:
    file: str

    def fail(self, key: str, reason: str) -> MappingError:
        return MappingError(self.file, key, reason)

    def table(self, name: str, said: Any, known: dict[str, Any]) -> None:
        if not isinstance(said, dict):
            raise self.fail(name, "should be a table")
        for key, value in said.items():
            full = f"{name}.{key}".lstrip(".")
            if key not in known:
                raise self.fail(full, f"is not known here; known are {', '.join(sorted(known))}")
            if not isinstance(value, known[key]):
                kinds = {str: "text", list: "a list", dict: "a table", bool: "true or false"}
                raise self.fail(full, f"should be {kinds[known[key]]}")

    def source(self, said: str) -> str:
        if not said or len(said) > 100:
            raise self.fail("source", "should have 1 to 100 characters")
        return said

    def texts(self, key: str, said: Any) -> list[str]:
        said = [said] if isinstance(said, str) else said
        if not isinstance(said, list) or not all(isinstance(item, str) and item for item in said):
            raise self.fail(key, "should be text or a list of texts")
        return said

    def one_of(self, key: str, said: str, allowed: tuple[str, ...]) -> str:
        if said not in allowed:
            raise self.fail(key, f"{said!r} is none of {', '.join(allowed)}")
        return said

    def name_pattern(self, said: str | None) -> re.Pattern[str] | None:
        if said is None:
            return None
        try:
            pattern = re.compile(said)
        except re.error as error:
            raise self.fail("files.name_pattern", f"is no regular expression: {error}") from error
        if not {"year", "month", "day", "slug"} & set(pattern.groupindex):
            raise self.fail("files.name_pattern", "needs named groups: year, month, day or slug")
        return pattern

    def fields(self, said: dict[str, Any]) -> dict[str, list[str]]:
        self._known_fields("fields", said)
        return {name: self.texts(f"fields.{name}", keys) for name, keys in said.items()}

    def values(self, said: dict[str, Any]) -> dict[str, dict[str, Any]]:
        self._known_fields("values", said)
        for name, table in said.items():
            if not isinstance(table, dict):
                raise self.fail(f"values.{name}", "should be a table: what the file says = meaning")
        return {
            name: {str(key).strip().casefold(): value for key, value in table.items()}
            for name, table in said.items()
        }

    def defaults(self, name: str, said: Any) -> dict[str, Any]:
        if not isinstance(said, dict):
            raise self.fail(name, "should be a table of fields")
        self._known_fields(name, said)
        return said

    def _known_fields(self, name: str, said: dict[str, Any]) -> None:
        for key in said:
            if key not in FIELDS:
                raise self.fail(
                    f"{name}.{key}", f"no such field; known are {', '.join(sorted(FIELDS))}"
                )

    def creatable(self, said: Any) -> frozenset[str]:
        names = self.texts("terms.create", said)
        for name in names:
            if name not in CREATABLE:
                raise self.fail(
                    "terms.create", f"{name!r} is none of {', '.join(sorted(CREATABLE))}"
                )
        return frozenset(names)

    def site(self, said: str) -> str:
        if said and not re.fullmatch(r"https?://[^/\s]+(/\S*)?", said):
            raise self.fail("links.site", "should be an http(s) address")
        return said.rstrip("/")

    def addresses(self, said: Any) -> list[str]:
        patterns = self.texts("links.addresses", said)
        for pattern in patterns:
            for part in re.findall(r"\{([^}]*)\}", pattern):
                if part not in _ADDRESS_PARTS:
                    known = ", ".join(sorted(_ADDRESS_PARTS))
                    raise self.fail("links.addresses", f"no {{{part}}}; known are {known}")
        return patterns

    def filters(self, said: dict[str, Any]) -> dict[str, str]:
        table = self.text_table("templating.filters", said)
        for name, treatment in table.items():
            self.one_of(f"templating.filters.{name}", treatment, ("text", "drop", "embed"))
        return table

    def text_table(self, name: str, said: dict[str, Any]) -> dict[str, str]:
        for key, value in said.items():
            if not isinstance(value, str):
                raise self.fail(f"{name}.{key}", "should be text")
        return said
