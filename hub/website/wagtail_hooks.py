from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .found import found_preview
from .models import Menu


def _labels(menu: Menu) -> str:
    return " · ".join(
        item.value["label"] or (item.value["page"].title if item.value["page"] else "")
        for item in menu.items
    )


class MenuViewSet(SnippetViewSet):
    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")
    menu_order = 550
    add_to_settings_menu = True
    list_display = [
        "name",
        Column("labels", label=_("Items"), accessor=_labels),
        Column("locale", label=_("Language"), accessor="locale"),
        "site",
    ]
    list_filter = ["site", "locale"]
    copy_view_enabled = False


register_snippet(MenuViewSet)


@hooks.register("register_admin_urls")
def found_urls():
    return [path("found/<str:locale>/", found_preview, name="found_preview")]
