"""The content version: a number that grows with each change of published content, and how long what it names holds.

It is the count of all events there ever were: of the rows, and of those settled. Rows are only added by whoever
publishes, so none waits for another's transaction, as they would for one number that all count up; and a version is
seen by readers when its transaction is, whatever the order.
"""

from datetime import datetime

from django.db import connection
from django.db.models import F, Min
from wagtail.models import Page

from .models import ContentEvent, Settled

# One statement, so that it never counts an event twice, or not at all, while it is being settled.
_COUNT = f"""
    SELECT (SELECT COUNT(*) FROM {ContentEvent._meta.db_table})
    + COALESCE((SELECT SUM(events) FROM {Settled._meta.db_table}), 0)
"""


def content_version() -> int:
    """One query. To be asked before what is kept under it is read."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT)
        return int(cursor.fetchone()[0])


def holds_until(since: datetime) -> datetime | None:
    """When what was read at `since` is no longer true though nothing is changed: the next expiry, if there is one."""
    to_expire = Page.objects.filter(live=True, expire_at__gt=since)
    return to_expire.aggregate(next=Min("expire_at"))["next"]


def count_as_settled(events: int) -> None:
    """In the transaction that deletes their rows."""
    if not Settled.objects.filter(pk=1).update(events=F("events") + events):
        Settled.objects.create(pk=1, events=events)
