from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class LabConfig(AppConfig):
    name = "hub.lab"
    label = "lab"
    verbose_name = _("Relevance lab")

    def ready(self) -> None:
        from .permissions import grant

        post_migrate.connect(grant)
