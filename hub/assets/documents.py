"""How an asset becomes a searchable document: its text, section by section, and its facets."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from bs4 import BeautifulSoup, NavigableString
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.blocks import StreamValue

from hub.visibility import Viewer, anonymous, visible
from search.documents import CONFIDENTIAL, SECTION_BREAK, Document, Section

from .attachments import open_files
from .choosing import may_be_seen
from .keys import PREFIX, key_of, pk_of
from .models import Asset, CaseStudy, Faq, Publication, Recording
from .transcripts import turns

# HTML elements that end a line of text.
_BLOCK_ELEMENTS = ["p", "li", "br", "h2", "h3", "h4", "tr", "blockquote", "pre"]


class AssetSource:
    """The pool, as `search` reads it."""

    prefix = PREFIX

    def document(self, key: str) -> Document | None:
        asset = readable().filter(pk=pk_of(key)).first()
        return to_document(asset.specific) if asset else None

    def all_keys(self) -> Iterable[str]:
        return [key_of(pk) for pk in readable().values_list("pk", flat=True)]

    def visible(self, viewer: object, keys: Collection[str]) -> set[str]:
        assert isinstance(viewer, Viewer)
        seen = may_be_seen(viewer, [pk_of(key) for key in keys])
        return {key for key in keys if seen[pk_of(key)]}


def readable() -> QuerySet[Asset]:
    """What anybody at all may read now."""
    return visible(Viewer(internal=True, superuser=True, now=timezone.now()), Asset.objects.all())


def to_document(asset: Asset) -> Document:
    """The document of a specific asset, as it is in memory: live, or a draft."""
    return replace(without_facets(asset), facets=_facets(asset))


def without_facets(asset: Asset) -> Document:
    """For whoever reads the text alone: a quarter of the time."""
    return Document(
        key=key_of(asset.pk),
        locale=asset.locale.language_code,
        title=asset.title,
        group=str(asset.translation_key),
        sections=sections_of(asset, open_files(file_ids(asset))),
        published_at=asset.published_at,
    )


def sections_of(asset: Asset, open_files: Collection[int]) -> tuple[Section, ...]:
    """`to_document(asset).sections`, for whoever needs no more and knows which files are open."""
    # The titles of fields are words of the document's language, whoever looks at it.
    with override(asset.locale.language_code):
        return tuple(_sections(asset, open_files))


def text_of(asset: Asset, open_files: Collection[int]) -> str:
    """`to_document(asset).text`, for whoever needs no more and knows which files are open."""
    return SECTION_BREAK.join(section.text for section in _sections(asset, open_files))


def _facets(asset: Asset) -> dict[str, frozenset[str]]:
    """As filters name them; values are slugs."""
    choices = {
        "content_type": asset.content_type_term,
        "format": asset.format,
        "campaign": asset.campaign,
    }
    tags = {
        "persona": asset.personas,
        "stage": asset.stages,
        "industry": asset.industries,
        "topic": asset.topics,
        "product": asset.products,
    }
    return {
        "kind": frozenset({asset.kind}),
        "locale": frozenset({asset.locale.language_code}),
        "audience": frozenset({asset.audience}),
        CONFIDENTIAL: frozenset(() if _is_open(asset) else {"yes"}),
        **{name: frozenset({term.slug} if term else ()) for name, term in choices.items()},
        **{name: frozenset(term.slug for term in terms.all()) for name, terms in tags.items()},
    }


def _is_open(asset: Asset) -> bool:
    return visible(anonymous(), Asset.objects.filter(pk=asset.pk)).exists()


def file_ids(asset: Asset) -> list[int]:
    """Of the files that an asset's text is read from."""
    return [asset.file_id] if isinstance(asset, Publication) and asset.file_id else []


def _sections(asset: Asset, open_files: Collection[int]) -> Iterator[Section]:
    yield from _section(asset.summary, kind="summary", block="summary")
    if isinstance(asset, CaseStudy):
        yield from _case_study_sections(asset)
    yield from _body_sections(asset.body)
    if isinstance(asset, Faq):
        for block in asset.questions:
            title = block.value["question"]
            text = f"{title}\n{plain_text(block.value['answer'].source)}"
            yield from _section(text, title=title, kind="question", block=block.id)
    if isinstance(asset, Recording):
        for turn in turns(asset.transcript.replace("\r\n", "\n")):
            named = {"title": turn.label, "kind": "transcript", "block": "transcript"}
            yield from _section(turn.text, **named)
    if isinstance(asset, Publication) and (not asset.file_id or asset.file_id in open_files):
        yield from _section(asset.extracted_text, block="file")


def _section(text: str, **named: Any) -> Iterator[Section]:
    """None where there is no text; `named` as for Section."""
    if text := text.replace("\r\n", "\n").strip():
        yield Section(text=text, **named)


def _case_study_sections(asset: CaseStudy) -> Iterator[Section]:
    for name in ("customer", "challenge", "solution"):
        title = str(asset._meta.get_field(name).verbose_name).capitalize()
        yield from _section(getattr(asset, name), title=title, block=name)
    results = "\n".join(result.sentence for result in asset.results.all())
    yield from _section(results, title=gettext("Results"), kind="result", block="results")
    speaker = ", ".join(part for part in (asset.quote_speaker, asset.quote_role) if part)
    quote = f"{asset.quote_text}\n{speaker}" if speaker else asset.quote_text
    yield from _section(quote, kind="quote", block="quote_text")


def _body_sections(body: StreamValue) -> Iterator[Section]:
    """Neighbouring prose under one heading is one section; code, tables and quotes stand alone."""
    # Only captions are read, so the pictures are left where they are: a query less for each asset.
    stored = [_without_picture(block) for block in body.raw_data]
    read = StreamValue(body.stream_block, stored, is_lazy=True)
    above: dict[str, str] = {}  # the heading in force, by level
    for kind, blocks in groupby(read, key=lambda block: _KIND.get(block.block_type, "text")):
        if kind == "heading":
            for block in blocks:
                level = block.value["level"]
                above = {other: text for other, text in above.items() if other < level}
                above[level] = block.value["text"]
            continue
        *path, title = above.values() or ("",)
        named = {"title": title, "path": tuple(path), "kind": kind}
        if kind == "text":
            run = list(blocks)
            text = "\n".join(filter(None, (_block_text(block) for block in run)))
            yield from _section(text, block=run[0].id, **named)
        else:
            for block in blocks:
                yield from _section(_block_text(block), block=block.id, **named)


def _without_picture(block: Mapping[str, Any]) -> Mapping[str, Any]:
    if block["type"] != "image":
        return block
    return {**block, "value": {**block["value"], "image": None}}


_KIND = {
    "heading": "heading",
    "code": "code",
    "table": "table",
    "quote": "quote",
    "statistic": "statistic",
}


def _block_text(block: StreamValue.StreamChild) -> str:
    value = block.value
    match block.block_type:
        case "paragraph":
            return plain_text(value.source)
        case "callout":
            return plain_text(value["text"].source)
        case "quote":
            speaker = ", ".join(part for part in (value["speaker"], value["role"]) if part)
            return f"{value['text']}\n{speaker}" if speaker else value["text"]
        case "statistic":
            return ". ".join(
                part for part in (f"{value['value']} {value['label']}", value["note"]) if part
            )
        case "image" | "embed":
            return value["caption"] or ""
        case "table":
            return _table_text(value)
        case "code":
            return value["code"]
        case _:
            return ""


def _table_text(table) -> str:
    """A line a row, each cell with its heading, so that a line can be understood alone."""
    headings = [column["heading"] for column in table.columns]
    rows = (
        [
            f"{heading}: {cell.value}" if heading else str(cell.value)
            for heading, cell in zip(headings, row, strict=True)
            if cell.value
        ]
        for row in table.rows
    )
    return "\n".join("; ".join(row) for row in rows if row)


def plain_text(html: str) -> str:
    """Rich text as text: a line for each paragraph and list item."""
    soup = BeautifulSoup(html, "html.parser")
    # Where the source broke its lines is no end of a line for readers, except in code.
    for string in soup.find_all(string=re.compile("\n")):
        if type(string) is NavigableString and not string.find_parent("pre"):
            string.replace_with(string.replace("\n", " "))
    for element in soup.find_all(_BLOCK_ELEMENTS):
        element.append("\n")
    lines = (" ".join(line.split()) for line in soup.get_text().split("\n"))
    return "\n".join(line for line in lines if line)
