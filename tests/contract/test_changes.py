"""Nothing that websites built on is broken without a word."""

import pytest
from graphql import build_schema, parse, print_schema, validate

from api.schema import schema

from .changes import unlisted
from .promised import FOLDER, operations

RELEASED = FOLDER / "released"
CHANGELOG = (FOLDER / "CHANGELOG.md").read_text(encoding="utf-8")


def test_what_breaks_somebody_is_in_the_contracts_changelog():
    released = build_schema((RELEASED / "schema.graphql").read_text(encoding="utf-8"))
    current = build_schema(print_schema(schema.graphql_schema))
    assert unlisted(released, current, CHANGELOG) == [], (
        "these changes break websites: take them back, or list each as it is written here "
        "in frontend_contract/CHANGELOG.md, under Unreleased, Breaking"
    )


def test_what_was_released_still_runs():
    """Websites go on asking the operations that their client was made with."""
    for operation in operations(RELEASED):
        errors = validate(schema.graphql_schema, parse(operation.document))
        assert not errors, operation.broken("; ".join(error.message for error in errors))


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
