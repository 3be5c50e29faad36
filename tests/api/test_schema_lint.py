"""The schema's habits: what front ends may rely on without looking."""

import re
from itertools import combinations

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    is_introspection_type,
)

from api.schema import schema

SCHEMA = schema.graphql_schema
OURS = [type for type in SCHEMA.type_map.values() if not is_introspection_type(type)]
OBJECTS = [type for type in OURS if isinstance(type, GraphQLObjectType | GraphQLInterfaceType)]


def _id(type):
    return type.name


@pytest.mark.parametrize("name", ["Block", "Section"])
def test_blocks_and_sections_have_fields_of_one_name_alike(name):
    """In type, nullability and arguments, so that selections of several never conflict."""
    for one, other in combinations(SCHEMA.get_possible_types(SCHEMA.type_map[name]), 2):
        for field in one.fields.keys() & other.fields.keys():
            told = [
                (f"{type.fields[field].type}", type.fields[field].args) for type in (one, other)
            ]
            assert told[0] == told[1], f"{one}.{field} and {other}.{field}"


@pytest.mark.parametrize("type", OBJECTS, ids=_id)
def test_lists_hold_no_nulls(type):
    for name, field in type.fields.items():
        assert not re.search(r"[^!]\]", f"{field.type}"), f"{type}.{name}: {field.type}"


@pytest.mark.parametrize("type", OBJECTS, ids=_id)
def test_moments_are_told_as_such(type):
    """ISO 8601 with an offset: `DateTime` alone says so."""
    for name, field in type.fields.items():
        if re.search(r"(At|Time|Before|After)$", name):
            assert f"{field.type}".strip("!") in ("DateTime", "Int", "Float"), f"{type}.{name}"


@pytest.mark.parametrize(
    "type", [type for type in OURS if isinstance(type, GraphQLEnumType)], ids=_id
)
def test_enumerated_values_are_written_alike(type):
    for name in type.values:
        assert re.fullmatch(r"[A-Z][A-Z0-9_]*", name)
