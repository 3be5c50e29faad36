"""Which other sites' pages may ask from a browser: those in the setting CORS_ORIGINS, or with `*` all.

Cookies are not looked at, so no page is ever let in with those of whoever looks at it.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

_DAY = "86400"

# What a page may send beside the headers that it may always, and read beside those that it may always.
_SENT = "authorization, content-type, if-none-match, x-preview-token"
_READ = "ETag, Retry-After, X-Contract, Surrogate-Key, Cache-Tag"


def preflight(request: HttpRequest) -> HttpResponse | None:
    """The answer to a browser that asks whether a page may ask; None for all other requests."""
    if request.method != "OPTIONS" or "Access-Control-Request-Method" not in request.headers:
        return None
    response = HttpResponse(status=204)
    allow(request, response)
    if "Access-Control-Allow-Origin" in response:
        response["Access-Control-Allow-Methods"] = "GET, POST"
        response["Access-Control-Allow-Headers"] = _SENT
        response["Access-Control-Max-Age"] = _DAY
    return response


def allow(request: HttpRequest, response: HttpResponse) -> None:
    """Lets the page that asks read the response, where its site may."""
    origins = settings.CORS_ORIGINS
    if not origins:
        return
    if "*" in origins:
        origin: str | None = "*"
    else:
        origin = request.headers.get("Origin")
        patch_vary_headers(response, ["Origin"])
    if origin in origins:
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Expose-Headers"] = _READ
