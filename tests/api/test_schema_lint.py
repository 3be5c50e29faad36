"""The schema's habits: what front ends may rely on without looking."""

import re
from itertools import combinations

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_introspection_type,
    is_leaf_type,
)

from api.schema import schema

SCHEMA = schema.graphql_schema
OURS = [type for type in SCHEMA.type_map.values() if not is_introspection_type(type)]
ABSTRACT = [type for type in OURS if isinstance(type, GraphQLInterfaceType | GraphQLUnionType)]
OBJECTS = [type for type in OURS if isinstance(type, GraphQLObjectType | GraphQLInterfaceType)]


def _id(type):
    return type.name


def _pairs(abstract):
    """The fields of one name that two types have which may stand in one place."""
    for one, other in combinations(SCHEMA.get_possible_types(abstract), 2):
        for name in one.fields.keys() & other.fields.keys():
            yield f"{one}.{name} and {other}.{name}", one.fields[name], other.fields[name]


@pytest.mark.parametrize("name", ["Block", "Section"])
def test_blocks_and_sections_have_fields_of_one_name_alike(name):
    for where, one, other in _pairs(SCHEMA.type_map[name]):
        assert (f"{one.type}", one.args) == (f"{other.type}", other.args), where


@pytest.mark.parametrize("abstract", ABSTRACT, ids=_id)
def test_selections_of_types_that_may_stand_in_one_place_never_conflict(abstract):
    """`... on A { x } ... on B { x }` is always valid: alike as lists and in nullability, and what is told in the end
    of one type."""
    for where, one, other in _pairs(abstract):
        assert _shape(one.type) == _shape(other.type), where


def _shape(type):
    """With the names of scalars and enumerations, and without those of objects, which may differ."""
    named = get_named_type(type)
    return f"{type}" if is_leaf_type(named) else f"{type}".replace(named.name, "{}")


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
