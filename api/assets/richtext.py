"""Rich text as it leaves the hub.

Wagtail stores links to its own things by id. They become links that a front end can follow; a link
to what the viewer may not see becomes the words it was on.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

import nh3
from wagtail.rich_text.rewriters import extract_attrs

from api.core.inputs import parse_id

_LINK = re.compile(r"<a(\b[^>]*)>(.*?)</a\s*>", re.DOTALL | re.IGNORECASE)

_TAGS = {
    *("a", "b", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "hr", "i", "li", "ol"),
    *("p", "pre", "s", "strike", "strong", "sub", "sup", "u", "ul"),
}
_ATTRIBUTES = {"a": {"href", "data-page-id", "data-asset-id"}}
_SCHEMES = {"http", "https", "mailto", "tel"}


@dataclass(frozen=True)
class Targets:
    """Where the viewer may be sent: pages and documents by id to addresses; `assets`: those of the pages that are."""

    pages: Mapping[int, str] = field(default_factory=dict)
    assets: Collection[int] = ()
    documents: Mapping[int, str] = field(default_factory=dict)


def links(html: str) -> Iterator[tuple[str, int]]:
    """What stored rich text links to: (`page` or `document`, id)."""
    for match in _LINK.finditer(html):
        attributes = extract_attrs(match.group(1))
        if attributes.get("linktype") in ("page", "document"):
            yield attributes["linktype"], _id(attributes)


def to_html(html: str, targets: Targets) -> str:
    """Stored rich text as clean HTML: only what a text needs, and no script."""

    def opened(match: re.Match[str]) -> str:
        return _opened(extract_attrs(match.group(1)), match.group(2), targets)

    return nh3.clean(
        _LINK.sub(opened, html),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


def safe_url(url: str) -> str:
    """`url` where a link may go there, else nothing."""
    cleaned = nh3.clean(
        f'<a href="{escape(url)}">',
        tags={"a"},
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return url if "href" in cleaned else ""


def page_link(page: int, html: str, targets: Targets) -> str:
    if page not in targets.pages:
        return html
    named = f' data-asset-id="{page}"' if page in targets.assets else ""
    return f'<a href="{escape(targets.pages[page])}" data-page-id="{page}"{named}>{html}</a>'


def _opened(attributes: Mapping[str, str], text: str, targets: Targets) -> str:
    kind = attributes.get("linktype")
    if kind == "page":
        return page_link(_id(attributes), text, targets)
    href = attributes.get("href", "")
    if kind == "document":
        href = targets.documents.get(_id(attributes), "")
    return f'<a href="{escape(href)}">{text}</a>' if safe_url(href) else text


def _id(attributes: Mapping[str, str]) -> int:
    return parse_id(attributes.get("id", "")) or 0
