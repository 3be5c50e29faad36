"""The admin's list of trusted documents: they come with manifests, so they are looked at and withdrawn, no more."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from graphql import parse, print_ast
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from .models import TrustedDocument


class _WithdrawOnly(ModelPermissionPolicy):
    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return action not in ("add", "change") and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)


register_permission_policy(TrustedDocument, _WithdrawOnly(TrustedDocument))


class _DocumentView(InspectView):
    def get_text_display_value(self) -> SafeString:
        # Clients write it in one line.
        text = print_ast(parse(self.object.text))
        return format_html('<pre style="white-space: pre-wrap">{}</pre>', text)

    def get_used_on_display_value(self) -> str | date:
        return self.object.used_on or gettext("not yet")


class TrustedDocumentViewSet(ModelViewSet):
    model = TrustedDocument
    icon = "doc-full"
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = _DocumentView
    inspect_view_fields = ["name", "site", "hash", "trusted_at", "used_on", "text"]
    exclude_form_fields = ["site", "name", "hash", "text"]
    search_fields = ["name", "hash"]
    list_filter = ["site"]
    list_display = [
        "name",
        Column("site", label=_("Site")),
        Column("short_hash", label=_("SHA-256")),
        DateColumn("trusted_at", label=_("Trusted since")),
        Column("used_on", label=_("Last used")),
    ]


trusted_documents = TrustedDocumentViewSet("trusted-documents")
