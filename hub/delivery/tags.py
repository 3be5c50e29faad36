"""Names for what an answer is made of, as shared caches know it (`Surrogate-Key`, `Cache-Tag`).

An answer carries the tag of everything it shows and of every list it was taken from. When content changes, the same
tags are purged.
"""

ASSETS = "assets"  # any list, search, feed or count of assets or their snippets
LANDING_PAGES = "landing-pages"
TAXONOMY = "taxonomy"
WEBSITE = "website"  # sites, menus, redirects, sitemap
BRAND = "brand"


def of_page(pk: int) -> str:
    """An asset, a landing page or a home page."""
    return f"page-{pk}"


def of_image(pk: int) -> str:
    return f"image-{pk}"


def of_file(pk: int) -> str:
    return f"file-{pk}"
