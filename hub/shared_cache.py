"""A cache in Redis that processes share, and that may go away: while it does not answer, each process goes on with a
memory of its own. So nobody waits for it, and limits still count, if only in each process."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import RedisError

logger = logging.getLogger(__name__)

# After a failure it is left alone for so many seconds: else each request would wait for it anew.
REST = 5.0


class SharedCache(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _Client


class _Outage:
    """What this process knows of it: one for all threads, each of which has a client of its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._away = False
        self._ask_again_at = 0.0

    @property
    def resting(self) -> bool:
        return time.monotonic() < self._ask_again_at

    def goes_on(self, error: RedisError) -> None:
        with self._lock:
            began, self._away = not self._away, True
            self._ask_again_at = time.monotonic() + REST
        if began:
            logger.warning(
                "The shared cache fails; each process keeps its own meanwhile: %s", error
            )

    def is_over(self) -> None:
        if self._away:
            with self._lock:
                ended, self._away = self._away, False
            if ended:
                logger.warning("The shared cache answers again")


_outage = _Outage()


class _Client:
    """As Django's own client for Redis, whose methods take the same arguments as those of a cache."""

    def __init__(self, servers: list[str], **options: Any) -> None:
        self._shared = RedisCacheClient(servers, **options)
        self._own = LocMemCache(f"instead of {servers}", {})

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            if not _outage.resting:
                try:
                    result = getattr(self._shared, name)(*arguments)
                except RedisError as error:
                    _outage.goes_on(error)
                else:
                    _outage.is_over()
                    return result
            return getattr(self._own, name)(*arguments)

        return call
