"""Every promised operation, asked as sites ask it. A change that breaks one is told by whom it breaks."""

import json
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from graphql import parse, validate

from api.schema import schema
from api.trusted import manifests

from . import promised
from .pool import Pool, make
from .promised import Operation
from .reached import unreached

pytestmark = pytest.mark.django_db

OPERATIONS = {one.name: one for one in promised.operations()}
RELEASED = {one.name: one for one in promised.operations(promised.RELEASED)}

VISITOR = {"persona": "finance", "stage": "deciding", "industry": "manufacturing"}
# What each is asked with: several times, where it takes several to see all it can show.
VARIABLES: dict[str, Callable[[Pool], list[dict[str, Any]]]] = {
    "Ask": lambda pool: [
        {"question": "Which manufacturing firms cut downtime?", "kinds": None, "first": 10},
        {"question": "Who sells umbrellas?"},
    ],
    "AssetSnippets": lambda pool: [
        {"id": pool.assets[0].pk},
        {"id": pool.assets[0].pk, "channel": "x"},
    ],
    "LandingPages": lambda pool: [{"locale": "en"}],
    "Library": lambda pool: [{}, {"filter": {"kinds": ["CASE_STUDY"], "locales": ["en"]}}],
    "Navigation": lambda pool: [{"locale": "en"}],
    "NextBest": lambda pool: [{"seen": [pool.assets[0].pk], "first": 10, **VISITOR}],
    "OpenLeadForm": lambda pool: [{"page": pool.landing_page.pk}],
    "Page": lambda pool: [
        {"path": path, "locale": "en", "site": "localhost", **VISITOR} for path in pool.addresses()
    ],
    "Preview": lambda pool: [VISITOR],
    "PersonaFeed": lambda pool: [{"first": 10, **VISITOR}],
    "Redirects": lambda pool: [{}],
    "Robots": lambda pool: [{}],
    "Search": lambda pool: [{"query": "sensors downtime", **VISITOR}],
    "Sitemap": lambda pool: [{}],
    "Snippets": lambda pool: [{}, {"filter": {"channel": "x"}}],
    "SubmitLead": lambda pool: [
        {
            "page": pool.landing_page.pk,
            "token": "",
            "answers": [{"name": "email", "values": ["ann@example.com"]}],
        }
    ],
    "Taxonomy": lambda pool: [{}, {"locale": "zh-hans"}],
}


@pytest.fixture(scope="module")
def pool(django_db_setup, django_db_blocker) -> Iterator[Pool]:
    with django_db_blocker.unblock(), transaction.atomic():
        for manifest in manifests.CONTRACTS:
            manifests.trust("contract", manifests.read(manifest))
        yield make()
        transaction.set_rollback(True)


def asked(operation: Operation, variables: dict[str, Any], token: str | None) -> Any:
    body = {"documentId": operation.hash, "operationName": operation.name, "variables": variables}
    headers = {"X-Preview-Token": token} if token else {}
    response = Client(headers=headers).post(
        "/graphql/", json.dumps(body), content_type="application/json"
    )
    return response.json()


def answers(operation: Operation, pool: Pool) -> list[Any]:
    """What it answers to each of its variables; where it fails, the failure names it."""
    assert operation.name in VARIABLES, f"say above what {operation.name} is asked with"
    tokens = pool.preview_tokens() if operation.name == "Preview" else [None]
    given = []
    for variables, token in product(VARIABLES[operation.name](pool), tokens):
        answer = asked(operation, variables, token)
        assert "errors" not in answer, operation.broken(answer["errors"])
        given.append(answer["data"])
    return given


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_it_is_valid(operation):
    errors = validate(schema.graphql_schema, parse(operation.document))
    assert not errors, operation.broken("; ".join(error.message for error in errors))


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_it_runs_with_something_for_each_field(operation, pool):
    found = unreached(schema.graphql_schema, operation.document, answers(operation, pool))
    assert found == []


@pytest.mark.parametrize("operation", RELEASED.values(), ids=RELEASED)
def test_what_was_released_is_answered(operation, pool):
    """As websites ask it that were built with the last release's client."""
    answers(operation, pool)


def test_what_is_broken_is_named_with_who_uses_it():
    operation = OPERATIONS["Library"]
    assert operation.broken("no such field") == (
        "the operation Library is broken: no such field\n"
        "used by: Reference site (frontend_contract/site)"
    )
