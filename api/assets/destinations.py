"""Where buttons lead, as editors stored it: see `hub.website.destinations`."""

from collections.abc import Iterator, Mapping
from typing import Any

from hub.website.destinations import names

from .richtext import Targets, safe_url


def chosen(value: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, int]]:
    """(`page` or `document`, id) of what it leads to, where editors chose it."""
    page, document, _ = names(prefix)
    for kind, name in (("page", page), ("document", document)):
        if pk := value.get(name):
            yield kind, pk


def destination(value: Mapping[str, Any], targets: Targets, prefix: str = "") -> str:
    """The address; empty where it leads to nothing that the viewer may see, or is not safe."""
    page, document, url = names(prefix)
    if pk := value.get(page):
        return targets.pages.get(pk, "")
    if pk := value.get(document):
        return targets.documents.get(pk, "")
    return safe_url(value.get(url) or "")
