from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from .cards.urls import admin_urlpatterns as card_urlpatterns
from .rewrites.urls import urlpatterns as rewrite_urlpatterns
from .studio.listing import SnippetsView
from .studio.urls import urlpatterns


@hooks.register("register_admin_urls")
def snippet_urls():
    return [*urlpatterns, *rewrite_urlpatterns, path("snippets/cards/", include(card_urlpatterns))]


class SnippetsMenuItem(MenuItem):
    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(
            request.user, SnippetsView.any_permission_required
        )


@hooks.register("register_admin_menu_item")
def snippets_menu_item():
    return SnippetsMenuItem(
        _("Snippets"), reverse("snippets"), name="hub-snippets", icon_name="cut", order=110
    )
