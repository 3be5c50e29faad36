"""The columns of the asset listing."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn

from hub.taxonomy.models import Audience

from .models import Asset


class TitleColumn(PageTitleColumn):
    """Title and language, with the kind below."""

    cell_template_name = "assets/listing/title_cell.html"


class TermsColumn(Column):
    cell_template_name = "assets/listing/terms_cell.html"

    def get_value(self, instance: Asset):
        return [str(term) for term in getattr(instance, self.accessor).all()]


class AudienceColumn(Column):
    cell_template_name = "assets/listing/audience_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["internal"] = instance.audience == Audience.INTERNAL
        return context


class ReviewColumn(Column):
    cell_template_name = "assets/listing/review_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["overdue"] = instance.review_by and instance.review_by < timezone.localdate()
        return context


COLUMNS = [
    BulkActionsColumn("bulk_actions"),
    TitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
    PageStatusColumn("status", label=_("Status"), sort_key="live"),
    TermsColumn("personas", label=_("Personas")),
    TermsColumn("stages", label=_("Stages")),
    AudienceColumn("audience", label=_("Audience"), sort_key="audience"),
    DateColumn(
        "latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at"
    ),
    ReviewColumn("review_by", label=_("Review by"), sort_key="review_by"),
]
