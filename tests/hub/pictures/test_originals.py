"""Originals are for colleagues."""

import pytest
from django.contrib.auth import get_user_model

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(client):
    client.force_login(get_user_model().objects.create_user("ann"))
    return client


def test_are_not_there_for_strangers(client):
    assert client.get(factories.image().file.url).status_code == 404


def test_are_there_for_colleagues_and_in_no_shared_cache(colleague):
    response = colleague.get(factories.image().file.url)
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")
    assert response.headers["Cache-Control"] == "private, max-age=300"


@pytest.mark.parametrize(
    "path",
    ["images/../../hub.sqlite3", "images/%2e%2e/%2e%2e/secret-key", "documents/1.pdf", "images/"],
)
def test_nothing_else_is(colleague, path):
    assert colleague.get(f"/media/{path}").status_code == 404
