"""Where those are sent who come by an address that no page has: as editors set it, and as pages have moved."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from hub.visibility import Viewer, visible_web_pages

from .links import is_address
from .places import places
from .routing import LONGEST, address, page_almost_at, pages_at
from .sites import Website, Websites

# What leads to an address with a redirect of its own leads where that leads: so often at most.
MOST_HOPS = 5


@dataclass(frozen=True)
class Target:
    """`to`: a path of the same site, or a whole address elsewhere."""

    source: str
    to: str
    permanent: bool


@dataclass(frozen=True)
class Targets:
    """By the redirects' ids, without those that go round in circles and those to what the viewer may not see.
    `pages`: the ids of all pages that they lead to, seen or not."""

    by_id: Mapping[int, Target]
    pages: frozenset[int] = frozenset()


@dataclass
class _Way:
    """From a redirect to where it ends."""

    row: Redirect
    end: Redirect
    permanent: bool
    passed: set[str]
    circles: bool = False


def of_site(site: Website) -> QuerySet[Redirect]:
    """Those for the site, and those for all sites in whose place it has none of its own."""
    own = Redirect.objects.filter(site=site.pk)
    replaced = Exists(own.filter(old_path=OuterRef("old_path")))
    return Redirect.objects.filter(Q(site=site.pk) | Q(site=None) & ~replaced)


def listed(site: Website, viewer: Viewer) -> QuerySet[Redirect]:
    """Without those to what the viewer may not see."""
    seen = visible_web_pages(viewer, Page.objects.all()).values("pk")
    return of_site(site).filter(Q(redirect_page=None) | Q(redirect_page__in=seen))


def redirect_from(
    path: str, locale: str | None, site: Website, sites: Websites, viewer: Viewer
) -> tuple[Target | None, frozenset[int]]:
    """With the pages it depends on. `path` and `locale` as `routing.address` takes them; what is written like the
    address of a page but for the case of its letters leads to that page."""
    asked = _normal(path)
    if asked is None:
        return None, frozenset()
    bare = asked.partition("?")[0]
    meant = address(bare, locale, site)
    written = meant.path if meant else bare
    called = (asked, bare, written)
    rows = _called(called, site, viewer)
    row = next((rows[one] for one in called if one in rows), None)
    if row is not None:
        found = targets([row], site, sites, viewer)
        return found.by_id.get(row.pk), found.pages
    almost = meant or address(bare.lower(), None, site)
    place = page_almost_at(almost, site, viewer) if almost else None
    if place is None or not _differ_in_case(place.path, written):
        return None, frozenset()
    return Target(bare, place.path, permanent=True), frozenset({place.pk})


def _differ_in_case(path: str, other: str) -> bool:
    path, other = (one.rstrip("/") for one in (path, other))
    return path != other and path.lower() == other.lower()


def in_force(rows: Iterable[Redirect], site: Website, viewer: Viewer) -> list[Redirect]:
    """Without those from where the viewer sees a page, which comes first. A query, where they might."""
    rows = list(rows)
    known = {row.pk: found for row in rows if (found := address(row.old_path, None, site))}
    taken = pages_at(known.values(), site, viewer)
    return [row for row in rows if row.pk not in known or known[row.pk].path not in taken]


def targets(rows: Collection[Redirect], site: Website, sites: Websites, viewer: Viewer) -> Targets:
    """Of those in force. A query, and one or two for each hop that any of them takes."""
    ways = [_Way(row, row, row.is_permanent, {row.old_path}) for row in rows]
    ways = _followed(ways, site, viewer)
    ids = frozenset(pk for way in ways if (pk := way.end.redirect_page_id))
    seen = places(visible_web_pages(viewer, Page.objects.filter(pk__in=ids))) if ids else {}
    found = {}
    for way in ways:
        source, pk = way.row.old_path, way.end.redirect_page_id
        if pk is None:
            to = _within(way.end, site) or way.end.redirect_link
            leads = is_address(to)
        elif place := seen.get(pk):
            to = sites.link(place.tree_path, place.path, site)
            leads = _normal(to) != source
        else:
            leads = False
        if leads:
            found[way.row.pk] = Target(source, to, way.permanent)
    return Targets(found, ids)


def _followed(ways: list[_Way], site: Website, viewer: Viewer) -> list[_Way]:
    """To the end, without those that circle."""
    for _hop in range(MOST_HOPS):
        aims = [(way, path) for way in ways if (path := _aim(way.end, site))]
        further = _called({path for _, path in aims}, site, viewer) if aims else {}
        moving = [(way, further[path]) for way, path in aims if path in further]
        for way, row in moving:
            way.circles = row.old_path in way.passed
            way.permanent = way.permanent and row.is_permanent
            way.passed.add(row.old_path)
            way.end = row
        if not moving:
            break
        ways = [way for way in ways if not way.circles]
    return ways


def _aim(row: Redirect, site: Website) -> str | None:
    """The path within the site that it leads to, where editors wrote one, as redirects are kept."""
    return _normal(path) if (path := _within(row, site)) else None


def _called(paths: Collection[str], site: Website, viewer: Viewer) -> dict[str, Redirect]:
    """Those in force."""
    rows = of_site(site).filter(old_path__in=paths).order_by("-pk")
    return {row.old_path: row for row in in_force(rows, site, viewer)}


def _within(row: Redirect, site: Website) -> str:
    """An address that editors wrote as a path of the site; empty where it is none."""
    if row.redirect_page_id or not is_address(row.redirect_link):
        return ""
    parts = urlsplit(row.redirect_link)
    if parts.scheme and f"{parts.scheme}://{parts.netloc}" != site.origin:
        return ""
    return parts._replace(scheme="", netloc="").geturl() or "/"


def _normal(path: str) -> str | None:
    """As redirects are kept. None for what no address can be."""
    if len(path) > LONGEST or "\0" in path:
        return None
    try:
        return Redirect.normalise_path(path)
    except ValueError:
        return None
