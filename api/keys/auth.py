"""Who is asking, by the `Authorization` header."""

import logging
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import DatabaseError
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
        key.note_use(now)
    except DatabaseError:
        # A database that cannot be written to just now can still be read.
        logger.warning("could not note the use of API key %s", key.prefix, exc_info=True)
    return with_scopes({Scope(scope) for scope in key.scopes})


def caller_of(request: HttpRequest) -> str:
    """Whoever sends the request, for limits: the key as its hash, else the address."""
    header = request.headers.get("Authorization")
    return hash_of(header) if header else address_of(request)


def address_of(request: HttpRequest) -> str:
    """Where the request comes from, as the outermost proxy of ours (setting PROXIES) saw it. Of an IPv6 address the
    network, since whoever has one has all of it."""
    forwarded = request.headers.get("X-Forwarded-For", "").split(",") if settings.PROXIES else []
    way = [place for place in map(str.strip, forwarded) if place]
    way.append(request.META.get("REMOTE_ADDR", ""))
    place = way[-min(len(way), settings.PROXIES + 1)]
    try:
        address = ip_address(place)
    except ValueError:
        return "unknown"
    if address.version == 4:
        return str(address)
    return str(ip_network((address, 64), strict=False))


def _refused(message: str) -> HttpError:
    return HttpError(401, UNAUTHENTICATED, message, {"WWW-Authenticate": "Bearer"})
