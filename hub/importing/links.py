"""What a link of a source points at: another asset of the source, the web, or nothing."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from .body import is_web_address
from .mapping import Mapping as SourceMapping

_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")
_LOOKS_DATED = re.compile(r"^/\d{4}/\d{1,2}/\d{1,2}/")


class Index:
    """The addresses by which the files of a source are linked to: paths, permalinks, aliases."""

    def __init__(self) -> None:
        self._by_address: dict[str, str] = {}
        self._by_name: dict[str, set[str]] = {}

    def add(self, external_id: str, path: str, addresses: Iterable[str]) -> None:
        self._by_address[f"file:{path}"] = external_id
        name = posixpath.splitext(posixpath.basename(path))[0]
        self._by_name.setdefault(_key(name), set()).add(external_id)
        for address in addresses:
            self._by_address.setdefault(f"url:{_key(address)}", external_id)
            last = address.rstrip("/").rpartition("/")[2]
            self._by_name.setdefault(_key(last), set()).add(external_id)

    def of_path(self, path: str) -> str | None:
        return self._by_address.get(f"file:{path}")

    def of_address(self, address: str) -> str | None:
        return self._by_address.get(f"url:{_key(address)}")

    def of_name(self, name: str) -> str | None:
        """The one file of this name; None where several have it."""
        found = self._by_name.get(_key(name), set())
        return next(iter(found)) if len(found) == 1 else None


@dataclass
class Links:
    """Resolves the links of one file. `pending` are those that may lead to an asset one day."""

    path: str
    mapping: SourceMapping
    index: Index
    pages: Mapping[str, int]
    pending: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def __call__(self, href: str) -> dict[str, str] | None:
        """The attributes of the link in database HTML; None where only its text is kept."""
        href = href.strip()
        if not href or href.startswith("#"):
            return None
        page = self.page(href)
        if page is not None:
            return {"linktype": "page", "id": str(page)}
        if self._local(href) is not None and len(href) <= 500 and len(self.pending) < 500:
            self.pending.append(href)
        return None if self._asset(href) is not None else self._elsewhere(href)

    def page(self, href: str) -> int | None:
        """The page of the asset a link leads to; None where there is none (yet)."""
        target = self._asset(href)
        return self.pages.get(target) if target is not None else None

    def _asset(self, href: str) -> str | None:
        local = self._local(href)
        if local is None:
            return None
        path = unquote(local.partition("#")[0].partition("?")[0])
        if not path:
            return None
        joined = self.relative(path)
        if joined is not None and (found := self._file(joined)) is not None:
            return found
        if path.startswith("/"):
            return self.index.of_address(path) or self._dated(path)
        return self._named_alone(path)

    def _file(self, path: str) -> str | None:
        endings = ("", ".md", ".markdown", ".html", "/index.md", "/_index.md", "/README.md")
        found = (self.index.of_path(f"{path}{ending}") for ending in endings)
        return next((external_id for external_id in found if external_id), None)

    def _dated(self, path: str) -> str | None:
        """A permalink whose date is not the file's: the name still tells which is meant."""
        if not self.mapping.by_name or not _LOOKS_DATED.match(path):
            return None
        return self.index.of_name(path.rstrip("/").rpartition("/")[2])

    def _named_alone(self, path: str) -> str | None:
        """`{% post_url 2019-01-02-name %}`, `{{< ref "name" >}}`: a file's name alone."""
        if "/" in path.strip("/") or not self.mapping.by_name:
            return None
        return self.index.of_name(posixpath.splitext(path)[0])

    def _local(self, href: str) -> str | None:
        """The path within the source: of relative links, and of full ones to the site itself."""
        if re.match(r"^//\d{4}/", href):  # a slash too many before a dated permalink
            return href[1:]
        if self.mapping.site:
            host = urlsplit_or_none(self.mapping.site)
            parts = urlsplit_or_none(href)
            if host and parts and parts.netloc and parts.netloc == host.netloc:
                return parts.path or "/"
        if _SCHEME.match(href) or href.startswith("//"):
            return None
        return href

    def relative(self, path: str) -> str | None:
        """`path` as seen from the root of the source; None where it leads outside."""
        if path.startswith("/"):
            joined = posixpath.normpath(path.lstrip("/"))
        else:
            joined = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), path))
        return None if joined == ".." or joined.startswith("../") else joined

    def _elsewhere(self, href: str) -> dict[str, str] | None:
        if href.startswith("//"):
            href = f"https:{href}"
        if re.match(r"^(mailto|tel):", href, re.IGNORECASE):
            return {"href": href} if len(href) < 500 else None
        if _SCHEME.match(href):
            if is_web_address(href):
                return {"href": href}
            self.problems.append(f"link {href[:100]!r} is no web address: its text is kept")
            return None
        path = href.partition("#")[0].partition("?")[0]
        if self.relative(unquote(path)) is None:
            self.problems.append(f"link {href[:100]!r} leads outside the folder: its text is kept")
            return None
        if href.startswith("/") and self.mapping.site and is_web_address(self.mapping.site + href):
            return {"href": self.mapping.site + href}
        self.problems.append(f"link {href[:100]!r} points at no file here: its text is kept")
        return None


def urlsplit_or_none(address: str):
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _key(address: str) -> str:
    return address.strip().strip("/").removesuffix("/index.html").removesuffix(".html").casefold()
