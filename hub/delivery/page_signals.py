"""Tells of pages: what everybody saw of them before a change and what they see after it are compared, so that nobody
is told of drafts, or of what was and is for few."""

import threading
from typing import Any

from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_save,
    pre_delete,
    pre_save,
)
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.signals import pre_page_move

from .events import content_changed, unseen_changed
from .models import Reason
from .pages import PageFacts, public_pages, tags_of
from .tags import WEBSITE

# Saving these alone changes nothing that anybody reads.
_BOOKKEEPING = frozenset(
    {
        "alias_of_id",
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
    }
)

# What was seen before, kept on the instance until the change is made; of a page that is moved, by its id, as the
# instance is another one by then.
_BEFORE = "_public_before"
_moving = threading.local()


def connect() -> None:
    for model in {Page, *get_page_models()}:
        pre_save.connect(_before_saving, sender=model)
        post_save.connect(_after_saving, sender=model)
    pre_delete.connect(_before_deleting, sender=Page)
    pre_page_move.connect(_before_moving)
    for before in (pre_save, pre_delete):
        before.connect(_before_privacy, sender=PageViewRestriction)
    for after in (post_save, post_delete):
        after.connect(_after_privacy, sender=PageViewRestriction)
    m2m_changed.connect(_groups_changed, sender=PageViewRestriction.groups.through)


def _before_saving(
    instance: Page, raw: bool, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    if raw or (update_fields is not None and _BOOKKEEPING.issuperset(update_fields)):
        return
    new = instance._state.adding or instance.pk is None
    was_live = not new and Page.objects.filter(pk=instance.pk, live=True).exists()
    instance.__dict__[_BEFORE] = (was_live, _only(instance) if was_live else [])


def _after_saving(instance: Page, **kwargs: Any) -> None:
    noted = instance.__dict__.pop(_BEFORE, None)
    if noted is None:
        return
    was_live, before = noted
    moved = getattr(_moving, "pages", {}).pop(instance.pk, None)
    if moved is not None:
        _tell(moved, _below(instance), Reason.MOVED, subject=instance.pk)
    elif was_live or instance.live:
        after = _only(instance) if instance.live else []
        _tell(before, after, _reason(instance, before, after), subject=instance.pk)


def _reason(page: Page, before: list[PageFacts], after: list[PageFacts]) -> Reason:
    if before and after:
        return Reason.UPDATED
    if after:
        return Reason.PUBLISHED
    if page.live:
        return Reason.PRIVACY
    return Reason.EXPIRED if page.expired else Reason.UNPUBLISHED


def _before_deleting(instance: Page, **kwargs: Any) -> None:
    if instance.live:
        _tell(_only(instance), [], Reason.DELETED)


def _before_moving(instance: Page, **kwargs: Any) -> None:
    """The move saves the page next, in the transaction that moves all below it."""
    if not hasattr(_moving, "pages"):
        _moving.pages = {}
    _moving.pages[instance.pk] = _below(instance)


def _before_privacy(instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    instance.__dict__[_BEFORE] = _below(instance.page)


def _after_privacy(instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    before = instance.__dict__.pop(_BEFORE, [])
    if origin is not None and _is_page(origin):
        return  # deleted with its page: whatever is still there of that is going, too
    _tell(before, _below(instance.page), Reason.PRIVACY)


def _is_page(origin: Any) -> bool:
    """What a deletion began with: an instance or a queryset."""
    return issubclass(getattr(origin, "model", type(origin)), Page)


def _groups_changed(instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, PageViewRestriction):
        unseen_changed()


def _tell(
    before: list[PageFacts], after: list[PageFacts], reason: Reason, subject: int | None = None
) -> None:
    """Of the pages that differ, and of `subject` in any case, if everybody saw it or sees it now."""
    old, new = ({page.id: page for page in pages} for pages in (before, after))
    turned = [pk for pk in {**old, **new} if old.get(pk) != new.get(pk)]
    pages = [old[pk] for pk in turned if pk in old] + [new[pk] for pk in turned if pk in new]
    if subject in new and subject not in turned:
        pages.append(new[subject])
    if not pages:
        unseen_changed()
        return
    tags = tags_of(pages)
    if any(pk in old and pk in new for pk in turned):
        tags.add(WEBSITE)  # the old address may lead to the new one from now on
    others = _translations(turned)
    content_changed(tags | tags_of(others, listed=False), pages + others, reason=reason)


def _translations(pks: list[int]) -> list[PageFacts]:
    """The other translations of these, each of which says where the others are."""
    if not pks:
        return []
    keys = Page.objects.filter(pk__in=pks).values("translation_key")
    return public_pages(Page.objects.filter(translation_key__in=keys).exclude(pk__in=pks))


def _only(page: Page) -> list[PageFacts]:
    return public_pages(Page.objects.filter(pk=page.pk))


def _below(page: Page) -> list[PageFacts]:
    """The page itself, and all below it in the tree."""
    return public_pages(Page.objects.filter(path__startswith=page.path))
