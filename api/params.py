"""What a request asks for, read from its body or its address."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from .core.errors import BAD_INPUT, LIMIT_EXCEEDED, UNSUPPORTED_MEDIA_TYPE, HttpError
from .limits import limits

_HASH = re.compile(r"(?:sha256:)?([0-9a-f]{64})")


@dataclass(frozen=True)
class Params:
    """A document, as its text (`query`), the SHA-256 of it (`hash`), or both; and what it is asked with."""

    query: str
    hash: str
    variables: Mapping[str, Any]
    operation_name: str | None


def params_of(request: HttpRequest) -> Params:
    given = _from_body(request) if request.method == "POST" else _from_address(request)
    query, variables = given.get("query"), given.get("variables")
    name, extensions = given.get("operationName"), given.get("extensions")
    if variables is not None and not isinstance(variables, dict):
        raise HttpError(400, BAD_INPUT, "`variables` must be an object.")
    if name is not None and not isinstance(name, str):
        raise HttpError(400, BAD_INPUT, "`operationName` must be a string.")
    if extensions is not None and not isinstance(extensions, dict):
        raise HttpError(400, BAD_INPUT, "`extensions` must be an object.")
    known_by = _hash_of(given.get("documentId"), extensions or {})
    if query is None and known_by:
        return Params("", known_by, variables or {}, name or None)
    if not isinstance(query, str) or not query.strip():
        raise HttpError(
            400, BAD_INPUT, "`query` must be a GraphQL document, or `documentId` its hash."
        )
    return Params(query, known_by, variables or {}, name or None)


def _hash_of(document_id: Any, extensions: Mapping[str, Any]) -> str:
    """By `documentId`, or as clients with automatic persisted queries send it; empty where neither is there."""
    persisted = extensions.get("persistedQuery")
    if document_id is None and persisted is None:
        return ""
    if document_id is None:
        if not isinstance(persisted, dict) or persisted.get("version") != 1:
            raise HttpError(400, BAD_INPUT, "`persistedQuery` must be an object of version 1.")
        document_id = persisted.get("sha256Hash")
    found = _HASH.fullmatch(document_id) if isinstance(document_id, str) else None
    if found is None:
        raise HttpError(
            400, BAD_INPUT, "A document's hash must read `sha256:` and 64 hexadecimal digits."
        )
    return found[1]


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
    if "Transfer-Encoding" in request.headers:
        raise HttpError(411, BAD_INPUT, "Send the request with its Content-Length, not in chunks.")
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
