from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from .models import Menu
from .search_preview import search_preview
from .slugs import in_the_way, taken_by


def _labels(menu: Menu) -> str:
    return " · ".join(
        item.value["label"] or (item.value["page"].title if item.value["page"] else "")
        for item in menu.items
    )


class AddMenuView(CreateView):
    def get_page_subtitle(self) -> str:
        return f"{super().get_page_subtitle()} ({self.locale})"


class MenuViewSet(SnippetViewSet):
    model = Menu
    add_view_class = AddMenuView
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
def search_preview_urls():
    return [path("search-preview/<str:locale>/", search_preview, name="search_preview")]


@hooks.register("before_move_page")
def keep_addresses(request, page, destination):
    if twin := in_the_way(page, destination):
        messages.error(request, taken_by(twin))
        return redirect("wagtailadmin_pages:move", page.pk)


@hooks.register("before_bulk_action")
def keep_addresses_of_many(request, action_type, objects, view):
    if action_type == "move" and issubclass(view.models[0], Page):
        destination = view.cleaned_form.cleaned_data["chooser"]
        twins = [twin for page in objects if (twin := in_the_way(page, destination))]
        if twins:
            messages.error(request, taken_by(twins[0]))
            return redirect(view.next_url)
