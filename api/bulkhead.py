"""Keeps operations that take long from having all threads, so that a kept answer, a short list or a probe finds one.

A few run at once, as many as processors can. Some more wait, each holding a thread; whoever comes beyond these, or
has waited too long, is told to come back.
"""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Semaphore

from django.conf import settings

from .core.errors import BUSY, HttpError
from .limits import Size

# What costs more (see `api.limits`) takes long.
SHORT = 30
PATIENCE = 3.0  # seconds


class Bulkhead:
    """For a process of so many threads. A quarter of them is left to what is short. Questions, each of which has to be
    embedded, get half at most: a flood of them leaves pages and lists their turn."""

    def __init__(self, threads: int, processors: int) -> None:
        self._all = Semaphore(max(1, threads * 3 // 4))
        self._questions = Semaphore(max(1, threads // 2))
        self._running = Semaphore(max(1, min(processors, threads // 4)))

    @contextmanager
    def entered(self, size: Size) -> Iterator[None]:
        """Within it an operation of that size may wait for its turn. HttpError 503 where too many do."""
        if size.nodes < SHORT:
            yield
        elif size.embeds:
            with _held(self._questions), _held(self._all):
                yield
        else:
            with _held(self._all):
                yield

    @contextmanager
    def turn(self, size: Size) -> Iterator[None]:
        """Within it the operation may run. HttpError 503 where it had to wait too long."""
        if size.nodes < SHORT:
            yield
        else:
            with _held(self._running, PATIENCE):
                yield


bulkhead = Bulkhead(settings.WEB_THREADS, os.cpu_count() or 1)


@contextmanager
def _held(places: Semaphore, patience: float = 0) -> Iterator[None]:
    if not places.acquire(timeout=patience):
        # Not all at once again.
        later = {"Retry-After": str(random.randint(1, 3))}
        raise HttpError(503, BUSY, "Too many ask for what takes long. Try again later.", later)
    try:
        yield
    finally:
        places.release()
