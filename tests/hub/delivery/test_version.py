"""What is kept of content for as long as nothing changes."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hub.delivery.events import content_changed
from hub.delivery.models import Reason
from hub.delivery.version import holds_until, once_a_version
from hub.taxonomy.models import Topic
from hub.taxonomy.vocabulary import vocabulary
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def reads():
    """How often it was read, each time it is asked for."""
    count = iter(range(1, 100))
    return once_a_version(lambda: next(count))


def _change():
    content_changed(set(), reason=Reason.UNSEEN)


def test_it_is_read_anew_when_content_has_changed(reads):
    assert (reads(), reads()) == (1, 1)
    _change()
    assert (reads(), reads()) == (2, 2)


def test_what_a_transaction_saw_is_not_kept(reads):
    with transaction.atomic():
        _change()
        assert reads() == 1
        transaction.set_rollback(True)
    _change()
    assert (reads(), reads()) == (2, 2)


def test_a_new_term_is_known_at_once():
    before = vocabulary()
    with CaptureQueriesContext(connection) as queries:
        assert vocabulary() is before
    assert len(queries) == 1
    factories.term(Topic, "brand-new")
    assert vocabulary().term("topic", "brand-new")


def test_it_holds_until_the_next_expiry():
    now = timezone.now()
    assert holds_until(now) is None
    moments = [now + timedelta(days=days) for days in (3, 1, 2)]
    for moment in moments:
        factories.asset(expire_at=moment)
    assert holds_until(now) == moments[1]
    assert holds_until(moments[1]) == moments[2]
    assert holds_until(moments[0]) is None
