from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from .viewsets import AssetListingViewSet, AssetPageViewSet


@hooks.register("register_admin_viewset")
def asset_viewsets():
    return [AssetListingViewSet(), AssetPageViewSet()]


@hooks.register("after_bulk_action")
def tell_of_files_put_elsewhere(request, action_type, objects, view):
    """Wagtail gives many another collection, a private one perhaps, in one statement of which nobody hears: not the
    index, which has the documents' texts, and not websites."""
    if action_type == "add_to_collection":
        for file in view.get_default_model().objects.filter(pk__in=[file.pk for file in objects]):
            file.save(update_fields=["collection"])


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("assets/admin.css"))


@hooks.register("construct_help_menu")
def no_news_of_wagtail(request, items):
    """What is new in Wagtail, and its guide for pages of a website, are not about this hub."""
    items[:] = [item for item in items if not item.name.startswith(("whats-new", "editor-guide"))]
