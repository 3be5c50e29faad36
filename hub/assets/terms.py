"""The terms of many assets at once, as ids that `hub.taxonomy.vocabulary` turns into terms."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import Count, F, QuerySet

from .models import Asset

TAGS = ("personas", "stages", "industries", "topics", "products")
CHOICES = ("content_type_term", "format", "campaign")


def term_ids(assets: Collection[int]) -> Mapping[int, Mapping[str, list[int]]]:
    """Asset id -> field -> term ids, for the fields in `TAGS`. One query."""
    found: dict[int, dict[str, list[int]]] = {
        asset: {field: [] for field in TAGS} for asset in assets
    }
    if found:
        with connection.cursor() as cursor:
            cursor.execute(_term_ids_sql(found))
            for field, asset, term in cursor:
                found[asset][field].append(term)
    return found


def _term_ids_sql(assets: Iterable[int]) -> str:
    # Written out: to make it of five querysets takes Django longer than the database takes to answer it.
    ids = ", ".join(str(int(asset)) for asset in assets)
    return " UNION ALL ".join(
        f"SELECT '{field}', asset_id, {_term(field)} FROM {_through(field)._meta.db_table}"
        f" WHERE asset_id IN ({ids})"
        for field in TAGS
    )


def counts(assets_for: Callable[[str], QuerySet]) -> Mapping[int, int]:
    """Term id -> how many assets carry it, where any does: of each field's terms, among those (a queryset of Asset)
    that are given for the field. One query."""

    def ids(field: str) -> QuerySet:
        return assets_for(field).order_by().values("pk")

    parts = [
        _tags(field).filter(asset_id__in=ids(field)).values_list(_term(field)).annotate(Count("pk"))
        for field in TAGS
    ]
    parts += [
        Asset.objects.filter(pk__in=ids(field), **{f"{field}__isnull": False})
        .order_by()
        .values_list(F(f"{field}_id"))
        .annotate(Count("pk"))
        for field in CHOICES
    ]
    return dict(parts[0].union(*parts[1:], all=True))


def _tags(field: str) -> QuerySet[Any]:
    return _through(field).objects.all()


def _through(field: str) -> Any:
    return getattr(Asset, field).through


def _term(field: str) -> str:
    return f"{Asset._meta.get_field(field).m2m_reverse_field_name()}_id"
