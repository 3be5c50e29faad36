"""Terms from a TOML file into the database. What editors changed stays as they left it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.coreutils import get_content_languages

from .models import (
    TERM_CLASSES,
    Audience,
    ContentFamily,
    ContentType,
    Term,
    TermName,
)

TAXONOMY = Path(__file__).with_name("taxonomy.toml")

_CHANNEL_FIELDS = (
    "hard_limit",
    "fold",
    "counting",
    "internal",
    "link",
    "attribution",
    "hashtags",
    "utm_medium",
    "share_url",
)


class SeedError(ValueError):
    """The file cannot be used; the message says where and why. Nothing was written."""


@dataclass(frozen=True)
class Counts:
    created: int
    named: int  # names added to terms that had none in that locale
    kept: int


@transaction.atomic
def seed(path: Path = TAXONOMY) -> Counts:
    """Create the terms of `path` that are not there; those that are get the names they lack."""
    created = named = kept = 0
    for kind, position, entry in _entries(path):
        term, is_new = _term(kind, entry, position)
        added = _add_names(term, entry)
        created += is_new
        named += 0 if is_new else added
        kept += not is_new and not added
    return Counts(created, named, kept)


def _entries(path: Path) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    """Kind, place among its kind, and what the file says."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SeedError(f"{path}: {error}") from error
    if unknown := set(content) - set(TERM_CLASSES):
        raise SeedError(f"{path}: no kind of term is called {', '.join(sorted(unknown))}")
    # In the order of the classes, families before the types that name them.
    for kind in TERM_CLASSES:
        for position, entry in enumerate(content.get(kind, [])):
            problem = _problem(entry)
            if problem:
                raise SeedError(f"{path}: {kind} {entry.get('slug', '?')}: {problem}")
            yield kind, position, entry


def _problem(entry: Mapping[str, Any]) -> str:
    if not isinstance(entry.get("slug"), str) or not entry["slug"]:
        return "has no slug"
    locales = [locale for locale in get_content_languages() if locale in entry]
    if not locales:
        return f"has no name in any of {', '.join(get_content_languages())}"
    unnamed = [locale for locale in locales if not entry[locale].get("name")]
    if unnamed:
        return f"has no name in {', '.join(unnamed)}"
    if entry.get("audience", Audience.PUBLIC) not in Audience.values:
        return f"audience is none of {', '.join(Audience.values)}"
    return ""


def _term(kind: str, entry: Mapping[str, Any], position: int) -> tuple[Term, bool]:
    cls = TERM_CLASSES[kind]
    term = cls.objects.filter(slug=entry["slug"]).first()
    if term:
        return term, False
    # Tens, so that editors can put a term of their own between two of these.
    fields: dict[str, Any] = {"slug": entry["slug"], "sort_order": 10 * (position + 1)}
    if cls is ContentType:
        fields["family"] = _family(entry)
        fields["default_audience"] = entry.get("audience", Audience.PUBLIC)
    fields |= {name: entry[name] for name in _CHANNEL_FIELDS if name in entry}
    try:
        term = cls(**fields)
        term.clean_fields(exclude=["kind"])
    except (TypeError, ValidationError) as error:
        raise SeedError(f"{kind} {entry['slug']}: {error}") from error
    term.save()
    return term, True


def _family(entry: Mapping[str, Any]) -> ContentFamily:
    family = ContentFamily.objects.filter(slug=entry.get("family", "")).first()
    if not family:
        raise SeedError(f"content_type {entry['slug']}: there is no family {entry.get('family')!r}")
    return family


def _add_names(term: Term, entry: Mapping[str, Any]) -> int:
    missing = [
        locale
        for locale in get_content_languages()
        if locale in entry and not term.names.filter(locale=locale).exists()
    ]
    for locale in missing:
        TermName.objects.create(
            term_id=term.pk,
            locale=locale,
            name=entry[locale]["name"],
            aliases="\n".join(entry[locale].get("aliases", [])),
            description=entry[locale].get("description", ""),
        )
    return len(missing)
