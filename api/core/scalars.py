from datetime import UTC, datetime
from typing import Any

import graphene
from graphql import GraphQLError, Node, StringValueNode, Undefined


class DateTime(graphene.Scalar):
    """A moment as ISO 8601 writes it: `2026-05-12T09:30:00+00:00`, with its offset on the way out.

    On the way in a moment without an offset, or a bare date (its first moment), is taken as UTC.
    """

    @staticmethod
    def serialize(value: datetime) -> str:
        return value.astimezone(UTC).isoformat()

    @staticmethod
    def parse_value(value: Any) -> datetime:
        try:
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=UTC)
            return moment.astimezone(UTC)
        except (TypeError, ValueError, OverflowError) as error:
            raise GraphQLError(
                f"DateTime cannot represent {value!r}: write it like 2026-05-12T09:30:00Z."
            ) from error

    @classmethod
    def parse_literal(cls, node: Node, _variables: Any = None) -> Any:
        return cls.parse_value(node.value) if isinstance(node, StringValueNode) else Undefined
