import logging
from typing import Any

from django.apps import AppConfig
from django.apps.registry import Apps
from django.db.models.signals import post_migrate

logger = logging.getLogger("api")


class ApiConfig(AppConfig):
    name = "api"

    def ready(self) -> None:
        post_migrate.connect(_trust_the_contract, sender=self)


def _trust_the_contract(apps: Apps, **kwargs: Any) -> None:
    """So that the website's client works with a hub that was just set up or brought up to date."""
    from .trusted import manifests

    if not apps.is_installed("api") or "trusteddocument" not in apps.all_models["api"]:
        return  # migrated back to a time before them
    if not manifests.CONTRACT.exists():
        return
    try:
        entries = [entry for path in manifests.CONTRACTS for entry in manifests.read(path)]
        manifests.trust(manifests.CONTRACT_SITE, entries)
    except manifests.BadManifest as error:
        logger.warning("The contract is not one, so nothing was trusted: %s", error)
