"""How fast websites are served, beside wagtail-grapple on the same content: the same server, settings and client.

Both servers run all the time, and are asked in turns. No two requests ask for the same, so that nothing comes out of a
cache, but where it says so.
"""

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
from django.conf import settings

from .delivery_queries import Operation, Variables
from .machine import ROOT, table
from .pool import POSTS
from .run import Skipped

ROUNDS = 5
REQUESTS = 16  # of each operation, each round and side, one after the other
CLIENTS = 4
CROWD = 16  # requests that CLIENTS send together, each round and side
WARM_UP = 10
START_TIMEOUT = 60

# Milliseconds.
GOALS = {"list of 20, terms and images": 50, "landing page": 80}
GOAL_CACHED = 3
GOAL_RATIO = 3


def measure() -> Iterator[str]:
    if not POSTS.is_dir():
        raise Skipped(f"there is no development data at {POSTS}")
    folder = Path(settings.DATA_DIR) / "delivery"
    (folder / "static").mkdir(parents=True, exist_ok=True)
    _run("tests.benchmarks.delivery_pool", folder)
    asked = json.loads(_run("tests.benchmarks.delivery_queries", folder))
    sides = {
        side: [Operation(**operation) for operation in operations]
        for side, operations in asked.items()
    }
    with ExitStack() as stack:
        hub = stack.enter_context(_serving(folder, "tests.benchmarks.delivery_settings"))
        grapple = stack.enter_context(_serving(folder, "tests.benchmarks.grapple.settings"))
        yield f"5,000 assets; {ROUNDS} rounds in turns, {REQUESTS} requests one after the other, and"
        yield f"{CROWD} by {CLIENTS} clients at once. No answer was kept from before."
        yield ""
        pairs = list(zip(sides["hub"], sides["grapple"], strict=True))
        measured = [_compared(hub, ours, grapple, theirs) for ours, theirs in pairs]
        yield from _comparison(measured)
        yield ""
        yield "The same requests again, so that the answers are kept (GET, one client):"
        yield ""
        yield from _cached(hub, sides["hub"])


@dataclass
class Times:
    """Seconds of each request, one after the other, by the clock; of the server's processor for all of them; requests a
    second, by clients at once, of each round."""

    seconds: list[float] = field(default_factory=list)
    processor: float = 0
    rates: list[float] = field(default_factory=list)
    bytes: int = 0


@dataclass(frozen=True)
class Server:
    port: int
    process: int

    def processor(self) -> float:
        """Seconds that the one process which answers has had: what other work on the machine costs is not in it."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text()
        fields = Path(f"/proc/{children.split()[0]}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def connect(self) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=START_TIMEOUT)
        connection.connect()
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def answers(self) -> bool:
        try:
            connection = self.connect()
            connection.request("GET", "/graphql/?query={__typename}")
            return connection.getresponse().status == 200
        except OSError:
            return False


def ask(connection: http.client.HTTPConnection, query: str, variables: Variables) -> bytes:
    body = json.dumps({"query": query, "variables": variables})
    connection.request("POST", "/graphql/", body, {"Content-Type": "application/json"})
    answer = connection.getresponse().read()
    if b'"errors"' in answer[:20] or b'"data"' not in answer[:2000]:
        raise RuntimeError(f"no proper answer: {answer[:500]!r}")
    return answer


def _compared(
    hub: Server, ours: Operation, grapple: Server, theirs: Operation
) -> tuple[str, Times, Times]:
    found = (Times(), Times())
    sides = [(hub, ours, found[0]), (grapple, theirs, found[1])]
    fresh = [_cycle(operation.variables) for _, operation, _ in sides]
    for (server, operation, _), variables in zip(sides, fresh, strict=True):
        _one_by_one(server, operation.query, [next(variables) for _ in range(WARM_UP)], Times())
    for _ in range(ROUNDS):
        for (server, operation, times), variables in zip(sides, fresh, strict=True):
            mine = [next(variables) for _ in range(REQUESTS)]
            _one_by_one(server, operation.query, mine, times)
        for (server, operation, times), variables in zip(sides, fresh, strict=True):
            mine = [next(variables) for _ in range(CROWD)]
            times.rates.append(_at_once(server, operation.query, mine))
    return ours.name, *found


def _cycle(variables: Sequence[Variables]) -> Iterator[Variables]:
    while True:
        yield from variables


def _one_by_one(server: Server, query: str, variables: Sequence[Variables], times: Times) -> None:
    connection = server.connect()
    began = server.processor()
    for own in variables:
        started = time.perf_counter()
        answer = ask(connection, query, own)
        times.seconds.append(time.perf_counter() - started)
        times.bytes += len(answer)
    times.processor += server.processor() - began
    connection.close()


def _at_once(server: Server, query: str, variables: Sequence[Variables]) -> float:
    """Requests a second."""
    started = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        for done in [
            pool.submit(_one_by_one, server, query, variables[number::CLIENTS], Times())
            for number in range(CLIENTS)
        ]:
            done.result()
    return len(variables) / (time.perf_counter() - started)


def _comparison(measured: Sequence[tuple[str, Times, Times]]) -> Iterator[str]:
    rows = []
    for name, ours, theirs in measured:
        by_the_clock = np.median(theirs.seconds) / np.median(ours.seconds)
        by_the_processor = theirs.processor / ours.processor
        rows.append([name, "hub", *_figures(ours), f"{by_the_clock:.1f} / {by_the_processor:.1f}"])
        rows.append(["", "grapple", *_figures(theirs), ""])
    headings = ["uncached", "", "p50 ms", "p95 ms", "processor ms", "requests/s", "KB"]
    headings.append("times as fast, by the clock / the processor")
    yield from table(headings, rows)
    yield ""
    for name, ours, theirs in measured:
        if goal := GOALS.get(name):
            p95 = np.percentile(ours.seconds, 95) * 1000
            yield f"- goal, {name}: p95 under {goal} ms: {'met' if p95 < goal else 'missed'}"
        if np.median(theirs.seconds) < GOAL_RATIO * np.median(ours.seconds):
            yield f"- goal, {name}: at least {GOAL_RATIO} times as fast: missed"


def _figures(times: Times) -> list[str]:
    middle, high = np.percentile(times.seconds, [50, 95]) * 1000
    rate = statistics.median(times.rates)
    size = times.bytes / len(times.seconds) / 1000
    processor = times.processor / len(times.seconds) * 1000
    return [f"{middle:.1f}", f"{high:.1f}", f"{processor:.1f}", f"{rate:.0f}", f"{size:.1f}"]


def _cached(server: Server, operations: Sequence[Operation]) -> Iterator[str]:
    rows = []
    for operation in operations:
        kept, unchanged = [], []
        connection = server.connect()
        for variables in operation.variables[:REQUESTS]:
            path = f"/graphql/?{urlencode({'query': operation.query, 'variables': json.dumps(variables)})}"
            _, etag = _get(connection, path, {}, 200)
            kept += [_get(connection, path, {}, 200)[0] for _ in range(ROUNDS)]
            again = {"If-None-Match": etag}
            unchanged += [_get(connection, path, again, 304)[0] for _ in range(ROUNDS)]
        figures = (
            f"{ms:.1f}" for s in (kept, unchanged) for ms in np.percentile(s, [50, 95]) * 1000
        )
        rows.append([operation.name, *figures])
    headings = ["cached", "200, p50 ms", "200, p95 ms", "304, p50 ms", "304, p95 ms"]
    yield from table(headings, rows)


def _get(
    connection: http.client.HTTPConnection, path: str, headers: Mapping[str, str], status: int
) -> tuple[float, str]:
    """Seconds, and the ETag."""
    started = time.perf_counter()
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    answer = response.read()
    seconds = time.perf_counter() - started
    if response.status != status:
        raise RuntimeError(f"{response.status} instead of {status}: {answer[:500]!r}")
    return seconds, response.headers["ETag"]


@contextmanager
def _serving(folder: Path, module: str) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "python:hub.gunicorn", "hub.wsgi"]
    environment = {**_environment(folder, module), "PORT": str(port)}
    process = subprocess.Popen(gunicorn, cwd=ROOT, env=environment)
    try:
        server = Server(port, process.pid)
        deadline = time.monotonic() + START_TIMEOUT
        while not server.answers():
            if time.monotonic() > deadline:
                raise RuntimeError(f"the server of {module} did not answer")
            time.sleep(0.2)
        yield server
    finally:
        process.terminate()
        process.wait()


def _run(module: str, folder: Path) -> str:
    """What it prints, in a process of its own: it has another database."""
    done = subprocess.run(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env=_environment(folder, "tests.benchmarks.delivery_settings"),
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{module} failed")
    return done.stdout


def _environment(folder: Path, module: str) -> dict[str, Any]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": module,
        "DATA_DIR": str(folder),
        "STATIC_ROOT": str(folder / "static"),
    }
