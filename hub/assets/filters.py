"""How the asset listing is narrowed down."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from hub.taxonomy.models import (
    Audience,
    Campaign,
    ContentType,
    Format,
    Industry,
    Persona,
    Product,
    Stage,
    Term,
    Topic,
)

from .models import Asset, Kind
from .widgets import TermChecklist


class TermFilter(django_filters.ModelMultipleChoiceFilter):
    """Assets that carry any of the chosen terms."""

    def __init__(self, model: type[Term]):
        super().__init__(
            label=model._meta.verbose_name_plural.capitalize,
            # Asked anew for every request, as terms come and go.
            queryset=lambda request: model.objects.all(),
            widget=TermChecklist,
        )

    def filter(self, qs: QuerySet, value) -> QuerySet:
        if not value:
            return qs
        # By id: joining the tags would give an asset once for each.
        tagged = Asset.objects.filter(**{f"{self.field_name}__in": value})
        return qs.filter(pk__in=tagged.values("pk"))


def _status(qs: QuerySet, _name: str, value: str) -> QuerySet:
    match value:
        case "live":
            return qs.filter(live=True)
        case "changed":
            return qs.filter(live=True, has_unpublished_changes=True)
        case "scheduled":
            return qs.filter(_approved_schedule=True)
        case "expired":
            return qs.filter(expired=True)
        case "draft":
            return qs.filter(live=False)
    return qs


class AssetFilterSet(WagtailFilterSet):
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=Kind, widget=forms.CheckboxSelectMultiple
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method=_status,
        choices=[
            ("live", _("Live")),
            ("changed", _("Live, with newer draft")),
            ("scheduled", _("Scheduled")),
            ("draft", _("Not live")),
            ("expired", _("Expired")),
        ],
    )
    audience = django_filters.ChoiceFilter(
        label=_("Audience"), empty_label=_("All"), choices=Audience, widget=forms.RadioSelect
    )
    personas = TermFilter(Persona)
    stages = TermFilter(Stage)
    industries = TermFilter(Industry)
    topics = TermFilter(Topic)
    products = TermFilter(Product)
    content_type_term = TermFilter(ContentType)
    format = TermFilter(Format)
    campaign = TermFilter(Campaign)
    published = django_filters.DateFromToRangeFilter(
        label=_("Published"), widget=DateRangePickerWidget, method="filter_published"
    )
    overdue = django_filters.ChoiceFilter(
        label=_("Review"),
        empty_label=_("All"),
        choices=[("yes", _("Overdue"))],
        widget=forms.RadioSelect,
        method="filter_overdue",
    )
    source = django_filters.ChoiceFilter(
        label=_("Source"),
        empty_label=_("All"),
        null_label=_("Written here"),
        null_value="-",
        widget=forms.RadioSelect,
        choices=lambda: [
            (source, source)
            for source in Asset.objects.exclude(source="")
            .order_by("source")
            .values_list("source", flat=True)
            .distinct()
        ],
        method="filter_source",
    )

    class Meta:
        model = Asset
        fields: list[str] = []

    def filter_published(self, qs: QuerySet, _name: str, value: slice) -> QuerySet:
        qs = qs.annotate(_published=Coalesce("published_at", "first_published_at"))
        if value.start:
            qs = qs.filter(_published__gte=value.start)
        return qs.filter(_published__lte=value.stop) if value.stop else qs

    def filter_overdue(self, qs: QuerySet, _name: str, value: str) -> QuerySet:
        return qs.filter(review_by__lt=timezone.localdate()) if value else qs

    def filter_source(self, qs: QuerySet, _name: str, value: str) -> QuerySet:
        return qs.filter(source="" if value == "-" else value)
