"""An operation from its document to its answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    execute,
)
from graphql.execution.values import get_variable_values

from . import documents
from .core.context import Context
from .core.errors import (
    BAD_INPUT,
    LIMIT_EXCEEDED,
    METHOD_NOT_ALLOWED,
    VALIDATION_FAILED,
    HttpError,
    formatted,
)
from .documents import Refused
from .limits import OutOfTime, Timed, check, limits
from .preview import staged
from .schema import schema


@dataclass(frozen=True)
class Question:
    text: str
    operation_name: str | None
    variables: Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """As it goes out. `ran`: false where the document or its variables were refused; `lasts`: whether it may be given
    again, as a query's without errors may."""

    body: bytes
    ran: bool = True
    lasts: bool = False


def answer(question: Question, context: Context, read_only: bool) -> Answer:
    """What the operation gives. `read_only`: nothing but queries is let through."""
    try:
        node = documents.document(question.text, settings.DEBUG or context.keyed, limits())
        operation = documents.operation(node, question.operation_name)
        is_query = operation.operation == OperationType.QUERY
        if read_only and not is_query:
            message = "Only queries can be asked with GET; send this with POST."
            raise HttpError(405, METHOD_NOT_ALLOWED, message, {"Allow": "POST"})
        if context.draft and not is_query:
            raise HttpError(400, BAD_INPUT, "Nothing can be sent from a preview.")
        _weigh(node, operation, question)
    except Refused as refused:
        return _refusal(refused)
    except RecursionError:
        return _refusal(Refused(GraphQLError("The query is nested too deeply.")))
    result = _executed(node, operation, question, context)
    if result.errors:
        return Answer(_body(errors=[formatted(error) for error in result.errors], data=result.data))
    return Answer(_body(data=result.data), lasts=is_query and not context.draft)


def _refusal(refused: Refused) -> Answer:
    errors = [formatted(error, refused.code) for error in refused.errors]
    return Answer(_body(errors=errors), ran=False)


def _weigh(node: DocumentNode, operation: OperationDefinitionNode, question: Question) -> None:
    """Refused where the operation asks for more than it may, as what is in its variables decides, too."""
    variables = get_variable_values(
        schema.graphql_schema,
        operation.variable_definitions,
        dict(question.variables),
        max_errors=20,
    )
    if isinstance(variables, list):
        raise Refused(*variables, code=VALIDATION_FAILED)
    try:
        check(schema.graphql_schema, node, operation, variables)
    except GraphQLError as error:
        raise Refused(error) from None


def _executed(
    node: DocumentNode, operation: OperationDefinitionNode, question: Question, context: Context
) -> ExecutionResult:
    try:
        with staged(context) as known:
            result = execute(
                schema.graphql_schema,
                node,
                context_value=known,
                variable_values=dict(question.variables),
                operation_name=operation.name.value if operation.name else None,
                execution_context_class=Timed,
            )
    except OutOfTime as error:
        raise HttpError(503, LIMIT_EXCEEDED, str(error)) from None
    assert isinstance(result, ExecutionResult)
    return result


def _body(**parts: Any) -> bytes:
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()
