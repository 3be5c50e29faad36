"""What is kept of who may see what: never longer than it is true."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from hub.assets.choosing import may_be_seen
from hub.assets.models import Asset
from hub.taxonomy.models import Audience
from hub.visibility import Viewer
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def unpublish(asset: Asset) -> None:
    asset.unpublish()


def make_internal(asset: Asset) -> None:
    asset.audience = Audience.INTERNAL
    asset.save_revision().publish()


def shut(asset: Asset) -> None:
    PageViewRestriction.objects.create(page=asset, restriction_type=PageViewRestriction.LOGIN)


def shut_what_it_is_in(asset: Asset) -> None:
    shut(asset.get_parent())


def delete(asset: Asset) -> None:
    asset.delete()


@pytest.mark.parametrize("hide", [unpublish, make_internal, shut, shut_what_it_is_in, delete])
def test_what_goes_out_of_sight_is_out_of_sight_at_once(hide):
    asset = factories.asset()
    pk = asset.pk
    assert may_be_seen(Viewer(), [pk]) == {pk: True}
    hide(asset)
    assert may_be_seen(Viewer(), [pk]) == {pk: False}


def test_what_comes_into_sight_is_seen_at_once():
    asset = factories.asset(live=False)
    assert may_be_seen(Viewer(), [asset.pk]) == {asset.pk: False}
    asset.save_revision().publish()
    assert may_be_seen(Viewer(), [asset.pk]) == {asset.pk: True}


def test_nothing_is_seen_past_its_expiry_though_nobody_changed_it():
    now = timezone.now()
    pk = factories.asset(expire_at=now + timedelta(minutes=5)).pk
    assert may_be_seen(Viewer(now=now), [pk]) == {pk: True}
    assert may_be_seen(Viewer(now=now + timedelta(minutes=6)), [pk]) == {pk: False}
    assert may_be_seen(Viewer(now=now), [pk]) == {pk: True}


def test_what_one_viewer_sees_is_not_kept_for_another():
    pk = factories.asset(audience=Audience.INTERNAL).pk
    assert may_be_seen(Viewer(internal=True), [pk]) == {pk: True}
    assert may_be_seen(Viewer(), [pk]) == {pk: False}
    assert may_be_seen(Viewer(preview=pk), [pk]) == {pk: True}
    assert may_be_seen(Viewer(), [pk]) == {pk: False}


def test_the_pool_is_asked_once_for_what_anybody_may_see():
    ids = [factories.asset().pk for _ in range(3)]
    may_be_seen(Viewer(), ids[:2])
    may_be_seen(Viewer(), ids[1:])
    with CaptureQueriesContext(connection) as queries:
        assert all(may_be_seen(Viewer(), ids).values())
    assert len(queries) == 1  # the version
