"""Answers as HTTP: their status, media type, and who may keep them for how long."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag

from .core.errors import HttpError
from .execution import Answer

# What anybody may see may be kept for a minute on the way; what a key opens, nowhere.
_PUBLIC = "public, max-age=60"
_PRIVATE = "private, no-cache"
_FAILED = "no-store"

_JSON = "application/json"
_GRAPHQL_JSON = "application/graphql-response+json"


def of_answer(answer: Answer, request: HttpRequest) -> HttpResponse:
    refused = not answer.ran and not _expects_200(request)
    response = _json(answer.body, 400 if refused else 200)
    if answer.lasts:
        response["Cache-Control"] = _PRIVATE if "Authorization" in request.headers else _PUBLIC
    return response


def of_error(error: HttpError) -> HttpResponse:
    response = of_fault(error.body, error.status)
    for name, value in error.headers.items():
        response[name] = value
    return response


def of_fault(body: dict[str, Any], status: int) -> HttpResponse:
    return _json(json.dumps(body, ensure_ascii=False).encode(), status)


def finished(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """With all that depends on how it was asked for; without a body for who has it already."""
    if response["Content-Type"] == _JSON:
        response["Content-Type"] = request.get_preferred_type([_JSON, _GRAPHQL_JSON]) or _JSON
    patch_vary_headers(response, ["Authorization", "Accept"])
    if request.method == "GET" and response.get("Cache-Control") in (_PUBLIC, _PRIVATE):
        set_response_etag(response)
        return get_conditional_response(request, response["ETag"], response=response) or response
    return response


def _json(body: bytes, status: int) -> HttpResponse:
    headers = {"Content-Type": _JSON, "Cache-Control": _FAILED}
    return HttpResponse(body, status=status, headers=headers)


def _expects_200(request: HttpRequest) -> bool:
    """Whether errors in the document are to come as an answer: so clients have it that name the older media type."""
    named = {str(accepted) for accepted in request.accepted_types}
    return _JSON in named and _GRAPHQL_JSON not in named
