"""What is like an asset, two texts side by side, and the near-duplicates of the whole pool."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import page_permission_policy

from hub.assets.documents import without_facets
from hub.assets.models import Asset
from hub.taxonomy.vocabulary import vocabulary
from hub.visibility import of_user, visible
from search.duplicates import compare, waiting

from .cards import copy_cards, groups, neighbour_cards

GROUPS_PER_PAGE = 25


class AlikeView(WagtailAdminTemplateMixin, TemplateView):
    """As a page, or as the part of one that the tab of an asset's form fetches."""

    page_title = _("What is like this")
    header_icon = "copy"

    def get_template_names(self):
        fetched = self.request.headers.get("X-Requested-With") == "XMLHttpRequest"
        return ["alike/alike.html" if fetched else "alike/page.html"]

    def get_context_data(self, **kwargs):
        asset = _as_saved(self.request.user, self.kwargs["pk"])
        if asset is None:
            raise PermissionDenied
        viewer = of_user(self.request.user)
        edit_url = reverse("wagtailadmin_pages:edit", args=[asset.pk])
        return super().get_context_data(
            breadcrumbs_items=[
                *self.get_breadcrumbs_items(),
                {"url": edit_url, "label": asset.title},
                {"url": "", "label": self.page_title},
            ],
            asset=asset,
            neighbours=neighbour_cards(asset, viewer, vocabulary()),
            copies=copy_cards(asset, without_facets(asset), viewer),
            **kwargs,
        )


@dataclass(frozen=True)
class _Side:
    """`runs`: the text in pieces, each with whether the other one has it too."""

    asset: Asset
    percent: int
    runs: Sequence[tuple[str, bool]]


class CompareView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "alike/compare.html"
    page_title = _("Text in common")
    header_icon = "copy"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        asset, other = (_readable(self.request.user, self.kwargs[name]) for name in ("pk", "other"))
        document, other_document = without_facets(asset), without_facets(other)
        near = compare(document, other_document)
        return super().get_context_data(
            sides=[
                _Side(asset, round(near.share * 100), list(_runs(document.text, near.stretches))),
                _Side(
                    other,
                    round(near.other_share * 100),
                    list(_runs(other_document.text, near.other_stretches)),
                ),
            ],
            **kwargs,
        )


class NearDuplicatesView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "alike/near_duplicates.html"
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    page_title = _("Near-duplicates")
    header_icon = "copy"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        found = groups(of_user(self.request.user))
        page = Paginator(found, GROUPS_PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page_obj=page, waiting=waiting(), **kwargs)


def _as_saved(user, pk: int) -> Asset | None:
    """The latest draft, for whoever may edit it."""
    page = Asset.objects.filter(pk=pk).first()
    if page is None or not page.permissions_for_user(user).can_edit():
        return None
    return page.get_latest_revision_as_object()


def _readable(user, pk: int) -> Asset:
    """The latest draft for whoever may edit it, else what is published. Http404 where there is neither."""
    if asset := _as_saved(user, pk):
        return asset
    live = visible(of_user(user), Asset.objects.filter(pk=pk)).first()
    if live is None:
        raise Http404
    return live.specific


def _runs(text: str, stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    end = 0
    for start, stop in stretches:
        yield text[end:start], False
        yield text[start:stop], True
        end = stop
    yield text[end:], False
