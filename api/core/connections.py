"""Lists in pages: opaque cursors, and what every connection has."""

import base64
import json
from typing import Any

import graphene

from api.limits import limits

from .errors import BadInput

_LARGEST = 2**63 - 1  # what a database takes for an integer


class PageInfo(graphene.ObjectType):
    class Meta:
        description = "Where a page of a list stands in the whole."

    has_next_page = graphene.Boolean(
        required=True, description="Whether more comes after this page."
    )
    has_previous_page = graphene.Boolean(
        required=True, description="Whether this page was asked for with `after`."
    )
    start_cursor = graphene.String(
        description="The cursor of the first item; null on an empty page."
    )
    end_cursor = graphene.String(
        description="The cursor of the last item, to give as `after`; null on an empty page."
    )


def page_info(cursors: list[str], after: str | None, has_next: bool) -> PageInfo:
    return PageInfo(
        has_next_page=has_next,
        has_previous_page=bool(after),
        start_cursor=cursors[0] if cursors else None,
        end_cursor=cursors[-1] if cursors else None,
    )


def page_size(first: int | None) -> int:
    """`first` as asked, BadInput beyond the limits. Null is refused: a list always has a size."""
    most = limits().page_size
    if first is None or not 0 <= first <= most:
        given = "null" if first is None else first
        raise BadInput(f"`first` must be 0 to {most}; it is {given}.")
    return first


def encode_cursor(*parts: str | int) -> str:
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(cursor: str, *kinds: type) -> list[Any]:
    """The parts of a cursor that `encode_cursor` made of these types. BadInput for all others."""
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        genuine = encode_cursor(*parts) == cursor
    except (ValueError, TypeError, RecursionError):
        genuine = False
    if not genuine or [type(part) for part in parts] != list(kinds):
        raise BadInput("`after` is not a cursor that this list gave.")
    if any(isinstance(part, int) and abs(part) > _LARGEST for part in parts):
        raise BadInput("`after` is not a cursor that this list gave.")
    return parts
