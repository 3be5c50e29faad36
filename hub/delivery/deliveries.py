"""What is to be told, until it is told or given up. At least once: whoever is told twice knows it by the id."""

import json
import logging
import random
import time
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from . import caches, sending, signing
from .messages import message
from .models import Delivery, Outcome, PausedBecause, Status, Webhook
from .sending import Result

logger = logging.getLogger(__name__)

# Attempts in all. Between them 5 s, 15 s, 45 s, 2, 7, 20 minutes, 1, 3, 8, 8 hours: most of a day.
MAX_ATTEMPTS = 11
_FIRST_WAIT = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(hours=8)
# A receiver that failed is left alone for this long, whatever else there is to tell it.
_REST = timedelta(seconds=4)
# One that has taken nothing for so long is paused.
PAUSED_AFTER = timedelta(days=3)
# Whoever attempts a delivery and dies is taken for dead after this.
_CLAIM = timedelta(minutes=1)
KEPT_FOR = timedelta(days=30)


def due() -> QuerySet[Delivery]:
    """Oldest first."""
    now = timezone.now()
    called = Q(webhook=None) | Q(webhook__paused_because="")
    rested = Q(webhook=None) | Q(webhook__rest_until=None) | Q(webhook__rest_until__lte=now)
    waiting = Delivery.objects.filter(status=Status.WAITING, next_attempt_at__lte=now)
    return waiting.filter(called, rested).order_by("pk")


def attempt(delivery: Delivery) -> Result | None:
    """Tell it once, and write down what came of it; None where somebody else is at it."""
    mine = Delivery.objects.filter(pk=delivery.pk, next_attempt_at=delivery.next_attempt_at)
    if not mine.update(next_attempt_at=timezone.now() + _CLAIM):
        return None
    began = time.monotonic()
    result = _told(delivery)
    delivery.duration_ms = round(1000 * (time.monotonic() - began))
    _note(delivery, result)
    return result


def send_again(deliveries: QuerySet[Delivery]) -> int:
    """As if for the first time, under the same id; how many there are."""
    return deliveries.update(status=Status.WAITING, attempts=0, next_attempt_at=timezone.now())


def make_test(webhook: Webhook) -> Delivery:
    """For whoever made it to attempt: the worker leaves it alone for as long as that takes."""
    payload = message("webhook.test", timezone.now())
    later = timezone.now() + _CLAIM
    return Delivery.objects.create(webhook=webhook, payload=payload, next_attempt_at=later)


def renew_secret(webhook: Webhook) -> None:
    webhook.old_secret, webhook.secret = webhook.secret, signing.new_secret()
    webhook.old_secret_until = timezone.now() + signing.BOTH_FOR
    webhook.save()


def prune() -> None:
    Delivery.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()


def _told(delivery: Delivery) -> Result:
    if delivery.webhook is None:
        return _purged(delivery)
    body = json.dumps(delivery.payload, ensure_ascii=False).encode()
    now = timezone.now()
    signed = signing.headers(
        delivery.message_id, int(now.timestamp()), body, _secrets(delivery.webhook, now)
    )
    headers = {"Content-Type": "application/json", "User-Agent": "Wellspring", **signed}
    return sending.post(delivery.webhook.url, body, headers)


def _secrets(webhook: Webhook, now: datetime) -> list[str]:
    both = webhook.old_secret_until is not None and now < webhook.old_secret_until
    return [webhook.secret, webhook.old_secret] if both else [webhook.secret]


def _purged(delivery: Delivery) -> Result:
    data = delivery.payload["data"]
    try:
        caches.purge(data["urls"], data["tags"])
    except Exception as error:
        # Never its address, which may hold a key.
        logger.exception("Purging the shared caches failed")
        return Result(Outcome.UNREACHABLE, getattr(error, "code", None), type(error).__name__)
    return Result(Outcome.DELIVERED)


def _note(delivery: Delivery, result: Result) -> None:
    now = timezone.now()
    delivery.attempts += 1
    delivery.attempted_at = now
    delivery.outcome, delivery.response_status = result.outcome, result.status
    delivery.response_text = result.text
    delivery.next_attempt_at = now + wait_after(delivery.attempts)
    if result.outcome == Outcome.DELIVERED:
        delivery.status = Status.DELIVERED
    elif delivery.attempts >= MAX_ATTEMPTS:
        delivery.status = Status.GIVEN_UP
    with transaction.atomic():
        delivery.save()
        if delivery.webhook_id is not None:
            _note_of_receiver(delivery.webhook_id, result, now)


def _note_of_receiver(pk: int, result: Result, now: datetime) -> None:
    webhook = Webhook.objects.select_for_update().get(pk=pk)
    if result.outcome == Outcome.DELIVERED:
        webhook.failing_since = webhook.rest_until = None
    else:
        webhook.failing_since = webhook.failing_since or now
        webhook.rest_until = now + _REST
        if result.outcome == Outcome.GONE:
            pause(webhook, PausedBecause.GONE)
        elif now - webhook.failing_since > PAUSED_AFTER:
            pause(webhook, PausedBecause.FAILING)
    webhook.save()


def pause(webhook: Webhook, because: PausedBecause) -> None:
    """What is to be told meanwhile waits."""
    webhook.paused_because, webhook.paused_at = because, timezone.now()


def resume(webhook: Webhook) -> None:
    webhook.paused_because, webhook.paused_at = "", None
    webhook.failing_since = webhook.rest_until = None


def wait_after(attempts: int) -> timedelta:
    """A fifth more or less, so that not all who waited for a receiver call it at once."""
    wait = min(_FIRST_WAIT * 3 ** min(attempts - 1, 20), _LONGEST_WAIT)
    return wait * random.uniform(0.8, 1.2)
