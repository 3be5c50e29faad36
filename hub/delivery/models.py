"""What is to be told to websites and shared caches, whom, and what came of it."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Reason(models.TextChoices):
    """Why websites are told. `UNSEEN`: they are not, as nothing changed that everybody may see."""

    PUBLISHED = "published", pgettext_lazy("what happened", "Published")
    UPDATED = "updated", _("Published again")
    UNPUBLISHED = "unpublished", _("Unpublished")
    EXPIRED = "expired", _("Expired")
    DELETED = "deleted", _("Deleted")
    MOVED = "moved", _("Moved")
    PRIVACY = "privacy", _("Privacy")
    SNIPPETS = "snippets", _("Snippets")
    TAXONOMY = "taxonomy", _("Taxonomy")
    FILES = "files", _("Images and documents")
    WEBSITE = "website", _("Sites, menus and redirects")
    BRAND = "brand", _("Brand")
    TARGETING = "targeting", _("What feeds and searches put first")
    UNSEEN = "unseen", _("Nothing that websites show")


class ContentEvent(models.Model):
    """Published content changed. Written in the transaction that changes it, deleted in the one that writes down whom
    to tell. `tags`: see `tags`; `pages`: as `pages.PageFacts`."""

    reason = models.CharField(max_length=20, choices=Reason)
    tags = models.JSONField(default=list)
    pages = models.JSONField(default=list)
    happened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.reason}: {', '.join(self.tags)}"


class Settled(models.Model):
    """One row: how many events there were whose rows are gone. See `version`."""

    events = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.events)


class PausedBecause(models.TextChoices):
    BY_HAND = "by_hand", _("Somebody paused it")
    FAILING = "failing", _("It did not answer for days")
    GONE = "gone", _("It answered that it is gone")


class Webhook(models.Model):
    """Somebody to tell. `reasons`: which they want to hear; none is all. `secret`: what they know us by; for some time
    after a new one was made `old_secret` is so, too. `failing_since` and `rest_until`: while it does not answer."""

    name = models.CharField(_("name"), max_length=100, help_text=_("Whose website it is."))
    url = models.CharField(_("address"), max_length=2000)
    reasons = models.JSONField(_("what it hears of"), default=list, blank=True)
    secret = models.CharField(max_length=100, editable=False)
    old_secret = models.CharField(max_length=100, blank=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, editable=False)
    paused_because = models.CharField(
        max_length=20, choices=PausedBecause, blank=True, editable=False
    )
    paused_at = models.DateTimeField(null=True, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    rest_until = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Status(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    DELIVERED = "delivered", _("Delivered")
    GIVEN_UP = "given_up", _("Given up")


class Outcome(models.TextChoices):
    """What came of the last attempt."""

    DELIVERED = "delivered", _("Taken")
    ANSWERED = "answered", _("Refused by the receiver")
    GONE = "gone", _("Gone")
    REDIRECT = "redirect", _("Sent elsewhere, where it is not followed")
    TIMEOUT = "timeout", _("No answer in time")
    UNREACHABLE = "unreachable", _("Not reached")
    UNKNOWN_HOST = "unknown_host", _("No such host")
    NO_TRUST = "no_trust", _("No valid certificate")
    FORBIDDEN = "forbidden", _("An address that is not called")


class Delivery(models.Model):
    """Something to tell a webhook or, without one, the shared caches. `payload`: the body, the same at each attempt."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    webhook = models.ForeignKey(
        Webhook, on_delete=models.CASCADE, null=True, related_name="deliveries"
    )
    payload = models.JSONField()
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    attempted_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    response_status = models.PositiveIntegerField(null=True)
    response_text = models.TextField(blank=True, help_text="As far as it is kept.")
    duration_ms = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ("view",)
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["status", "next_attempt_at"], name="deliveries_due")]

    def __str__(self) -> str:
        return self.message_id

    @property
    def message_id(self) -> str:
        """The same at each attempt, so that receivers know what they have had already."""
        return f"msg_{self.uuid.hex}"
