"""The schema as front ends build on it."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
)

from api.management.commands import export_schema
from api.schema import schema

TYPES = [
    type_ for name, type_ in schema.graphql_schema.type_map.items() if not name.startswith("__")
]


def test_the_snapshot_is_current():
    call_command("export_schema", "--check")


def test_a_stale_snapshot_names_the_command(tmp_path, monkeypatch):
    stale = tmp_path / "schema.graphql"
    stale.write_text("type Query { nothing: Int }")
    monkeypatch.setattr(export_schema, "SNAPSHOT", stale)
    with pytest.raises(CommandError, match=r"python manage\.py export_schema"):
        call_command("export_schema", "--check")


def _described():
    for type_ in TYPES:
        yield type_.name, type_.description
        if isinstance(type_, GraphQLEnumType):
            for name, value in type_.values.items():
                yield f"{type_.name}.{name}", value.description
        elif isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            for name, field in type_.fields.items():
                yield f"{type_.name}.{name}", field.description
                for argument, given in getattr(field, "args", {}).items():
                    yield f"{type_.name}.{name}({argument})", given.description


def test_everything_says_what_it_is():
    assert [name for name, description in _described() if not description] == []


ABSTRACT = [type_ for type_ in TYPES if isinstance(type_, GraphQLInterfaceType | GraphQLUnionType)]


def _disagreeing(types, checked):
    """Where fields of one name differ: in what they are, in whether they may be null or are lists, or in what is inside
    the objects that they give."""
    by_name: dict[str, list] = {}
    for type_ in types:
        for name, field in type_.fields.items():
            by_name.setdefault(name, []).append(field.type)
    for name, given in by_name.items():
        named = {get_named_type(type_) for type_ in given}
        objects = all(isinstance(type_, _WITH_FIELDS) for type_ in named)
        shapes = {
            str(type_).replace(str(get_named_type(type_)), "object") if objects else str(type_)
            for type_ in given
        }
        if len(shapes) > 1:
            yield name, shapes
        elif objects and len(named) > 1 and named not in checked:
            yield from _disagreeing(named, [*checked, named])


_WITH_FIELDS = GraphQLObjectType | GraphQLInterfaceType


@pytest.mark.parametrize("abstract", ABSTRACT, ids=str)
def test_fields_of_one_name_are_of_one_shape(abstract):
    """So that a query may ask for them on several types at once, and clients get one type for them."""
    types = schema.graphql_schema.get_possible_types(abstract)
    assert list(_disagreeing(types, [])) == []


def test_what_is_abstract_is_found():
    assert {"Asset", "Block", "Section", "WebPage"} <= {type_.name for type_ in ABSTRACT}


def test_the_names_that_others_build_on():
    def signature(type_name, field):
        made = schema.graphql_schema.type_map[type_name].fields[field]
        return [*made.args], str(made.type)

    assert signature("Query", "asset") == (["id", "slug", "externalId", "locale"], "Asset")
    assert signature("Query", "assets") == (
        ["filter", "sort", "first", "after"],
        "AssetConnection!",
    )
    assert signature("Query", "search") == (
        ["query", "filter", "persona", "stage", "industry", "first", "after"],
        "MatchConnection!",
    )
    assert signature("Query", "ask") == (
        ["question", "kinds", "filter", "terms", "first"],
        "Answer!",
    )
    assert signature("Asset", "related")[1] == "[Match!]!"
