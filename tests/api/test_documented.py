"""The queries of docs/api.md are copied and pasted: each must be one that the schema takes."""

import re
from pathlib import Path

import pytest
from graphql import parse, validate

from api.schema import schema

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
QUERIES = re.findall(r"^```graphql\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)


@pytest.mark.parametrize("query", QUERIES, ids=[f"query {n}" for n, _ in enumerate(QUERIES, 1)])
def test_a_documented_query_is_valid(query):
    assert validate(schema.graphql_schema, parse(query)) == []


def test_there_are_some():
    assert len(QUERIES) >= 3
