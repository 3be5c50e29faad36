import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from api.core.connections import Page, decode_cursor, encode_cursor, page_size
from api.core.context import Context
from api.core.errors import BadInput
from hub.snippets.models import Snippet
from hub.visibility import visible_snippets

from .inputs import chosen
from .loaders import SnippetNode, load


def one_snippet(context: Context, id: str) -> SnippetNode | None:
    try:
        uuid = UUID(id)
    except ValueError:
        return None
    return next(iter(load(context, Snippet.objects.filter(uuid=uuid))), None)


@dataclass
class SnippetPage(Page[SnippetNode]):
    context: Context
    rows: QuerySet

    @cached_property
    def total_count(self) -> int:
        return visible_snippets(self.context.viewer, self.rows).count()

    def read(self, most: int) -> list[SnippetNode]:
        rows = self.rows.filter(_behind(self.after)) if self.after else self.rows
        return load(self.context, rows, most)

    def cursor(self, node: SnippetNode) -> str:
        return encode_cursor(int(node.row.pinned), node.row.score, node.row.pk)


def _behind(cursor: str) -> Q:
    """What comes after the cursor's snippet in the order that snippets have (`Snippet.Meta.ordering`)."""
    pinned, score, pk = decode_cursor(cursor, int, float, int)
    if pinned not in (0, 1) or not math.isfinite(score):
        raise BadInput("`after` is not a cursor that this list gave.")
    alike = Q(pinned=bool(pinned))
    behind = alike & (Q(score__lt=score) | Q(score=score, pk__gt=pk))
    return behind | Q(pinned=False) if pinned else behind


def many_snippets(
    context: Context, filter: Mapping[str, Any] | None, first: int, after: str | None
) -> SnippetPage:
    rows = chosen(Snippet.objects.all(), filter or {})
    return SnippetPage(page_size(first), after or None, context, rows)
