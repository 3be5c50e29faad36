"""The content version: a number that grows with each change of published content, and how long what it names holds.

It is the count of all events there ever were: of the rows, and of those settled. Rows are only added by whoever
publishes, so none waits for another's transaction, as they would for one number that all count up; and a version is
seen by readers when its transaction is, whatever the order.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from django.db import connection
from django.db.models import F
from wagtail.models import Page

from hub.visibility import Viewer

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


Found = TypeVar("Found")
# What was read, with the version that it was read at.
_kept: dict[Callable[[], Any], tuple[int, Any]] = {}


def once_a_version(read: Callable[[], Found]) -> Callable[[], Found]:
    """`read`, of content alone, read anew only when content has changed: one query where it has not.

    Within a transaction always anew: what is seen there may never be seen by others, whose next version has the same
    number.
    """

    @wraps(read)
    def current() -> Found:
        if _in_transaction():
            return read()
        version = content_version()
        kept = _kept.get(read)
        if kept is None or kept[0] != version:
            kept = _kept[read] = version, read()
        found: Found = kept[1]
        return found

    return current


Key = TypeVar("Key", bound=Hashable)
# What a viewer may see of each key.
ReadEach = Callable[[Viewer, Collection[Key]], Mapping[Key, Found]]


@dataclass(frozen=True)
class _Each:
    """What was read of keys at one version, true from `since` to the next expiry."""

    version: int
    since: datetime
    until: datetime | None
    found: dict[Any, Any] = field(default_factory=dict)

    def holds(self, version: int, now: datetime) -> bool:
        lasts = self.until is None or now < self.until
        return self.version == version and self.since <= now and lasts


_kept_each: dict[ReadEach, _Each] = {}


def each_once_a_version(read: ReadEach[Key, Found]) -> ReadEach[Key, Found]:
    """`read`, of content alone, for who sees what anybody does asked of each key once until content changes, or
    something expires: one query where all keys are known. For other viewers, and within a transaction, always anew.

    It says something of each key. Keys must be of content that there is, or was: each is remembered.
    """

    @wraps(read)
    def current(viewer: Viewer, keys: Collection[Key]) -> Mapping[Key, Found]:
        if not viewer.is_anybody or _in_transaction():
            return read(viewer, keys)
        version, now = content_version(), viewer.now
        kept = _kept_each.get(read)
        if kept is None or not kept.holds(version, now):
            kept = _kept_each[read] = _Each(version, now, holds_until(now))
        if unknown := [key for key in keys if key not in kept.found]:
            kept.found.update(read(viewer, unknown))
        return {key: kept.found[key] for key in keys}

    return current


def _in_transaction() -> bool:
    return connection.in_atomic_block


def forget() -> None:
    """For tests, which count their versions from the same number."""
    _kept.clear()
    _kept_each.clear()


def holds_until(since: datetime) -> datetime | None:
    """When what was read at `since` is no longer true though nothing is changed: the next expiry, if there is one."""
    expiries = _expiries()
    return next(iter(expiries[bisect_right(expiries, since) :]), None)


@once_a_version
def _expiries() -> list[datetime]:
    rows = Page.objects.filter(live=True, expire_at__isnull=False).order_by("expire_at")
    return list(rows.values_list("expire_at", flat=True))


def count_as_settled(events: int) -> None:
    """In the transaction that deletes their rows."""
    if not Settled.objects.filter(pk=1).update(events=F("events") + events):
        Settled.objects.create(pk=1, events=events)
