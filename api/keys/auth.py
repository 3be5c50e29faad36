"""Who is asking, by the `Authorization` header."""

import logging

from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.utils import timezone

from api.core.errors import UNAUTHENTICATED, HttpError
from hub.visibility import Scope, Viewer, anonymous, with_scopes

from .models import ApiKey, hash_of

logger = logging.getLogger("api")


def viewer_of(request: HttpRequest) -> Viewer:
    """Anonymous without the header. With one, the key it names or a 401: never a quiet fall back.

    Cookies are not looked at, so that another site cannot ask in a colleague's name.
    """
    header = request.headers.get("Authorization")
    if header is None:
        return anonymous()
    scheme, _, secret = header.strip().partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise _refused("The Authorization header must read `Bearer` and an API key.")
    now = timezone.now()
    key = ApiKey.of(secret.strip(), now)
    if key is None:
        raise _refused("This API key is unknown, has expired or was revoked.")
    try:
        with transaction.atomic():
            key.note_use(now)
    except DatabaseError:
        # A database that cannot be written to just now can still be read.
        logger.warning("could not note the use of API key %s", key.prefix, exc_info=True)
    return with_scopes({Scope(scope) for scope in key.scopes})


def caller_of(request: HttpRequest) -> str:
    """Whoever sends the request, for limits: the key as its hash, else the address of the connection, which behind a
    proxy is the proxy's."""
    header = request.headers.get("Authorization")
    return hash_of(header) if header else request.META.get("REMOTE_ADDR", "")


def _refused(message: str) -> HttpError:
    return HttpError(401, UNAUTHENTICATED, message, {"WWW-Authenticate": "Bearer"})
