"""What has changed since the contract's last release that breaks whoever builds on it."""

import re
from collections.abc import Iterable

from graphql import GraphQLSchema, find_breaking_changes, parse, validate

from .promised import Operation

_UNRELEASED = re.compile(r"^## Unreleased$(.*?)(?=^## |\Z)", re.M | re.S)
_BREAKING = re.compile(r"^### Breaking$(.*?)(?=^### |\Z)", re.M | re.S)


def unlisted(released: GraphQLSchema, current: GraphQLSchema, changelog: str) -> list[str]:
    """Breaking changes that the changelog does not have, word for word, under Unreleased."""
    section = _UNRELEASED.search(changelog)
    breaking = _BREAKING.search(section[1]) if section else None
    listed = breaking[1] if breaking else ""
    changes = (change.description for change in find_breaking_changes(released, current))
    return [description for description in changes if description not in listed]


def broken(operations: Iterable[Operation], schema: GraphQLSchema) -> list[str]:
    """Operations that are not valid any more, each with who uses it."""
    problems = ((one, validate(schema, parse(one.document))) for one in operations)
    return [
        one.broken("; ".join(error.message for error in errors))
        for one, errors in problems
        if errors
    ]
