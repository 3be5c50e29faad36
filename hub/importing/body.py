"""Clean HTML becomes the blocks of a body."""

import re
import uuid
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

from .errors import ImportProblem
from .markup import clean
from .rich_text import LinkResolver, plain, rich_text, without_braces
from .templating import shown

Block = dict[str, Any]
# The image block's `image` and `url` for an address; None where there is no such picture.
ImageResolver = Callable[[str], dict[str, Any] | None]

MAX_BLOCKS = 5_000
MAX_CELLS = 20_000
# Paragraphs and lists share a block until it has about this many characters.
PARAGRAPH_CHARACTERS = 1_200

_CONTAINERS = {
    *("address", "article", "aside", "center", "dd", "details", "div", "dl", "footer", "header"),
    *("hgroup", "main", "nav", "section", "[document]"),
}
_STANDALONE = {
    *("blockquote", "pre", "table", "figure", "img", "iframe", "video", "audio", "embed", "hr"),
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "ul",
        "ol",
        "dt",
        "summary",
        "figcaption",
        "caption",
    ),
}
_BREAKS_A_LIST = ["blockquote", "pre", "table", "figure", "h1", "h2", "h3", "h4", "h5", "h6"]
_MEDIA = ["img", "iframe", "video", "audio", "embed"]
_LANGUAGE = re.compile(r"^(?:language|lang|highlight-source)-([\w+#.-]{1,40})$")
_SPEAKER = re.compile(r"^\s*(?:—|–|―|-{1,2}|~|──)\s*(?P<name>\S.{0,180})$", re.DOTALL)
_SAID_BY = re.compile(r"^(?P<text>.*[”\"」])\s*[-–—]+\s*(?P<name>[^.!?”\"]{2,80})$", re.DOTALL)
_NAMESPACE = uuid.UUID("6f3d1c1e-6f0b-4b58-9d1a-6f0c7a3b5f11")


def to_blocks(
    html: str, resolve_link: LinkResolver, resolve_image: ImageResolver, warn: Callable[[str], None]
) -> list[Block]:
    """Stream data, with ids that stay the same for a block as long as its content does."""
    soup = BeautifulSoup(clean(html), "html.parser")
    builder = _Builder(resolve_link, resolve_image, warn)
    builder.container(soup)
    builder.flush()
    return with_ids(builder.blocks)


def with_ids(blocks: list[Block]) -> list[Block]:
    seen: dict[str, int] = {}
    for block in blocks:
        content = f"{block['type']}:{block['value']!r}"
        seen[content] = seen.get(content, 0) + 1
        block["id"] = str(uuid.uuid5(_NAMESPACE, f"{content}:{seen[content]}"))
    return blocks


class _Builder:
    def __init__(self, link: LinkResolver, image: ImageResolver, warn: Callable[[str], None]):
        self.link = link
        self.image = image
        self.warn = warn
        self.blocks: list[Block] = []
        self._paragraphs: list[str] = []
        self._length = 0

    # Collecting

    def add(self, kind: str, value: Any) -> None:
        self.flush()
        if len(self.blocks) >= MAX_BLOCKS:
            raise ImportProblem(f"more than {MAX_BLOCKS} blocks")
        self.blocks.append({"type": kind, "value": value})

    def flush(self) -> None:
        if self._paragraphs:
            value, self._paragraphs, self._length = "".join(self._paragraphs), [], 0
            self.add("paragraph", value)

    def paragraph(self, html: str, tag: str = "p") -> None:
        if not re.sub(r"<[^>]*>|&nbsp;|\s|\xa0", "", html):
            return
        html = re.sub(r"^(?:<br/>\s*)+|(?:\s*<br/>)+$", "", html)
        if self._length + len(html) > PARAGRAPH_CHARACTERS:
            self.flush()
        self._paragraphs.append(f"<{tag}>{html}</{tag}>")
        self._length += len(html)

    # Walking

    def container(self, node: Tag) -> None:
        """A node whose children are blocks, with loose inline content in between."""
        loose: list[PageElement] = []
        for child in list(node.children):
            if isinstance(child, Tag) and (
                child.name in _STANDALONE or child.name in _CONTAINERS or _holds_blocks(child)
            ):
                self.inline(loose)
                loose = []
                self.block(child)
            else:
                loose.append(child)
        self.inline(loose)

    def block(self, node: Tag) -> None:
        name = node.name
        if name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.heading(node)
        elif name in ("p", "figcaption", "caption"):
            self.inline([node] if not _holds_blocks(node) else list(node.children))
        elif name in ("ul", "ol"):
            self.items(node)
        elif name in ("dt", "summary"):
            self.paragraph(f"<b>{rich_text(node.children, self._plain_link)}</b>")
        elif name in ("hr",):
            self.flush()
        elif name in _MEDIA:
            self.media(node)
        elif handler := getattr(self, f"_{name}", None):
            handler(node)
        else:
            self.container(node)

    def inline(self, nodes: Iterable[PageElement]) -> None:
        nodes = list(nodes)
        self.paragraph(rich_text(nodes, self.link))
        for node in nodes:
            if isinstance(node, Tag):
                for media in [node] if node.name in _MEDIA else node.find_all(_MEDIA):
                    self.media(media)

    def heading(self, node: Tag) -> None:
        text = plain(node)
        if len(text) > 500:
            self.paragraph(f"<b>{rich_text(node.children, self._plain_link)}</b>")
        elif text:
            level = {"h1": "2", "h2": "2", "h3": "3"}.get(node.name, "4")
            self.add("heading", {"text": text, "level": level})
        for media in node.find_all(_MEDIA):
            self.media(media)

    def items(self, node: Tag) -> None:
        if node.find(_BREAKS_A_LIST):
            self._broken_list(node)
            return
        if items := self._items(node):
            self.paragraph(items, node.name)
        for media in node.find_all(_MEDIA):
            self.media(media)

    def _items(self, node: Tag) -> str:
        items: list[str] = []
        for item in node.find_all("li", recursive=False):
            loose: list[str] = []
            nested: list[str] = []
            for child in item.children:
                if isinstance(child, Tag) and child.name in ("ul", "ol"):
                    if inner := self._items(child):
                        nested.append(f"<{child.name}>{inner}</{child.name}>")
                elif isinstance(child, Tag) and child.name in ("p", "div"):
                    loose += [" " if not loose else "<br/>", rich_text([child], self.link)]
                else:
                    loose.append(rich_text([child], self.link) or " ")
                    if isinstance(child, NavigableString):
                        loose[-1] = _spaced(str(child), loose[-1])
            text = re.sub(r"^(?:<br/>|\s)+|(?:<br/>|\s)+$", "", "".join(loose))
            if text or nested:
                items.append(f"<li>{text}{''.join(nested)}</li>")
        return "".join(items)

    def _broken_list(self, node: Tag) -> None:
        """Items that hold code, tables or quotes: those become blocks, numbers are written out."""
        for number, item in enumerate(node.find_all("li", recursive=False), start=1):
            mark = NavigableString(f"{number}. " if node.name == "ol" else "• ")
            first = item.find(True, recursive=False)
            own_text = "".join(str(c) for c in item.find_all(string=True, recursive=False)).strip()
            target = first if first is not None and first.name == "p" and not own_text else item
            target.insert(0, mark)
            self.container(item)

    # Blocks of their own, by the name of their tag

    def _blockquote(self, node: Tag, speaker: str = "") -> None:
        speaker = speaker or str(node.get("data-speaker") or "")
        media = node.find_all(_MEDIA)
        if not speaker:
            for source in node.find_all(["cite", "footer", "figcaption"]):
                speaker = speaker or plain(source)
                source.extract()
        lines = _paragraphs_of(node)
        if not speaker and len(lines) > 1 and (said := _SPEAKER.match(lines[-1])):
            speaker = said["name"]
            lines.pop()
        if not speaker and lines and (said := _SAID_BY.match(lines[-1])):
            lines[-1], speaker = said["text"], said["name"]
        name, role = _name_and_role(re.sub(r"^\s*(?:—|–|―|-+)\s*", "", speaker))
        role = str(node.get("data-role") or "") or role
        if lines:
            text = without_braces(shown("\n\n".join(lines)))
            self.add("quote", {"text": text, "speaker": name[:200], "role": role[:200]})
        for medium in media:
            self.media(medium)

    def _pre(self, node: Tag) -> None:
        code = node.find("code") or node
        classes = [*(code.get("class") or []), *(node.get("class") or [])]
        found = next((match for name in classes if (match := _LANGUAGE.match(name))), None)
        text = shown(node.get_text()).strip("\n")
        if text.strip():
            self.add("code", {"language": found[1] if found else "", "code": text})

    def _table(self, node: Tag) -> None:
        rows = [row for row in node.find_all("tr") if row.find_parent("table") is node]
        cells = [list(row.find_all(["td", "th"], recursive=False)) for row in rows]
        width = max((len(row) for row in cells), default=0)
        if width < 2 or node.find(["table", "ul", "ol", "pre", "h1", "h2", "h3", *_MEDIA]):
            self._layout_table(node, cells)
            return
        texts = [_row_texts(row) for row in cells]
        width = max(len(row) for row in texts)
        if width * len(texts) > MAX_CELLS:
            raise ImportProblem(f"a table of more than {MAX_CELLS} cells")
        texts = [row + [""] * (width - len(row)) for row in texts]
        headed = bool(node.find("thead")) or all(cell.name == "th" for cell in cells[0])
        headings = texts.pop(0) if headed else [""] * width
        caption = node.find("caption")
        self.add(
            "table",
            {
                "columns": [{"type": "text", "heading": heading} for heading in headings],
                "rows": [{"values": row} for row in texts],
                "caption": plain(caption)[:500] if caption else "",
            },
        )

    def _layout_table(self, node: Tag, cells: list[list[Tag]]) -> None:
        """A table that arranges other blocks: they follow each other."""
        if caption := node.find("caption"):
            self.block(caption)
        for row in cells:
            for cell in row:
                self.container(cell)

    def _figure(self, node: Tag) -> None:
        caption_node = node.find("figcaption")
        caption = plain(caption_node) if caption_node else ""
        media = node.find_all(_MEDIA)
        quote = node.find("blockquote")
        if isinstance(quote, Tag) and not media:
            if caption_node:
                caption_node.extract()
            self._blockquote(quote, caption)
            return
        if node.find(["pre", "table", "p", "ul", "ol"]) or not media:
            self.container(node)
            return
        for index, medium in enumerate(media):
            self.media(medium, caption if index == 0 else "")

    def media(self, node: Tag, caption: str = "") -> None:
        if node.name != "img":
            self._embed(node, caption)
            return
        alt = without_braces(shown(str(node.get("alt") or ""))).strip()
        found = self.image(str(node.get("src") or "").strip())
        if found is not None:
            value = {"image": None, "url": "", **found, "alt": alt[:500], "caption": caption[:500]}
            self.add("image", value)
        elif caption:
            self.paragraph(f"<i>{_escaped(caption)}</i>")

    def _embed(self, node: Tag, caption: str) -> None:
        source = node if node.get("src") else node.find("source")
        address = str(source.get("src") or "").strip() if source else ""
        address = f"https:{address}" if address.startswith("//") else address
        caption = caption or shown(str(node.get("title") or "")).strip()
        if is_web_address(address):
            self.add("embed", {"url": address, "caption": caption[:500]})
        elif address:
            self.warn(f"embedded {address[:100]!r} is no web address: left out")

    def _plain_link(self, _href: str) -> None:
        return None


def is_web_address(address: str) -> bool:
    if len(address) > 2000 or re.search(r"[\s<>\"{}|\\^`]", address):
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        return False


def _holds_blocks(node: Tag) -> bool:
    return node.name not in _STANDALONE - {"p", "figcaption"} and (
        node.find([*(_STANDALONE - set(_MEDIA)), "div", "section"]) is not None
    )


def _paragraphs_of(node: Tag) -> list[str]:
    """The text of a quote, a line each for its paragraphs and list items."""
    parts: list[str] = []
    loose: list[str] = []

    def close() -> None:
        text = re.sub(r"[ \t\r\n\f]+", " ", "".join(loose)).strip()
        loose.clear()
        if text:
            parts.append(text)

    for child in node.descendants:
        if isinstance(child, NavigableString):
            loose.append(str(child))
        elif isinstance(child, Tag) and child.name in (_STANDALONE | _CONTAINERS | {"li", "br"}):
            close()
        if _ends_block(child, node):
            close()
    close()
    return parts


def _ends_block(child: PageElement, root: Tag) -> bool:
    """Is this the last thing inside a block element?"""
    while child.next_sibling is None and child.parent is not None and child.parent is not root:
        if child.parent.name in _STANDALONE or child.parent.name == "li":
            return True
        child = child.parent
    return False


def _row_texts(row: list[Tag]) -> list[str]:
    texts: list[str] = []
    for cell in row:
        texts.append(plain(cell))
        span = str(cell.get("colspan") or "1")
        texts += [""] * (min(int(span), 50) - 1 if span.isdigit() else 0)
    return texts[:200]


def _name_and_role(speaker: str) -> tuple[str, str]:
    name, _, role = speaker.partition(",")
    return (name.strip(), role.strip()) if len(name) <= 60 else (speaker.strip(), "")


def _spaced(source: str, text: str) -> str:
    """The text with the spaces that set it apart from its neighbours."""
    before = " " if source[:1].isspace() else ""
    after = " " if source[-1:].isspace() else ""
    return f"{before}{text.strip()}{after}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
