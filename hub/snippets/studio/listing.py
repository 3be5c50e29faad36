"""All snippets of all assets; on top those that somebody has to look at."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Locale
from wagtail.permissions import page_permission_policy

from hub.assets.models import Asset

from ..models import TYPE_NAMES, Decision, Hold, Snippet
from ..variants import channels
from .previews import fits_of

TO_LOOK_AT = Q(decision=Decision.APPROVED) & ~Q(hold=Hold.HELD)
STATES = {
    "look": (_("To look at: changed in the text"), TO_LOOK_AT),
    "proposed": (_("Proposed"), Q(decision=Decision.PROPOSED)),
    "approved": (_("Approved"), Q(decision=Decision.APPROVED, hold=Hold.HELD)),
    "rejected": (_("Rejected"), Q(decision=Decision.REJECTED)),
}


def _of_state(queryset: QuerySet, _name: str, value: str) -> QuerySet:
    return queryset.filter(STATES[value][1])


def _fitting(queryset: QuerySet, _name: str, value: str) -> QuerySet:
    """Those that a channel takes whole: channels count in ways of their own, which no database knows."""
    fits = fits_of(list(queryset.order_by()))
    whole = [
        pk for pk, of in fits.items() if any(f.is_whole and f.channel.slug == value for f in of)
    ]
    return queryset.filter(pk__in=whole)


class SnippetFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[(value, label) for value, (label, _of) in STATES.items()],
        widget=forms.RadioSelect,
        method=_of_state,
    )
    type = django_filters.MultipleChoiceFilter(
        label=_("Type"), choices=list(TYPE_NAMES.items()), widget=forms.CheckboxSelectMultiple
    )
    channel = django_filters.ChoiceFilter(
        label=_("Fits whole on"),
        choices=lambda: [(channel.slug, channel.name) for channel in channels()],
        widget=forms.RadioSelect,
        method=_fitting,
    )
    locale = django_filters.ModelChoiceFilter(
        label=_("Language"),
        field_name="asset__locale",
        queryset=lambda request: Locale.objects.all(),
        widget=forms.RadioSelect,
    )
    asset = django_filters.ModelChoiceFilter(
        label=_("Asset"),
        queryset=lambda request: Asset.objects.all(),
        widget=AdminPageChooser(target_models=[Asset]),
    )

    class Meta:
        model = Snippet
        fields: list[str] = []


class TextColumn(TitleColumn):
    cell_template_name = "studio/listing/text_cell.html"


class SnippetsView(PermissionCheckedMixin, BaseListingView):
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    results_template_name = "studio/listing/results.html"
    page_title = _("Snippets")
    header_icon = "cut"
    index_url_name = "snippets"
    index_results_url_name = "snippets_results"
    filterset_class = SnippetFilterSet
    is_searchable = True
    default_ordering = "state"
    paginate_by = 50
    model = Snippet
    verbose_name_plural = _("snippets")
    columns = [
        TextColumn(
            "text",
            label=_("Text"),
            accessor=lambda snippet: Truncator(snippet.text).chars(200),
            get_url=lambda snippet: (
                f"{reverse('studio', args=[snippet.asset_id])}#snippet-{snippet.pk}"
            ),
        ),
        Column("state", label=_("State"), accessor=lambda snippet: state_of(snippet), width="10%"),
        Column("get_type_display", label=_("Type"), sort_key="type"),
        Column("asset", label=_("Asset"), accessor="asset.title", sort_key="asset__title"),
        DateColumn("created_at", label=_("Made"), sort_key="created_at"),
    ]

    def get_base_queryset(self) -> QuerySet:
        editable = page_permission_policy.instances_user_has_permission_for(
            self.request.user, "change"
        )
        mine = Asset.objects.filter(pk__in=editable.values("pk"))
        return (
            Snippet.objects.filter(asset__in=mine.values("pk"))
            .select_related("asset__locale")
            .defer("asset__body", "asset__source_metadata")
            .annotate(
                look=Case(
                    When(TO_LOOK_AT, then=Value(0)), default=Value(1), output_field=IntegerField()
                )
            )
        )

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Every word somewhere in the text or the asset's title; Chinese has no spaces to cut at."""
        for word in self.search_query.split():
            queryset = queryset.filter(Q(text__icontains=word) | Q(asset__title__icontains=word))
        return queryset

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        if self.ordering == self.default_ordering:
            return queryset.order_by("look", "-created_at", "-score", "pk")
        return queryset.order_by(self.ordering, "pk")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


def state_of(snippet: Snippet) -> str:
    is_changed = snippet.decision != Decision.REJECTED and snippet.hold != Hold.HELD
    return snippet.get_hold_display() if is_changed else snippet.get_decision_display()
