"""What the site shows when the hub is down, slow, answers errors, or is newer than the site."""

import json
import os
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from .conftest import PATIENCE, SITE, free_port, running
from .test_reading import get

Answer = tuple[int, str]


def graphql_error(status: int, code: str) -> Answer:
    error = {"message": "A secret: Traceback, line 12", "extensions": {"code": code, "id": "x1"}}
    return status, json.dumps({"errors": [error]})


class Hub(ThreadingHTTPServer):
    """Answers everything alike, and as it is told to."""

    daemon_threads = True
    answer: Callable[[], Answer]


class Handler(BaseHTTPRequestHandler):
    server: Hub

    def do_GET(self) -> None:
        status, body = self.server.answer()
        with suppress(ConnectionError):  # the site did not wait
            self._send(status, body)

    def _send(self, status: int, body: str) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    with Hub(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def site_on(hub: str, built: Path, output: Path, port: int, timeout: int = 500) -> Any:
    env = {"HUB_URL": hub, "SITE_PORT": str(port), "HUB_TIMEOUT": str(timeout)}
    return running(["node", "dist/server/server.js"], built, env, "The site is at", output)


@pytest.fixture(scope="module")
def site(hub: Hub, built: Path, tmp_path_factory) -> Iterator[str]:
    port = free_port()
    output = tmp_path_factory.mktemp("trouble") / "output"
    with site_on(f"http://127.0.0.1:{hub.server_port}", built, output, port):
        yield f"http://127.0.0.1:{port}"


def shown(url: str) -> tuple[int, str | None, str]:
    try:
        response = urllib.request.urlopen(url)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        assert "no-store" in response.headers["Cache-Control"]
        return response.status, response.headers["Retry-After"], response.read().decode()


def never() -> Answer:
    """Longer than the site waits; ends with the tests."""
    STOPPED.wait(30)
    return 200, "{}"


STOPPED = threading.Event()


@pytest.fixture(scope="module", autouse=True)
def stopped() -> Iterator[None]:
    yield
    STOPPED.set()


@pytest.mark.parametrize(
    ("answer", "title"),
    [
        (never, "This takes too long"),
        (lambda: (502, "<html>Bad gateway: Traceback</html>"), "Something went wrong on our side"),
        (lambda: (200, "{ no json, Traceback"), "Something went wrong on our side"),
        (lambda: graphql_error(200, "INTERNAL"), "Something went wrong on our side"),
        (lambda: graphql_error(429, "RATE_LIMITED"), "Many are reading just now"),
        (lambda: graphql_error(503, "BUSY"), "Many are reading just now"),
        (lambda: graphql_error(400, "VALIDATION_FAILED"), "This site is being updated"),
        (lambda: graphql_error(200, "PERSISTED_QUERY_NOT_FOUND"), "This site is being updated"),
    ],
)
def test_a_kind_page_says_which(hub: Hub, site: str, answer: Callable[[], Answer], title: str):
    hub.answer = answer
    status, retry_after, html = shown(f"{site}/en/for-finance")
    assert status == 503
    assert retry_after
    assert f"<h1>{title}</h1>" in html
    assert "Traceback" not in html


def test_a_kind_page_when_the_hub_is_down(built: Path, tmp_path: Path):
    port = free_port()
    with site_on(f"http://127.0.0.1:{free_port()}", built, tmp_path / "output", port):
        status, _, html = shown(f"http://127.0.0.1:{port}/zh-hans/library")
        assert status == 503
        assert "<h1>我们暂时离开一下</h1>" in html
        # Whoever runs the site is told all of it.
        assert "HubUnreachable" in (tmp_path / "output").read_text()


def test_messages_of_changes_are_refused_without_a_secret(site: str):
    request = urllib.request.Request(f"{site}/revalidate", data=b"{}")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    with refused.value as response:
        assert response.code == 503


@pytest.fixture
def mock(tmp_path: Path) -> Iterator[str]:
    """What front ends are given to develop against, here since it can be told what is to go wrong."""
    port = free_port()
    command = ["node", "dist/cli.js", "--port", str(port)]
    with running(command, SITE.parent / "mock", {}, "answers at", tmp_path / "mock"):
        yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize(
    ("kind", "title"),
    [("down", "我们暂时离开一下"), ("garbled", "我们这边出了点问题"), ("newer", "网站正在更新")],
)
def test_what_was_kept_is_read_meanwhile_and_the_rest_when_it_is_over(
    mock: str, built: Path, tmp_path: Path, kind: str, title: str
):
    def trouble(method: str, body: bytes = b"") -> None:
        urllib.request.urlopen(urllib.request.Request(f"{mock}/trouble", body, method=method))

    port = free_port()
    with site_on(mock, built, tmp_path / "site", port, timeout=PATIENCE * 1000):
        kept, other = (f"http://127.0.0.1:{port}/{code}/for-finance" for code in ("en", "zh-hans"))
        assert get(kept).status == 200
        trouble("PUT", json.dumps({"kind": kind}).encode())
        assert get(kept).status == 200
        status, _, html = shown(other)
        assert status == 503
        assert f"<h1>{title}</h1>" in html
        trouble("DELETE")
        assert get(other).status == 200


def test_what_is_set_wrong_is_said_in_a_line(built: Path):
    command = ["node", "dist/server/server.js"]
    env = {**os.environ, "HUB_URL": "nonsense"}
    done = subprocess.run(command, cwd=built, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "The site does not start: HUB_URL is no address: nonsense\n"
