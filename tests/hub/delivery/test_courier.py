"""The courier: soon where it is quiet, in few messages where it is not, and caches first."""

import time

import pytest

from hub.delivery import courier
from hub.delivery.courier import Courier, Pace
from hub.delivery.models import Delivery, Status, Webhook
from hub.delivery.signing import new_secret
from tests import factories
from tests.patience import PATIENCE


class TestPace:
    def settled_at(self, events: list[float], until: float) -> list[float]:
        """When what happens at `events` is settled, looked at every quarter of a second."""
        pace, moments, now = Pace(), [], 0.0
        waiting = sorted(events)
        while now <= until:
            happened = [at for at in waiting if at <= now]
            if happened and pace.is_due(now):
                pace.settled(len(happened), now)
                moments.append(now)
                waiting = waiting[len(happened) :]
            now += 0.25
        return moments

    def test_what_happens_where_it_is_quiet_is_settled_at_once(self):
        assert self.settled_at([0, 60, 120], 200) == [0, 60, 120]

    def test_and_what_follows_it_a_second_later(self):
        assert self.settled_at([0, 0.3], 10) == [0, 1]

    def test_while_people_publish_nothing_waits_for_more_than_four_seconds(self):
        published = [n * 1.3 for n in range(60)]
        settled = self.settled_at(published, 100)
        assert all(any(at <= moment <= at + 4.25 for moment in settled) for at in published)

    def test_an_import_of_minutes_in_a_few_goes(self):
        moments = self.settled_at([n / 8 for n in range(960)], 200)
        assert len(moments) <= 10
        assert moments[-1] >= 119.75, "the last page too"

    def test_after_which_it_is_as_before(self):
        events = [n / 8 for n in range(960)]
        assert self.settled_at([*events, 300, 400], 500)[-2:] == [300, 400]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
class TestPublishing:
    @pytest.fixture
    def webhook(self, receiver) -> Webhook:
        return Webhook.objects.create(name="Site", url=receiver.url, secret=new_secret())

    def test_reaches_the_website(self, webhook, receiver):
        factories.asset(slug="press")
        Courier().poll()
        assert receiver.told.wait(10)
        assert b"/en/press" in receiver.requests[-1].body
        _wait_until(lambda: Delivery.objects.filter(status=Status.DELIVERED).exists())

    def test_one_that_does_not_answer_keeps_no_other_waiting(self, webhook, receiver):
        stuck = Webhook.objects.create(
            name="Stuck", url=receiver.url.replace("hook", "stuck"), secret=new_secret()
        )

        def answer(handler):
            if handler.path == "/stuck":
                handler.connection.recv(1)
            else:
                handler.send_response(204)
                handler.end_headers()

        receiver.answer = answer
        factories.asset()
        courier = Courier()
        courier.poll()
        taken = Delivery.objects.filter(webhook=webhook, status=Status.DELIVERED)
        _wait_until(taken.exists)
        assert not Delivery.objects.filter(webhook=stuck, status=Status.DELIVERED).exists()
        _wait_until(lambda: courier.busy == {stuck.pk})

    def test_what_goes_wrong_ends_nothing(self, webhook, receiver, monkeypatch):
        polls = []

        class Stop(BaseException):
            pass

        def fail(self) -> None:
            polls.append(1)
            if len(polls) > 1:
                raise Stop
            raise RuntimeError

        monkeypatch.setattr(Courier, "poll", fail)
        monkeypatch.setattr(courier, "POLL_SECONDS", 0)
        with pytest.raises(Stop):
            Courier().run()


def _wait_until(true) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)
