"""The terms of many assets at once, as ids that `hub.taxonomy.vocabulary` turns into terms."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import CharField, Count, F, QuerySet, Value

from .models import Asset

TAGS = ("personas", "stages", "industries", "topics", "products")
CHOICES = ("content_type_term", "format", "campaign")


def term_ids(assets: Collection[int]) -> Mapping[int, Mapping[str, list[int]]]:
    """Asset id -> field -> term ids, for the fields in `TAGS`. One query."""
    found: dict[int, dict[str, list[int]]] = {
        asset: {field: [] for field in TAGS} for asset in assets
    }
    parts = [
        _tags(field)
        .filter(asset_id__in=found)
        .values_list(Value(field, CharField()), "asset_id", _term(field))
        for field in TAGS
    ]
    for field, asset, term in parts[0].union(*parts[1:], all=True) if found else ():
        found[asset][field].append(term)
    return found


def counts(assets: QuerySet) -> Mapping[int, int]:
    """Term id -> how many of `assets` (a queryset of Asset) carry it, where any does. One query."""
    ids = assets.order_by().values("pk")
    parts = [
        _tags(field).filter(asset_id__in=ids).values_list(_term(field)).annotate(Count("pk"))
        for field in TAGS
    ]
    parts += [
        Asset.objects.filter(pk__in=ids, **{f"{field}__isnull": False})
        .order_by()
        .values_list(F(f"{field}_id"))
        .annotate(Count("pk"))
        for field in CHOICES
    ]
    return dict(parts[0].union(*parts[1:], all=True))


def _tags(field: str) -> QuerySet[Any]:
    return getattr(Asset, field).through.objects.all()


def _term(field: str) -> str:
    return f"{Asset._meta.get_field(field).m2m_reverse_field_name()}_id"
