"""The queries of the docs are copied and pasted: each must be one that the schema takes, and that is answered."""

import json
import re
from pathlib import Path

import pytest
from graphql import parse, validate

from api.schema import schema
from tests.contract import pool

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


@pytest.mark.django_db
def test_the_documented_queries_are_answered(data):
    """In the order of the docs, on a small pool with the demo's terms; the ids in them are those of somebody's hub."""
    made = pool.make()
    article, page = made.assets[0], made.landing_page
    known = {"token": "", "answers": []}
    for query in QUERIES:
        own = re.sub(r'(page): "\d+"', rf'\1: "{page.pk}"', query)
        own = re.sub(r'"30"|"12"', f'"{article.pk}"', own)
        required = re.findall(r"\$(\w+):[^=,)]*!", own)
        asked = {name: known[name] for name in required}
        found = data(own, asked)
        known["token"] = found.get("openLeadForm", known["token"])


def test_there_are_some():
    assert len(QUERIES) >= 8
