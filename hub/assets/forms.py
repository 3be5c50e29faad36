from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.taxonomy.models import Audience
from hub.website.forms import WebPageForm


class AssetForm(WebPageForm):
    """Offers the kinds its class has; the audience is the content type's until someone says."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            kinds = self.instance.KINDS
            self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        if "audience" in self.fields:
            self._offer_audience(cast(forms.ChoiceField, self.fields["audience"]))

    def _offer_audience(self, field: forms.ChoiceField) -> None:
        field.required = False
        if self.instance.pk is None:
            field.choices = [("", _("As the content type says")), *Audience.choices]
            self.initial["audience"] = ""

    def clean(self):
        cleaned = super().clean()
        if "audience" in self.fields and not cleaned.get("audience"):
            content_type = cleaned.get("content_type_term")
            cleaned["audience"] = content_type.default_audience if content_type else Audience.PUBLIC
        return cleaned
