from typing import Any

import graphene

from api.assets.inputs import AssetFilter, AssetKind
from api.core.connections import page_arguments
from api.core.fields import string
from api.core.visitors import visitor_arguments, visitor_of

from . import resolvers
from .types import Answer, MatchConnection, TermUseInput


class SearchQueries(graphene.ObjectType):
    search = graphene.Field(
        MatchConnection,
        required=True,
        query=string("What to look for, in any words: up to 2,000 characters."),
        filter=AssetFilter(description="Only these."),
        **visitor_arguments(),
        **page_arguments(10),
        description=(
            "The assets that fit some words, by meaning and by the words themselves. Of what fits about as well, what "
            "is tagged for the visitor comes first; what is found is the same for all."
        ),
    )
    ask = graphene.Field(
        Answer,
        required=True,
        question=string("A question as one would ask a colleague: up to 2,000 characters."),
        kinds=graphene.List(
            graphene.NonNull(AssetKind),
            default_value=["case_study"],
            description=(
                "Which kinds may answer; an empty list or null: all. `filter.kinds`, where it is "
                "given, stands in its place."
            ),
        ),
        filter=AssetFilter(description="Only these."),
        terms=graphene.List(
            graphene.NonNull(TermUseInput),
            description=(
                "What to make of things understood: see `Answer.understood`. A term made a filter "
                "is one whether the question names it or not; what is not understood is left out."
            ),
        ),
        first=graphene.Int(default_value=5, description="How many matches at most: 0 to 100."),
        description="An answer to a plain question: the pieces that prove it, or an honest no.",
    )

    @staticmethod
    def resolve_search(
        _root,
        info,
        query: str,
        first: int,
        filter: Any = None,
        after: str | None = None,
        **visitor: str | None,
    ) -> resolvers.MatchPage:
        terms = visitor_of(visitor).terms
        return resolvers.search(info.context, query, filter, first, after or None, terms)

    @staticmethod
    def resolve_ask(
        _root,
        info,
        question: str,
        first: int,
        kinds: Any = None,
        filter: Any = None,
        terms: Any = None,
    ) -> dict[str, Any]:
        return resolvers.ask(info.context, question, kinds, filter, terms, first)
