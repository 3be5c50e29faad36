"""The admin's screens for API keys: made with their secret shown once, renamed, revoked."""

from django import forms
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateTimeInput

from hub.visibility import Scope

from .models import ApiKey

SCOPES = {
    Scope.DELIVERY: _("Delivery: published public assets"),
    Scope.SALES: _("Sales: internal assets too"),
}


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
        self.fields["revoked"].initial = self.instance.revoked_at is not None

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
                "index_url": self.get_success_url(),
            },
        )


class ApiKeyViewSet(ModelViewSet):
    model = ApiKey
    icon = "key"
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    add_view_class = NewKeyView
    list_display = [
        "name",
        Column("prefix", label=_("Starts with")),
        Column("scope_names", label=_("Scopes")),
        Column("state", label=_("State")),
        DateColumn("created_at", label=_("Created")),
        DateColumn("last_used_at", label=_("Last used")),
    ]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return KeyForm if for_update else NewKeyForm

    @property
    def add_view(self):
        return never_cache(super().add_view)


api_keys = ApiKeyViewSet("api-keys")
