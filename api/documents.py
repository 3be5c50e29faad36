"""A request's text as a document that can be executed: parsed, valid, and within the limits."""

from functools import lru_cache

from graphql import (
    DocumentNode,
    GraphQLError,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    get_operation_ast,
    parse,
    specified_rules,
    validate,
)

from .core.errors import BAD_INPUT, VALIDATION_FAILED
from .limits import Limits, check_document
from .schema import schema

# Websites ask the same documents again and again. The largest that the limits allow takes a megabyte.
_CACHED = 128


class Refused(Exception):
    """What is wrong with a document or its variables, so that it does not get to run."""

    def __init__(self, *errors: GraphQLError, code: str = BAD_INPUT):
        super().__init__(errors)
        self.errors = errors
        self.code = code


@lru_cache(maxsize=_CACHED)
def document(text: str, tells_schema: bool, allowed: Limits) -> DocumentNode:
    """Valid, so that it can be weighed and executed. Refused otherwise."""
    try:
        node = parse(
            text,
            no_location=False,
            max_lexical_tokens=allowed.tokens,
            max_comments=allowed.comments,
        )
        errors = validate(
            schema.graphql_schema,
            node,
            specified_rules
            if tells_schema
            else [*specified_rules, NoSchemaIntrospectionCustomRule],
            max_errors=20,
            hide_suggestions=not tells_schema,
        )
        if not errors:
            check_document(node, allowed)
    except GraphQLError as error:
        raise Refused(error) from None
    if errors:
        raise Refused(*errors, code=VALIDATION_FAILED)
    return node


def operation(node: DocumentNode, name: str | None) -> OperationDefinitionNode:
    found = get_operation_ast(node, name)
    if found is None:
        message = "The document has no such operation, or several and no `operationName`."
        raise Refused(GraphQLError(message))
    return found
