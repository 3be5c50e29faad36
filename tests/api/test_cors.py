"""Pages of other sites: let in where the setting names their site, and never with cookies."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

SITE = "https://www.example.com"
HELLO = {"query": "{ assets { totalCount } }"}
ASKING = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}


@pytest.fixture
def client():
    return Client()


def test_no_site_is_let_in_unless_it_is_named(client):
    response = client.get("/graphql/", HELLO, headers={"Origin": SITE})
    assert "Access-Control-Allow-Origin" not in response
    response = client.options("/graphql/", headers={"Origin": SITE, **ASKING})
    assert "Access-Control-Allow-Origin" not in response


class TestNamed:
    @pytest.fixture(autouse=True)
    def named(self, settings):
        settings.CORS_ORIGINS = [SITE]

    def test_its_pages_may_read_answers(self, client):
        response = client.get("/graphql/", HELLO, headers={"Origin": SITE})
        assert response["Access-Control-Allow-Origin"] == SITE
        assert "Access-Control-Allow-Credentials" not in response
        assert "Origin" in response["Vary"]

    def test_its_pages_may_read_errors(self, client):
        response = client.get("/graphql/", {"query": "{"}, headers={"Origin": SITE})
        assert response["Access-Control-Allow-Origin"] == SITE

    def test_its_pages_may_read_that_nothing_changed(self, client):
        etag = client.get("/graphql/", HELLO)["ETag"]
        headers = {"Origin": SITE, "If-None-Match": etag}
        response = client.get("/graphql/", HELLO, headers=headers)
        assert response.status_code == 304
        assert response["Access-Control-Allow-Origin"] == SITE

    def test_its_pages_may_read_what_comes_with_answers(self, client):
        response = client.get("/graphql/", HELLO, headers={"Origin": SITE})
        read = response["Access-Control-Expose-Headers"].split(", ")
        assert {"ETag", "X-Contract", "Surrogate-Key"} <= response.headers.keys() & set(read)
        assert "Retry-After" in read

    def test_its_pages_may_ask_whether_something_changed(self, client):
        response = client.options("/graphql/", headers={"Origin": SITE, **ASKING})
        assert "if-none-match" in response["Access-Control-Allow-Headers"]

    def test_a_browser_that_asks_before_is_told(self, client):
        response = client.options("/graphql/", headers={"Origin": SITE, **ASKING})
        assert response.status_code == 204
        assert response["Access-Control-Allow-Origin"] == SITE
        assert "POST" in response["Access-Control-Allow-Methods"]
        assert "content-type" in response["Access-Control-Allow-Headers"]
        assert "authorization" in response["Access-Control-Allow-Headers"]

    @pytest.mark.parametrize(
        "origin",
        [
            "https://www.example.com.evil.test",
            "http://www.example.com",
            "https://example.com",
            "null",
            "",
        ],
    )
    def test_no_other_is_let_in(self, client, origin):
        for response in (
            client.get("/graphql/", HELLO, headers={"Origin": origin}),
            client.options("/graphql/", headers={"Origin": origin, **ASKING}),
        ):
            assert "Access-Control-Allow-Origin" not in response
            assert "Access-Control-Expose-Headers" not in response
            assert "Origin" in response["Vary"]


def test_all_may_be_let_in(client, settings):
    settings.CORS_ORIGINS = ["*"]
    response = client.get("/graphql/", HELLO, headers={"Origin": SITE})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
