import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

Ask = Callable[..., Any]


@pytest.fixture(autouse=True)
def no_kept_answers():
    """Each test rolls back, so that what one counts as its first change another has counted before."""
    caches["responses"].clear()


@pytest.fixture
def post() -> Ask:
    """Sends a request as front ends do; the response has its parsed body as `.answer`."""

    def send(query: str, variables: dict[str, Any] | None = None, key: str = "") -> Any:
        headers = {"Accept": "application/graphql-response+json"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        response: Any = Client(enforce_csrf_checks=True).post(
            "/graphql/",
            json.dumps({"query": query, "variables": variables}),
            content_type="application/json",
            headers=headers,
        )
        response.answer = json.loads(response.content)
        return response

    return send


@pytest.fixture
def data(post: Ask) -> Ask:
    """The data of a request that must not have errors."""

    def send(query: str, variables: dict[str, Any] | None = None, key: str = "") -> Any:
        answer = post(query, variables, key).answer
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    return send


@pytest.fixture
def refusal(post: Ask) -> Ask:
    """The one error of a request that must have one: its code and message."""

    def send(query: str, variables: dict[str, Any] | None = None, key: str = "") -> Any:
        [error] = post(query, variables, key).answer["errors"]
        return error["extensions"]["code"], error["message"]

    return send
