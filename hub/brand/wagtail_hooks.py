from django.urls import path
from wagtail import hooks


@hooks.register("register_admin_urls")
def preview_urls():
    from hub.snippets.cards.views import BrandPreviewView

    return [
        path("brand/preview/<str:locale>.png", BrandPreviewView.as_view(), name="brand_preview")
    ]
