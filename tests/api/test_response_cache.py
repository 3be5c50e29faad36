"""Answers that are kept: the same as if they were made anew, whatever changes, and each for those it is for."""

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.extra.django import TestCase

from api import response_cache
from api.execution import Answer
from hub.delivery import version
from hub.preview.drafts import keep
from search import indexing
from tests import factories

from .changing import CHANGES, Pool

HELLO = "{ assets { totalCount } }"


@pytest.fixture
def keeping(settings):
    settings.RESPONSE_CACHE_MB = 1
    caches["responses"].clear()
    yield
    caches["responses"].clear()


@pytest.fixture
def executions(monkeypatch):
    """How often an operation was executed."""
    from api import http

    counted = []
    execute = http.executed
    monkeypatch.setattr(http, "executed", lambda *args: counted.append(1) or execute(*args))
    return counted


def get(query=HELLO, variables=None, **headers):
    params = {"query": query} | ({"variables": json.dumps(variables)} if variables else {})
    return Client().get("/graphql/", params, headers=headers)


def post(query=HELLO, variables=None, **headers):
    body = json.dumps({"query": query, "variables": variables})
    return Client().post("/graphql/", body, content_type="application/json", headers=headers)


@pytest.mark.django_db
@pytest.mark.usefixtures("keeping")
class TestKeeping:
    def test_the_same_question_is_executed_once(self, executions):
        first = get()
        assert [get().content, post().content] == [first.content] * 2
        assert get()["Surrogate-Key"] == first["Surrogate-Key"]
        assert len(executions) == 1

    def test_whoever_has_the_answer_already_has_nothing_executed(self, executions):
        etag = get()["ETag"]
        assert get(**{"If-None-Match": etag}).status_code == 304
        assert len(executions) == 1

    def test_two_statements_find_it(self):
        get()
        with CaptureQueriesContext(connection) as asked:
            get()
        assert len(asked) == 2, [query["sql"] for query in asked]

    @pytest.mark.parametrize(
        "other",
        [
            lambda: get("{ assets { totalCount } } "),
            lambda: get(**{"Accept-Language": "zh-hans"}),
            lambda: get(Authorization=f"Bearer {factories.viewer_key('delivery')}"),
            lambda: get(Host="other.example"),
            lambda: Client().get("/graphql/", {"query": HELLO}, secure=True),
        ],
        ids=["text", "language", "key", "host", "scheme"],
    )
    def test_another_question_is_executed(self, executions, other):
        get()
        other()
        assert len(executions) == 2

    def test_the_order_of_variables_does_not_matter(self, executions):
        query = "query ($a: Int, $b: String) { assets(first: $a) { totalCount } asset(slug: $b) { id } }"
        get(query, {"a": 1, "b": "x"})
        get(query, {"b": "x", "a": 1})
        get(query, {"a": 2, "b": "x"})
        assert len(executions) == 2

    def test_operations_of_one_document_are_told_apart(self):
        query = "query A { assets { totalCount } } query B { __typename }"
        answers = [
            Client().get("/graphql/", {"query": query, "operationName": name}).json()["data"]
            for name in "ABA"
        ]
        assert [list(answer) for answer in answers] == [["assets"], ["__typename"], ["assets"]]

    def test_media_types_are_told_apart(self):
        for accept in ("application/json", "application/graphql-response+json"):
            assert get(Accept=accept)["Content-Type"] == accept

    def test_rights_are_never_mixed(self):
        factories.asset(audience="internal")
        sales = {"Authorization": f"Bearer {factories.viewer_key('sales')}"}
        delivery = {"Authorization": f"Bearer {factories.viewer_key('delivery')}"}
        for _ in range(2):
            found = [
                get(**who).json()["data"]["assets"]["totalCount"] for who in (sales, {}, delivery)
            ]
            assert found == [1, 0, 0]

    def test_a_key_that_opens_nothing_is_refused_all_the_same(self):
        get()
        assert get(Authorization="Bearer wsp_none").status_code == 401

    def test_what_only_keys_are_told_stays_with_them(self):
        query = "{ __schema { queryType { name } } }"
        key = {"Authorization": f"Bearer {factories.viewer_key('delivery')}"}
        assert get(query, **key).status_code == 200
        assert get(query).status_code == 400

    def test_a_preview_is_neither_kept_nor_answered_with_what_is_kept(self):
        factories.home()
        asset = factories.asset(title="As published")
        query = f"{{ asset(id: {asset.pk}) {{ title }} }}"
        asset.title = "As drafted"
        token = keep(asset, get_user_model().objects.create_superuser("editor"))
        told = [
            get(query, **headers).json()["data"]["asset"]["title"]
            for headers in ({}, {"X-Preview-Token": token}, {})
        ]
        assert told == ["As published", "As drafted", "As published"]

    def test_errors_are_made_anew(self, executions):
        for _ in range(2):
            assert get("{ assets(first: -1) { totalCount } }").json()["errors"]
        assert len(executions) == 2

    def test_what_is_sent_is_sent_each_time(self, executions):
        page = factories.landing_page()
        tokens = {post(f"mutation {{ openLeadForm(page: {page.pk}) }}").content for _ in range(2)}
        assert len(executions) == 2
        assert tokens

    def test_nothing_is_kept_beyond_the_next_expiry(self):
        expiry = timezone.now() + timedelta(hours=1)
        answer = Answer(b"{}", lasts=True, until=expiry)
        caches["responses"].set("key", answer)
        assert response_cache.kept("key", expiry - timedelta(seconds=1)) is answer
        assert response_cache.kept("key", expiry) is None

    def test_it_can_be_switched_off(self, executions, settings):
        settings.RESPONSE_CACHE_MB = 0
        get()
        get()
        assert len(executions) == 2

    def test_a_cache_outside_of_the_process_does_as_well(self, executions, tmp_path):
        backend = "django.core.cache.backends.filebased.FileBasedCache"
        shared = {"BACKEND": backend, "LOCATION": str(tmp_path)}
        with override_settings(CACHES={"default": shared, "responses": shared}):
            first = get()
            assert get(**{"If-None-Match": first["ETag"]}).status_code == 304
            assert get().content == first.content
        assert len(executions) == 1

    def test_the_index_is_part_of_the_question(self, executions):
        get()
        asset = factories.asset()
        get()
        before = len(executions)
        indexing.changed(f"asset:{asset.pk}")
        indexing.drain()
        get()
        assert len(executions) == before + 1


@pytest.mark.django_db
@pytest.mark.usefixtures("keeping")
class TestRates:
    @pytest.fixture(autouse=True)
    def two_a_minute(self, monkeypatch):
        cache.clear()
        monkeypatch.setattr("api.rates.time.time", lambda: 1_000_000_000.0)
        with override_settings(GRAPHQL_LIMITS={"requests": 2}):
            yield
        cache.clear()

    def test_what_is_kept_counts_a_tenth(self):
        assert [get().status_code for _ in range(11)] == [200] * 11
        assert get().status_code == 429

    def test_what_is_not_counts_whole(self):
        assert [get(HELLO + " " * n).status_code for n in range(3)] == [200, 200, 429]


class TestAtOnce:
    """Many who ask the same: one executes, the others get the same."""

    def together(self, execute: Callable[[], Answer], number: int = 4) -> list[Any]:
        """What `number` threads get that ask while the first one executes."""
        begun, go = threading.Event(), threading.Event()

        def slowly() -> Answer:
            begun.set()
            go.wait(10)
            return execute()

        def ask() -> Any:
            try:
                return response_cache.once("key", timezone.now(), slowly)
            except ValueError as error:
                return error

        with ThreadPoolExecutor(number) as threads:
            first = threads.submit(ask)
            begun.wait(10)
            others = [threads.submit(ask) for _ in range(number - 1)]
            go.set()
            return [each.result(10) for each in (first, *others)]

    @pytest.mark.usefixtures("keeping")
    def test_what_lasts_is_shared(self):
        made: list[Answer] = []

        def execute() -> Answer:
            made.append(Answer(b"{}", lasts=True))
            return made[-1]

        got = self.together(execute)
        # Who comes when it is done already makes it anew: nobody looked whether it is kept.
        assert len({id(answer) for answer in got}) == len(made) <= len(got)
        assert caches["responses"].get("key") is made[-1]

    @pytest.mark.usefixtures("keeping")
    def test_what_fails_fails_for_each_by_itself(self):
        def execute() -> Answer:
            raise ValueError

        assert [type(got) for got in self.together(execute)] == [ValueError] * 4
        assert response_cache._running == {}

    @pytest.mark.usefixtures("keeping")
    def test_what_does_not_last_is_not_shared(self):
        made: list[Answer] = []

        def execute() -> Answer:
            made.append(Answer(b"{}"))
            return made[-1]

        self.together(execute)
        assert len(made) == 4
        assert caches["responses"].get("key") is None


ASSET = """id title summary plainText path heroImage { alt focalPoint { x y } } personas { name }
  snippets(first: 5) { fullText pinned } related(first: 3) { asset { id } }
  ... on Publication { file { name } }"""
WALK = f"""query Walk {{
  assets(first: 9) {{ totalCount nodes {{ {ASSET} }} }}
  search(query: "sensors", first: 9) {{ totalCount nodes {{ asset {{ id title }} }} }}
  snippets(first: 9) {{ totalCount nodes {{ fullText }} }}
  personaFeed(persona: "finance", first: 9) {{ entries {{ asset {{ id title }} }} }}
  landingPages {{ totalCount nodes {{ id title }} }}
  landingPage(slug: "landing") {{ title sections {{ heading
    ... on HeroSection {{ image {{ url }} }}
    ... on FeaturedAssetsSection {{ assets {{ id title }} }}
    ... on PersonaFeedSection {{ feed {{ entries {{ asset {{ id title }} }} }} }}
    ... on SnippetsSection {{ snippets {{ fullText }} }} }} }}
  taxonomy {{ personas {{ name assetCount }} }}
  redirect(path: "/old") {{ to }}
  page(path: "/en/") {{ title }}
  site {{ name menu(name: "main", locale: "en") {{ label url children {{ url }} }} }}
}}"""


class TestTruth(TestCase):
    @settings(
        max_examples=8,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(changes=CHANGES)
    def test_what_is_kept_is_what_would_be_told_anew(self, changes):
        caches["responses"].clear()
        version.forget()
        pool = Pool()
        keys = {"": {}, "sales": {"Authorization": f"Bearer {factories.viewer_key('sales')}"}}

        def compare(after: Any) -> None:
            for who, headers in keys.items():
                with override_settings(RESPONSE_CACHE_MB=1):
                    kept = get(WALK, **headers).json()
                # Of another answer's parts, those that are read once a version.
                with patch.object(version, "_in_transaction", lambda: False):
                    made_of_what_is_kept = get(WALK, **headers).json()
                anew = get(WALK, **headers).json()
                assert "errors" not in anew, anew["errors"]
                assert kept == anew, (who, after)
                assert made_of_what_is_kept == anew, (who, after)

        compare("the beginning")
        for change in changes:
            pool.change(*change)
            compare(change)
