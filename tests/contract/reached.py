"""Which of a document's fields answers have."""

from collections.abc import Iterator
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    parse,
)

_Found = tuple[str, int, int]  # a field's place, how many objects have it, of how many


def unreached(schema: GraphQLSchema, document: str, answers: list[Any]) -> list[str]:
    """Fields that no answer has: an object of their type never came, or what they stand in was null or empty."""
    found = list(_Walk(schema, document).fields(answers))
    return sorted({path for path, _, _ in found} - {path for path, had, _ in found if had})


def lacking(schema: GraphQLSchema, document: str, answers: list[Any]) -> list[str]:
    """Fields that some object should have and has not: the answer is to another document."""
    found = _Walk(schema, document).fields(answers)
    return sorted({path for path, had, objects in found if had < objects})


class _Walk:
    def __init__(self, schema: GraphQLSchema, document: str) -> None:
        definitions = parse(document).definitions
        self._schema = schema
        [self._operation] = (d for d in definitions if isinstance(d, OperationDefinitionNode))
        self._fragments = {
            d.name.value: d for d in definitions if isinstance(d, FragmentDefinitionNode)
        }

    def fields(self, answers: list[Any]) -> Iterator[_Found]:
        return self._selected("", self._operation.selection_set, answers)

    def _selected(
        self, place: str, selected: SelectionSetNode, objects: list[Any]
    ) -> Iterator[_Found]:
        for node in selected.selections:
            if isinstance(node, FieldNode):
                name = (node.alias or node.name).value
                held = [one[name] for one in objects if name in one]
                yield f"{place}.{name}", len(held), len(objects)
                if node.selection_set:
                    inner = [one for value in held for one in _objects(value)]
                    yield from self._selected(f"{place}.{name}", node.selection_set, inner)
            elif isinstance(node, FragmentSpreadNode):
                fragment = self._fragments[node.name.value]
                fitting = self._of_type(fragment.type_condition.name.value, objects)
                yield from self._selected(node.name.value, fragment.selection_set, fitting)
            elif isinstance(node, InlineFragmentNode) and node.type_condition:
                name = node.type_condition.name.value
                fitting = self._of_type(name, objects)
                yield from self._selected(f"{place}({name})", node.selection_set, fitting)

    def _of_type(self, name: str, objects: list[Any]) -> list[Any]:
        wanted = self._schema.type_map[name]
        return [
            one
            for one in objects
            if (own := one.get("__typename", name)) == name
            or (
                isinstance(wanted, GraphQLInterfaceType | GraphQLUnionType)
                and self._schema.is_sub_type(wanted, self._schema.type_map[own])
            )
        ]


def _objects(value: Any) -> list[Any]:
    """Those in it, in lists however deep."""
    if isinstance(value, list):
        return [one for item in value for one in _objects(item)]
    return [] if value is None else [value]
