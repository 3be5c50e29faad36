from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from . import statistics


class TargetingForm(WagtailAdminModelForm):
    """With a file of web statistics, which is read and not kept."""

    statistics = forms.FileField(
        required=False,
        label=_("web statistics"),
        help_text=_(
            "A CSV file with the columns address, views and actions (downloads, enquiries). "
            "What was known before of assets that it names is replaced; other pages are passed over."
        ),
    )

    def clean_statistics(self) -> Any:
        file = self.cleaned_data["statistics"]
        if file:
            try:
                self.read = statistics.read(file)
            except statistics.BadStatistics as error:
                raise forms.ValidationError(str(error)) from error
        return file

    def save(self, commit: bool = True) -> Any:
        if self.cleaned_data["statistics"]:
            from .performance import keep  # which needs the models loaded

            keep(self.read)
        return super().save(commit)
