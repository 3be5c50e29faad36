"""The root of the schema: it only collects what the domains offer."""

import graphene

from .assets.schema import OBJECT_TYPES as ASSET_TYPES
from .assets.schema import AssetQueries
from .landing.schema import OBJECT_TYPES as SECTION_TYPES
from .landing.schema import LandingMutations, LandingQueries
from .pages.schema import OBJECT_TYPES as PAGE_TYPES
from .pages.schema import PageQueries
from .search.schema import SearchQueries
from .snippets.schema import SnippetQueries
from .targeting.schema import TargetingQueries
from .taxonomy.schema import TaxonomyQueries


class Query(
    PageQueries,
    TaxonomyQueries,
    TargetingQueries,
    SnippetQueries,
    LandingQueries,
    SearchQueries,
    AssetQueries,
    graphene.ObjectType,
):
    class Meta:
        description = "Everything that can be asked."


class Mutation(LandingMutations, graphene.ObjectType):
    class Meta:
        description = "Everything that can be changed."


schema = graphene.Schema(
    query=Query,
    mutation=Mutation,
    types=[*PAGE_TYPES, *ASSET_TYPES, *SECTION_TYPES],
)
