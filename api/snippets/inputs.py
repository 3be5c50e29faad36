from collections.abc import Mapping
from typing import Any

import graphene
from django.db.models import QuerySet

from api.assets.inputs import AssetFilter, narrowed, to_filters
from hub.assets.models import Asset
from search.snippets import SnippetType as Types

_TYPES = {
    Types.STATISTIC: "A figure that says something.",
    Types.QUOTE: "What somebody said.",
    Types.CLAIM: "What we hold to be so.",
    Types.TIP: "Something to do, or a step of it.",
    Types.DEFINITION: "What something is.",
    Types.STORY: "What happened.",
    Types.QUESTION: "A question that makes readers think.",
}

SnippetType = graphene.Enum(
    "SnippetType",
    [(type_.name, type_.value) for type_ in Types],
    description=lambda type_: _TYPES[Types(type_.value)] if type_ else "What a snippet is.",
)


class SnippetFilter(graphene.InputObjectType):
    class Meta:
        description = (
            "Which snippets: any of a list's values, and all of the fields. A list that is empty or "
            "null does not filter; a slug that nothing has matches nothing."
        )

    channel = graphene.String(
        description="Only those that fit this channel, by slug, worded for it: see `Snippet.text`."
    )
    types = graphene.List(graphene.NonNull(SnippetType), description="Any of these types.")
    pinned = graphene.Boolean(description="Only those that editors put first, or only the others.")
    assets = graphene.Field(AssetFilter, description="Only of these assets.")


def filtered(snippets: QuerySet, given: Mapping[str, Any]) -> QuerySet:
    """Those of `snippets` that a SnippetFilter lets through, its channel aside."""
    if types := given.get("types"):
        snippets = snippets.filter(type__in={type_.value for type_ in types})
    if (pinned := given.get("pinned")) is not None:
        snippets = snippets.filter(pinned=pinned)
    if assets := given.get("assets"):
        of = narrowed(Asset.objects.all(), to_filters(assets))
        snippets = snippets.filter(asset__in=of.values("pk"))
    return snippets
