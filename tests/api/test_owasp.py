"""The OWASP GraphQL cheat sheet, bullet by bullet, and the known ways around such defences.

What is held elsewhere: access to every node and edge (`test_visibility`), keys (`test_keys`), content types, methods
and errors (`test_http`), how much one request may ask for (`test_limits`), how browsers' pages are let in
(`test_cors`).
"""

import json
import time

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from graphql import get_introspection_query

from tests import factories

pytestmark = pytest.mark.django_db

HELLO = "{ assets { totalCount } }"


def send(query, variables=None, **headers):
    return Client().post(
        "/graphql/",
        json.dumps({"query": query, "variables": variables}),
        content_type="application/json",
        headers={"Accept": "application/graphql-response+json"},
        **headers,
    )


def code_of(response):
    return response.json()["errors"][0]["extensions"]["code"]


class TestInputValidation:
    HOSTILE = (
        "' OR '1'='1",
        "'; DROP TABLE assets_asset; --",
        "%' UNION SELECT password FROM auth_user --",
        "{{7*7}}${7*7}<script>alert(1)</script>",
        "../../etc/passwd",
        "\u202egnp.exe",
        "a" * 100_000,
    )

    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    @pytest.mark.parametrize(
        "query",
        [
            "query ($t: String) { asset(slug: $t) { id } }",
            "query ($t: ID) { asset(id: $t) { id } }",
            "query ($t: ID!) { snippet(id: $t) { id } }",
            "query ($t: String!) { assets(filter: { topics: [$t] }) { nodes { id } } }",
            "query ($t: String) { snippets(filter: { channel: $t }) { nodes { id } } }",
            "query ($t: String) { taxonomy(locale: $t) { personas { name(locale: $t) } } }",
        ],
    )
    def test_what_is_sent_is_never_more_than_a_value(self, query, text):
        factories.snippet(factories.asset())
        answer = send(query, {"t": text}).json()
        assert "errors" not in answer
        for found in answer["data"].values():
            assert not found or found.get("nodes", []) == [] or "personas" in found

    def test_enumerations_take_no_other_words(self):
        query = "query ($k: [AssetKind!]) { assets(filter: { kinds: $k }) { totalCount } }"
        assert send(query, {"k": ["ARTICLE", "x"]}).status_code == 400

    def test_unknown_fields_of_inputs_are_refused(self):
        query = "query ($f: AssetFilter) { assets(filter: $f) { totalCount } }"
        assert send(query, {"f": {"title__startswith": "a"}}).status_code == 400


class TestDenialOfService:
    """Whatever is asked is answered or refused in no time: what is slow is refused before it runs."""

    FLOODS = {
        "the same list": "{ " + "assets { totalCount } " * 150 + "}",
        "aliases": "{ " + " ".join(f"a{n}: taxonomy {{ __typename }}" for n in range(150)) + "}",
        "directives": "{ assets { totalCount " + "@include(if: true) " * 150 + "} }",
        "directives, each on its own": "{ assets { "
        + "totalCount @include(if: true) " * 100
        + "} }",
        "unknown directives": "{ assets { totalCount " + "@x " * 900 + "} }",
        "unknown fields": "{ " + " ".join(f"f{n}" for n in range(900)) + " }",
        "fragments that spread themselves": "{ ...A } fragment A on Query { ...B } "
        "fragment B on Query { ...A }",
        "fragments that double": "{ asset(id: 1) { ...F0 } } "
        + " ".join(
            f"fragment F{n} on Asset {{ ...F{n + 1} related {{ asset {{ ...F{n + 1} }} }} }}"
            for n in range(12)
        )
        + " fragment F12 on Asset { id }",
        "a deep list": "query ($t: [[[String]]] = " + "[" * 400 + "]" * 400 + ") { __typename }",
        "a deep type": "query ($t: " + "[" * 400 + "Int" + "]" * 400 + ") { __typename }",
        "variables": "query (" + " ".join(f"$v{n}: Int" for n in range(200)) + ") { __typename }",
        "comments": "#\n" * 60_000 + HELLO,
        "introspection that turns round": "{ __schema { types { fields { type { fields { type { "
        "fields { type { fields { name } } } } } } } } } }",
    }

    @pytest.mark.parametrize("name", FLOODS)
    def test_floods(self, name):
        key = factories.viewer_key("delivery")
        began = time.process_time()
        response = send(self.FLOODS[name], HTTP_AUTHORIZATION=f"Bearer {key}")
        assert time.process_time() - began < 2
        assert response.status_code in (400, 413), response.content[:500]
        assert len(response.content) < 20_000

    # What comes to one field, however often it is written, and what is little work.
    HARMLESS = {
        "the same field": "{ " + "taxonomy { __typename } " * 150 + "}",
        "fields to compare with each other": "{ asset(id: 1) { "
        + " ".join(f"...F{n}" for n in range(20))
        + " } } "
        + " ".join(
            f"fragment F{n} on Asset {{ related(first: 1) {{ asset {{ related(first: 1) {{ score }} }} }} }}"
            for n in range(20)
        ),
    }

    @pytest.mark.parametrize("name", HARMLESS)
    def test_what_looks_like_a_flood(self, name):
        began = time.process_time()
        assert send(self.HARMLESS[name]).status_code == 200
        assert time.process_time() - began < 2

    def test_lists_come_in_pages(self):
        assert code_of(send("{ assets(first: 100000) { totalCount } }")) == "LIMIT_EXCEEDED"

    def test_batches_are_not_taken(self):
        body = json.dumps([{"query": HELLO}] * 2)
        response = Client().post("/graphql/", body, content_type="application/json")
        assert response.status_code == 400

    def test_large_variables_are_refused_unread(self):
        assert send(HELLO, {"x": "y" * 200_000}).status_code == 413

    def test_what_takes_too_long_is_given_up(self):
        with override_settings(GRAPHQL_LIMITS={"seconds": 0, "requests": 0}):
            response = send(HELLO)
        assert (response.status_code, code_of(response)) == (503, "LIMIT_EXCEEDED")
        assert "data" not in response.json()
        assert response["Cache-Control"] == "no-store"


class TestRates:
    @pytest.fixture(autouse=True)
    def three_a_minute(self, monkeypatch):
        cache.clear()
        monkeypatch.setattr("api.rates.time.time", lambda: 1_000_000_000.0)
        with override_settings(GRAPHQL_LIMITS={"requests": 3, "requests_with_key": 5}):
            yield
        cache.clear()

    def asked(self, times, **headers):
        return [send(HELLO, **headers).status_code for _ in range(times)]

    def test_by_address(self):
        assert self.asked(4, REMOTE_ADDR="203.0.113.1") == [200, 200, 200, 429]
        assert self.asked(1, REMOTE_ADDR="203.0.113.2") == [200]

    def test_by_key(self):
        one, other = (f"Bearer {factories.viewer_key('delivery')}" for _ in range(2))
        assert self.asked(6, HTTP_AUTHORIZATION=one) == [200] * 5 + [429]
        assert self.asked(1, HTTP_AUTHORIZATION=other) == [200]
        assert self.asked(1) == [200]

    def test_who_is_refused_is_told_when_to_come_back(self):
        self.asked(3)
        response = send(HELLO)
        assert code_of(response) == "RATE_LIMITED"
        assert response["Retry-After"] == "20"
        assert response["Cache-Control"] == "no-store"

    def test_the_next_minute_is_another(self, monkeypatch):
        self.asked(4)
        monkeypatch.setattr("api.rates.time.time", lambda: 1_000_000_020.0)
        assert self.asked(1) == [200]

    def test_keys_that_are_none_are_counted_by_address(self):
        found = [self.asked(1, HTTP_AUTHORIZATION=f"Bearer wsp_{number}")[0] for number in range(4)]
        assert found == [401, 401, 401, 429]

    def test_refused_requests_count_too(self):
        assert [send("{").status_code for _ in range(4)] == [400, 400, 400, 429]

    def test_an_address_that_a_caller_makes_up_does_not_count(self):
        found = [
            self.asked(1, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")[0] for number in range(4)
        ]
        assert found == [200, 200, 200, 429]

    def test_behind_a_proxy_the_address_is_the_one_that_it_saw(self):
        with override_settings(PROXIES=1):
            one = {"HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.7"}
            assert self.asked(3, **one) == [200] * 3
            one["HTTP_X_FORWARDED_FOR"] = "198.51.100.2, 203.0.113.7"
            assert self.asked(1, **one) == [429]
            assert self.asked(1, HTTP_X_FORWARDED_FOR="203.0.113.8") == [200]

    def test_all_addresses_of_an_ipv6_network_are_one_caller(self):
        found = [self.asked(1, REMOTE_ADDR=f"2001:db8::{number}")[0] for number in range(4)]
        assert found == [200, 200, 200, 429]


class TestAccess:
    def test_ids_open_nothing_that_is_not_open(self):
        for hidden in (factories.asset(audience="internal"), factories.asset(live=False)):
            assert send(f"{{ asset(id: {hidden.pk}) {{ id }} }}").json()["data"] == {"asset": None}

    def test_there_is_no_way_to_any_object_by_a_global_id(self):
        for field in ("node", "nodes"):
            assert send(f'{{ {field}(id: "1") {{ __typename }} }}').status_code == 400

    def test_nothing_is_changed_by_an_address(self):
        response = Client().get("/graphql/", {"query": "mutation { __typename }"})
        assert response.status_code == 405


class TestConfiguration:
    """As in production: DEBUG is off in tests."""

    ASKED = (
        get_introspection_query(),
        "{ __schema { queryType { name } } }",
        '{ __type(name: "Asset") { name } }',
        'query __schema { __type(name: "Asset") { name } }',
        "{ ...F } fragment F on Query { __schema { types { name } } }",
        "{ a: __schema { types { name } } }",
        "query ($yes: Boolean = true) { __schema @include(if: $yes) { types { name } } }",
    )

    @pytest.mark.parametrize("query", ASKED, ids=range(len(ASKED)))
    def test_the_schema_is_told_to_keys_alone(self, query):
        response = send(query)
        assert (response.status_code, code_of(response)) == (400, "VALIDATION_FAILED")
        assert "data" not in response.json()
        key = factories.viewer_key("delivery")
        assert send(query, HTTP_AUTHORIZATION=f"Bearer {key}").status_code == 200

    def test_nor_with_get(self):
        response = Client().get("/graphql/", {"query": "{ __schema { queryType { name } } }"})
        assert "data" not in response.json()

    def test_an_operation_may_have_any_name(self):
        assert send("query __schema { __typename }").status_code == 200

    def test_nobody_without_a_key_is_helped_to_guess_names(self):
        query = "{ asset(id: 1) { titel } }"
        assert "Did you mean" not in send(query).content.decode()
        key = factories.viewer_key("delivery")
        helped = send(query, HTTP_AUTHORIZATION=f"Bearer {key}")
        assert "Did you mean 'title'" in helped.json()["errors"][0]["message"]

    @pytest.mark.parametrize("filters", [{"kind": []}, {"kinds": ["ARTICL"]}])
    def test_nor_by_variables(self, filters):
        query = "query ($filter: AssetFilter) { assets(filter: $filter) { totalCount } }"
        response = send(query, variables={"filter": filters})
        assert code_of(response) == "VALIDATION_FAILED"
        assert "Did you mean" not in response.content.decode()

    def test_there_is_no_explorer(self):
        response = Client().get("/graphql/", headers={"Accept": "text/html"})
        assert response.status_code == 400
        assert response["Content-Type"] == "application/json"
