from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from . import statistics


class TargetingForm(WagtailAdminModelForm):
    """With a file of web statistics, which is read and not kept."""

    statistics = forms.FileField(
        required=False,
        label=_("Web statistics"),
        help_text=_(
            "A CSV file with the columns address, views and actions (downloads, enquiries). "
            "What was known before of assets that it names is replaced; other pages are passed over."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from .models import Performance  # which needs this form

        field = self.fields["statistics"]
        count = Performance.objects.count()
        known = (
            ngettext(
                "Known at present: those of %d asset.",
                "Known at present: those of %d assets.",
                count,
            )
            % count
            if count
            else gettext("None are known yet.")
        )
        field.help_text = f"{field.help_text} {known}"

    def clean_statistics(self) -> Any:
        file = self.cleaned_data["statistics"]
        if file:
            from .performance import of_assets  # which needs the models loaded

            try:
                self.read = statistics.read(file)
            except statistics.BadStatistics as error:
                raise forms.ValidationError(str(error)) from error
            if not of_assets(self.read):
                raise forms.ValidationError(
                    _("No address in the file is an asset’s. They look like /en/name-of-the-asset.")
                )
        return file

    def save(self, commit: bool = True) -> Any:
        if self.cleaned_data["statistics"]:
            from .performance import keep  # which needs the models loaded

            keep(self.read)
        return super().save(commit)
