"""Deliveries to a real receiver: signed, tried again, given up, paused, sent again."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from hub.delivery import deliveries
from hub.delivery.deliveries import MAX_ATTEMPTS, attempt, due, prune, renew_secret, send_again
from hub.delivery.messages import message
from hub.delivery.models import Delivery, Outcome, PausedBecause, Status, Webhook
from hub.delivery.signing import new_secret

pytestmark = pytest.mark.django_db


@pytest.fixture
def webhook(receiver) -> Webhook:
    return Webhook.objects.create(name="Site", url=receiver.url, secret=new_secret())


@pytest.fixture
def delivery(webhook) -> Delivery:
    return Delivery.objects.create(webhook=webhook, payload=message("content.changed", NOW, "é"))


NOW = timezone.now()


def now_due() -> list[Delivery]:
    """As if all waiting were over."""
    Delivery.objects.update(next_attempt_at=timezone.now())
    Webhook.objects.update(rest_until=None)
    return list(due())


def tried(delivery: Delivery, times: int = 1) -> Delivery:
    for _ in range(times):
        now_due()
        attempt(Delivery.objects.select_related("webhook").get(pk=delivery.pk))
    delivery.refresh_from_db()
    return delivery


def signature(secret: str, request) -> str:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    head = f"{request.headers['webhook-id']}.{request.headers['webhook-timestamp']}."
    digest = hmac.digest(key, head.encode() + request.body, hashlib.sha256)
    return "v1," + base64.b64encode(digest).decode()


class TestTaken:
    def test_signed_by_the_webhooks_secret(self, delivery, receiver):
        tried(delivery)
        (request,) = receiver.requests
        assert request.headers["webhook-signature"] == signature(delivery.webhook.secret, request)
        assert request.headers["webhook-id"] == delivery.message_id
        sent_at = int(request.headers["webhook-timestamp"])
        assert NOW.timestamp() - 1 <= sent_at <= timezone.now().timestamp()
        assert json.loads(request.body) == delivery.payload

    def test_noted(self, delivery):
        tried(delivery)
        assert (delivery.status, delivery.outcome) == (Status.DELIVERED, Outcome.DELIVERED)
        assert delivery.response_status == 204 and delivery.duration_ms is not None
        assert not now_due()

    def test_a_new_secret_signs_beside_the_old_one_for_a_day(self, delivery, receiver):
        old = delivery.webhook.secret
        renew_secret(delivery.webhook)
        tried(delivery)
        (request,) = receiver.requests
        both = [signature(delivery.webhook.secret, request), signature(old, request)]
        assert request.headers["webhook-signature"].split() == both

    def test_and_then_alone(self, delivery, receiver):
        renew_secret(delivery.webhook)
        Webhook.objects.update(old_secret_until=timezone.now())
        tried(delivery)
        (request,) = receiver.requests
        assert len(request.headers["webhook-signature"].split()) == 1


class TestNotTaken:
    def test_it_is_tried_again_under_the_same_id(self, delivery, receiver):
        receiver.answers(503, b"later")
        tried(delivery)
        assert (delivery.status, delivery.outcome) == (Status.WAITING, Outcome.ANSWERED)
        assert (delivery.response_status, delivery.response_text) == (503, "later")
        assert not due().exists()
        receiver.answers(200)
        tried(delivery)
        assert delivery.status == Status.DELIVERED
        first, second = receiver.requests
        assert first.headers["webhook-id"] == second.headers["webhook-id"]
        assert first.body == second.body

    def test_it_is_given_up_after_most_of_a_day(self, delivery, receiver):
        receiver.answers(500)
        tried(delivery, times=MAX_ATTEMPTS)
        assert (delivery.status, delivery.attempts) == (Status.GIVEN_UP, MAX_ATTEMPTS)
        assert not now_due()

    def test_the_waits_grow(self, monkeypatch):
        monkeypatch.setattr(deliveries.random, "uniform", lambda low, high: 1)
        waits = [deliveries.wait_after(attempts) for attempts in range(1, MAX_ATTEMPTS)]
        assert waits == sorted(waits) and waits[0] == timedelta(seconds=5)
        assert timedelta(hours=18) < sum(waits, timedelta()) < timedelta(hours=30)

    def test_others_to_it_wait_a_moment_too(self, delivery, webhook, receiver):
        receiver.answers(500)
        other = Delivery.objects.create(webhook=webhook, payload=delivery.payload)
        attempt(delivery)
        assert not due().filter(pk=other.pk).exists()

    def test_and_others_elsewhere_do_not(self, delivery, receiver):
        receiver.answers(500)
        elsewhere = Webhook.objects.create(name="B", url=receiver.url, secret=new_secret())
        other = Delivery.objects.create(webhook=elsewhere, payload=delivery.payload)
        attempt(delivery)
        assert list(due()) == [other]


class TestPausing:
    def test_410_pauses(self, delivery, receiver):
        receiver.answers(410)
        tried(delivery)
        webhook = Webhook.objects.get()
        assert webhook.paused_because == PausedBecause.GONE
        assert not now_due()

    def test_days_without_taking_anything_do_too(self, delivery, receiver):
        receiver.answers(500)
        tried(delivery)
        assert not Webhook.objects.get().paused_because
        Webhook.objects.update(failing_since=timezone.now() - timedelta(days=3, minutes=1))
        tried(delivery)
        assert Webhook.objects.get().paused_because == PausedBecause.FAILING

    def test_taking_something_ends_it(self, delivery, receiver):
        Webhook.objects.update(failing_since=timezone.now() - timedelta(days=2))
        tried(delivery)
        assert Webhook.objects.get().failing_since is None

    def test_resumed_it_is_told_what_has_waited(self, delivery, receiver):
        receiver.answers(410)
        tried(delivery)
        webhook = Webhook.objects.get()
        deliveries.resume(webhook)
        webhook.save()
        receiver.answers(200)
        assert tried(delivery).status == Status.DELIVERED


class TestTwoWorkers:
    def test_one_of_them_tells(self, delivery, receiver):
        twin = Delivery.objects.select_related("webhook").get()
        assert attempt(delivery) is not None
        assert attempt(twin) is None
        assert len(receiver.requests) == 1

    def test_one_that_was_killed_is_made_up_for(self, delivery, receiver, monkeypatch):
        def die(*args) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(deliveries, "_note", die)
            attempt(delivery)
        assert not due().exists(), "it may be at it still"
        tried(delivery)
        assert delivery.status == Status.DELIVERED
        assert len({request.headers["webhook-id"] for request in receiver.requests}) == 1


def test_what_was_given_up_is_sent_again(delivery, receiver):
    receiver.answers(500)
    tried(delivery, times=MAX_ATTEMPTS)
    receiver.answers(200)
    assert send_again(Delivery.objects.filter(status=Status.GIVEN_UP)) == 1
    assert tried(delivery).status == Status.DELIVERED


def test_after_a_month_nothing_is_kept(delivery):
    prune()
    assert Delivery.objects.exists()
    Delivery.objects.update(created_at=timezone.now() - timedelta(days=31))
    prune()
    assert not Delivery.objects.exists()
