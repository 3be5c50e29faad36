"""Which other sites' pages may ask from a browser: those in the setting CORS_ORIGINS, or with `*` all.

Cookies are not looked at, so no page is ever let in with those of whoever looks at it.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

_DAY = "86400"


def preflight(request: HttpRequest) -> HttpResponse | None:
    """The answer to a browser that asks whether a page may ask; None for all other requests."""
    if request.method != "OPTIONS" or "Access-Control-Request-Method" not in request.headers:
        return None
    response = HttpResponse(status=204)
    allow(request, response)
    if "Access-Control-Allow-Origin" in response:
        response["Access-Control-Allow-Methods"] = "GET, POST"
        response["Access-Control-Allow-Headers"] = "authorization, content-type, x-preview-token"
        response["Access-Control-Max-Age"] = _DAY
    return response


def allow(request: HttpRequest, response: HttpResponse) -> None:
    """Lets the page that asks read the response, where its site may."""
    origins = settings.CORS_ORIGINS
    if not origins:
        return
    if "*" in origins:
        response["Access-Control-Allow-Origin"] = "*"
        return
    patch_vary_headers(response, ["Origin"])
    origin = request.headers.get("Origin")
    if origin in origins:
        response["Access-Control-Allow-Origin"] = origin
