"""What is to be told to websites and shared caches, whom, and what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why websites are told. `UNSEEN`: they are not, as nothing changed that everybody may see."""

    PUBLISHED = "published", _("Published")
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
