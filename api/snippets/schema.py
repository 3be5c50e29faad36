from typing import Any

import graphene

from api.core.connections import page_arguments

from .inputs import SnippetFilter
from .loaders import SnippetNode
from .resolvers import SnippetPage, many_snippets, one_snippet
from .types import Snippet, SnippetConnection


class SnippetQueries(graphene.ObjectType):
    snippet = graphene.Field(
        Snippet,
        id=graphene.ID(required=True, description="The snippet with this id."),
        channel=graphene.String(description="The channel to word it for, by slug."),
        description=(
            "One snippet. Null where there is none, where the caller may not see it, where its "
            "asset does not say it any more, and where it does not fit the channel."
        ),
    )
    snippets = graphene.Field(
        SnippetConnection,
        required=True,
        filter=SnippetFilter(description="Only these."),
        **page_arguments(20),
        description=(
            "The pieces worth sharing of all assets that the caller may see: those that editors "
            "pinned first, then the best."
        ),
    )

    @staticmethod
    def resolve_snippet(_root, info, id: str, channel: str | None = None) -> SnippetNode | None:
        return one_snippet(info.context, id, channel)

    @staticmethod
    def resolve_snippets(
        _root, info, first: int, filter: Any = None, after: str | None = None
    ) -> SnippetPage:
        return many_snippets(info.context, filter, first, after)
