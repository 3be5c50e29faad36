from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import graphene
from django.db.models import DateTimeField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from api.core.connections import Page, decode_cursor, encode_cursor, page_size
from api.core.context import Context
from api.core.errors import BadInput
from api.core.inputs import parse_id, without_nul
from api.core.locales import known_as
from hub.assets.models import Asset
from hub.delivery.tags import ASSETS
from hub.visibility import visible
from search.filters import Filters

from .facets import FacetNode, counted, facet_nodes
from .inputs import narrowed, to_filters
from .loaders import AssetNode, load, load_one
from .rows import NEVER

_NEVER = Value(NEVER, DateTimeField())


@dataclass(frozen=True)
class Order:
    """By a column, then by id in the same direction, so that no two assets tie."""

    column: str
    descending: bool
    description: str

    @property
    def columns(self) -> list[str]:
        sign = "-" if self.descending else ""
        return [f"{sign}{self.column}", f"{sign}pk"]

    def after(self, key: Any, pk: int) -> Q:
        beyond = "lt" if self.descending else "gt"
        return Q(**{f"{self.column}__{beyond}": key}) | Q(**{self.column: key, f"pk__{beyond}": pk})


ORDERS = {
    "NEWEST": Order("published_at", True, "Most recently published first."),
    "OLDEST": Order("published_at", False, "First published first."),
    "RECENTLY_UPDATED": Order("updated", True, "Most recently published anew first."),
    "TITLE": Order("title", False, "By title, as the database sorts it."),
}

AssetSort = graphene.Enum(
    "AssetSort",
    [(name, name) for name in ORDERS],
    description=lambda sort: ORDERS[sort.value].description if sort else "The order of a list.",
)


def one_asset(
    context: Context, locale: str | None, given: Mapping[str, str | None]
) -> AssetNode | None:
    """`given` may hold id, slug and external_id: what was asked for; exactly one may be set."""
    asked = {name: value for name, value in given.items() if value is not None}
    if len(asked) != 1:
        raise BadInput("Give exactly one of `id`, `slug` and `externalId`.")
    [(name, value)] = asked.items()
    if name == "id" and parse_id(value) is None:
        return None
    rows = Asset.objects.filter(**{name: without_nul(value)})
    if locale is not None:
        rows = rows.filter(locale__language_code=known_as(locale))
    try:
        return load_one(context, rows)
    except LookupError:
        problem = "More than one asset is called so: add `locale`, or ask by `id`."
        raise BadInput(problem) from None


@dataclass
class AssetPage(Page[AssetNode]):
    """What is not asked for is not counted or loaded."""

    context: Context
    filters: Filters
    order_name: str

    @cached_property
    def total_count(self) -> int:
        return visible(self.context.viewer, self._rows).count()

    @property
    def facets(self) -> list[FacetNode]:
        return facet_nodes(self.context, counted(self.context, self.filters), self.filters)

    @property
    def _rows(self) -> QuerySet:
        rows = Asset.objects.annotate(updated=Coalesce(F("last_published_at"), _NEVER))
        return narrowed(rows, self.filters)

    def read(self, most: int) -> list[AssetNode]:
        rows = self._rows.order_by(*self._order.columns)
        if self.after:
            rows = rows.filter(self._order.after(*self._position(self.after)))
        return load(self.context, rows, most).nodes

    @property
    def _order(self) -> Order:
        return ORDERS[self.order_name]

    def cursor(self, node: AssetNode) -> str:
        key = getattr(node.row, self._order.column)
        text = key.isoformat() if isinstance(key, datetime) else key
        return encode_cursor(self.order_name, text, node.row.pk)

    def _position(self, cursor: str) -> tuple[Any, int]:
        name, key, pk = decode_cursor(cursor, str, str, int)
        if name != self.order_name:
            raise BadInput("`after` is a cursor of this list in another order.")
        if self._order.column == "title":
            return without_nul(key), pk
        try:
            return datetime.fromisoformat(key), pk
        except ValueError:
            raise BadInput("`after` is not a cursor that this list gave.") from None


def many_assets(
    context: Context, filter: Mapping[str, Any] | None, sort: str, first: int, after: str | None
) -> AssetPage:
    context.tags.add(ASSETS)
    return AssetPage(page_size(first), after or None, context, to_filters(filter), sort)
