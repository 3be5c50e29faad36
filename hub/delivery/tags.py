"""Names for what an answer is made of, as shared caches know it (`Surrogate-Key`, `Cache-Tag`).

An answer carries the tag of everything it shows and of every list it was taken from. When content changes, the same
tags are purged.
"""

from collections.abc import Iterable

ASSETS = "assets"  # any list, search, feed or count of assets or their snippets
LANDING_PAGES = "landing-pages"
TAXONOMY = "taxonomy"
SITES = "sites"  # which there are, where their front ends and their homes are
WEBSITE = "website"  # menus, redirects, robots
BRAND = "brand"


def of_page(pk: int) -> str:
    """An asset, a landing page or a home page."""
    return f"page-{pk}"


def of_image(pk: int) -> str:
    return f"image-{pk}"


def of_file(pk: int) -> str:
    return f"file-{pk}"


def kinds_of(tags: Iterable[str]) -> set[str]:
    """`any-page` for `page-12`, and so on: purged with each of its kind."""
    return {f"any-{kind}" for kind, _, number in map(_parts, tags) if number.isdigit()}


def shortened(tags: Iterable[str]) -> set[str]:
    """Names for an answer that is made of more than it can name one by one: their kinds."""
    tags = set(tags)
    return {tag for tag in tags if not _parts(tag)[2].isdigit()} | kinds_of(tags)


def _parts(tag: str) -> tuple[str, str, str]:
    return tag.rpartition("-")
