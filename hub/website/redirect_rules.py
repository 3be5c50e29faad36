"""What editors are told of a redirect that would send nobody anywhere, in the form and while a table is imported."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect

from .links import is_address
from .redirects import MOST_HOPS
from .sites import websites


def check(redirect: Redirect) -> None:
    """As `Redirect.clean`, which Wagtail leaves empty."""
    page, link = redirect.redirect_page_id, redirect.redirect_link
    if page and link:
        raise ValidationError({"redirect_link": _("A page or an address, not both.")})
    if not page and not link:
        raise ValidationError({"redirect_link": _("Choose a page, or give an address.")})
    if circle := _circle(redirect):
        said = _("It would lead in a circle: %s.") % " → ".join(circle)
        raise ValidationError({"redirect_link": said})


def _circle(redirect: Redirect) -> list[str]:
    """The way from its address back to it; empty where there is none."""
    ours = {site.origin for site in websites().all}
    others = Redirect.objects.exclude(pk=redirect.pk).filter(redirect_page=None)
    if redirect.site_id:
        others = others.filter(Q(site=redirect.site_id) | Q(site=None))
    way, link = [Redirect.normalise_path(redirect.old_path)], redirect.redirect_link
    for _hop in range(MOST_HOPS):
        if not (path := _path(link, ours)):
            return []
        way.append(path)
        if path == way[0]:
            return way
        link = others.filter(old_path=path).values_list("redirect_link", flat=True).first() or ""
    return []


def _path(link: str, ours: set[str]) -> str:
    """Of a link within our websites; else empty."""
    if not is_address(link):
        return ""
    parts = urlsplit(link)
    if parts.scheme and f"{parts.scheme}://{parts.netloc}" not in ours:
        return ""
    return Redirect.normalise_path(link)
