from typing import Any

from django.forms import Media
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from wagtail import hooks
from wagtail.admin.site_summary import PagesSummaryItem, SummaryItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from hub.assets.models import Asset
from hub.assets.views import AssetIndexView
from hub.landing.models import LandingPage

from .waiting import waiting


class WaitingPanel(Component):
    template_name = "dashboard/waiting.html"
    order = 100

    def __init__(self, request: HttpRequest) -> None:
        self.waiting = waiting(request.user)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"waiting": self.waiting}

    @property
    def media(self) -> Media:
        return Media(css={"all": ["dashboard/dashboard.css"]})


class PublishedItem(SummaryItem):
    """How many pages of a kind are published, and the list of them."""

    template_name = "dashboard/published.html"
    order = 50
    icon: str
    listing: str

    def is_shown(self) -> bool:
        return page_permission_policy.user_has_any_permission(
            self.request.user, AssetIndexView.any_permission_required
        )

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"icon": self.icon, "text": self.text(), "url": reverse(self.listing)}

    def text(self) -> str:
        raise NotImplementedError


class AssetsItem(PublishedItem):
    icon = "clipboard-list"
    listing = "assets:index"

    def text(self) -> str:
        count = Asset.objects.live().count()
        return ngettext("%d published asset", "%d published assets", count) % count


class LandingPagesItem(PublishedItem):
    icon = "desktop"
    listing = "landing:index"

    def text(self) -> str:
        count = LandingPage.objects.live().count()
        return ngettext("%d landing page", "%d landing pages", count) % count


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WaitingPanel(request))


@hooks.register("construct_homepage_summary_items", order=1000)
def what_there_is(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Editors know assets and landing pages rather than pages."""
    items[:] = [item for item in items if not isinstance(item, PagesSummaryItem)]
    items += [AssetsItem(request), LandingPagesItem(request)]


@hooks.register("insert_global_admin_css")
def screens_css() -> str:
    return format_html(
        '<link rel="stylesheet" href="{}">', versioned_static("dashboard/screens.css")
    )


@hooks.register("insert_global_admin_js")
def names_js() -> str:
    return format_html(
        '<script src="{}" data-all="{}"></script>',
        versioned_static("dashboard/names.js"),
        gettext("Select all"),
    )
