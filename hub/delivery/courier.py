"""Tells websites and caches what has changed, beside the worker's tasks: a text takes seconds to be embedded, and a
receiver seconds to answer, and neither is to wait for the other."""

import logging
import threading
import time

from django.db import close_old_connections, connection

from .deliveries import attempt, due
from .outbox import settle

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.25
# Receivers that are told at the same time.
MAX_RECEIVERS = 8


class Pace:
    """When to settle what has happened. At once where it was quiet; a second, two, at most four after the last time
    while people are at work; and while much happens, as in an import, up to half a minute, so that websites are told
    of it in a few messages."""

    SHORTEST, OF_PEOPLE, LONGEST = 1.0, 4.0, 30.0
    MUCH = 20  # events settled at once

    def __init__(self) -> None:
        self._gap = 0.0
        self._settled_at = float("-inf")

    def is_due(self, now: float) -> bool:
        return now - self._settled_at >= self._gap

    def settled(self, events: int, now: float) -> None:
        quiet = now - self._settled_at > self._gap + self.SHORTEST
        longest = self.LONGEST if events >= self.MUCH else self.OF_PEOPLE
        self._gap = self.SHORTEST if quiet else min(2 * self._gap, longest)
        self._settled_at = now


class Courier(threading.Thread):
    """Whatever becomes of it, nothing is lost: what is not noted as told is told by the next one."""

    def __init__(self) -> None:
        super().__init__(name="courier", daemon=True)
        self._pace = Pace()
        self.busy: set[int] = set()

    def run(self) -> None:
        while True:
            try:
                self.poll()
            except Exception:
                logger.exception("Looking for what is to be told failed")
                time.sleep(10 * POLL_SECONDS)
            finally:
                close_old_connections()
            time.sleep(POLL_SECONDS)

    def poll(self) -> None:
        now = time.monotonic()
        if self._pace.is_due(now) and (events := settle()):
            self._pace.settled(events, now)
        # Caches first: a website that is told asks again at once, and must not be given what they still have.
        for purge in due().filter(webhook=None):
            attempt(purge)
        waiting = due().exclude(webhook=None).order_by().values_list("webhook_id", flat=True)
        for webhook in waiting.distinct()[: MAX_RECEIVERS + len(self.busy)]:
            if webhook not in self.busy and len(self.busy) < MAX_RECEIVERS:
                self.busy.add(webhook)
                threading.Thread(target=self._tell, args=[webhook], daemon=True).start()

    def _tell(self, webhook: int) -> None:
        """All that waits for it, one after the other; while it fails it is left alone for a while."""
        try:
            while delivery := due().filter(webhook=webhook).select_related("webhook").first():
                attempt(delivery)
        except Exception:
            logger.exception("Telling webhook %s failed", webhook)
        finally:
            connection.close()  # this thread's
            self.busy.discard(webhook)
