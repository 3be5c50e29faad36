"""What opens a preview: the name of a draft, signed, and good until a moment."""

from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.utils import timezone

# Ours are a few hundred characters.
_LONGEST = 1000


class PreviewRefused(Exception):
    """No preview for this token; the message says why, for people."""


class PreviewExpired(PreviewRefused):
    """It was good once."""


def token_for(name: str, until: datetime) -> str:
    return _signer().sign_object({"draft": name, "until": int(until.timestamp())})


def name_in(token: str) -> str:
    """The draft that a token of ours names. PreviewRefused for all others, whatever they are."""
    if len(token) > _LONGEST:
        raise PreviewRefused("This is no preview token.")
    try:
        said = _signer().unsign_object(token)
    except BadSignature:
        raise PreviewRefused("This is no preview token.") from None
    if said["until"] <= timezone.now().timestamp():
        raise PreviewExpired("This preview has expired: open it in the editor again.")
    return said["draft"]


def _signer() -> Signer:
    # Not the salt that wagtail-headless-preview signs with: its tokens never expire.
    return Signer(salt="hub.preview")
