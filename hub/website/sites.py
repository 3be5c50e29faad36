"""The sites that there are, each with its homes: a site's root page and the translations of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Page, Site

from hub.delivery.version import once_a_version

from .addresses import front_end, origin_of, url_of


@dataclass(frozen=True)
class HomePlace:
    """`path`: in the page tree. What stands below is the site's."""

    pk: int
    locale: str
    path: str


@dataclass(frozen=True)
class Website:
    """`origin`: scheme and host of its front end. `homes`: by locale, the root page's own first."""

    pk: int
    hostname: str
    port: int
    name: str
    origin: str
    is_default: bool
    homes: Mapping[str, HomePlace]

    def url(self, path: str) -> str:
        return url_of(self.origin, path)

    @property
    def locale(self) -> str:
        """The language of the root page."""
        return next(iter(self.homes))

    @property
    def inside(self) -> Q:
        """Of pages: those of this site."""
        return Q.create([Q(path__startswith=home.path) for home in self.homes.values()], Q.OR)


@dataclass(frozen=True)
class Websites:
    """The default one first."""

    all: tuple[Website, ...]

    def called(self, hostname: str | None) -> Website | None:
        """By `hostname` or `hostname:port`; without one the default. None where no site is called so."""
        if hostname is None:
            return next((site for site in self.all if site.is_default), None)
        host = hostname.lower()
        return next(
            (site for site in self.all if host in (site.hostname, f"{site.hostname}:{site.port}")),
            None,
        )

    def holding(self, tree_path: str) -> Website | None:
        """The site that a page at this place in the tree is of: where one site is inside another, the inner one."""
        found = [
            (len(home.path), site)
            for site in self.all
            for home in site.homes.values()
            if tree_path.startswith(home.path)
        ]
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def link(self, tree_path: str, path: str, within: Website | None) -> str:
        """As a link on a page of `within` has it: the path there, or the whole address on another site."""
        site = self.holding(tree_path)
        return path if site is None or site == within else site.url(path)

    def url(self, tree_path: str, path: str) -> str:
        """A page's whole address; one that is of no site is told by the default one's."""
        site = self.holding(tree_path)
        return site.url(path) if site else url_of(front_end(), path)


@once_a_version
def websites() -> Websites:
    """Two queries, where content has changed."""
    sites = list(Site.objects.select_related("root_page").order_by("-is_default_site", "pk"))
    keys = {site.root_page.translation_key for site in sites}
    pages = Page.objects.filter(translation_key__in=keys).order_by("locale_id")
    roots = list(
        pages.values_list("pk", "path", "translation_key", "locale_id", "locale__language_code")
    )
    return Websites(tuple(_website(site, roots) for site in sites))


def _website(site: Site, roots: list[tuple]) -> Website:
    own = site.root_page.locale_id
    mine = [root for root in roots if root[2] == site.root_page.translation_key]
    mine.sort(key=lambda root: (root[3] != own, root[3]))
    return Website(
        pk=site.pk,
        hostname=site.hostname,
        port=site.port,
        name=site.site_name,
        origin=origin_of(site),
        is_default=site.is_default_site,
        homes={code: HomePlace(pk, code, path) for pk, path, _, _, code in mine},
    )
