"""Tells of all that websites show beside pages: terms, files, snippets, sites, the brand."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    ReferenceIndex,
    Site,
)

from hub.brand.models import Brand
from hub.snippets.models import Decision, Hold, Rewrite, Snippet
from hub.targeting.models import Targeting
from hub.taxonomy.models import TERM_CLASSES, Term, TermName
from search.weights import weights_changed

from . import page_signals
from .events import content_changed, page_changed
from .models import Reason
from .pages import public_pages
from .tags import ASSETS, BRAND, SITES, TAXONOMY, WEBSITE, of_file, of_image

_BEFORE = "_given_out_before"
# Derived from the file: saved by whoever asks for them first.
_DERIVED = frozenset({"file_hash", "file_size"})


def connect() -> None:
    page_signals.connect()
    website = apps.get_app_config("website").get_models()
    _tell_of([Term, TermName, *TERM_CLASSES.values()], {TAXONOMY, ASSETS}, Reason.TAXONOMY)
    _tell_of([Site, Locale], {SITES}, Reason.WEBSITE)
    _tell_of([Redirect, *website], {WEBSITE}, Reason.WEBSITE)
    _tell_of([Brand], {BRAND}, Reason.BRAND)
    # Web statistics come with these settings, and are kept before them.
    _tell_of([Targeting], {ASSETS}, Reason.TARGETING)
    weights_changed.connect(_weights_changed)
    for changed in (post_save, post_delete):
        changed.connect(_collection_privacy_changed, sender=CollectionViewRestriction)
    for model in (get_image_model(), get_document_model()):
        post_save.connect(_file_saved, sender=model)
        pre_delete.connect(_file_deleted, sender=model)
    post_save.connect(_collection_saved, sender=Collection)
    for model in (Snippet, Rewrite):
        pre_save.connect(_before_saving_snippet, sender=model)
        post_save.connect(_snippet_saved, sender=model)
        pre_delete.connect(_snippet_deleted, sender=model)


def _tell_of(models: Iterable[type[Model]], tags: set[str], reason: Reason) -> None:
    """Whenever a row of these is saved or deleted."""

    def told(raw: bool = False, **kwargs: Any) -> None:
        if not raw:
            content_changed(tags, reason=reason)

    for model in models:
        for changed in (post_save, post_delete):
            changed.connect(told, sender=model, weak=False)


def _weights_changed(**kwargs: Any) -> None:
    """What is searched for comes in another order."""
    content_changed({ASSETS}, reason=Reason.TARGETING)


# ---- images and documents


def _file_saved(
    instance: Model,
    created: bool,
    raw: bool,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    derived = update_fields is not None and _DERIVED.issuperset(update_fields)
    if not (created or raw or derived):  # nothing shows a new one yet
        _files_changed(type(instance)._default_manager.filter(pk=instance.pk))


def _file_deleted(instance: Model, **kwargs: Any) -> None:
    _files_changed(type(instance)._default_manager.filter(pk=instance.pk))


def _collection_privacy_changed(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    _files_below_changed(instance.collection_id)


def _collection_saved(instance: Collection, created: bool, **kwargs: Any) -> None:
    """It may be moved into one of other privacy next, in the same transaction, and of that nothing tells."""
    if created:
        return
    before = _privacy_of(instance.pk)

    def moved() -> None:
        if _privacy_of(instance.pk) != before:
            _files_below_changed(instance.pk)

    transaction.on_commit(moved)


def _privacy_of(collection: int) -> set[int]:
    """The restrictions on a collection and all that it is in."""
    found = Collection.objects.filter(pk=collection).first()
    above = found.get_ancestors(inclusive=True) if found else Collection.objects.none()
    restrictions = CollectionViewRestriction.objects.filter(collection__in=above)
    return set(restrictions.values_list("pk", flat=True))


def _files_below_changed(collection: int) -> None:
    found = Collection.objects.filter(pk=collection).first()
    if found:
        for model in (get_image_model(), get_document_model()):
            inside = model._default_manager.filter(collection__path__startswith=found.path)
            _files_changed(inside)


def _files_changed(files: QuerySet) -> None:
    """With the pages that show or link them, as far as everybody sees those, and the brand if one is its logo."""
    tag = of_image if files.model is get_image_model() else of_file
    tags = {tag(pk) for pk in files.values_list("pk", flat=True)}
    if not tags:
        return
    users = ReferenceIndex.get_references_to_in_bulk(files)
    if users.filter(base_content_type=ContentType.objects.get_for_model(Brand)).exists():
        tags.add(BRAND)
    of_pages = users.filter(base_content_type=ContentType.objects.get_for_model(Page))
    ids = {int(pk) for pk in of_pages.values_list("object_id", flat=True)}
    pages = public_pages(Page.objects.filter(pk__in=ids)) if ids else []
    content_changed(tags, pages, reason=Reason.FILES)


# ---- snippets


def _before_saving_snippet(instance: Snippet | Rewrite, raw: bool, **kwargs: Any) -> None:
    before = None
    if not (raw or instance._state.adding):
        before = type(instance)._default_manager.filter(pk=instance.pk).first()
    instance.__dict__[_BEFORE] = before is not None and _given_out(before)


def _snippet_saved(instance: Snippet | Rewrite, raw: bool, **kwargs: Any) -> None:
    """A proposal is nobody's business."""
    before = instance.__dict__.pop(_BEFORE, False)
    if not raw and (before or _given_out(instance)):
        page_changed(_asset_of(instance), Reason.SNIPPETS)


def _snippet_deleted(instance: Snippet | Rewrite, **kwargs: Any) -> None:
    if _given_out(instance):
        page_changed(_asset_of(instance), Reason.SNIPPETS)


def _given_out(row: Snippet | Rewrite) -> bool:
    if isinstance(row, Rewrite):
        return row.approved
    return row.decision == Decision.APPROVED and row.hold == Hold.HELD


def _asset_of(row: Snippet | Rewrite) -> int:
    return row.snippet.asset_id if isinstance(row, Rewrite) else row.asset_id
