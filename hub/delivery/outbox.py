"""From events to deliveries: what is to be told, to each who wants to hear it, in as few messages as do."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from . import caches
from .messages import payloads
from .models import ContentEvent, Delivery, Reason, Webhook
from .version import count_as_settled

# Events that are settled together.
EVENTS = 1000
# Caches are told twice: of what was being made as it changed, or came from a website that had not been told yet, they
# may have kept the old after the first time. No answer takes longer to make.
AGAIN = timedelta(seconds=15)


def settle() -> int:
    """Write down what is to be told of all that has happened, in the transaction that forgets the events; how many
    there were. Which of two workers does it does not matter: the other passes over its rows."""
    if not ContentEvent.objects.exists():
        return 0
    with transaction.atomic():
        waiting = ContentEvent.objects.select_for_update(skip_locked=True).order_by("pk")
        events = list(waiting[:EVENTS])
        seen = [event for event in events if event.reason != Reason.UNSEEN]
        if caches.configured():
            _deliver(None, seen)
            _deliver(None, seen, AGAIN)
        for webhook in Webhook.objects.all():
            _deliver(
                webhook, [e for e in seen if not webhook.reasons or e.reason in webhook.reasons]
            )
        ContentEvent.objects.filter(pk__in=[event.pk for event in events]).delete()
        count_as_settled(len(events))
    return len(events)


def _deliver(
    webhook: Webhook | None, events: Sequence[ContentEvent], after: timedelta = timedelta()
) -> None:
    if events:
        due = timezone.now() + after
        Delivery.objects.bulk_create(
            Delivery(webhook=webhook, payload=payload, next_attempt_at=due)
            for payload in payloads(events)
        )
