from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SalesConfig(AppConfig):
    name = "hub.sales"
    label = "sales"
    verbose_name = _("Sales")

    def ready(self) -> None:
        from .groups import seed_groups

        post_migrate.connect(seed_groups)
