from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from .views import AlikeView, CompareView, NearDuplicatesView


@hooks.register("register_admin_urls")
def alike_urls():
    return [
        path("assets/<int:pk>/alike/", AlikeView.as_view(), name="alike"),
        path("assets/<int:pk>/alike/<int:other>/", CompareView.as_view(), name="alike_compare"),
        path("reports/near-duplicates/", NearDuplicatesView.as_view(), name="near_duplicates"),
    ]


class NearDuplicatesMenuItem(MenuItem):
    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(
            request.user, NearDuplicatesView.any_permission_required
        )


@hooks.register("register_reports_menu_item")
def near_duplicates_menu_item():
    return NearDuplicatesMenuItem(
        _("Near-duplicates"), reverse("near_duplicates"), icon_name="copy", order=850
    )
