"""Shared caches, each named by an address."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_SERVICES = {"cloudflare": "Cloudflare", "fastly": "Fastly"}


def frontend_caches(addresses: Iterable[str]) -> dict[str, dict[str, Any]]:
    """As Wagtail's frontend cache is configured. Of `http://varnish:6081`, `cloudflare://TOKEN@ZONE`,
    `fastly://TOKEN@SERVICE`."""
    return {f"cache {number}": _backend(a.strip()) for number, a in enumerate(addresses, 1)}


def _backend(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme in ("http", "https") and parts.netloc:
        return {"BACKEND": "hub.delivery.caches.HttpCache", "LOCATION": address}
    # Not the parts' own idea of user and host: a service's name may have capitals.
    token, _, name = parts.netloc.rpartition("@")
    if parts.scheme in _SERVICES and token and name:
        backend = f"hub.delivery.caches.{_SERVICES[parts.scheme]}"
        return {"BACKEND": backend, "TOKEN": token, "ID": name}
    raise ImproperlyConfigured(
        "FRONTEND_CACHE takes http://HOST:PORT, cloudflare://TOKEN@ZONE or fastly://TOKEN@SERVICE, commas between."
    )
