"""Drafts may hold what could not be published: such fields are emptied, so that the rest can be shown."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page

from hub.assets.models import Asset

from .streams import repaired


def repair(page: Page) -> None:
    _repair_fields(page)
    if isinstance(page, Asset) and page.kind not in page.KINDS:
        page.kind = page.KINDS[0]
    page._set_core_field_defaults()
    page.slug = page.slug or "draft"
    page.draft_title = page.title or page.slug  # what Wagtail's log calls it by
    for relation in get_all_child_relations(type(page)):
        for child in getattr(page, relation.get_accessor_name()).all():
            _repair_fields(child)


def _repair_fields(row: models.Model) -> None:
    for field in row._meta.concrete_fields:
        if isinstance(field, StreamField):
            setattr(row, field.attname, repaired(getattr(row, field.attname)))
        elif field.editable and not field.primary_key and not _is_good(field, row):
            setattr(row, field.attname, _nothing(field))


def _is_good(field: models.Field, row: models.Model) -> bool:
    value = getattr(row, field.attname)
    if value is None:
        return field.null
    if field.blank and value in field.empty_values:
        return True
    try:
        field.clean(value, row)
    except ValidationError:
        return False
    return True


def _nothing(field: models.Field) -> Any:
    if field.null and not field.has_default():
        return None
    if field.flatchoices and not field.blank and not field.has_default():
        return field.flatchoices[0][0]
    return field.get_default()
