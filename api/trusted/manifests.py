"""Manifests: what a website is going to ask, given to the hub before it does.

`{"version": 1, "operations": [{"name", "hash": "sha256:…", "document"}]}`, where the hash is of the exact text; or
`{"sha256:…": document}`, as graphql-codegen and Relay write it.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from graphql import GraphQLError, OperationDefinitionNode, value_from_ast_untyped

from api import documents
from api.limits import check, limits
from api.schema import schema

from .models import LONGEST_NAME, TrustedDocument
from .texts import PREFIX, hash_of

# What comes with the hub: the operations that its own client asks.
CONTRACT = Path(settings.BASE_DIR) / "frontend_contract" / "manifest.json"
# And the client of its last release, so that a website and its hub need not be brought up to date together.
CONTRACTS = [CONTRACT, CONTRACT.parent / "released" / "manifest.json"]
CONTRACT_SITE = "contract"


class BadManifest(ValueError):
    """All that is wrong with it, a line each, for people."""


_NAME = re.compile(r"\b(?:query|mutation)\s+(\w+)")


@dataclass(frozen=True)
class Entry:
    name: str
    hash: str
    text: str


@dataclass(frozen=True)
class Counts:
    added: int
    known: int
    withdrawn: int


def read(path: Path) -> list[Entry]:
    """What the manifest has, each valid against the schema and within the limits. BadManifest otherwise."""
    entries = _entries(path)
    problems = [f"{entry.name}: {problem}" for entry in entries for problem in _problems(entry)] + [
        f"{name}: it is there twice, with other texts" for name in _ambiguous(entries)
    ]
    if problems:
        raise BadManifest("\n".join(problems))
    return entries


@transaction.atomic
def trust(site: str, entries: Sequence[Entry], replace: bool = False) -> Counts:
    """The site may ask them from now on; where `replace`, no others any more. Doing it again changes nothing."""
    known = dict(TrustedDocument.objects.filter(site=site).values_list("hash", "pk"))
    new = {entry.hash: entry for entry in entries if entry.hash not in known}
    TrustedDocument.objects.bulk_create(
        TrustedDocument(site=site, name=entry.name, hash=entry.hash, text=entry.text)
        for entry in new.values()
    )
    hashes = {entry.hash for entry in entries}
    left = [pk for key, pk in known.items() if replace and key not in hashes]
    TrustedDocument.objects.filter(pk__in=left).delete()
    return Counts(len(new), len(hashes) - len(new), len(left))


def _entries(path: Path) -> list[Entry]:
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadManifest(f"cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError):
        raise BadManifest("is not JSON") from None
    match manifest:
        case {"version": 1, "operations": [*operations]}:
            return [_entry(given, number) for number, given in enumerate(operations, start=1)]
        case {"version": 1}:
            raise BadManifest("must have a list of `operations`")
        case dict() if manifest and all(isinstance(text, str) for text in manifest.values()):
            return [_entry_of(key, text) for key, text in manifest.items()]
    raise BadManifest('must be an object with `"version": 1`, or of documents by their hashes')


def _entry(given: Any, number: int) -> Entry:
    match given:
        case {"name": str(name), "hash": str(key), "document": str(text)} if name:
            return Entry(name, key.removeprefix(PREFIX), text)
    raise BadManifest(f"operation {number} must have a `name`, a `hash` and a `document`")


def _entry_of(key: str, text: str) -> Entry:
    if found := _NAME.search(text):
        return Entry(found[1], key.removeprefix(PREFIX), text)
    raise BadManifest(f"the operation of {key} must have a name")


def _problems(entry: Entry) -> Iterable[str]:
    if len(entry.name) > LONGEST_NAME:
        yield f"the name is longer than {LONGEST_NAME} characters"
    if entry.hash != hash_of(entry.text):
        yield f"the hash is not its document's, which is {PREFIX}{hash_of(entry.text)}"
    try:
        node = documents.document(entry.text, False, limits())
        operation = documents.operation(node, entry.name)
        check(schema.graphql_schema, node, operation, _defaults(operation))
    except documents.Refused as refused:
        yield from (error.message for error in refused.errors)
    except GraphQLError as error:
        yield error.message


def _defaults(operation: OperationDefinitionNode) -> dict[str, Any]:
    return {
        definition.variable.name.value: value_from_ast_untyped(definition.default_value)
        for definition in operation.variable_definitions
        if definition.default_value
    }


def _ambiguous(entries: Iterable[Entry]) -> list[str]:
    texts: dict[str, set[str]] = {}
    for entry in entries:
        texts.setdefault(entry.name, set()).add(entry.hash)
    return sorted(name for name, hashes in texts.items() if len(hashes) > 1)
