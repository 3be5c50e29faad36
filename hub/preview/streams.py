"""Streams of drafts, made whole: each block with all its fields, texts that are missing as empty ones."""

from collections.abc import Mapping
from typing import Any

from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock

_TEXTS = (
    blocks.CharBlock,
    blocks.TextBlock,
    blocks.RichTextBlock,
    blocks.URLBlock,
    blocks.ChoiceBlock,
)


def whole(stream: StreamValue) -> StreamValue:
    """Without blocks of types that there are no more."""
    block = stream.stream_block
    return StreamValue(block, _stream(block, list(stream.raw_data)), is_lazy=True)


def _stream(block: blocks.BaseStreamBlock, stored: Any) -> list[dict[str, Any]]:
    known = block.child_blocks
    return [
        {**item, "value": _value(known[item["type"]], item.get("value"))}
        for item in stored or ()
        if item["type"] in known
    ]


def _value(block: blocks.Block, stored: Any) -> Any:
    match block:
        case blocks.BaseStreamBlock():
            return _stream(block, stored)
        case blocks.ListBlock():
            return [_item(block.child_block, item) for item in stored or ()]
        case blocks.BaseStructBlock():
            fields = stored if isinstance(stored, Mapping) else {}
            return {name: _value(own, fields.get(name)) for name, own in block.child_blocks.items()}
        case BaseTypedTableBlock():
            return stored or {"columns": [], "rows": []}
        case _ if isinstance(block, _TEXTS):
            return stored or ""
        case _:
            return stored


def _item(block: blocks.Block, item: Any) -> Any:
    """As lists store them now, or bare, as they did once."""
    if isinstance(item, Mapping) and item.get("type") == "item":
        return {**item, "value": _value(block, item.get("value"))}
    return _value(block, item)
