"""How often one caller may ask."""

import time

from django.core.cache import cache

from .core.errors import RATE_LIMITED, HttpError
from .limits import limits

# An answer that is kept already costs next to nothing: a website that asks from one address for all its visitors is not
# to be kept from asking again. So limits are counted in tenths of a request.
KEPT = 1
WHOLE = 10


def admit(caller: str, keyed: bool, tenths: int) -> None:
    """HttpError 429 for who has asked more often in this minute than they may. Counted in Django's cache: for each
    process apart, unless they share one (CACHE_URL)."""
    most = limits().requests_with_key if keyed else limits().requests
    if not most:
        return
    now = int(time.time())
    name = f"graphql-requests:{caller}:{now // 60}"
    cache.add(name, 0, timeout=120)
    try:
        asked = cache.incr(name, tenths)
    except ValueError:  # the cache made room meanwhile
        asked = tenths
    if asked > most * WHOLE:
        wait = {"Retry-After": str(60 - now % 60)}
        raise HttpError(429, RATE_LIMITED, f"The limit is {most} requests a minute.", wait)
