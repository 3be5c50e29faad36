"""An operation from its document to its answer."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    execute_sync,
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
from .executor import Executor, OutOfTime
from .limits import Size, check, limits
from .preview import staged
from .schema import schema


@dataclass(frozen=True)
class Question:
    text: str
    operation_name: str | None
    variables: Mapping[str, Any]


@dataclass(frozen=True)
class Operation:
    """A question that can be run: parsed, valid, within the limits."""

    document: DocumentNode
    definition: OperationDefinitionNode
    variables: Mapping[str, Any]
    size: Size

    @property
    def is_query(self) -> bool:
        return self.definition.operation == OperationType.QUERY


@dataclass(frozen=True)
class Answer:
    """As it goes out. `ran`: false where the document or its variables were refused; `lasts`: whether it may be given
    again, as a query's without errors may, and `until` when (None: no end is known). `tags`: what it is made of."""

    body: bytes
    ran: bool = True
    lasts: bool = False
    until: datetime | None = None
    tags: frozenset[str] = frozenset()

    @cached_property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'

    @property
    def size(self) -> int:
        """In bytes, about."""
        return 1_000 + len(self.body) + 100 * len(self.tags)


def prepared(question: Question, context: Context, read_only: bool) -> Operation:
    """Refused where it cannot be run. `read_only`: nothing but queries is let through."""
    try:
        tells_schema = settings.DEBUG or context.keyed
        node = documents.document(question.text, tells_schema, limits())
        definition = documents.operation(node, question.operation_name)
        is_query = definition.operation == OperationType.QUERY
        if read_only and not is_query:
            message = "Only queries can be asked with GET; send this with POST."
            raise HttpError(405, METHOD_NOT_ALLOWED, message, {"Allow": "POST"})
        if context.draft and not is_query:
            raise HttpError(400, BAD_INPUT, "Nothing can be sent from a preview.")
        size = _weighed(node, definition, question.variables, tells_schema)
    except RecursionError:
        raise Refused(GraphQLError("The query is nested too deeply.")) from None
    return Operation(node, definition, question.variables, size)


def executed(operation: Operation, context: Context) -> Answer:
    result = _result(operation, context)
    if result.errors:
        return Answer(_body(errors=[formatted(error) for error in result.errors], data=result.data))
    lasts = operation.is_query and not context.draft
    return Answer(_body(data=result.data), lasts=lasts, tags=frozenset(context.tags))


def refusal(refused: Refused) -> Answer:
    errors = [formatted(error, refused.code) for error in refused.errors]
    return Answer(_body(errors=errors), ran=False)


def _weighed(
    node: DocumentNode,
    definition: OperationDefinitionNode,
    given: Mapping[str, Any],
    tells_schema: bool,
) -> Size:
    """Refused where the operation asks for more than it may, as what is in its variables decides, too."""
    variables = get_variable_values(
        schema.graphql_schema,
        definition.variable_definitions,
        dict(given),
        max_errors=20,
        hide_suggestions=not tells_schema,
    )
    if isinstance(variables, list):
        raise Refused(*variables, code=VALIDATION_FAILED)
    try:
        return check(schema.graphql_schema, node, definition, variables)
    except GraphQLError as error:
        raise Refused(error) from None


def _result(operation: Operation, context: Context) -> ExecutionResult:
    name = operation.definition.name
    try:
        with staged(context) as known:
            return execute_sync(
                schema.graphql_schema,
                operation.document,
                context_value=known,
                variable_values=dict(operation.variables),
                operation_name=name.value if name else None,
                execution_context_class=Executor,
            )
    except OutOfTime as error:
        raise HttpError(503, LIMIT_EXCEEDED, str(error)) from None


def _body(**parts: Any) -> bytes:
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()
