"""How long after publishing an asset is found, with web server and worker running."""

import random
import statistics
import time
from collections.abc import Iterator

from wagtail.models import Locale

from hub.assets.models import Article, Home
from search.models import IndexedPassage

from . import pool
from .server import Hub, running

WORDS = 3000
TIMES = 5
POLL = 0.2  # seconds; oftener, and the asking itself would slow the worker
PATIENCE = 120  # seconds


def measure() -> Iterator[str]:
    pool.ensure()
    published: list[float] = []
    delays: list[float] = []
    with running() as hub:
        # The first one waits for the worker to load the encoder; that is once, not each time.
        publish_and_find(hub, 0)
        for number in range(1, TIMES + 1):
            publishing, delay = publish_and_find(hub, number)
            published.append(publishing)
            delays.append(delay)
    yield f"An article of {WORDS:,} words, published {TIMES} times with new text, the search asked"
    yield f"every {POLL * 1000:.0f} ms:"
    yield ""
    yield f"- publishing takes {statistics.median(published):.2f} s (median)"
    yield (
        f"- found {statistics.median(delays):.1f} s after the publish began "
        f"({min(delays):.1f} to {max(delays):.1f} s)"
    )


def publish_and_find(hub: Hub, number: int) -> tuple[float, float]:
    """Seconds that publishing took, and from its beginning to the first search that finds it."""
    word = f"zyx{random.Random(number).getrandbits(40):x}"
    page = _draft(word, number)
    try:
        started = time.perf_counter()
        page.save_revision().publish()
        published = time.perf_counter() - started
        while not _finds(hub, word, page.pk):
            if time.perf_counter() - started > PATIENCE:
                raise RuntimeError(f"not found within {PATIENCE} s")
            time.sleep(POLL)
        return published, time.perf_counter() - started
    finally:
        page.delete()


def _draft(word: str, number: int) -> Article:
    home = Home.objects.get(locale=Locale.objects.get(language_code="en"))
    page = Article(title=f"Field notes {word}", slug=word, kind="article", live=False)
    page.body = [("paragraph", f"<p>{paragraph}</p>") for paragraph in _text(number)]
    return home.add_child(instance=page)


def _text(number: int) -> list[str]:
    """Prose of the pool in another order, so that no passage of it is known."""
    sentences = [
        sentence
        for text in IndexedPassage.objects.order_by("pk").values_list("text", flat=True)[:1000]
        for sentence in text.replace("<", " ").replace("&", " ").split(". ")
        if len(sentence.split()) > 5
    ]
    random.Random(number).shuffle(sentences)
    paragraphs: list[str] = []
    words = 0
    while words < WORDS:
        taken = ". ".join(sentences.pop() for _ in range(5)) + "."
        paragraphs.append(taken)
        words += len(taken.split())
    return paragraphs


def _finds(hub: Hub, word: str, pk: int) -> bool:
    edges = hub.search(word)["edges"]
    return any(edge["node"]["asset"]["id"] == str(pk) for edge in edges)
