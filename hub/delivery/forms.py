"""What is asked of a webhook."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .models import Reason, Webhook
from .reachable import Forbidden, endpoint_of
from .signing import new_secret


class WebhookForm(forms.ModelForm):
    reasons = forms.MultipleChoiceField(
        label=_("What it hears of"),
        choices=[choice for choice in Reason.choices if choice[0] != Reason.UNSEEN],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: everything."),
    )

    class Meta:
        model = Webhook
        fields = ["name", "url", "reasons"]
        help_texts = {"url": _("Where the website wants to be told: https://…")}

    def clean_url(self) -> str:
        try:
            endpoint_of(self.cleaned_data["url"])
        except Forbidden:
            said = (
                _("It must be a whole address, https://… or http://…, without a login in it.")
                if settings.WEBHOOK_ALLOW_PRIVATE
                else _("It must be a whole address, https://…, without a login in it.")
            )
            ports = _("Its port may be 80, 443, or from 1024 up.")
            raise forms.ValidationError([said, ports]) from None
        return self.cleaned_data["url"]


class NewWebhookForm(WebhookForm):
    def save(self, commit: bool = True) -> Webhook:
        self.instance.secret = new_secret()
        return super().save(commit)
