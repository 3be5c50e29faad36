"""Nothing that websites built on is broken without a word."""

import json
import re

import pytest
from graphql import GraphQLObjectType, build_schema, print_schema

from api.schema import schema

from .changes import broken, unlisted
from .promised import FOLDER, RELEASED, operations

CHANGELOG = (FOLDER / "CHANGELOG.md").read_text(encoding="utf-8")


def test_what_breaks_somebody_is_in_the_contracts_changelog():
    released = build_schema((RELEASED / "schema.graphql").read_text(encoding="utf-8"))
    current = build_schema(print_schema(schema.graphql_schema))
    assert unlisted(released, current, CHANGELOG) == [], (
        "these changes break websites: take them back, or list each as it is written here "
        "in frontend_contract/CHANGELOG.md, under Unreleased, Breaking"
    )


def test_what_was_released_is_still_valid():
    """Websites go on asking the operations that their client was made with."""
    assert broken(operations(RELEASED), schema.graphql_schema) == []


def test_an_operation_of_the_last_release_that_breaks_is_named_with_who_uses_it():
    changed = build_schema(print_schema(schema.graphql_schema))
    connection = changed.type_map["AssetConnection"]
    assert isinstance(connection, GraphQLObjectType)
    del connection.fields["totalCount"]
    [told] = broken(operations(RELEASED), changed)
    assert told.startswith("the operation Library is broken: Cannot query field 'totalCount'")
    assert told.endswith("used by: Reference site (frontend_contract/site)")


def test_the_last_release_is_the_one_that_the_changelog_and_the_packages_name():
    manifest = json.loads((RELEASED / "manifest.json").read_text(encoding="utf-8"))
    [released, *_] = re.findall(r"^## (\d+\.\d+\.\d+)$", CHANGELOG, re.M)
    assert manifest["contract"].partition("+")[0] == released
    assert manifest["operations"]
    for package in ("client", "mock"):
        told = json.loads((FOLDER / package / "package.json").read_text(encoding="utf-8"))
        assert told["version"] == released, package


BEFORE = build_schema("type Query { title: String! old: Int list(first: Int): Int }")


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ("title: String! list(first: Int): Int", "Query.old was removed."),
        (
            "title: String old: Int list(first: Int): Int",
            "Query.title changed type from String! to String.",
        ),
        (
            "title: String! old: Int list(first: Int!): Int",
            "Query.list arg first has changed type from Int to Int!.",
        ),
    ],
)
def test_a_breaking_change_is_found_unless_it_is_listed(after, found):
    changed = build_schema(f"type Query {{ {after} }}")
    assert unlisted(BEFORE, changed, "## Unreleased\n\n### Breaking\n\n### Other\n") == [found]
    assert unlisted(BEFORE, changed, f"## Unreleased\n\n### Breaking\n\n- {found}\n") == []


def test_what_an_earlier_release_listed_does_not_count():
    changed = build_schema("type Query { title: String! old: Int }")
    changelog = (
        "## Unreleased\n\n### Breaking\n\n## 1.0.0\n\n### Breaking\n\n- Query.list was removed.\n"
    )
    assert unlisted(BEFORE, changed, changelog) == ["Query.list was removed."]


def test_what_is_new_breaks_nobody():
    more = build_schema("type Query { title: String! old: Int list(first: Int, of: Int): Int }")
    assert unlisted(BEFORE, more, "") == []
