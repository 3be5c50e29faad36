"""How deliveries and webhooks are told of to people."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from .models import Delivery, Reason, Webhook


def names_of(reasons: Iterable[str]) -> str:
    """Those that are told of, as a list."""
    names = (str(Reason(reason).label) for reason in reasons if reason in Reason.values)
    return pgettext("between the names of a list", ", ").join(names)


def about(delivery: Delivery) -> str:
    """`Published, Moved: 3 pages`."""
    data = delivery.payload["data"]
    if delivery.payload["type"] == "webhook.test":
        return _("A test")
    reasons = names_of(data["reasons"])
    if not (count := len(data["pages"])):
        return reasons
    pages = ngettext("%(count)d page", "%(count)d pages", count) % {"count": count}
    return _("%(reasons)s: %(pages)s") % {"reasons": reasons, "pages": pages}


def receiver(delivery: Delivery) -> str:
    return str(delivery.webhook) if delivery.webhook else _("Shared caches")


def state_of(webhook: Webhook) -> str:
    if webhook.paused_because:
        return _("Paused: %(why)s") % {"why": webhook.get_paused_because_display()}
    return _("Takes nothing at present") if webhook.failing_since else _("Active")
