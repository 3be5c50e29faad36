"""What the two processes hold in memory."""

from collections.abc import Iterator
from pathlib import Path

from . import delay, pool
from .server import running

QUESTIONS = 50


def measure() -> Iterator[str]:
    pool.ensure()
    with running() as hub:
        for question in pool.questions()[:QUESTIONS]:
            hub.search(question)
        yield f"- a web process after {QUESTIONS} questions: {_memory(hub.web)}"
        delay.publish_and_find(hub, number=0)
        yield f"- the worker after indexing an article: {_memory(hub.worker)}"


def _memory(pid: int) -> str:
    """All pages in memory (RSS), and with shared ones divided by their users (PSS)."""
    kilobytes = {
        name: int(rest.split()[0])
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
        for name, _, rest in [line.partition(":")]
    }
    return f"RSS {kilobytes['Rss'] / 1024:.0f} MB, PSS {kilobytes['Pss'] / 1024:.0f} MB"
