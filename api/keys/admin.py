"""The admin's screens for API keys: made with their secret shown once, renamed, revoked."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views.generic import CreateView, DeleteView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateTimeInput

from hub.visibility import Scope

from .models import ApiKey

SCOPES = {
    Scope.DELIVERY: _("Delivery: published public assets"),
    Scope.SALES: _("Sales: internal assets too"),
}


def opens(key: ApiKey) -> str:
    """What its scopes are called."""
    return " · ".join(str(label) for scope, label in SCOPES.items() if scope in key.scopes)


def state_of(key: ApiKey) -> str:
    if key.revoked_at:
        return gettext("Revoked")
    return gettext("Active") if key.is_active else pgettext("an API key", "Expired")


def last_used(key: ApiKey) -> str:
    used = key.last_used_at and timezone.localtime(key.last_used_at)
    return date_format(used, "SHORT_DATETIME_FORMAT") if used else gettext("never")


class NewKeyForm(forms.ModelForm):
    scopes = forms.MultipleChoiceField(
        label=_("Scopes"),
        choices=[(scope.value, label) for scope, label in SCOPES.items()],
        initial=[Scope.DELIVERY.value],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ApiKey
        fields = ["name", "scopes", "expires_at"]
        widgets = {"expires_at": AdminDateTimeInput}

    def save(self, commit: bool = True) -> ApiKey:
        self.secret = self.instance.draw_secret()
        return super().save(commit)


class KeyForm(forms.ModelForm):
    revoked = forms.BooleanField(
        label=_("Revoked"),
        required=False,
        help_text=_("Requests with a revoked key are refused from this moment on."),
    )

    class Meta:
        model = ApiKey
        fields = ["name", "expires_at"]
        widgets = {"expires_at": AdminDateTimeInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        key = self.instance
        self.fields["revoked"].initial = key.revoked_at is not None
        self.fields["name"].help_text = gettext(
            "Starts with %(prefix)s, opens “%(scopes)s”; last used: %(used)s. What a key opens stays as it was made."
        ) % {"prefix": key.prefix, "scopes": opens(key), "used": last_used(key)}

    def save(self, commit: bool = True) -> ApiKey:
        if not self.cleaned_data["revoked"]:
            self.instance.revoked_at = None
        elif self.instance.revoked_at is None:
            self.instance.revoked_at = timezone.now()
        return super().save(commit)


class NewKeyView(CreateView):
    def save_action(self) -> HttpResponse:
        # Shown in the answer itself: a redirect would have to keep the secret somewhere.
        return TemplateResponse(
            self.request,
            "api/keys/created.html",
            {
                "key": self.object,
                "secret": self.form.secret,
                "page_title": _("API key created"),
                "header_icon": "key",
                "label": _("API key"),
                "next_url": self.get_success_url(),
            },
        )


class DeleteKeyView(DeleteView):
    confirmation_message = _(
        "Requests with this key are refused from then on, and nothing says any more that there was one. To keep it "
        "in the list, revoke it instead."
    )


class ApiKeyViewSet(ModelViewSet):
    model = ApiKey
    icon = "key"
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    add_view_class = NewKeyView
    delete_view_class = DeleteKeyView
    index_results_template_name = "api/keys/results.html"
    list_display = [
        "name",
        Column("prefix", label=_("Starts with")),
        Column("scopes", label=_("Scopes"), accessor=opens),
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor=state_of,
            primary=lambda key: key.is_active,
        ),
        DateColumn("created_at", label=_("Created")),
        Column("last_used", label=_("Last used"), accessor=last_used),
    ]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return KeyForm if for_update else NewKeyForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(usage_url_name=None, **kwargs)

    @property
    def add_view(self):
        return never_cache(super().add_view)


api_keys = ApiKeyViewSet("api-keys")
