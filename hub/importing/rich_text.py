"""Inline HTML becomes Wagtail's rich text: only what a paragraph block may carry."""

import re
from collections.abc import Callable, Iterable
from html import escape

from bs4 import NavigableString, PageElement, Tag

from .templating import shown

# What a link becomes: the attributes of its <a>, or None where only its text is kept.
LinkResolver = Callable[[str], dict[str, str] | None]

_TAGS = {
    **dict.fromkeys(("b", "strong"), "b"),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), "i"),
    **dict.fromkeys(("s", "strike", "del"), "s"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
}
_LEFT_OVER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\{%", re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def rich_text(nodes: Iterable[PageElement], resolve: LinkResolver) -> str:
    """The nodes' inline content as database HTML; pictures and blocks within are the caller's."""
    return "".join(_inline(node, resolve, frozenset()) for node in nodes).strip()


def _inline(node: PageElement, resolve: LinkResolver, inside: frozenset[str]) -> str:
    if isinstance(node, NavigableString):
        return _text(str(node), in_code="code" in inside)
    if not isinstance(node, Tag):
        return ""
    if node.name == "br":
        return "<br/>"
    if node.name in ("img", "iframe", "video", "audio", "embed", "hr"):
        return ""
    if "footnote-backref" in (node.get("class") or []):
        return ""
    name = "a" if node.name == "a" else _TAGS.get(node.name)
    if name in inside:
        name = None
    within = inside | {name} if name else inside
    inner = "".join(_inline(child, resolve, within) for child in node.children)
    if node.name == "q":
        return f"“{inner}”"
    if name is None or not inner.strip():
        return inner
    if name == "a":
        attributes = resolve(str(node.get("href") or ""))
        if attributes is None:
            return inner
        written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
        return f"<a{written}>{inner}</a>"
    return f"<{name}>{inner}</{name}>"


def _text(text: str, in_code: bool) -> str:
    text = _SPACE.sub(" ", shown(text))
    if in_code or "{" not in text:
        return escape(text, quote=False)
    # Braces that are there to be read (raw blocks, entities) are shown as what they are: code.
    pieces: list[str] = []
    position = 0
    for found in _LEFT_OVER.finditer(text):
        pieces += [escape(text[position : found.start()], quote=False)]
        pieces += [f"<code>{escape(found[0], quote=False)}</code>"]
        position = found.end()
    return "".join([*pieces, escape(text[position:], quote=False)])


def plain(node: Tag) -> str:
    """A node's text on one line, for fields that hold no markup."""
    text = _SPACE.sub(" ", shown(node.get_text(" " if node.name in ("table", "ul", "ol") else "")))
    return without_braces(text).strip()


def without_braces(text: str) -> str:
    """Text that cannot carry code marks loses the braces and keeps the words."""
    if "{{" not in text and "{%" not in text:
        return text
    return re.sub(r"\{\{[<%]?\s*|\s*[>%]?\}\}|\{%-?\s*|\s*-?%\}", "", text)
