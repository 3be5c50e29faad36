from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .models import USE_ASK
from .views import AskView, ReadView


@hooks.register("register_admin_urls")
def ask_urls():
    return [
        path("ask/", AskView.as_view(), name="sales_ask"),
        path("ask/read/<int:pk>/", ReadView.as_view(), name="sales_read"),
    ]


class AskMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(USE_ASK)


@hooks.register("register_admin_menu_item")
def ask_menu_item():
    return AskMenuItem(_("Ask"), reverse("sales_ask"), name="ask", icon_name="comment", order=50)


@hooks.register("register_permissions")
def ask_permission():
    return Permission.objects.filter(content_type__app_label="sales", codename="use_ask")
