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
from wagtail.admin.views.generic import DeleteView, InspectView
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


def _used(document: TrustedDocument) -> str | date:
    return document.used_on or gettext("not yet")


class _WithdrawView(DeleteView):
    page_title = _("Withdraw")
    confirmation_message = _(
        "Where this hub answers trusted documents alone, the website that asks it is refused from then on, unless "
        "another site has it, too. A manifest that has it brings it back."
    )


class _DocumentView(InspectView):
    def get_hash_display_value(self) -> SafeString:
        return format_html('<span style="overflow-wrap: anywhere">{}</span>', self.object.hash)

    def get_text_display_value(self) -> SafeString:
        # Clients write it in one line.
        text = print_ast(parse(self.object.text))
        return format_html('<pre style="white-space: pre-wrap">{}</pre>', text)

    def get_used_on_display_value(self) -> str | date:
        return _used(self.object)


class TrustedDocumentViewSet(ModelViewSet):
    model = TrustedDocument
    icon = "doc-full"
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = _DocumentView
    delete_view_class = _WithdrawView
    index_results_template_name = "api/trusted/results.html"
    inspect_view_fields = ["name", "site", "hash", "trusted_at", "used_on", "text"]
    exclude_form_fields = ["site", "name", "hash", "text"]
    search_fields = ["name", "hash"]
    list_filter = ["site"]
    list_display = [
        "name",
        Column("site", label=_("Site")),
        Column("short_hash", label=_("SHA-256")),
        DateColumn("trusted_at", label=_("Trusted since")),
        Column("used_on", label=_("Last used"), accessor=_used),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(usage_url_name=None, **kwargs)


trusted_documents = TrustedDocumentViewSet("trusted-documents")
