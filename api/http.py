"""The door for requests: GraphQL over HTTP, with limits, and nothing that another site could abuse.

graphene makes the schema and graphql-core runs it; the view between HTTP and the two is our own, so
that what a request may do is read in one place.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.views.decorators.csrf import csrf_exempt
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    execute,
    get_operation_ast,
    parse,
    validate,
)
from graphql.execution.values import get_variable_values

from .core.context import Context
from .core.errors import (
    BAD_INPUT,
    LIMIT_EXCEEDED,
    METHOD_NOT_ALLOWED,
    UNSUPPORTED_MEDIA_TYPE,
    VALIDATION_FAILED,
    HttpError,
    formatted,
    masked,
)
from .keys.auth import caller_of, viewer_of
from .limits import check, limits
from .schema import schema

# What anybody may see may be kept for a minute on the way; what a key opens, nowhere.
_PUBLIC = "public, max-age=60"
_PRIVATE = "private, no-cache"
_FAILED = "no-store"


@dataclass(frozen=True)
class Params:
    query: str
    variables: Mapping[str, Any]
    operation_name: str | None


# Exempt, because cookies are not looked at: a request that another site makes is nobody's.
@csrf_exempt
def graphql(request: HttpRequest) -> HttpResponse:
    try:
        response = _respond(request)
    except HttpError as error:
        response = _json(error.body, error.status)
        for name, value in error.headers.items():
            response[name] = value
    except (SuspiciousOperation, UnreadablePostError) as error:
        response = _json(HttpError(400, BAD_INPUT, str(error)).body, 400)
    except Exception as error:
        response = _json({"errors": [masked(error)]}, 500)
    patch_vary_headers(response, ["Authorization", "Accept"])
    if request.method == "GET" and response.get("Cache-Control") in (_PUBLIC, _PRIVATE):
        set_response_etag(response)
        return get_conditional_response(request, response["ETag"], response=response) or response
    return response


def _respond(request: HttpRequest) -> HttpResponse:
    if request.method not in ("GET", "POST"):
        raise _not_allowed("Ask with GET or POST.", "GET, POST")
    if settings.DEBUG and request.method == "GET" and _wants_explorer(request):
        return render(request, "api/explorer.html")
    viewer = viewer_of(request)
    params = _params(request)
    context = Context(viewer, request.build_absolute_uri, caller_of(request))
    result, status = run(params, context, read_only=request.method == "GET")
    body: dict[str, Any] = {}
    if result.errors:
        body["errors"] = result.errors
    if status == 200:
        body["data"] = result.data
    response = _json(body, status)
    if not result.errors and not result.mutates:
        response["Cache-Control"] = _PRIVATE if "Authorization" in request.headers else _PUBLIC
    return response


def _wants_explorer(request: HttpRequest) -> bool:
    return "query" not in request.GET and "text/html" in request.headers.get("Accept", "")


def _json(body: Any, status: int) -> JsonResponse:
    return JsonResponse(
        body,
        status=status,
        json_dumps_params={"ensure_ascii": False},
        headers={"Cache-Control": _FAILED},
    )


def _not_allowed(message: str, allow: str) -> HttpError:
    return HttpError(405, METHOD_NOT_ALLOWED, message, {"Allow": allow})


@dataclass(frozen=True)
class Outcome:
    data: Any = None
    errors: list[dict[str, Any]] | None = None
    mutates: bool = False


def run(params: Params, context: Context, read_only: bool = False) -> tuple[Outcome, int]:
    """What the operation gives, and the HTTP status: 400 where it did not get to run."""
    try:
        document, operation = _checked(params, read_only)
    except RecursionError:
        return _refused([GraphQLError("The query is nested too deeply.")])
    except _Invalid as error:
        return _refused(error.errors, VALIDATION_FAILED)
    except GraphQLError as error:
        return _refused([error])
    result = execute(
        schema.graphql_schema,
        document,
        context_value=context,
        variable_values=dict(params.variables),
        operation_name=operation.name.value if operation.name else None,
    )
    assert isinstance(result, ExecutionResult)
    errors = [formatted(error) for error in result.errors or ()]
    mutates = operation.operation == OperationType.MUTATION
    return Outcome(result.data, errors or None, mutates), 200


class _Invalid(Exception):
    def __init__(self, errors: list[GraphQLError]):
        super().__init__(errors)
        self.errors = errors


def _refused(errors: list[GraphQLError], code: str = BAD_INPUT) -> tuple[Outcome, int]:
    return Outcome(errors=[formatted(error, code) for error in errors]), 400


def _checked(params: Params, read_only: bool) -> tuple[DocumentNode, OperationDefinitionNode]:
    """The document and the operation asked for, valid and within the limits."""
    allowed = limits()
    document = parse(
        params.query,
        no_location=False,
        max_lexical_tokens=allowed.tokens,
        max_comments=allowed.comments,
    )
    operation = get_operation_ast(document, params.operation_name)
    if operation is None:
        raise GraphQLError("The document has no such operation, or several and no `operationName`.")
    if read_only and operation.operation != OperationType.QUERY:
        raise _not_allowed("Only queries can be asked with GET; send this with POST.", "POST")
    errors = validate(schema.graphql_schema, document, max_errors=20)
    if errors:
        raise _Invalid(errors)
    variables = get_variable_values(
        schema.graphql_schema, operation.variable_definitions, dict(params.variables), max_errors=20
    )
    if isinstance(variables, list):
        raise _Invalid(variables)
    check(schema.graphql_schema, document, operation, variables)
    return document, operation


def _params(request: HttpRequest) -> Params:
    given = _from_body(request) if request.method == "POST" else _from_address(request)
    query, variables = given.get("query"), given.get("variables")
    name = given.get("operationName")
    if not isinstance(query, str) or not query.strip():
        raise HttpError(400, BAD_INPUT, "`query` must be a GraphQL document.")
    if variables is not None and not isinstance(variables, dict):
        raise HttpError(400, BAD_INPUT, "`variables` must be an object.")
    if name is not None and not isinstance(name, str):
        raise HttpError(400, BAD_INPUT, "`operationName` must be a string.")
    return Params(query, variables or {}, name or None)


def _from_address(request: HttpRequest) -> dict[str, Any]:
    if len(request.META.get("QUERY_STRING", "")) > limits().body_bytes:
        raise _too_large()
    given: dict[str, Any] = request.GET.dict()
    if given.get("variables"):
        given["variables"] = _parsed(str(given["variables"]), "`variables`")
    else:
        given.pop("variables", None)
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
