"""Where readers find an asset: on the website, which knows it by locale and slug."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri


def path_of(locale: str, slug: str) -> str:
    return f"/{locale}/{slug}"


def public_url(locale: str, slug: str) -> str:
    """On the website's site, as FRONTEND_URL names it; else on the hub's own."""
    site = urlsplit(settings.FRONTEND_URL or settings.WAGTAILADMIN_BASE_URL)
    return f"{site.scheme}://{site.netloc}{iri_to_uri(path_of(locale, slug))}"
