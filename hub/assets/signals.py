"""Tells the index, in the same transaction, of what changes an asset without saving it.

(What saves it tells by `Asset.save`: publishing, unpublishing, moving.)
"""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from hub.taxonomy.models import Term
from search.indexing import changed, read_again

from .keys import key_of
from .models import Asset, Publication
from .terms import CHOICES, TAGS


def connect() -> None:
    post_delete.connect(_asset_deleted, sender=Asset)
    post_save.connect(_page_saved, sender=Page)
    for signal in (post_save, pre_delete):
        signal.connect(_privacy_changed, sender=PageViewRestriction)
    post_save.connect(_file_changed, sender=get_document_model())
    pre_delete.connect(_file_deleted, sender=get_document_model())
    post_save.connect(_collection_saved, sender=Collection)
    for signal in (post_save, post_delete):
        signal.connect(_collection_privacy_changed, sender=CollectionViewRestriction)
    m2m_changed.connect(_groups_changed, sender=PageViewRestriction.groups.through)
    for model in (Term, *_subclasses(Term)):
        post_save.connect(_term_changed, sender=model)
        pre_delete.connect(_term_changed, sender=model)


def _subclasses(model: type) -> set[type]:
    children: list[type] = model.__subclasses__()
    return {found for child in children for found in (child, *_subclasses(child))}


def _asset_deleted(instance: Asset, **kwargs: Any) -> None:
    changed(key_of(instance.pk))


def _page_saved(instance: Page, **kwargs: Any) -> None:
    """What is saved as the bare page it also is: so the clock unpublishes what has expired."""
    changed(
        *(key_of(pk) for pk in Asset.objects.filter(pk=instance.pk).values_list("pk", flat=True))
    )


def _privacy_changed(instance: PageViewRestriction, **kwargs: Any) -> None:
    _read_again(Asset.objects.filter(path__startswith=instance.page.path))


def _groups_changed(instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, PageViewRestriction):
        _privacy_changed(instance)


def _collection_privacy_changed(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """The text of a file is found only while anybody may fetch the file."""
    _files_changed(Collection.objects.filter(pk=instance.collection_id))


def _collection_saved(instance: Collection, **kwargs: Any) -> None:
    """It may be moved into one of other privacy next, in the same transaction, and of that nothing tells."""
    transaction.on_commit(lambda: _files_changed(Collection.objects.filter(pk=instance.pk)))


def _files_changed(collections: QuerySet[Collection]) -> None:
    for collection in collections:
        inside = Q(file__collection__path__startswith=collection.path)
        _changed(Publication.objects.filter(inside))


def _file_deleted(instance: Any, **kwargs: Any) -> None:
    """With it goes its text: nobody could tell any more who may read that."""
    orphans = Publication.objects.filter(file=instance)
    keys = _live_keys(orphans)
    orphans.update(file=None, extracted_text="", extracted_from="")
    changed(*keys)


def _file_changed(instance: Any, **kwargs: Any) -> None:
    """A document's file can be replaced by a new version: its publications are read anew. And it can be moved
    into a collection of other privacy."""
    _changed(Publication.objects.filter(file=instance))
    stale = Publication.objects.filter(file=instance).exclude(extracted_from=instance.file_hash)
    for publication in stale:
        publication.full_clean()
        publication.save()


def _term_changed(instance: Term, **kwargs: Any) -> None:
    fields = (*TAGS, *CHOICES)
    tagged = Q()
    for field in fields:
        tagged |= Q(**{field: instance.pk})
    _read_again(Asset.objects.filter(tagged))


def _changed(assets: QuerySet) -> None:
    changed(*_live_keys(assets))


def _read_again(assets: QuerySet) -> None:
    """Their texts stay the same."""
    read_again(*_live_keys(assets))


def _live_keys(assets: QuerySet) -> list[str]:
    return [key_of(pk) for pk in assets.filter(live=True).values_list("pk", flat=True).distinct()]
