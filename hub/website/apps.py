from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "hub.website"
    label = "website"

    def ready(self) -> None:
        from wagtail.contrib.redirects.models import Redirect

        from . import checks  # noqa: F401  # registers itself
        from .redirect_rules import check

        # Both the form and the import make redirects by way of it.
        Redirect.add_to_class("clean", check)
