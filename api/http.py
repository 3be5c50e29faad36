"""The door for requests: GraphQL over HTTP, with limits, and nothing that another site could abuse.

graphene makes the schema and graphql-core runs it; the view between HTTP and the two is our own, so
that what a request may do is read in one place.
"""

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
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    execute,
    get_operation_ast,
    parse,
    specified_rules,
    validate,
)
from graphql.execution.values import get_variable_values

from .core.context import Context
from .core.errors import (
    BAD_INPUT,
    LIMIT_EXCEEDED,
    METHOD_NOT_ALLOWED,
    VALIDATION_FAILED,
    HttpError,
    formatted,
    masked,
)
from .cors import allow, preflight
from .keys.auth import address_of, caller_of, viewer_of
from .limits import OutOfTime, Timed, check, limits
from .params import Params, params_of
from .rates import admit
from .schema import schema

# What anybody may see may be kept for a minute on the way; what a key opens, nowhere.
_PUBLIC = "public, max-age=60"
_PRIVATE = "private, no-cache"
_FAILED = "no-store"

_JSON = "application/json"
_GRAPHQL_JSON = "application/graphql-response+json"


# Exempt, because cookies are not looked at: a request that another site makes is nobody's.
@csrf_exempt
def graphql(request: HttpRequest) -> HttpResponse:
    if (response := preflight(request)) is not None:
        return response
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
    if response["Content-Type"] == _JSON:
        response["Content-Type"] = request.get_preferred_type([_JSON, _GRAPHQL_JSON]) or _JSON
    patch_vary_headers(response, ["Authorization", "Accept"])
    if request.method == "GET" and response.get("Cache-Control") in (_PUBLIC, _PRIVATE):
        set_response_etag(response)
        etag = response["ETag"]
        response = get_conditional_response(request, etag, response=response) or response
    allow(request, response)
    return response


def _respond(request: HttpRequest) -> HttpResponse:
    if request.method not in ("GET", "POST"):
        raise _not_allowed("Ask with GET or POST.", "GET, POST")
    if settings.DEBUG and request.method == "GET" and _wants_explorer(request):
        return render(request, "api/explorer.html")
    context = _admitted(request)
    result, status = run(params_of(request), context, read_only=request.method == "GET")
    body: dict[str, Any] = {}
    if result.errors:
        body["errors"] = result.errors
    if status == 200:
        body["data"] = result.data
    response = _json(body, 200 if status == 400 and _expects_200(request) else status)
    if not result.errors and not result.mutates:
        response["Cache-Control"] = _PRIVATE if "Authorization" in request.headers else _PUBLIC
    return response


def _admitted(request: HttpRequest) -> Context:
    """Who asks, where they have not asked too often. Whoever shows no key that counts is told by the address."""
    caller = caller_of(request)
    try:
        viewer = viewer_of(request)
    except HttpError:
        admit(address_of(request), keyed=False)
        raise
    keyed = "Authorization" in request.headers
    admit(caller, keyed)
    return Context(viewer, request.build_absolute_uri, caller, keyed)


def _expects_200(request: HttpRequest) -> bool:
    """Whether errors in the document are to come as an answer: so clients have it that name the older media type."""
    named = {str(accepted) for accepted in request.accepted_types}
    return _JSON in named and _GRAPHQL_JSON not in named


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
        document, operation = _checked(params, read_only, settings.DEBUG or context.keyed)
    except RecursionError:
        return _refused([GraphQLError("The query is nested too deeply.")])
    except _Invalid as error:
        return _refused(error.errors, VALIDATION_FAILED)
    except GraphQLError as error:
        return _refused([error])
    try:
        result = execute(
            schema.graphql_schema,
            document,
            context_value=context,
            variable_values=dict(params.variables),
            operation_name=operation.name.value if operation.name else None,
            execution_context_class=Timed,
        )
    except OutOfTime as error:
        raise HttpError(503, LIMIT_EXCEEDED, str(error)) from None
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


def _checked(
    params: Params, read_only: bool, tells_schema: bool
) -> tuple[DocumentNode, OperationDefinitionNode]:
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
    errors = validate(
        schema.graphql_schema,
        document,
        specified_rules if tells_schema else [*specified_rules, NoSchemaIntrospectionCustomRule],
        max_errors=20,
        hide_suggestions=not tells_schema,
    )
    if errors:
        raise _Invalid(errors)
    variables = get_variable_values(
        schema.graphql_schema, operation.variable_definitions, dict(params.variables), max_errors=20
    )
    if isinstance(variables, list):
        raise _Invalid(variables)
    check(schema.graphql_schema, document, operation, variables)
    return document, operation
