"""The hub as visitors meet it: a web server and a worker in processes of their own, asked over HTTP."""

import http.client
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub import readiness
from hub.supervisor import Supervisor

START_TIMEOUT = 60  # seconds

# What a page of results shows.
SEARCH = """query Search($query: String!) {
  search(query: $query, first: 10) {
    totalCount
    degraded
    edges { node {
      score
      asset { id slug title summary kind publishedAt }
      evidence { text sectionTitle }
      reasons { kind text }
    } }
  }
}"""


@dataclass
class Hub:
    """`web` and `worker` are process ids: of the one process that answers, and of the worker."""

    web: int
    worker: int
    connection: http.client.HTTPConnection

    def search(self, text: str) -> dict[str, Any]:
        body = json.dumps({"query": SEARCH, "variables": {"query": text}})
        headers = {"Content-Type": "application/json"}
        self.connection.request("POST", "/graphql/", body, headers)
        answer = json.loads(self.connection.getresponse().read())
        if "errors" in answer or answer["data"]["search"]["degraded"]:
            raise RuntimeError(f"no proper answer to {text!r}: {answer.get('errors')}")
        return answer["data"]["search"]

    def timed_search(self, text: str) -> float:
        """Seconds from the request to the whole answer."""
        started = time.perf_counter()
        self.search(text)
        return time.perf_counter() - started


@contextmanager
def running() -> Iterator[Hub]:
    """Both processes, the encoder and the index loaded."""
    supervisor = Supervisor()
    try:
        gunicorn = [sys.executable, "-m", "gunicorn", "--config", "python:hub.gunicorn"]
        web = supervisor.start("web server", [*gunicorn, "hub.wsgi"])
        worker = supervisor.start("worker", [sys.executable, "manage.py", "worker"])
        if not supervisor.wait_until(readiness.answers, START_TIMEOUT):
            raise RuntimeError(f"the web server did not answer within {START_TIMEOUT} s")
        connection = http.client.HTTPConnection(readiness.address(), timeout=START_TIMEOUT)
        hub = Hub(_child_of(web.process.pid), worker.process.pid, connection)
        hub.search("warm up")
        yield hub
    finally:
        supervisor.stop()


def _child_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])
