"""How long `search` takes over HTTP, one client, and where the time goes."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from django.test import Client

from search import finding, ranking, retrieval
from search.engines.embedded import View

from . import pool
from .machine import milliseconds, table
from .server import SEARCH, running
from .stopwatch import Time

ROUNDS = 5

# Name -> where the function stands that does it. None of them calls another.
STAGES: dict[str, tuple[Any, str]] = {
    "following the index": (finding, "current_view"),
    "embedding the question": (finding, "query_vector"),
    "meaning (FAISS)": (View, "dense"),
    "words (BM25)": (ranking, "_words"),
    "who may see what (SQL)": (finding, "visible_among"),
    "calibration (SQL)": (finding, "current_calibration"),
    "counting facets": (View, "facet_counts"),
    "evidence and reasons": (retrieval, "matches"),
}
ALL = "all"
REST = "the rest: GraphQL, loading the assets"


def measure() -> Iterator[str]:
    pool.ensure()
    questions = pool.questions()
    yield from _over_http(questions)
    yield ""
    yield from _inside(questions)


def _over_http(questions: list[str]) -> Iterator[str]:
    new, known = [], []
    with running() as hub:
        for number in range(ROUNDS):
            # Dots are no words: the same question, but none that was asked before.
            asked = [f"{question} {'.' * number}" for question in questions]
            new += [hub.timed_search(question) for question in asked]
            known += [hub.timed_search(question) for question in asked]
    yield f"`search` over HTTP, one client, ten matches, {len(questions)} questions, {ROUNDS} times:"
    yield ""
    yield f"- new questions: {milliseconds(new)}"
    yield f"- questions asked before (their vectors are kept): {milliseconds(known)}"


def _inside(questions: list[str]) -> Iterator[str]:
    """The same requests in this process, stage by stage."""
    client = Client()
    _post(client, "warm up")
    requests: list[dict[str, Time]] = []
    with _stopwatches() as spent:
        for question in questions:
            spent.clear()
            started = Time.now()
            _post(client, f"{question} ‥")
            spent[ALL] = Time.now() - started
            spent[REST] = spent[ALL] - sum((spent[name] for name in STAGES), Time())
            requests.append(dict(spent))
    yield "Where the time goes, new questions, the web server left out; medians:"
    yield ""
    rows = []
    for name in (*STAGES, REST, ALL):
        wall = statistics.median(request[name].wall for request in requests)
        processor = statistics.median(request[name].processor for request in requests)
        rows.append([name, f"{wall * 1000:.1f}", f"{processor * 1000:.1f}"])
    yield from table(["stage", "ms by the clock", "ms of processor"], rows)


def _post(client: Client, question: str) -> None:
    body = {"query": SEARCH, "variables": {"query": question}}
    response = client.post("/graphql/", body, content_type="application/json")
    if response.status_code != 200:
        raise RuntimeError(f"no proper answer to {question!r}: {response.content!r}")


@contextmanager
def _stopwatches() -> Iterator[dict[str, Time]]:
    spent: dict[str, Time] = defaultdict(Time)
    with ExitStack() as stack:
        for name, (owner, function) in STAGES.items():
            timed = _timed(getattr(owner, function), name, spent)
            stack.enter_context(patch.object(owner, function, timed))
        yield spent


def _timed(function: Callable[..., Any], name: str, spent: dict[str, Time]) -> Callable[..., Any]:
    def timed(*args: Any, **kwargs: Any) -> Any:
        started = Time.now()
        try:
            return function(*args, **kwargs)
        finally:
            spent[name] += Time.now() - started

    return timed
