import graphene

from api.core.fields import list_of, string
from api.core.locales import locale_argument
from api.core.visitors import visitor_arguments, visitor_of

from .resolvers import persona_feed, read_next
from .types import Feed, FeedNode

FIRST = "How many at most: 0 to 100."


class TargetingQueries(graphene.ObjectType):
    persona_feed = graphene.Field(
        Feed,
        required=True,
        **{
            **visitor_arguments(),
            "persona": string("For whom: a persona's slug."),
        },
        locale=locale_argument("Only in this language."),
        exclude=graphene.List(
            graphene.NonNull(graphene.ID),
            description="Ids of assets to leave out, as shown before: with their translations and copies.",
        ),
        first=graphene.Int(default_value=5, description=FIRST),
        description=(
            "What is for a persona: what editors tagged for it first, then by nearness to its goals and pains, then "
            "what is new. The same arguments get the same answer, so it can be cached."
        ),
    )
    next_best = graphene.Field(
        Feed,
        required=True,
        seen=list_of(graphene.ID, "Ids of the assets that the visitor has read, the latest last."),
        **visitor_arguments(),
        locale=locale_argument("Only in this language; without it, in that of what was read last."),
        first=graphene.Int(default_value=3, description=FIRST),
        description=(
            "What to read next: as `personaFeed`, and near to what was read. Never what was read, "
            "a translation or a copy of it."
        ),
    )

    @staticmethod
    def resolve_persona_feed(
        _root,
        info,
        first: int,
        locale: str | None = None,
        exclude: list[str] | None = None,
        **visitor: str | None,
    ) -> FeedNode:
        return persona_feed(info.context, visitor_of(visitor), locale, exclude or [], first)

    @staticmethod
    def resolve_next_best(
        _root,
        info,
        seen: list[str],
        first: int,
        locale: str | None = None,
        **visitor: str | None,
    ) -> FeedNode:
        return read_next(info.context, visitor_of(visitor), locale, seen, first)
