"""Where terms are used. Asked of the models, so that a new one that points at terms counts too."""

from typing import cast

from django.apps import apps
from django.db.models import (
    Count,
    Field,
    ForeignKey,
    IntegerField,
    ManyToManyField,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from .models import Term


def fields_pointing_at(cls: type[Term]) -> list[Field]:
    return [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields(include_parents=False)
        if isinstance(field, ForeignKey | ManyToManyField) and field.related_model is cls
    ]


def with_uses(terms: QuerySet) -> QuerySet:
    """Each of `terms` (of one class) with `uses`: how many objects carry it."""
    uses = sum(
        (_count(field) for field in fields_pointing_at(terms.model)),
        start=Coalesce(0, 0, output_field=IntegerField()),
    )
    return terms.annotate(uses=uses)


def _count(field: Field) -> Coalesce:
    if isinstance(field, ManyToManyField):
        through = cast(type[Model], field.remote_field.through)
        rows, column = through._default_manager, field.m2m_reverse_field_name()
    else:
        rows, column = field.model._default_manager, field.name
    counted = (
        rows.filter(**{column: OuterRef("pk")})
        .order_by()
        .values(column)
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())
