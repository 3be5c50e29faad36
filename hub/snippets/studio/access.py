"""Who may open the studio of an asset, and what all its views share."""

from functools import cached_property
from typing import Any, cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from hub.assets.documents import readable, to_document
from hub.assets.models import Asset
from search.documents import Document


class StudioMixin:
    """Views of one asset's snippets, for those who may edit it."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @property
    def user(self) -> User:
        # The admin lets nobody in who has not logged in.
        return cast(User, self.request.user)

    @cached_property
    def asset(self) -> Asset:
        page = get_object_or_404(Asset.objects.select_related("locale"), pk=self.kwargs["pk"])
        if not page.permissions_for_user(self.user).can_edit():
            raise PermissionDenied
        return page.specific

    @cached_property
    def is_published(self) -> bool:
        """Whether anybody at all may read it now."""
        return readable().filter(pk=self.asset.pk).exists()

    @cached_property
    def document(self) -> Document:
        return to_document(self.asset)
