"""Moments that editors set, looked at often."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.delivery import schedule
from hub.delivery.models import ContentEvent
from tests import factories

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock():
    return schedule.Clock(since=timezone.now() - 2 * MINUTE)


def test_what_expires_goes_and_is_told(clock):
    asset = factories.asset(expire_at=timezone.now() - MINUTE)
    clock.look()
    asset.refresh_from_db()
    assert (asset.live, asset.expired) == (False, True)
    assert ContentEvent.objects.filter(reason="expired").exists()


def test_what_is_to_come_comes(clock):
    asset = factories.asset(live=False)
    asset.go_live_at = timezone.now() - MINUTE
    asset.save_revision(approved_go_live_at=asset.go_live_at)
    clock.look()
    asset.refresh_from_db()
    assert asset.live


def test_what_is_not_due_waits(clock):
    asset = factories.asset(expire_at=timezone.now() + MINUTE)
    clock.look()
    asset.refresh_from_db()
    assert asset.live


def test_a_moment_is_looked_at_once(clock, monkeypatch):
    """Where it cannot be kept, the worker's chores try again, and not at each look."""
    factories.asset(expire_at=timezone.now() - MINUTE)
    kept = []
    monkeypatch.setattr(schedule, "keep", lambda: kept.append(1))
    clock.look()
    clock.look()
    assert kept == [1]


def test_looking_costs_two_statements(clock, django_assert_num_queries):
    factories.asset(expire_at=timezone.now() + MINUTE)
    with django_assert_num_queries(2):
        clock.look()
