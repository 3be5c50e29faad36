"""Shared caches in front of the API or of websites, and how they are told: through Wagtail's frontend cache, whose
backends these are. They purge by tag as well, since nobody knows the addresses of all that the API was asked, and they
raise what goes wrong, so that it is tried again."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from wagtail.contrib.frontend_cache.backends import BaseBackend
from wagtail.contrib.frontend_cache.utils import get_backends

_TIMEOUT = 5  # seconds for each request


def configured() -> bool:
    return bool(settings.WAGTAILFRONTENDCACHE)


def purge(urls: Sequence[str], tags: Sequence[str]) -> None:
    """From all caches; purging what is gone already does no harm. Raises an OSError where one could not."""
    for backend in get_backends().values():
        mine = [url for url in urls if backend.invalidates_hostname(urlsplit(url).netloc)]
        if mine:
            backend.purge_batch(mine)
        if tags and isinstance(backend, TagBackend):
            backend.purge_tags(tags)


class TagBackend(BaseBackend):
    """`BATCH_SIZE`: how many tags or addresses the cache takes in one request."""

    BATCH_SIZE = 30

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self.config = config

    def purge(self, url: str) -> None:
        self.purge_batch([url])

    def purge_tags(self, tags: Sequence[str]) -> None:
        for batch in _batches(tags, self.BATCH_SIZE):
            self._purge_batch_of_tags(batch)

    def _purge_batch_of_tags(self, tags: Sequence[str]) -> None:
        raise NotImplementedError


class HttpCache(TagBackend):
    """Varnish, or what else takes `PURGE`: of an address, or with the tags in `Surrogate-Key`."""

    BATCH_SIZE = 100

    def purge_batch(self, urls: Iterable[str]) -> None:
        for url in urls:
            parts = urlsplit(url)
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            self._request(path, {"Host": parts.netloc})

    def _purge_batch_of_tags(self, tags: Sequence[str]) -> None:
        self._request("/", {"Surrogate-Key": " ".join(tags)})

    def _request(self, path: str, headers: dict[str, str]) -> None:
        address = self.config["LOCATION"].rstrip("/") + path
        _send(Request(address, headers=headers, method="PURGE"))


class Cloudflare(TagBackend):
    LOCATION = "https://api.cloudflare.com/client/v4"

    def purge_batch(self, urls: Iterable[str]) -> None:
        for batch in _batches(list(urls), self.BATCH_SIZE):
            self._request({"files": batch})

    def _purge_batch_of_tags(self, tags: Sequence[str]) -> None:
        self._request({"tags": list(tags)})

    def _request(self, what: dict[str, Sequence[str]]) -> None:
        base = self.config.get("LOCATION", self.LOCATION)
        headers = {
            "Authorization": f"Bearer {self.config['TOKEN']}",
            "Content-Type": "application/json",
        }
        address = f"{base}/zones/{self.config['ID']}/purge_cache"
        _send(Request(address, json.dumps(what).encode(), headers, method="POST"))


class Fastly(TagBackend):
    """By tag alone: Fastly has an address's purge asked of the address itself."""

    LOCATION = "https://api.fastly.com"
    BATCH_SIZE = 256

    def purge_batch(self, urls: Iterable[str]) -> None:
        pass

    def _purge_batch_of_tags(self, tags: Sequence[str]) -> None:
        base = self.config.get("LOCATION", self.LOCATION)
        headers = {"Fastly-Key": self.config["TOKEN"], "Surrogate-Key": " ".join(tags)}
        _send(Request(f"{base}/service/{self.config['ID']}/purge", headers=headers, method="POST"))


def _send(request: Request) -> None:
    with urlopen(request, timeout=_TIMEOUT):  # an answer of 400 or more is raised
        pass


def _batches(items: Sequence[str], most: int) -> Iterator[Sequence[str]]:
    for at in range(0, len(items), most):
        yield items[at : at + most]
