"""What websites are told, word for word: the envelope is that of Standard Webhooks, the data is ours."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from .models import ContentEvent

# Pages and tags that one message names: some 100 kB.
NAMED = 500


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
