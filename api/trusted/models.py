"""Trusted documents: texts that websites ask by their hash, known to the hub beforehand."""

from datetime import date

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 200


class TrustedDocument(models.Model):
    """`site` names whose manifest it came with: two may have the same document, and one give it up."""

    site = models.CharField(max_length=LONGEST_NAME, verbose_name=_("site"))
    name = models.CharField(max_length=LONGEST_NAME, verbose_name=_("operation"))
    hash = models.CharField(max_length=64, db_index=True, verbose_name=_("SHA-256"))
    text = models.TextField(verbose_name=_("document"))
    trusted_at = models.DateTimeField(auto_now_add=True, verbose_name=_("trusted since"))
    used_on = models.DateField(null=True, editable=False, verbose_name=_("last used"))

    class Meta:
        verbose_name = _("trusted document")
        verbose_name_plural = _("trusted documents")
        ordering = ["site", "name", "-trusted_at"]
        constraints = [
            models.UniqueConstraint(fields=["site", "hash"], name="trusted_once_by_each_site")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.site})"

    @property
    def short_hash(self) -> str:
        return f"{self.hash[:12]}…"

    def note_use(self, today: date) -> None:
        """For people who wonder whether a website still asks it: once a day is enough."""
        if self.used_on != today:
            with transaction.atomic():
                TrustedDocument.objects.filter(hash=self.hash).update(used_on=today)
