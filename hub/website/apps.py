from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "hub.website"
    label = "website"

    def ready(self) -> None:
        from . import checks  # noqa: F401  # registers itself
