"""From events to deliveries: what is to be told, to each who wants to hear it, in as few messages as do."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from . import caches
from .models import ContentEvent, Delivery, Reason, Webhook
from .version import count_as_settled

# Events that are settled together, and pages and tags that one message names: some 100 kB.
EVENTS = 1000
NAMED = 500


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
        for webhook in Webhook.objects.all():
            _deliver(
                webhook, [e for e in seen if not webhook.reasons or e.reason in webhook.reasons]
            )
        ContentEvent.objects.filter(pk__in=[event.pk for event in events]).delete()
        count_as_settled(len(events))
    return len(events)


def _deliver(webhook: Webhook | None, events: Sequence[ContentEvent]) -> None:
    if events:
        Delivery.objects.bulk_create(
            Delivery(webhook=webhook, payload=payload) for payload in payloads(events)
        )


def payloads(events: Sequence[ContentEvent]) -> Iterator[dict[str, Any]]:
    """What is told of `events`: in one message, or in several where more was changed than one should name."""
    reasons = list(dict.fromkeys(event.reason for event in events))
    # A page is named once for each address that it had.
    named = {(page["id"], page["url"]): page for event in events for page in event.pages}
    pages, tags = list(named.values()), sorted({tag for event in events for tag in event.tags})
    last = max(event.happened_at for event in events)
    for at in range(0, max(len(pages), len(tags)), NAMED):
        yield message(
            "content.changed", last, reasons, pages[at : at + NAMED], tags[at : at + NAMED]
        )


def message(
    type_: str,
    moment: datetime,
    reasons: Sequence[str] = (),
    pages: Sequence[dict[str, Any]] = (),
    tags: Sequence[str] = (),
) -> dict[str, Any]:
    return {
        "type": type_,
        "timestamp": moment.astimezone(UTC)
        .isoformat(timespec="milliseconds")
        .replace("+00:00", "Z"),
        "data": {
            "reasons": list(reasons),
            "pages": list(pages),
            "tags": list(tags),
            "urls": list(dict.fromkeys(page["url"] for page in pages)),
        },
    }
