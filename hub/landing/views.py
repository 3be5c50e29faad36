from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.forms.views import SubmissionsListView

# With what a spreadsheet program takes a cell for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """As a spreadsheet program shows it, rather than runs it: strangers wrote it."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _listed(values: list) -> str:
    return harmless(", ".join(str(value) for value in values))


class LeadListView(SubmissionsListView):
    custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        str: {SpreadsheetExportMixin.FORMAT_CSV: harmless},
        list: {
            SpreadsheetExportMixin.FORMAT_CSV: _listed,
            SpreadsheetExportMixin.FORMAT_XLSX: _listed,
        },
    }
