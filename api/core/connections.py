"""Lists in pages: opaque cursors, and what every connection has."""

import base64
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

import graphene

from api.limits import limits

from .errors import BadInput

_LARGEST = 2**63 - 1  # what a database takes for an integer

Node = TypeVar("Node")


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


@dataclass
class Page(Generic[Node]):
    """A page of a list whose cursors name an item, not a position. Read when first asked for."""

    first: int
    after: str | None

    def read(self, most: int) -> list[Node]:
        """The items behind `after`, in order, `most` of them at most."""
        raise NotImplementedError

    def cursor(self, node: Node) -> str:
        raise NotImplementedError

    @cached_property
    def _read(self) -> list[Node]:
        # One more than asked for says whether there is a next page.
        return self.read(self.first + 1)

    @property
    def nodes(self) -> list[Node]:
        return self._read[: self.first]

    @property
    def edges(self) -> list[dict[str, Any]]:
        return [{"cursor": self.cursor(node), "node": node} for node in self.nodes]

    @property
    def page_info(self) -> PageInfo:
        cursors = [self.cursor(node) for node in self.nodes]
        return page_info(cursors, self.after, len(self._read) > self.first)


def page_arguments(first: int) -> dict[str, Any]:
    """`first`: how many a page has where nothing is said."""
    return {
        "first": graphene.Int(default_value=first, description="How many a page has: 0 to 100."),
        "after": graphene.String(description="The cursor after which the page starts."),
    }


def page_size(first: int | None) -> int:
    """`first` as asked, BadInput beyond the limits. Null is refused: a list always has a size."""
    most = limits().page_size
    if first is None or not 0 <= first <= most:
        given = "null" if first is None else first
        raise BadInput(f"`first` must be 0 to {most}; it is {given}.")
    return first


def encode_cursor(*parts: str | float) -> str:
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
