"""Bodies: from what a StreamField stores to blocks that front ends draw.

The stored form is read as it is, rather than through Wagtail's blocks: those fetch pictures and
links one body at a time, and a list of assets needs them for all bodies at once.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import Any, NamedTuple

from api.core.media import elsewhere

from .destinations import chosen, destination
from .references import References
from .richtext import Targets, links, page_link, safe_url, to_html

Stored = Mapping[str, Any]


# A block to be shown: its `id` and `type`, the fields of its type, and `html`: all of it drawn.
BlockNode = Mapping[str, Any]


def stored(row: Any, field: str) -> list[Mapping[str, Any]]:
    """A stream field's blocks as the database has them; none where the class has no such field."""
    stream = getattr(row, field, None)
    return list(stream.raw_data) if stream else []


def referenced(stored: Iterable[Stored]) -> Iterator[tuple[str, int]]:
    """(`image`, `page` or `document`, id) of all that the blocks point at."""
    for block in stored:
        value = block.get("value")
        if block.get("type") == "image" and isinstance(value, Mapping) and value.get("image"):
            yield "image", value["image"]
        if block.get("type") == "cta" and isinstance(value, Mapping):
            yield from chosen(value)
        for rich in _rich_texts(block):
            yield from links(rich)


def _rich_texts(block: Stored) -> Iterator[str]:
    kind, value = block.get("type"), block.get("value") or {}
    if kind == "paragraph":
        yield str(value)
    elif kind == "callout":
        yield value.get("text") or ""
    elif kind == "question":
        yield value.get("answer") or ""


def shown(stored: list[Stored], references: References) -> list[BlockNode]:
    """The blocks in order, without those that have nothing to show (a picture gone or private)."""
    nodes: list[BlockNode] = []
    for position, block in enumerate(stored):
        kind = block.get("type", "")
        draw = _DRAWN.get(kind)
        drawn = draw(block.get("value") or {}, references) if draw else None
        if drawn:
            fields, html = drawn
            identity = {"id": block.get("id") or str(position), "type": kind}
            nodes.append({**fields, **identity, "html": html})
    return nodes


class QuestionNode(NamedTuple):
    question: str
    answer_html: str


def answered(values: Iterable[Stored], targets: Targets) -> list[QuestionNode]:
    """Stored questions with their answers, in order."""
    return [
        QuestionNode(value.get("question") or "", to_html(value.get("answer") or "", targets))
        for value in values
    ]


Drawn = tuple[dict[str, Any], str]


def _text(value: Stored, *names: str) -> dict[str, Any]:
    return {name: value.get(name) or "" for name in names}


def _heading(value: Stored, _references: References) -> Drawn:
    level = int(value.get("level") or 2)
    shown = {**_text(value, "text"), "level": level}
    return shown, f"<h{level}>{escape(shown['text'])}</h{level}>"


def _paragraph(value: Any, references: References) -> Drawn:
    return {}, to_html(str(value or ""), references.targets)


def _quote(value: Stored, _references: References) -> Drawn:
    shown = _text(value, "text", "speaker", "role")
    who = ", ".join(escape(part) for part in (shown["speaker"], shown["role"]) if part)
    footer = f"<footer>{who}</footer>" if who else ""
    return shown, f"<blockquote><p>{escape(shown['text'])}</p>{footer}</blockquote>"


def _statistic(value: Stored, _references: References) -> Drawn:
    note = value.get("note") or ""
    shown = {"figure": value.get("value") or "", "note": note, **_text(value, "label")}
    small = f" <small>{escape(note)}</small>" if note else ""
    return (
        shown,
        f"<p><strong>{escape(shown['figure'])}</strong> {escape(shown['label'])}{small}</p>",
    )


def _image(value: Stored, references: References) -> Drawn | None:
    alt = value.get("alt") or ""
    kept = references.images.get(value.get("image") or 0)
    if kept:
        image = replace(kept, alt=alt or kept.alt)
    elif url := safe_url(value.get("url") or ""):
        image = elsewhere(url, alt)
    else:
        return None
    shown = {"image": image, **_text(value, "caption")}
    return shown, _figure(image.html, shown["caption"])


def _table(value: Stored, _references: References) -> Drawn:
    columns = [column.get("heading") or "" for column in value.get("columns", ())]
    rows = [[str(cell or "") for cell in row["values"]] for row in value.get("rows", ())]
    shown = {"columns": columns, "rows": rows, **_text(value, "caption")}
    caption = f"<caption>{escape(shown['caption'])}</caption>" if shown["caption"] else ""
    head = f"<thead>{_row('th', columns)}</thead>" if any(columns) else ""
    body = "".join(_row("td", row) for row in rows)
    return shown, f"<table>{caption}{head}<tbody>{body}</tbody></table>"


def _row(tag: str, cells: list[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"


def _code(value: Stored, _references: References) -> Drawn:
    shown = _text(value, "language", "code")
    language = f' class="language-{escape(shown["language"])}"' if shown["language"] else ""
    return shown, f"<pre><code{language}>{escape(shown['code'])}</code></pre>"


def _callout(value: Stored, references: References) -> Drawn:
    tone = value.get("tone") or "note"
    inner = to_html(value.get("text") or "", references.targets)
    return {"tone": tone}, f'<aside class="callout callout-{escape(tone)}">{inner}</aside>'


def _embed(value: Stored, _references: References) -> Drawn | None:
    url = safe_url(value.get("url") or "")
    if not url:
        return None
    shown = {"url": url, **_text(value, "caption")}
    return shown, _figure(f'<a href="{escape(url)}">{escape(url)}</a>', shown["caption"])


def _call_to_action(value: Stored, references: References) -> Drawn | None:
    url = destination(value, references.targets)
    if not url:
        return None
    shown = {"url": url, **_text(value, "label")}
    label = escape(shown["label"])
    if page := value.get("page"):
        return shown, f"<p>{page_link(page, label, references.targets)}</p>"
    return shown, f'<p><a href="{escape(url)}">{label}</a></p>'


def _figure(inner: str, caption: str) -> str:
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f"<figure>{inner}{below}</figure>"


_DRAWN = {
    "heading": _heading,
    "paragraph": _paragraph,
    "quote": _quote,
    "statistic": _statistic,
    "image": _image,
    "table": _table,
    "code": _code,
    "callout": _callout,
    "embed": _embed,
    "cta": _call_to_action,
}
