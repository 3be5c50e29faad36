"""The leads of a landing page, and their export."""

from collections.abc import Iterable, Iterator
from typing import Any

import django_filters
from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.forms.views import SubmissionsListFilterSet, SubmissionsListView

# With what a spreadsheet program takes a cell for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# By which Excel knows that a file is UTF-8; without it, it reads Chinese as something else.
_MARK = "\ufeff"


def harmless(text: str) -> str:
    """As a spreadsheet program shows it, rather than runs it: strangers wrote it."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _listed(values: list) -> str:
    return harmless(", ".join(str(value) for value in values))


class LeadFilterSet(SubmissionsListFilterSet):
    suspicion = django_filters.ChoiceFilter(
        label=_("Who sent it"),
        choices=[("no", _("People, as far as we can tell")), ("yes", _("Robots, it seems"))],
        empty_label=_("All"),
        widget=RadioSelect,
        method="by_suspicion",
    )

    def by_suspicion(self, leads: Any, name: str, value: str) -> Any:
        return leads.filter(suspicion="") if value == "no" else leads.exclude(suspicion="")


class LeadListView(SubmissionsListView):
    page_title = _("Leads")
    filterset_class = LeadFilterSet
    custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        str: {SpreadsheetExportMixin.FORMAT_CSV: harmless},
        list: {
            SpreadsheetExportMixin.FORMAT_CSV: _listed,
            SpreadsheetExportMixin.FORMAT_XLSX: _listed,
        },
    }

    def stream_csv(self, queryset: Iterable) -> Iterator[bytes]:
        yield _MARK.encode()
        yield from super().stream_csv(queryset)
