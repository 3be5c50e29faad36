"""What everybody else waits for while fifty visitors search at once, each time for something new."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator

import numpy as np

from hub import readiness

from . import pool
from .crowd import SIZE, Times, Visitor
from .machine import table
from .server import SEARCH, running

SECONDS = 20  # of each of the two measurements
PAUSE = 0.02  # seconds between two rounds of who measures

KEPT = "{ assets(first: 20) { totalCount nodes { title } } }"
# Under another name it is another question, whose answer is not kept.
LIST = "query List%d { assets(first: 20) { nodes { title personas { name } heroImage { url } } } }"
FEED = 'query Feed%d { personaFeed(persona: "finance", first: 20) { entries { asset { title } } } }'


def measure() -> Iterator[str]:
    pool.ensure()
    with running():
        alone = _looked_on()
        crowd = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.crowd", readiness.address()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert crowd.stdin
        crowd.stdin.write(f"{json.dumps(SEARCH)}\n")
        crowd.stdin.flush()
        time.sleep(3)
        beside = _looked_on()
        found, _ = crowd.communicate("stop\n")
    beside[f"the {SIZE}: search"] = Times(**json.loads(found))
    headings = ["p50 ms", "p95 ms", "max ms", "answered", "refused"]
    for heading, looked in (("alone", alone), (f"beside {SIZE} who search", beside)):
        yield from table([heading, *headings], [_row(*each) for each in looked.items()])
        yield ""
    yield f"One client asks in turns for each of these, {SECONDS} s alone and {SECONDS} s beside them."


def _looked_on() -> dict[str, Times]:
    """What one visitor meets who asks for each of these in turns."""
    names = ("/healthz", "a kept answer", "a list of 20, anew", "a feed of 20, anew")
    found = {name: Times() for name in names}
    health, kept, listed, feed = found.values()
    ends, number = time.monotonic() + SECONDS, random.randrange(10**9)
    while time.monotonic() < ends:
        number += 1
        visitor = Visitor(readiness.address(), 100 + number % 100)
        visitor.get("/healthz", health)
        visitor.ask(KEPT, kept)
        visitor.ask(LIST % number, listed)
        visitor.ask(FEED % number, feed)
        time.sleep(PAUSE)
    return found


def _row(name: str, times: Times) -> list[str]:
    figures = np.percentile(times.answered or [np.nan], [50, 95, 100]) * 1000
    counts = (len(times.answered), times.refused)
    return [name, *(f"{figure:.0f}" for figure in figures), *map(str, counts)]
