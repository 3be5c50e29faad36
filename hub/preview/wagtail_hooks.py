from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static


@hooks.register("insert_editor_js")
def panel_js() -> str:
    return format_html('<script src="{}"></script>', versioned_static("preview/panel.js"))
