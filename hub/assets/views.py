"""The admin's pages about assets: the listing, and the choice of what to add."""

from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.views.pages.create import CreateView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from hub.website.listings import PageListView

from .columns import COLUMNS
from .filters import AssetFilterSet
from .models import Folder, Home, Kind, class_of


class AssetIndexView(PageListView):
    """All assets of all kinds and languages in one table."""

    results_template_name = "assets/listing/results.html"
    filterset_class = AssetFilterSet
    page_title = _("Assets")
    header_icon = "clipboard-list"
    columns = COLUMNS
    looked_through = [
        *PageListView.looked_through,
        "summary",
        "authors",
        "external_id",
        "casestudy__customer",
    ]
    add_item_label = _("Add asset")

    def annotate_queryset(self, pages):
        # All columns are of `Asset` itself: each kind's own fields need not be fetched.
        return (
            pages.defer("body", "source_metadata")
            .select_related("content_type", "locale")
            .prefetch_related("personas", "stages")
            .prefetch_workflow_states()
            .annotate_has_untranslated_locale()
            .annotate_site_root_state()
            .annotate_approved_schedule()
        )

    def get_add_url(self) -> str | None:
        return reverse("assets:add") if parents_for(self.request.user).exists() else None


def parents_for(user) -> QuerySet:
    """The pages under which `user` may add assets: each locale's home first, then folders."""
    homes_and_folders = Page.objects.type(Home, Folder).select_related("locale")
    allowed = page_permission_policy.instances_user_has_permission_for(user, "add")
    return homes_and_folders.filter(pk__in=allowed.values("pk")).order_by("depth", "path")


class AddAssetView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Which kind, and where."""

    template_name = "assets/add.html"
    permission_policy = page_permission_policy
    permission_required = "add"
    page_title = _("Add asset")
    header_icon = "plus"

    @cached_property
    def breadcrumbs_items(self):
        return [
            {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("assets:index"), "label": _("Assets")},
            {"url": "", "label": _("Add asset")},
        ]

    def get_context_data(self, **kwargs):
        parents = list(parents_for(self.request.user))
        wanted = self.request.GET.get("parent", "")
        parent = next((page for page in parents if str(page.pk) == wanted), None)
        parent = parent or next(iter(parents), None)
        return super().get_context_data(
            parents=parents,
            parent=parent,
            kinds=[_offer(kind, parent) for kind in Kind] if parent else [],
            **kwargs,
        )


# What an icon and a line say about each kind, when someone chooses one.
_ABOUT = {
    Kind.ARTICLE: ("doc-full", _("Something to read: a viewpoint, a how-to, news.")),
    Kind.CASE_STUDY: ("success", _("What a customer did, and the figures that came of it.")),
    Kind.WHITE_PAPER: ("doc-full-inverse", _("A subject in depth, as text or as a file.")),
    Kind.EBOOK: ("clipboard-list", _("A longer guide, as text or as a file.")),
    Kind.BROCHURE: ("form", _("A product at a glance.")),
    Kind.VIDEO: ("media", _("A recording to watch, with its transcript.")),
    Kind.PODCAST: ("media", _("A recording to listen to, with its transcript.")),
    Kind.WEBINAR: ("desktop", _("A recorded session, with its transcript.")),
    Kind.SHORT_POST: ("comment", _("Read in under a minute.")),
    Kind.FAQ: ("help", _("Questions and their answers.")),
}


def _offer(kind: Kind, parent: Page) -> dict:
    cls = class_of(kind)
    args = (cls._meta.app_label, cls._meta.model_name, parent.pk)
    icon, about = _ABOUT[kind]
    return {
        "label": kind.label,
        "icon": icon,
        "about": about,
        "url": f"{reverse('wagtailadmin_pages:add', args=args)}?kind={kind.value}",
    }


class AssetCreateView(CreateView):
    """Starts with the kind that was chosen."""

    def get(self, request):
        kind = request.GET.get("kind")
        if kind in self.page_class.KINDS:
            self.page.kind = kind
        return super().get(request)
