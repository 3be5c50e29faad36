"""How much one request may ask for. A deployment changes it with the setting `GRAPHQL_LIMITS`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLCompositeType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    Undefined,
    Visitor,
    get_named_type,
    type_from_ast,
    value_from_ast,
    visit,
)

from search.retrieval import MAX_QUESTION_CHARACTERS

from .core.errors import LimitExceeded


@dataclass(frozen=True)
class Limits:
    """`nodes`: how many list items all `first` together may ask for, lists inside lists multiplied, and what is dear
    counted as so many more (see `COSTS`): some two seconds of a processor.

    `depth` counts fields inside fields, the introspection of the schema aside (graphql-core has a
    rule for that). `aliases` are counted wherever a fragment brings them. `seconds` are looked at between objects: a
    resolver that has begun is left to end. `requests` are of an address that shows no key, `requests_with_key` of a
    key, each a minute; 0 for any number.
    """

    body_bytes: int = 128 * 1024
    tokens: int = 1_000
    comments: int = 500
    depth: int = 14
    aliases: int = 30
    directives: int = 20
    nodes: int = 2_000
    page_size: int = 100
    filter_values: int = 100
    position: int = 10_000
    seconds: float = 10
    requests: int = 600
    requests_with_key: int = 6_000


def limits() -> Limits:
    return Limits(**getattr(settings, "GRAPHQL_LIMITS", {}))


# What takes longer to find than it takes to write down, in list items: of about a millisecond each, as measured on a
# pool of 5,000 assets. `facets` of a search are as many searches as the filter has fields.
COSTS = {
    "facets": 300,
    "personaFeed": 130,
    "nextBest": 80,
    "ask": 30,
    "search": 30,
    "related": 30,
    "feed": 15,
    "sections": 10,
    "plainText": 3,
    "jsonLd": 2,
    "body": 1,
    "bodyHtml": 1,
    "cards": 1,
}
# What is counted of a whole list, so that it costs the same however much of the list is shown.
OF_THE_WHOLE = {"facets"}
# Texts that are embedded, by the field that takes them: an item more for so many characters.
EMBEDDED = {"ask": "question", "search": "query"}
CHARACTERS = 4
# How long lists are taken to be that nobody gives a length: editors made them.
LENGTHS = {
    "sections": 8,
    "feed": 6,
    "assets": 6,
    "caseStudies": 6,
    "snippets": 6,
    "menu": 6,
    "children": 4,
    "sites": 2,
    "translations": 1,
}


@dataclass(frozen=True)
class Size:
    """`aside`: of `nodes`, what does not come again with each item of the list around it."""

    depth: int = 0
    aliases: int = 0
    nodes: int = 0
    aside: int = 0
    embeds: bool = False


class Scale:
    """Weighs an operation before it runs, given its coerced variables.

    The document must be valid, so that every name is known and fragments have no cycles.
    """

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]):
        self.schema = schema
        self.variables = variables
        self.fragments = {
            node.name.value: node
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        self._weighed: dict[str, Size] = {}

    def size(self, operation: OperationDefinitionNode) -> Size:
        root = self.schema.get_root_type(operation.operation)
        return self._of_selections(operation.selection_set, root)

    def _of_selections(self, selections: SelectionSetNode, parent: Any) -> Size:
        depth, aliases, aside, embeds = 0, 0, 0, False
        nodes = dict.fromkeys(self._types(parent), 0)
        for node in selections.selections:
            types: Iterable[str] = nodes
            if isinstance(node, FieldNode):
                size = self._of_field(node, parent)
            else:
                size, condition = self._of_fragment(node, parent)
                types = nodes.keys() & self._types(condition)
            depth = max(depth, size.depth)
            aliases += size.aliases
            aside += size.aside
            embeds = embeds or size.embeds
            for name in types:
                nodes[name] += size.nodes - size.aside
        # Something is of one type: of fragments on others it gets nothing.
        return Size(depth, aliases, max(nodes.values()) + aside, aside, embeds)

    def _types(self, type_: Any) -> list[str]:
        """The names of the object types that something of this type can be of."""
        if isinstance(type_, GraphQLObjectType):
            return [type_.name]
        return [possible.name for possible in self.schema.get_possible_types(type_)]

    def _of_fragment(self, node: Any, parent: Any) -> tuple[Size, Any]:
        """And on which type it is."""
        if isinstance(node, InlineFragmentNode):
            condition = self._condition(node) or parent
            return self._of_selections(node.selection_set, condition), condition
        name = node.name.value
        condition = self._condition(self.fragments[name])
        # Weighed once, however often it is spread: the work stays linear in the document.
        if name not in self._weighed:
            fields = self.fragments[name].selection_set
            self._weighed[name] = self._of_selections(fields, condition)
        return self._weighed[name], condition

    def _condition(self, node: Any) -> GraphQLCompositeType | None:
        if node.type_condition is None:
            return None
        return type_from_ast(self.schema, node.type_condition)

    def _of_field(self, node: FieldNode, parent: Any) -> Size:
        alias = 1 if node.alias else 0
        if node.name.value.startswith("__"):
            return Size(1, alias)
        assert isinstance(parent, GraphQLObjectType | GraphQLInterfaceType)
        field = parent.fields[node.name.value]
        inner = Size()
        if node.selection_set:
            inner = self._of_selections(node.selection_set, get_named_type(field.type))
        if "first" in field.args:
            items = max(self._argument(node, field, "first") or 0, 0)
        else:
            items = LENGTHS.get(node.name.value)
        nodes = inner.nodes
        if items is not None:
            nodes = items * (1 + inner.nodes - inner.aside) + inner.aside
        nodes += COSTS.get(node.name.value, 0)
        embedded = EMBEDDED.get(node.name.value)
        if embedded:
            text = self._argument(node, field, embedded) or ""
            # A longer one is refused by the search itself.
            nodes += min(len(text), MAX_QUESTION_CHARACTERS) // CHARACTERS
        aside = nodes if node.name.value in OF_THE_WHOLE else 0
        embeds = inner.embeds or embedded is not None
        return Size(1 + inner.depth, alias + inner.aliases, nodes, aside, embeds)

    def _argument(self, node: FieldNode, field: Any, name: str) -> Any:
        """What it is given, or its default value."""
        argument = field.args[name]
        for given in node.arguments:
            if given.name.value == name:
                value = value_from_ast(given.value, argument.type, dict(self.variables))
                if value is not Undefined:
                    return value
        return argument.default_value


class _Directives(Visitor):
    found = 0

    def enter_directive(self, *_args: Any) -> None:
        self.found += 1


def check(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
) -> Size:
    """How much the operation asks for. LimitExceeded where that is more than it may."""
    size = Scale(schema, document, variables).size(operation)
    allowed = limits()
    for what, asked, most in (
        ("is nested too deeply", size.depth, allowed.depth),
        ("has too many aliases", size.aliases, allowed.aliases),
        ("asks for too many items, or for what costs as much", size.nodes, allowed.nodes),
    ):
        _require(what, asked, most)
    return size


def check_document(document: DocumentNode, allowed: Limits) -> None:
    """LimitExceeded where it has more than it may of what does not depend on the operation and its variables."""
    directives = _Directives()
    visit(document, directives)
    _require("has too many directives", directives.found, allowed.directives)


def _require(what: str, asked: int, most: int) -> None:
    if asked > most:
        raise LimitExceeded(f"The query {what}: {min(asked, 10**9)}; the limit is {most}.")
