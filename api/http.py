"""The door for requests: GraphQL over HTTP, with limits, and nothing that another site could abuse.

graphene makes the schema and graphql-core runs it; the view between HTTP and the two is our own, so
that what a request may do is read in one place: who asks (`keys`, `rates`), for what (`params`,
`trusted`), whether the answer is there already (`response_cache`), whether it can be run (`documents`, `limits`),
when its turn is (`bulkhead`), running it (`execution`), and what goes out (`responses`).
"""

from dataclasses import replace
from functools import partial
from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from hub.delivery.version import holds_until

from . import response_cache, responses
from .bulkhead import bulkhead
from .core.context import Context
from .core.errors import BAD_INPUT, METHOD_NOT_ALLOWED, HttpError, masked
from .cors import allow, preflight
from .documents import Refused
from .execution import Answer, Question, executed, prepared, refusal
from .keys.auth import address_of, caller_of, viewer_of
from .params import params_of
from .preview import draft_of
from .rates import KEPT, WHOLE, admit
from .trusted.texts import text_of


# Exempt, because cookies are not looked at: a request that another site makes is nobody's.
@csrf_exempt
def graphql(request: HttpRequest) -> HttpResponse:
    if (response := preflight(request)) is not None:
        return response
    try:
        response = _respond(request)
    except HttpError as error:
        response = responses.of_error(error)
    except (SuspiciousOperation, UnreadablePostError) as error:
        response = responses.of_error(HttpError(400, BAD_INPUT, str(error)))
    except Exception as error:
        response = responses.of_fault({"errors": [masked(error)]}, 500)
    responses.finish(response, request)
    allow(request, response)
    return response


def _respond(request: HttpRequest) -> HttpResponse:
    if request.method not in ("GET", "HEAD", "POST"):
        allowed = {"Allow": "GET, HEAD, POST"}
        raise HttpError(405, METHOD_NOT_ALLOWED, "Ask with GET or POST.", allowed)
    if settings.DEBUG and request.method == "GET" and _wants_explorer(request):
        return render(request, "api/explorer.html")
    context = _admitted(request)
    params = params_of(request)
    question = Question(text_of(params), params.operation_name, params.variables)
    answer = _answer(question, context, read_only=request.method != "POST")
    return responses.of_answer(answer, request)


def _admitted(request: HttpRequest) -> Context:
    """Who asks, where they have not asked too often. Whoever shows no key that counts is told by the address."""
    caller = caller_of(request)
    try:
        viewer = viewer_of(request)
    except HttpError:
        admit(address_of(request), False, WHOLE)
        raise
    keyed = "Authorization" in request.headers
    admit(caller, keyed, KEPT)
    public = partial(urljoin, settings.PUBLIC_URL) if settings.PUBLIC_URL else None
    absolute_url = public or request.build_absolute_uri
    return Context(viewer, absolute_url, caller, keyed, draft_of(request))


def _answer(question: Question, context: Context, read_only: bool) -> Answer:
    """As it is kept, else executed."""
    key, now = response_cache.key_of(question, context), context.viewer.now
    if kept := response_cache.kept(key, now):
        return kept
    admit(context.caller, context.keyed, WHOLE - KEPT)
    try:
        operation = prepared(question, context, read_only)
    except Refused as refused:
        return refusal(refused)

    def execute() -> Answer:
        with bulkhead.turn(operation.size):
            answer = executed(operation, context)
        dated = answer.lasts and (key or read_only)
        return replace(answer, until=holds_until(now)) if dated else answer

    with bulkhead.entered(operation.size):
        return response_cache.once(key, now, execute) if operation.is_query else execute()


def _wants_explorer(request: HttpRequest) -> bool:
    asks = {"query", "documentId", "extensions"} & request.GET.keys()
    return not asks and "text/html" in request.headers.get("Accept", "")
