"""The terms in the admin: one listing for each kind, in a menu of their own."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType as DjangoContentType
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from .forms import TermForm, term_panels
from .models import TERM_CLASSES, Channel, ContentType, Term, TermKind, TermName
from .usage import fields_pointing_at, with_uses

ICONS = {
    TermKind.PERSONA: "group",
    TermKind.STAGE: "order",
    TermKind.INDUSTRY: "globe",
    TermKind.TOPIC: "tag",
    TermKind.PRODUCT: "pick",
    TermKind.CAMPAIGN: "calendar-alt",
    TermKind.FORMAT: "doc-full",
    TermKind.CONTENT_FAMILY: "folder-inverse",
    TermKind.CONTENT_TYPE: "clipboard-list",
    TermKind.CHANNEL: "mail",
}


class TermIndexView(generic.IndexView):
    is_searchable = True

    def get_base_queryset(self):
        terms = with_uses(super().get_base_queryset())
        return terms.prefetch_related("family__names") if self.model is ContentType else terms

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        called = TermName.objects.filter(
            Q(name__icontains=self.search_query) | Q(aliases__icontains=self.search_query)
        )
        return queryset.filter(
            Q(pk__in=called.values("term")) | Q(slug__icontains=self.search_query)
        )


class TermDeleteView(generic.DeleteView):
    """A term that is in use stays: what carries it would lose it without anyone noticing."""

    def dispatch(self, request, *args, **kwargs):
        uses = with_uses(self.model.objects.filter(pk=self.object.pk)).get().uses
        if uses and self.user_has_permission("delete"):
            messages.error(request, self._refusal(uses), buttons=self._buttons())
            return redirect(self.index_url_name)
        return super().dispatch(request, *args, **kwargs)

    def _refusal(self, uses: int) -> str:
        return ngettext(
            "“%(term)s” was not deleted: %(number)d item carries it. Give that another term first.",
            "“%(term)s” was not deleted: %(number)d items carry it. Give them another term first.",
            uses,
        ) % {"term": self.object, "number": uses}

    def _buttons(self):
        url = uses_url(self.object)
        return [messages.button(url, _("Show them"))] if url else []


def uses_url(term: Term) -> str | None:
    """Where the assets that carry `term` are listed; None for kinds that assets do not carry."""
    for field in fields_pointing_at(type(term)):
        if field.model._meta.label == "assets.Asset":
            try:
                return f"{reverse('assets:index')}?{field.name}={term.pk}"
            except NoReverseMatch:
                return None
    return None


class UsesColumn(NumberColumn):
    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        if instance.uses and (url := uses_url(instance)):
            context["value"] = format_html('<a href="{}">{}</a>', url, context["value"])
        return context


def _other_names(term: Term) -> str:
    """What the term is called in the languages that the screen is not in."""
    return " · ".join(name for row in term.names.all() if (name := row.name) != str(term))


class TermViewSet(ModelViewSet):
    index_view_class = TermIndexView
    delete_view_class = TermDeleteView
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    ordering = ["sort_order", "slug"]
    # Fields that only this kind of term has.
    own_fields: tuple[str, ...] = ()

    @property
    def listed_fields(self) -> tuple[str, ...]:
        """Those of its own fields that fit beside each other in a list."""
        return self.own_fields[:2]

    @cached_property
    def name(self):
        return f"taxonomy_{self.model.KIND.value}"

    @cached_property
    def url_prefix(self):
        return f"taxonomy/{self.model.KIND.value.replace('_', '-')}"

    @cached_property
    def icon(self):
        return ICONS[self.model.KIND]

    @cached_property
    def list_display(self):
        return [
            "__str__",
            Column("others", label=gettext_lazy("In other languages"), accessor=_other_names),
            *self.listed_fields,
            Column("slug", label=gettext_lazy("Slug"), sort_key="slug"),
            NumberColumn("sort_order", label=gettext_lazy("Order"), sort_key="sort_order"),
            UsesColumn("uses", label=gettext_lazy("Used"), sort_key="uses"),
        ]

    def get_common_view_kwargs(self, **kwargs):
        # Wagtail's reference index does not see many-to-many fields: `usage` here does.
        return super().get_common_view_kwargs(usage_url_name=None, **kwargs)

    def get_edit_handler(self):
        panels = ObjectList(term_panels(*self.own_fields), base_form_class=TermForm)
        return panels.bind_to_model(self.model)

    def get_permissions_to_register(self):
        # Who may edit one kind of term may edit them all: see `register_permission_policy`.
        return Permission.objects.filter(
            content_type=DjangoContentType.objects.get_for_model(Term),
            codename__in=["add_term", "change_term", "delete_term"],
        )


OWN_FIELDS: dict[type[Term], tuple[str, ...]] = {
    ContentType: ("family", "default_audience"),
    Channel: (
        "hard_limit",
        "fold",
        "counting",
        "internal",
        "link",
        "attribution",
        "hashtags",
        "utm_medium",
        "share_url",
    ),
}


class TaxonomyViewSetGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Taxonomy")
    menu_icon = "tag"
    menu_order = 250
    items = [
        TermViewSet(model=cls, own_fields=OWN_FIELDS.get(cls, ())) for cls in TERM_CLASSES.values()
    ]
