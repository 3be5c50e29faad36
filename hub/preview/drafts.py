"""Drafts that are being looked at: kept as they were last previewed, one for each editor and page."""

import json
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.utils import timezone
from wagtail.models import Page
from wagtail_headless_preview.models import PagePreview

from .tokens import PreviewRefused, name_in, token_for


@dataclass(frozen=True)
class Draft:
    """`page` is not saved as it is here; `below`: of one that never was, the id of the page it is to come below."""

    page: Page
    below: int | None = None


def keep(page: Page, user: AbstractUser) -> str:
    """The token that opens `page` as it is in memory. Kept over what `user` previewed of it before: whoever looks at
    that sees this now."""
    now = timezone.now()
    lifetime = timedelta(minutes=settings.PREVIEW_MINUTES)
    PagePreview.objects.filter(created_at__lt=(now - lifetime).date() - timedelta(days=1)).delete()
    name = _name(page, user)
    PagePreview.objects.update_or_create(
        token=name,
        defaults={
            "content_type": page.cached_content_type,
            "content_json": page.to_json(),
            "created_at": now.date(),
        },
    )
    return token_for(name, now + lifetime)


def opened(token: str) -> Draft:
    """The draft as it was kept last. PreviewRefused where the token is not good (any more), or the editor who gave it
    may not edit the page any more."""
    name = name_in(token)
    kept = PagePreview.objects.filter(token=name).first()
    user_id, place, place_id, *_ = name.split(":")
    user = get_user_model().objects.filter(pk=user_id, is_active=True).first()
    page = Page.objects.filter(pk=place_id).first()
    if not (kept and user and page):
        raise PreviewRefused("What this preview showed is gone.")
    permissions = page.permissions_for_user(user)
    content = json.loads(kept.content_json)
    if place == _BELOW and permissions.can_add_subpage():
        model = kept.content_type.model_class()
        return Draft(model.from_serializable_data(content), below=page.pk)
    if place == _PAGE and (permissions.can_edit() or permissions.can_publish()):
        return Draft(page.specific.with_content_json(content))
    raise PreviewRefused("Whoever gave this preview may not edit the page any more.")


# What a draft's name says after the editor's id: the page it is of, or for a new one the page it is to come below.
_PAGE = "page"
_BELOW = "below"


def _name(page: Page, user: AbstractUser) -> str:
    if page.pk:
        return f"{user.pk}:{_PAGE}:{page.pk}"
    return f"{user.pk}:{_BELOW}:{page.get_parent().pk}:{page.cached_content_type.pk}"
