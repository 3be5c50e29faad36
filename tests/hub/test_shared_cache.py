"""CACHE_URL naming a Redis: shared while it answers, done without while it does not."""

import logging
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from django.core.cache import caches
from django.test import Client

from hub import shared_cache
from hub.shared_cache import SharedCache, _Outage

SERVER = shutil.which("redis-server")
pytestmark = pytest.mark.skipif(SERVER is None, reason="no redis-server on this machine")


class Redis:
    """A real one, on a socket of its own."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "redis.sock"
        self.url = f"unix://{self.socket}"
        self._folder = folder

    def start(self, *options: str) -> None:
        listens = ["--port", "0", "--unixsocket", str(self.socket), "--save", ""]
        command = [str(SERVER), *listens, "--dir", str(self._folder), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        with self.process.stdout as says:
            assert any("ready to accept connections" in line for line in says)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def server(tmp_path) -> Iterator[Redis]:
    server = Redis(tmp_path)
    server.start()
    yield server
    server.end()


@pytest.fixture(autouse=True)
def outage(monkeypatch) -> None:
    monkeypatch.setattr(shared_cache, "_outage", _Outage())
    monkeypatch.setattr(shared_cache, "REST", 0)


def cache(server: Redis, **options: Any) -> SharedCache:
    return SharedCache(server.url, {"OPTIONS": {"socket_timeout": 5, **options}})


def test_what_one_keeps_another_reads(server):
    cache(server).set("answer", ("text", frozenset({"page-1"})), 60)
    assert redis.Redis.from_url(server.url).dbsize() == 1
    assert cache(server).get("answer") == ("text", frozenset({"page-1"}))


def test_what_is_counted_is_counted_by_all(server):
    for one in (cache(server), cache(server), cache(server)):
        one.add("asked", 0, 60)
        one.incr("asked", 10)
    assert cache(server).get("asked") == 30


def test_a_counter_that_is_not_there_is_the_callers_affair(server):
    with pytest.raises(ValueError):
        cache(server).incr("asked")


def test_while_it_is_away_a_process_counts_by_itself_and_says_so_once(server, caplog):
    mine = cache(server)
    mine.set("kept", "there", 60)
    server.end()
    assert mine.get("kept", "not there") == "not there"
    assert mine.add("asked", 0, 60) and mine.incr("asked", 10) == 10
    assert cache(server).incr("asked", 10) == 20
    (said,) = caplog.messages
    assert said.startswith("The shared cache fails") and str(server.socket) in said


def test_when_it_is_back_it_is_used_again(server, caplog):
    mine = cache(server)
    mine.set("kept", "there", 60)
    server.end()
    assert mine.get("kept") is None
    server.start()
    mine.set("kept", "again", 60)
    assert redis.Redis.from_url(server.url).dbsize() == 1
    assert mine.get("kept") == "again"
    assert caplog.messages[1:] == ["The shared cache answers again"]
    assert {record.levelno for record in caplog.records} == {logging.WARNING}


def test_after_a_failure_it_is_left_alone_for_a_while(server, monkeypatch):
    monkeypatch.setattr(shared_cache, "REST", 3600)
    mine = cache(server)
    server.end()
    mine.get("kept")
    server.start()
    mine.set("kept", "here", 60)
    assert redis.Redis.from_url(server.url).dbsize() == 0
    assert mine.get("kept") == "here"


def test_one_that_hangs_is_not_waited_for(server):
    mine = cache(server, socket_timeout=0.05)
    mine.set("kept", "there", 60)
    server.process.send_signal(signal.SIGSTOP)
    try:
        assert mine.get("kept", "not there") == "not there"
    finally:
        server.process.send_signal(signal.SIGCONT)


def test_one_that_is_full_is_done_without(server, caplog):
    server.end()
    server.start("--maxmemory", "1", "--maxmemory-policy", "noeviction")
    mine = cache(server)
    mine.set("kept", "here", 60)
    assert "maxmemory" in caplog.text


def test_one_that_wants_another_password_is_done_without(server, caplog):
    server.end()
    server.start("--requirepass", "secret")
    mine = cache(server, password="guessed")
    assert mine.get("kept") is None
    assert caplog.text and "guessed" not in caplog.text


@pytest.mark.django_db
def test_the_api_answers_whether_it_is_there_or_not(server, settings):
    one = {"BACKEND": "hub.shared_cache.SharedCache", "LOCATION": server.url}
    settings.CACHES = {"default": one, "responses": one}
    settings.RESPONSE_CACHE_MB = 1
    settings.GRAPHQL_LIMITS = {"requests": 1}
    address = "/graphql/?query={__typename}"
    first = Client().get(address)
    assert first.status_code == 200
    caches.close_all()
    server.end()
    answers = [Client().get(address) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 429, 429]
    assert answers[0].content == first.content
