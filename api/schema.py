"""The root of the schema: it only collects what the domains offer."""

import graphene

from .assets.blocks import BLOCK_TYPES
from .assets.schema import OBJECT_TYPES, AssetQueries
from .search.schema import SearchQueries
from .snippets.schema import SnippetQueries
from .targeting.schema import TargetingQueries
from .taxonomy.schema import TaxonomyQueries


class Query(
    TaxonomyQueries,
    TargetingQueries,
    SnippetQueries,
    SearchQueries,
    AssetQueries,
    graphene.ObjectType,
):
    class Meta:
        description = "Everything that can be asked."


schema = graphene.Schema(query=Query, types=[*OBJECT_TYPES, *BLOCK_TYPES.values()])
