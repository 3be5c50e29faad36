"""What goes wrong, as callers get it: a message, a code, and for our own faults a log id."""

import logging
import secrets
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError

logger = logging.getLogger("api")

BAD_INPUT = "BAD_INPUT"
PARSE_FAILED = "PARSE_FAILED"
VALIDATION_FAILED = "VALIDATION_FAILED"
LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
RATE_LIMITED = "RATE_LIMITED"
UNAUTHENTICATED = "UNAUTHENTICATED"
PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
DOCUMENT_NOT_TRUSTED = "DOCUMENT_NOT_TRUSTED"
PREVIEW_EXPIRED = "PREVIEW_EXPIRED"
PREVIEW_INVALID = "PREVIEW_INVALID"
METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"
UNSUPPORTED_MEDIA_TYPE = "UNSUPPORTED_MEDIA_TYPE"
BUSY = "BUSY"
INTERNAL = "INTERNAL"


class BadInput(GraphQLError):
    """The caller's fault, said so that the caller can mend it."""

    def __init__(self, message: str):
        super().__init__(message, extensions={"code": BAD_INPUT})


class LimitExceeded(GraphQLError):
    def __init__(self, message: str):
        super().__init__(message, extensions={"code": LIMIT_EXCEEDED})


class HttpError(Exception):
    """A request that never gets as far as GraphQL."""

    def __init__(self, status: int, code: str, message: str, headers: dict[str, str] | None = None):
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = headers or {}

    @property
    def body(self) -> dict[str, Any]:
        return {"errors": [{"message": str(self), "extensions": {"code": self.code}}]}


def formatted(error: GraphQLError, default_code: str = BAD_INPUT) -> dict[str, Any]:
    """As it goes out. What a resolver did not raise on purpose is logged, and only its id is told."""
    cause = error.original_error or error
    on_purpose = isinstance(cause, BadInput | LimitExceeded)
    # What graphql-core finds wrong with an argument only now points into the document: a null among its variables.
    points_there = isinstance(cause, GraphQLError) and cause.nodes
    if error.path and not on_purpose and not points_there:
        return {**masked(cause), "path": error.path}
    if isinstance(error, GraphQLSyntaxError):
        default_code = PARSE_FAILED
    shown: dict[str, Any] = dict(error.formatted)
    shown["extensions"] = {"code": default_code, **(error.extensions or {})}
    return shown


def masked(error: BaseException) -> dict[str, Any]:
    number = secrets.token_hex(8)
    logger.error("error %s", number, exc_info=error)
    return {
        "message": "Something went wrong on our side. The log has it under the id given here.",
        "extensions": {"code": INTERNAL, "id": number},
    }
