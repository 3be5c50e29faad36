"""The queries of the docs are copied and pasted: each must be one that the schema takes."""

import json
import re
from pathlib import Path

import pytest
from graphql import parse, validate

from api.schema import schema

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / name for name in ("README.md", "README.zh-CN.md", "docs/api.md")]
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
QUERIES = [
    *re.findall(r"^```graphql\n(.*?)^```", TEXT, re.M | re.S),
    *re.findall(r"--data-urlencode 'query=(.*?)'", TEXT, re.S),
    *(json.loads(body)["query"] for body in re.findall(r" -d '(\{\"query\".*?)'", TEXT, re.S)),
]


@pytest.mark.parametrize("query", QUERIES, ids=[f"query {n}" for n, _ in enumerate(QUERIES, 1)])
def test_a_documented_query_is_valid(query):
    assert validate(schema.graphql_schema, parse(query)) == []


def test_there_are_some():
    assert len(QUERIES) >= 8
