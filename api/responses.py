"""Answers as HTTP: their status, media type, and who may keep them for how long."""

import json
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

from hub.delivery.tags import shortened

from . import contract, preview
from .core.errors import HttpError
from .execution import Answer

_PRIVATE = "private, no-cache"
_UNKEPT = "no-store"
_PREVIEW = "private, no-store"

_JSON = "application/json"
_GRAPHQL_JSON = "application/graphql-response+json"

# Shared caches take 16 KB of names, but proxies on the way to them often no more than 4 KB of headers in all: so much
# have the two headers of names together, and some hundred bytes are left for the others.
_NAMES_BYTES = 1_500


def of_answer(answer: Answer, request: HttpRequest) -> HttpResponse:
    refused = not answer.ran and not _expects_200(request)
    response = _json(answer.body, 400 if refused else 200)
    if answer.lasts and request.method != "POST":
        response["ETag"] = answer.etag
        keyed = "Authorization" in request.headers
        response["Cache-Control"] = _PRIVATE if keyed else _public(answer)
        response = get_conditional_response(request, answer.etag, response=response) or response
    if answer.lasts:
        names = _names(answer.tags)
        response["Surrogate-Key"] = " ".join(names)
        response["Cache-Tag"] = ",".join(names)
    return response


def of_error(error: HttpError) -> HttpResponse:
    response = of_fault(error.body, error.status)
    for name, value in error.headers.items():
        response[name] = value
    return response


def of_fault(body: dict[str, Any], status: int) -> HttpResponse:
    return _json(json.dumps(body, ensure_ascii=False).encode(), status)


def finish(response: HttpResponse, request: HttpRequest) -> None:
    """What depends on how it was asked for, whatever it is."""
    if response.get("Content-Type") == _JSON:
        response["Content-Type"] = request.get_preferred_type([_JSON, _GRAPHQL_JSON]) or _JSON
    patch_vary_headers(response, ["Authorization", "Accept", preview.HEADER])
    response[contract.HEADER] = contract.version()
    if preview.HEADER in request.headers:
        response["Cache-Control"] = _PREVIEW


def _public(answer: Answer) -> str:
    """For how many seconds anybody may keep it: not beyond the moment until which it is true."""
    ages = {"max-age": settings.GRAPHQL_MAX_AGE, "s-maxage": settings.GRAPHQL_SHARED_MAX_AGE}
    stale = {
        "stale-while-revalidate": settings.GRAPHQL_STALE_WHILE_REVALIDATE,
        "stale-if-error": settings.GRAPHQL_STALE_IF_ERROR,
    }
    if answer.until:
        left = max(0, int((answer.until - timezone.now()).total_seconds()))
        ages = {name: min(seconds, left) for name, seconds in ages.items()}
        left -= max(ages.values())
        stale = {name: min(seconds, left) for name, seconds in stale.items()}
    told = {**ages, **{name: seconds for name, seconds in stale.items() if seconds}}
    return ", ".join(["public", *(f"{name}={seconds}" for name, seconds in told.items())])


def _names(tags: Collection[str]) -> list[str]:
    fits = sum(map(len, tags)) + len(tags) <= _NAMES_BYTES
    return sorted(tags if fits else shortened(tags))


def _json(body: bytes, status: int) -> HttpResponse:
    headers = {"Content-Type": _JSON, "Cache-Control": _UNKEPT}
    return HttpResponse(body, status=status, headers=headers)


def _expects_200(request: HttpRequest) -> bool:
    """Whether errors in the document are to come as an answer: so clients have it that name the older media type."""
    named = {str(accepted) for accepted in request.accepted_types}
    return _JSON in named and _GRAPHQL_JSON not in named
