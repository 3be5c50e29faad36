"""Streams of drafts, repaired: each block with all its fields, texts that are missing as empty ones.

What is stored may have any shape: drafts are imported and written by programs, too, and blocks change.
"""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
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


def repaired(stream: StreamValue) -> StreamValue:
    """Without blocks of types that there are no more."""
    block = stream.stream_block
    return StreamValue(block, _stream(block, list(stream.raw_data)), is_lazy=True)


def _stream(block: blocks.BaseStreamBlock, stored: Any) -> list[dict[str, Any]]:
    known = block.child_blocks
    return [
        {**item, "value": _value(known[item["type"]], item.get("value"))}
        for item in _list(stored)
        if isinstance(item, Mapping) and item.get("type") in known
    ]


def _value(block: blocks.Block, stored: Any) -> Any:
    match block:
        case blocks.BaseStreamBlock():
            return _stream(block, stored)
        case blocks.ListBlock():
            return [_item(block.child_block, item) for item in _list(stored)]
        case blocks.BaseStructBlock():
            fields = _mapping(stored)
            return {name: _value(own, fields.get(name)) for name, own in block.child_blocks.items()}
        case BaseTypedTableBlock():
            return _table(block, _mapping(stored))
        case _ if isinstance(block, _TEXTS):
            return _text(stored)
        case blocks.ChooserBlock():
            return _converted(block.model_class._meta.pk, stored)
        case blocks.FieldBlock():
            return _converted(block.field, stored)
        case _:
            return stored


def _item(block: blocks.Block, item: Any) -> dict[str, Any]:
    """In the form that lists have now: it may be bare, as once, or without its id."""
    wrapped = isinstance(item, Mapping) and item.get("type") == "item"
    value = _value(block, item.get("value") if wrapped else item)
    return {"type": "item", "id": str((wrapped and item.get("id")) or uuid4()), "value": value}


def _table(block: BaseTypedTableBlock, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Each row with a cell for every column; columns of types that there are no more are left out."""
    columns = [
        (place, block.child_blocks[column["type"]], column)
        for place, column in enumerate(_list(stored.get("columns")))
        if isinstance(column, Mapping) and column.get("type") in block.child_blocks
    ]
    rows = [_list(_mapping(row).get("values")) for row in _list(stored.get("rows"))]
    return {
        "columns": [
            {"type": column["type"], "heading": _text(column.get("heading"))}
            for _place, _block, column in columns
        ],
        "rows": [
            {
                "values": [
                    _value(own, row[place] if place < len(row) else None)
                    for place, own, _ in columns
                ]
            }
            for row in rows
        ],
        "caption": _text(stored.get("caption")),
    }


def _converted(field: models.Field | forms.Field, stored: Any) -> Any:
    """Nothing, where the field cannot read it."""
    try:
        field.to_python(stored)
    except (ValidationError, TypeError, ValueError):
        return None
    return stored


def _list(stored: Any) -> list[Any]:
    return stored if isinstance(stored, list) else []


def _mapping(stored: Any) -> Mapping[str, Any]:
    return stored if isinstance(stored, Mapping) else {}


def _text(stored: Any) -> str:
    return stored if isinstance(stored, str) else ""
