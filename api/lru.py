"""A Django cache in this process's memory that is bounded by bytes: what was asked for last stays."""

import threading
import time
from collections import OrderedDict
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache


class _Store:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.entries: OrderedDict[str, tuple[Any, float, int]] = OrderedDict()
        self.bytes = 0

    def drop(self, key: str) -> None:
        _, _, size = self.entries.pop(key, (None, 0.0, 0))
        self.bytes -= size


# Django makes a backend for each thread; what they keep is one.
_stores: dict[str, _Store] = {}


class ByteBoundedCache(BaseCache):
    """Values are kept as they are, not copied: they must never be changed. They say their own size, as `size`."""

    def __init__(self, location: str, params: dict[str, Any]):
        super().__init__(params)
        self._most = params["OPTIONS"]["BYTES"]
        self._store = _stores.setdefault(location, _Store())

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        key = self.make_and_validate_key(key, version=version)
        with self._store.lock:
            value, expires, _ = self._store.entries.get(key, (default, 0.0, 0))
            if expires <= time.monotonic():
                self._store.drop(key)
                return default
            self._store.entries.move_to_end(key)
            return value

    def set(
        self,
        key: Any,
        value: Any,
        timeout: float | Any | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        key = self.make_and_validate_key(key, version=version)
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        expires = float("inf") if seconds is None else time.monotonic() + seconds
        with self._store.lock:
            self._store.drop(key)
            if value.size > self._most:
                return
            self._store.entries[key] = (value, expires, value.size)
            self._store.bytes += value.size
            while self._store.bytes > self._most:
                self._store.drop(next(iter(self._store.entries)))

    def clear(self) -> None:
        with self._store.lock:
            self._store.entries.clear()
            self._store.bytes = 0
