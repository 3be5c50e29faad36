"""The list of landing pages: whom each is for, when the website shows it, and what came in by its form."""

from typing import Any

from django.db.models import CharField, Count, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.models import Revision

from hub.taxonomy.vocabulary import Vocabulary, vocabulary
from hub.website.listings import PageListView

from .models import LandingPage


class StatusColumn(PageStatusColumn):
    """With when it comes and goes, and that nobody outside sees it."""

    cell_template_name = "landing/listing/status_cell.html"


class AudienceColumn(Column):
    def get_value(self, instance: LandingPage) -> str:
        ids = [pk for pk in (instance.persona_id, instance.stage_id, instance.industry_id) if pk]
        terms = vocabulary() if ids else Vocabulary(())
        locale = get_language() or ""
        return " · ".join(term.name_in(locale) for term in map(terms.by_id, ids) if term)


class LeadsColumn(Column):
    cell_template_name = "landing/listing/leads_cell.html"

    def get_cell_context_data(self, instance: LandingPage, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        may_read = instance.permissions_for_user(user).can_edit()
        return {
            **super().get_cell_context_data(instance, parent_context),
            "url": reverse("wagtailforms:list_submissions", args=[instance.pk]) if may_read else "",
        }


class LandingIndexView(PageListView):
    results_template_name = "landing/listing/results.html"
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        StatusColumn("status", label=_("Status"), sort_key="live"),
        AudienceColumn("who", label=_("Who it is for")),
        LeadsColumn("leads", label=_("Leads"), sort_key="leads"),
        DateColumn(
            "latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at"
        ),
    ]

    def annotate_queryset(self, pages: Any) -> QuerySet:
        revisions = Revision.page_revisions.filter(
            object_id=Cast(OuterRef("pk"), CharField()), approved_go_live_at__isnull=False
        )
        begins = revisions.values("object_id").values(moment=Min("approved_go_live_at"))
        return (
            pages.defer("sections")
            .select_related("content_type", "locale")
            .prefetch_workflow_states()
            .annotate_has_untranslated_locale()
            .annotate_site_root_state()
            .annotate_approved_schedule()
            .annotate(leads=Count("lead", filter=Q(lead__suspicion="")), comes_at=Subquery(begins))
        )
