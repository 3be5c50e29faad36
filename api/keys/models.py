"""API keys: shown once, kept as a hash."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.visibility import Scope

# Found in a log or a repository, a key says what it is.
_MARK = "wsp_"
_PREFIX_LENGTH = len(_MARK) + 6

# `last_used_at` is for people who wonder whether a key is still in use: once a minute is enough.
_USE_IS_NOTED_EVERY = timedelta(minutes=1)


def hash_of(secret: str) -> str:
    """SHA-256, without salt and quick on purpose.

    Slow, salted hashes protect secrets that people think up, by making each guess expensive. These are
    256 random bits: there is nothing to guess, and no two are alike. A quick hash keeps requests
    quick and lets the database find a key by it.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def known_scopes(scopes: object) -> None:
    known = {scope.value for scope in Scope}
    if not isinstance(scopes, list) or not scopes or not known.issuperset(map(str, scopes)):
        raise ValidationError(_("Choose at least one of: %s.") % ", ".join(sorted(known)))


class ApiKey(models.Model):
    name = models.CharField(
        max_length=100, verbose_name=_("name"), help_text=_("Who or what uses it.")
    )
    prefix = models.CharField(
        max_length=20, editable=False, verbose_name=_("starts with"), default=""
    )
    hash = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(default=list, validators=[known_scopes], verbose_name=_("scopes"))
    created_at = models.DateTimeField(auto_now_add=True, verbose_name=_("created"))
    expires_at = models.DateTimeField(
        null=True, blank=True, verbose_name=_("expires"), help_text=_("Empty: never.")
    )
    last_used_at = models.DateTimeField(
        null=True, blank=True, editable=False, verbose_name=_("last used")
    )
    revoked_at = models.DateTimeField(
        null=True, blank=True, editable=False, verbose_name=_("revoked")
    )

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @classmethod
    def make(
        cls, name: str, scopes: Iterable[str], expires_at: datetime | None = None
    ) -> tuple["ApiKey", str]:
        """A new key and its secret, which is not kept. ValidationError on bad input."""
        key = cls(name=name, scopes=list(scopes), expires_at=expires_at)
        secret = key.draw_secret()
        key.full_clean()
        key.save()
        return key, secret

    @classmethod
    def of(cls, secret: str, now: datetime) -> "ApiKey | None":
        """The key with this secret; None where there is none, or it expired or was revoked."""
        key = cls.objects.filter(hash=hash_of(secret), revoked_at__isnull=True).first()
        return key if key and not key.is_expired(now) else None

    def draw_secret(self) -> str:
        secret = _MARK + secrets.token_urlsafe(32)
        self.prefix = secret[:_PREFIX_LENGTH]
        self.hash = hash_of(secret)
        return secret

    def is_expired(self, now: datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= now

    @property
    def is_active(self) -> bool:
        return self.revoked_at is None and not self.is_expired(timezone.now())

    def note_use(self, now: datetime) -> None:
        if self.last_used_at is None or self.last_used_at < now - _USE_IS_NOTED_EVERY:
            # Begun here alone: it is what takes the lock that all writers wait for.
            with transaction.atomic():
                ApiKey.objects.filter(pk=self.pk).update(last_used_at=now)
