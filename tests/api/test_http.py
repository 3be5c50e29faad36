import json

import pytest
from django.test import Client, override_settings

from tests import factories

pytestmark = pytest.mark.django_db

HELLO = "{ assets { totalCount } }"


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


def send(client, body, content_type="application/json", **extra):
    if not isinstance(body, str | bytes):
        body = json.dumps(body)
    return client.post("/graphql/", body, content_type=content_type, **extra)


def code(response):
    return response.json()["errors"][0]["extensions"]["code"]


def test_a_post_is_answered(client):
    response = send(client, {"query": HELLO})
    assert response.status_code == 200
    assert response.json() == {"data": {"assets": {"totalCount": 0}}}


def test_its_address_may_come_without_the_slash(client):
    sent = json.dumps({"query": HELLO})
    response = client.post("/graphql", sent, content_type="application/json")
    assert response.json() == {"data": {"assets": {"totalCount": 0}}}


def test_a_get_is_answered(client):
    factories.asset(lang="zh-hans")
    response = client.get(
        "/graphql/",
        {
            "query": "query A { taxonomy { __typename } } "
            "query B($f: AssetFilter) { assets(filter: $f) { totalCount } }",
            "variables": json.dumps({"f": {"locales": ["zh-hans"]}}),
            "operationName": "B",
        },
    )
    assert response.json() == {"data": {"assets": {"totalCount": 1}}}


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_are_refused(client, method):
    response = getattr(client, method)("/graphql/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""],
)
def test_what_browsers_send_across_sites_unasked_is_refused(client, content_type):
    response = send(client, {"query": HELLO}, content_type)
    assert (response.status_code, code(response)) == (415, "UNSUPPORTED_MEDIA_TYPE")


def test_a_charset_does_not_matter(client):
    assert send(client, {"query": HELLO}, "application/json; charset=utf-8").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        " ",
        "{",
        "null",
        '"text"',
        b"\xff\xfe",
        "[" * 50_000,
        '{"query": ' + "9" * 5_000 + "}",
        {"query": None},
        {"query": "  "},
        {"query": 5},
        {"query": HELLO, "variables": "x"},
        {"query": HELLO, "variables": []},
        {"query": HELLO, "operationName": 5},
        {"query": HELLO, "operationName": "Other"},
        '{"query": "{ asset(slug: \\"\\ud800\\") { id } }"}',
        '{"query": "query ($s: String) { asset(slug: $s) { id } }", "variables": {"s": "\\udc00"}}',
    ],
)
def test_a_body_that_is_no_request_is_the_callers_fault(client, body):
    response = send(client, body)
    assert (response.status_code, code(response)) == (400, "BAD_INPUT")


def test_batches_are_refused(client):
    response = send(client, [{"query": HELLO}, {"query": HELLO}])
    assert response.status_code == 400
    assert "one operation" in response.json()["errors"][0]["message"]


def test_a_body_in_chunks_is_refused(client):
    response = send(client, {"query": HELLO}, HTTP_TRANSFER_ENCODING="chunked")
    assert (response.status_code, code(response)) == (411, "BAD_INPUT")


def test_a_large_body_is_refused_unread(client):
    response = send(client, {"query": HELLO, "variables": {"x": "y" * 200_000}})
    assert (response.status_code, code(response)) == (413, "LIMIT_EXCEEDED")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{ assets {", "PARSE_FAILED"),
        ("{ nothing }", "VALIDATION_FAILED"),
        ("{ asset }", "VALIDATION_FAILED"),
    ],
)
def test_a_document_that_is_wrong_is_explained(client, query, expected):
    response = send(client, {"query": query})
    assert (response.status_code, code(response)) == (400, expected)


@pytest.mark.parametrize(
    "value",
    ["x", -1.5, 2**40, True, [], {}],
    ids=["text", "float", "huge", "bool", "list", "object"],
)
def test_variables_of_the_wrong_type_are_refused(client, value):
    body = {
        "query": "query ($n: Int) { assets(first: $n) { totalCount } }",
        "variables": {"n": value},
    }
    assert send(client, body).status_code == 400


def test_a_get_without_a_query_is_refused(client):
    assert client.get("/graphql/").status_code == 400


def test_bad_variables_in_an_address_are_refused(client):
    response = client.get("/graphql/", {"query": HELLO, "variables": "{"})
    assert (response.status_code, code(response)) == (400, "BAD_INPUT")


def test_too_many_parameters_are_refused(client):
    response = client.get("/graphql/?" + "&".join(f"a{number}=1" for number in range(1_500)))
    assert (response.status_code, code(response)) == (400, "BAD_INPUT")


def test_who_asks_for_the_head_alone_gets_that(client):
    whole = client.get("/graphql/", {"query": HELLO})
    head = client.head("/graphql/", {"query": HELLO})
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == whole["ETag"]


def test_nothing_but_queries_is_asked_with_get(client):
    response = client.get("/graphql/", {"query": "mutation { anything }"})
    assert response.status_code in (400, 405)
    assert "data" not in response.json()


class TestOurOwnFaults:
    @pytest.fixture(autouse=True)
    def broken(self, monkeypatch):
        def fail(*_args):
            raise RuntimeError("the secret is 42")

        monkeypatch.setattr("api.core.context.vocabulary", fail)

    def test_are_masked_and_logged_under_the_id_that_is_told(self, client, caplog):
        response = send(client, {"query": "{ taxonomy { personas { slug } } }"})
        [error] = response.json()["errors"]
        assert error["extensions"]["code"] == "INTERNAL"
        assert error["path"] == ["taxonomy", "personas"]
        assert "secret" not in response.content.decode()
        assert error["extensions"]["id"] in caplog.text
        assert "the secret is 42" in caplog.text

    def test_are_not_kept(self, client):
        response = send(client, {"query": "{ taxonomy { personas { slug } } }"})
        assert response["Cache-Control"] == "no-store"


def test_a_fault_outside_of_graphql_is_masked_too(client, monkeypatch):
    def fail(_request):
        raise RuntimeError("the secret is 42")

    monkeypatch.setattr("api.http.viewer_of", fail)
    response = send(client, {"query": HELLO})
    assert (response.status_code, code(response)) == (500, "INTERNAL")
    assert "secret" not in response.content.decode()


class TestExplorer:
    def test_is_there_for_developers(self, client):
        with override_settings(DEBUG=True):
            response = client.get("/graphql/", headers={"Accept": "text/html"})
        assert response.status_code == 200
        assert "explorer" in response.content.decode()

    def test_needs_nothing_from_elsewhere(self, client):
        with override_settings(DEBUG=True):
            page = client.get("/graphql/", headers={"Accept": "text/html"}).content.decode()
        assert "//" not in page.replace("</", "")

    def test_is_not_there_in_production(self, client):
        assert client.get("/graphql/", headers={"Accept": "text/html"}).status_code == 400
