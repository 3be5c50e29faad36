"""How long after publishing an asset is found, with web server and worker running."""

import random
import statistics
import time
from collections.abc import Callable, Iterator

from wagtail.models import Locale

from hub.assets.keys import key_of
from hub.assets.models import Article, Home
from search.models import IndexedPassage

from . import pool
from .server import Hub, running

WORDS = 3000
MOMENTS = ("published", "found", "embedded")
TIMES = 5
POLL = 0.2  # seconds; oftener, and the asking itself would slow the worker
PATIENCE = 120  # seconds


def measure() -> Iterator[str]:
    pool.ensure()
    with running() as hub:
        # The first one waits for the worker to load the encoder; that is once, not each time.
        publish_and_find(hub, 0)
        delays = [publish_and_find(hub, number) for number in range(1, TIMES + 1)]
    yield f"An article of {WORDS:,} words, published {TIMES} times with new text, the search asked"
    yield f"every {POLL * 1000:.0f} ms:"
    yield ""
    for name, seconds in zip(MOMENTS, zip(*delays, strict=True), strict=True):
        yield (
            f"- {name} after {statistics.median(seconds):.1f} s "
            f"({min(seconds):.1f} to {max(seconds):.1f} s)"
        )


def publish_and_find(hub: Hub, number: int) -> tuple[float, float, float]:
    """Seconds from the beginning of the publish to its end, to the first search that finds it, and to the
    moment when all its passages have vectors."""
    word = f"zyx{random.Random(number).getrandbits(40):x}"
    page = _draft(word, number)
    try:
        started = time.perf_counter()
        page.save_revision().publish()
        published = time.perf_counter() - started
        found = _seconds_until(lambda: _finds(hub, word, page.pk), started)
        hub.connection.close()  # the server would, for want of requests
        embedded = _seconds_until(lambda: _is_embedded(page.pk), started)
        return published, found, embedded
    finally:
        page.delete()


def _seconds_until(ready: Callable[[], bool], started: float) -> float:
    while not ready():
        if time.perf_counter() - started > PATIENCE:
            raise RuntimeError(f"not within {PATIENCE} s")
        time.sleep(POLL)
    return time.perf_counter() - started


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


def _is_embedded(pk: int) -> bool:
    passages = IndexedPassage.objects.filter(document__key=key_of(pk))
    return passages.exists() and not passages.filter(vector__isnull=True).exists()
