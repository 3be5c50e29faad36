from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.permissions import page_permission_policy

from .models import Asset
from .views import AddAssetView, AssetCreateView, AssetIndexView


class AssetMenuItem(MenuItem):
    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(
            request.user, AssetIndexView.any_permission_required
        )


class AssetListingViewSet(PageListingViewSet):
    """All assets in one table."""

    name = "assets"
    model = Asset
    icon = "clipboard-list"
    index_view_class = AssetIndexView
    columns = AssetIndexView.columns
    filterset_class = AssetIndexView.filterset_class
    menu_label = _("Assets")
    menu_order = 100
    menu_item_class = AssetMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("add/", AddAssetView.as_view(), name="add")]


class AssetPageViewSet(PageViewSet):
    """The pages of a single asset, whatever its kind."""

    model = Asset
    add_view_class = AssetCreateView
