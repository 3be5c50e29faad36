from typing import Any

import graphene

from api.core.connections import page_arguments
from api.core.locales import locale_argument

from .block_types import BLOCK_TYPES
from .inputs import AssetFilter
from .kinds import ASSET_TYPES
from .loaders import AssetNode
from .resolvers import AssetPage, AssetSort, many_assets, one_asset
from .types import Asset, AssetConnection

OBJECT_TYPES = [*ASSET_TYPES, *BLOCK_TYPES.values()]


class AssetQueries(graphene.ObjectType):
    asset = graphene.Field(
        Asset,
        id=graphene.ID(description="The asset with this id."),
        slug=graphene.String(description="The asset with this slug."),
        external_id=graphene.String(description="The asset that was imported under this name."),
        locale=locale_argument("Only in this language: tells equal slugs apart."),
        description=(
            "One asset, by exactly one of `id`, `slug` and `externalId`. Null where there is none, "
            "and where the caller may not see it."
        ),
    )
    assets = graphene.Field(
        AssetConnection,
        required=True,
        filter=AssetFilter(description="Only these."),
        sort=AssetSort(default_value="NEWEST", description="In which order; ties by id."),
        **page_arguments(20),
        description="The assets that the caller may see.",
    )

    @staticmethod
    def resolve_asset(
        _root, info, locale: str | None = None, **given: str | None
    ) -> AssetNode | None:
        return one_asset(info.context, locale, given)

    @staticmethod
    def resolve_assets(
        _root, info, sort: Any, first: int, filter: Any = None, after: str | None = None
    ) -> AssetPage:
        order = getattr(sort, "value", sort) or "NEWEST"
        return many_assets(info.context, filter, order, first, after)
