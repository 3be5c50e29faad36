"""Where readers find a page: on its website, by locale and slug, whatever folder editors keep it in."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri
from wagtail.models import Site


def path_of(locale: str, slug: str) -> str:
    """As people read it: letters of all scripts stand in it as they are. A home page has no slug."""
    return f"/{locale}/{slug}"


def url_of(origin: str, path: str) -> str:
    return origin + iri_to_uri(path)


def front_end() -> str:
    """The default site's scheme and host: FRONTEND_URL's; else the hub's own."""
    site = urlsplit(settings.FRONTEND_URL or settings.WAGTAILADMIN_BASE_URL)
    return f"{site.scheme}://{site.netloc}"


def origin_of(site: Site) -> str:
    return front_end() if site.is_default_site else site.root_url


def public_url(locale: str, slug: str) -> str:
    return url_of(front_end(), path_of(locale, slug))
