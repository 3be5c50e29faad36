"""What takes long never keeps everybody else from being answered."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from threading import Event

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from api.bulkhead import Bulkhead
from api.core.errors import HttpError
from api.limits import Size

QUESTION = Size(nodes=40, embeds=True)
PAGE = Size(nodes=40)
SHORT = Size(nodes=5)

SEARCH = '{ search(query: "presses") { totalCount } }'
LIST = "{ assets(first: 5) { totalCount } }"
LONG_LIST = "{ assets(first: 50) { totalCount } }"


@contextmanager
def crowded(bulkhead, size):
    """As many have come for operations of that size as it lets in; how many that are."""
    with ExitStack() as stack:
        waiting = 0
        with suppress(HttpError):
            while True:
                stack.enter_context(bulkhead.entered(size))
                waiting += 1
        yield waiting


@given(st.integers(1, 200), st.integers(1, 200))
def test_threads_are_left_over(threads, processors):
    bulkhead = Bulkhead(threads, processors)
    for size in (QUESTION, PAGE):
        with crowded(bulkhead, size) as waiting, bulkhead.turn(size):
            assert 1 <= waiting <= max(1, threads - threads / 4)


@given(st.integers(4, 200))
def test_questions_leave_pages_their_turn(threads):
    bulkhead = Bulkhead(threads, processors=2)
    with crowded(bulkhead, QUESTION), bulkhead.entered(PAGE):
        pass


def test_what_is_short_never_waits():
    bulkhead = Bulkhead(threads=8, processors=1)
    with (
        crowded(bulkhead, PAGE),
        bulkhead.turn(PAGE),
        bulkhead.entered(SHORT),
        bulkhead.turn(SHORT),
    ):
        pass


def test_places_are_given_back_whatever_happens():
    bulkhead = Bulkhead(threads=1, processors=1)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), bulkhead.entered(PAGE), bulkhead.turn(PAGE):
            raise ZeroDivisionError


def test_a_turn_comes_when_another_ends():
    bulkhead, began = Bulkhead(threads=8, processors=1), Event()

    def wait_for_turn():
        began.set()
        with bulkhead.turn(PAGE):
            return "ran"

    with ThreadPoolExecutor(1) as pool:
        with bulkhead.turn(PAGE):
            waiting = pool.submit(wait_for_turn)
            began.wait()
            assert not waiting.done()
        assert waiting.result() == "ran"


@pytest.mark.django_db
class TestFromOutside:
    @pytest.fixture
    def bulkhead(self, monkeypatch):
        bulkhead = Bulkhead(threads=4, processors=1)
        monkeypatch.setattr("api.http.bulkhead", bulkhead)
        return bulkhead

    def ask(self, query):
        return Client().post("/graphql/", {"query": query}, content_type="application/json")

    def test_who_comes_when_all_wait_is_told_to_come_back(self, bulkhead):
        with crowded(bulkhead, QUESTION):
            response = self.ask(SEARCH)
        assert response.status_code == 503
        [error] = response.json()["errors"]
        assert error["extensions"] == {"code": "BUSY"}
        assert 1 <= int(response["Retry-After"]) <= 3
        assert response["Cache-Control"] == "no-store"

    def test_who_has_waited_long_is_told_so_too(self, bulkhead, monkeypatch):
        monkeypatch.setattr("api.bulkhead.PATIENCE", 0)
        with bulkhead.turn(PAGE):
            response = self.ask(SEARCH)
        assert json.loads(response.content)["errors"][0]["extensions"] == {"code": "BUSY"}

    def test_all_else_is_answered_meanwhile(self, bulkhead):
        with crowded(bulkhead, QUESTION), bulkhead.turn(QUESTION):
            assert self.ask(LIST).status_code == 200
            assert Client().get("/healthz").status_code == 200

    def test_what_takes_long_is_told_by_what_it_costs(self, bulkhead):
        with crowded(bulkhead, PAGE):
            assert self.ask(LONG_LIST).status_code == 503

    def test_what_is_kept_needs_no_turn(self, bulkhead, settings):
        settings.RESPONSE_CACHE_MB = 1
        first = self.ask(LONG_LIST)
        with crowded(bulkhead, PAGE), bulkhead.turn(PAGE):
            assert self.ask(LONG_LIST).content == first.content
