"""Visitors with addresses of their own. Run by itself: fifty of them who search until a line comes in.

    python -m tests.benchmarks.crowd HOST:PORT      # the query comes in by a first line, as JSON

They come from fifty addresses, so that no limit by address stops them; told to come back later, they do.
"""

import http.client
import json
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from threading import Event

SIZE = 50
WORDS = ("sensor", "audit", "press", "cloud", "team", "review", "design", "budget", "agile", "risk")


@dataclass
class Times:
    """Seconds of what was answered; how many requests were told to come back later."""

    answered: list[float] = field(default_factory=list)
    refused: int = 0


class Visitor:
    """From an address that the proxy in front would tell."""

    def __init__(self, hub: str, number: int) -> None:
        self._connection = http.client.HTTPConnection(hub, timeout=60)
        self._headers = {
            "Content-Type": "application/json",
            "X-Forwarded-For": f"198.51.100.{number}",
        }

    def get(self, path: str, times: Times) -> None:
        self._timed("GET", path, None, times)

    def ask(self, query: str, times: Times, text: str = "") -> int:
        """Seconds to wait before the next; 0 where this was answered."""
        body = json.dumps({"query": query, "variables": {"query": text}})
        return self._timed("POST", "/graphql/", body, times)

    def _timed(self, method: str, path: str, body: str | None, times: Times) -> int:
        began = time.perf_counter()
        self._connection.request(method, path, body, self._headers)
        response = self._connection.getresponse()
        response.read()
        if response.status == 503 and response.headers["Retry-After"]:
            times.refused += 1
            self._connection.close()  # as the hub does meanwhile; the next request opens another
            return int(response.headers["Retry-After"])
        if response.status != 200:
            raise RuntimeError(f"{response.status} for {path}")
        times.answered.append(time.perf_counter() - began)
        return 0


def main(hub: str) -> None:
    query, times, stopped = json.loads(sys.stdin.readline()), Times(), Event()
    with ThreadPoolExecutor(SIZE) as crowd:
        visitors = [
            crowd.submit(_search, Visitor(hub, number), query, times, stopped)
            for number in range(SIZE)
        ]
        sys.stdin.readline()
        stopped.set()
    for visitor in visitors:
        visitor.result()  # a crowd from which some fell out would be a smaller one
    print(json.dumps(asdict(times)))


def _search(visitor: Visitor, query: str, times: Times, stopped: Event) -> None:
    while not stopped.is_set():
        text = " ".join([*random.sample(WORDS, 4), str(random.randrange(10**6))])
        stopped.wait(visitor.ask(query, times, text))


if __name__ == "__main__":
    main(sys.argv[1])
