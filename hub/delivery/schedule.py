"""What editors set a moment for: pages that are to come, or to go, by themselves."""

from datetime import datetime

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from .version import holds_until


def keep() -> None:
    """Publish and unpublish what is due."""
    call_command("publish_scheduled")


class Clock:
    """To be looked at often: it keeps the schedule once a moment that was set has come since the last look."""

    def __init__(self, since: datetime | None = None) -> None:
        self._since = since or timezone.now()

    def look(self) -> None:
        since, self._since = self._since, timezone.now()
        if _something_is_due(since, self._since):
            keep()


def _something_is_due(since: datetime, now: datetime) -> bool:
    """Two queries."""
    expiry = holds_until(since)
    coming = Revision.objects.filter(approved_go_live_at__range=(since, now))
    return (expiry is not None and expiry <= now) or coming.exists()
