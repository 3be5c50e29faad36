"""The short way that plain fields are executed by tells what graphql-core tells, of whatever an object has."""

import time
from types import SimpleNamespace

import graphene
import pytest
from graphql import ExecutionContext, execute_sync, parse
from hypothesis import given
from hypothesis import strategies as st

from api.executor import Executor, OutOfTime


class Leaf(graphene.ObjectType):
    text = graphene.String()
    sure = graphene.String(required=True)
    number = graphene.Int()
    id = graphene.ID(required=True)
    words = graphene.List(graphene.NonNull(graphene.String))
    loud = graphene.String(times=graphene.Int(default_value=2))

    @staticmethod
    def resolve_loud(root, info, times):
        return info.field_name * times


class Query(graphene.ObjectType):
    leaf = graphene.Field(Leaf)
    leaves = graphene.List(Leaf)


SCHEMA = graphene.Schema(query=Query).graphql_schema
DOCUMENT = parse(
    "{ leaf { ...all } leaves { ...all } } "
    "fragment all on Leaf { __typename text sure other: number id words loud twice: loud(times: 1) }"
)


class Broken:
    """Has what is asked for, but cannot give it."""

    def __getattr__(self, name):
        raise ValueError(name)


VALUES = st.none() | st.text() | st.integers() | st.just(ValueError("kept")) | st.just(object())
FIELDS = st.dictionaries(st.sampled_from(["text", "sure", "number", "id", "words"]), VALUES)
LEAVES = FIELDS | FIELDS.map(lambda fields: SimpleNamespace(**fields)) | st.builds(Broken)


def _told(root, by):
    context = SimpleNamespace(began=time.monotonic())
    result = execute_sync(SCHEMA, DOCUMENT, root, context, execution_context_class=by)
    return result.data, [error.formatted for error in result.errors or ()]


@given(LEAVES, st.lists(LEAVES, max_size=3))
def test_it_tells_the_same(leaf, leaves):
    root = {"leaf": leaf, "leaves": leaves}
    assert _told(root, Executor) == _told(root, ExecutionContext)


def test_it_ends_in_time():
    context = SimpleNamespace(began=time.monotonic() - 3600)
    with pytest.raises(OutOfTime):
        execute_sync(SCHEMA, DOCUMENT, {}, context, execution_context_class=Executor)
