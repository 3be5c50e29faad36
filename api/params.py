"""What a request asks for, read from its body or its address."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from .core.errors import BAD_INPUT, LIMIT_EXCEEDED, UNSUPPORTED_MEDIA_TYPE, HttpError
from .limits import limits


@dataclass(frozen=True)
class Params:
    query: str
    variables: Mapping[str, Any]
    operation_name: str | None


def params_of(request: HttpRequest) -> Params:
    given = _from_body(request) if request.method == "POST" else _from_address(request)
    query, variables = given.get("query"), given.get("variables")
    name, extensions = given.get("operationName"), given.get("extensions")
    if not isinstance(query, str) or not query.strip():
        raise HttpError(400, BAD_INPUT, "`query` must be a GraphQL document.")
    if variables is not None and not isinstance(variables, dict):
        raise HttpError(400, BAD_INPUT, "`variables` must be an object.")
    if name is not None and not isinstance(name, str):
        raise HttpError(400, BAD_INPUT, "`operationName` must be a string.")
    if extensions is not None and not isinstance(extensions, dict):
        raise HttpError(400, BAD_INPUT, "`extensions` must be an object.")
    return Params(query, variables or {}, name or None)


def _from_address(request: HttpRequest) -> dict[str, Any]:
    if len(request.META.get("QUERY_STRING", "")) > limits().body_bytes:
        raise _too_large()
    given: dict[str, Any] = request.GET.dict()
    for name in ("variables", "extensions"):
        given[name] = _parsed(given[name], f"`{name}`") if given.get(name) else None
    return given


def _from_body(request: HttpRequest) -> dict[str, Any]:
    # Browsers send forms and plain text across sites unasked, but never JSON.
    if request.content_type != "application/json":
        raise HttpError(415, UNSUPPORTED_MEDIA_TYPE, "Send the request as application/json.")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > limits().body_bytes:
        raise _too_large()
    try:
        text = request.body.decode()
    except UnicodeDecodeError:
        raise HttpError(400, BAD_INPUT, "The body is not UTF-8.") from None
    given = _parsed(text, "The body")
    if isinstance(given, list):
        raise HttpError(400, BAD_INPUT, "Batches are not taken: send one operation a request.")
    if not isinstance(given, dict):
        raise HttpError(400, BAD_INPUT, "The body must be an object.")
    return given


def _parsed(text: str, what: str) -> Any:
    try:
        given = json.loads(text)
        # Half a character (`\ud83d` alone) is JSON, but no text that databases or encoders take.
        json.dumps(given, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise HttpError(400, BAD_INPUT, f"{what} holds half a Unicode character.") from None
    except (ValueError, RecursionError):
        raise HttpError(400, BAD_INPUT, f"{what} is not JSON.") from None
    return given


def _too_large() -> HttpError:
    most = limits().body_bytes
    return HttpError(413, LIMIT_EXCEEDED, f"The request is too large; the limit is {most} bytes.")
