from collections.abc import Mapping
from typing import Any

import graphene
from django.db.models import Exists, OuterRef, Q, QuerySet

from api.core.inputs import limited, without_nul
from api.core.locales import AS_WRITTEN, known_as
from api.core.scalars import DateTime
from hub.assets.models import Asset, Kind
from hub.assets.terms import TAGS
from search.filters import Filters

_KINDS = {
    "article": "An article.",
    "case_study": "What a customer did with our help, with figures.",
    "white_paper": "A white paper.",
    "ebook": "An ebook.",
    "brochure": "A brochure.",
    "video": "A video.",
    "podcast": "A podcast.",
    "webinar": "A webinar.",
    "short_post": "A short post.",
    "faq": "Questions with their answers.",
}

AssetKind = graphene.Enum(
    "AssetKind",
    [(kind.name, kind.value) for kind in Kind],
    description=lambda kind: _KINDS[kind.value] if kind else "What an asset is.",
)

# The filter's fields, as the search names the facets they speak of.
FACETS = {
    "kinds": "kind",
    "locales": "locale",
    "personas": "persona",
    "stages": "stage",
    "industries": "industry",
    "topics": "topic",
    "products": "product",
    "content_types": "content_type",
    "formats": "format",
    "campaigns": "campaign",
}
# Facets by the asset's field that has their terms, or by the column that has their value.
TERMS = {
    "persona": "personas",
    "stage": "stages",
    "industry": "industries",
    "topic": "topics",
    "product": "products",
    "content_type": "content_type_term",
    "format": "format",
    "campaign": "campaign",
}
COLUMNS = {"kind": "kind", "locale": "locale__language_code"}


def _any_of(what: str) -> graphene.List:
    return graphene.List(graphene.NonNull(graphene.String), description=f"Any of these {what}.")


class AssetFilter(graphene.InputObjectType):
    class Meta:
        description = (
            "Which assets: any of a list's values, and all of the fields. A list that is empty or "
            "null does not filter; a slug that no term has matches nothing."
        )

    kinds = graphene.List(graphene.NonNull(AssetKind), description="Any of these kinds.")
    locales = graphene.List(
        graphene.NonNull(graphene.String), description=f"Any of these languages. {AS_WRITTEN}"
    )
    personas = _any_of("personas, by slug")
    stages = _any_of("journey stages, by slug")
    industries = _any_of("industries, by slug")
    topics = _any_of("topics, by slug")
    products = _any_of("products, by slug")
    content_types = _any_of("content types, by slug")
    formats = _any_of("formats, by slug")
    campaigns = _any_of("campaigns, by slug")
    published_after = DateTime(description="Published at this moment or later.")
    published_before = DateTime(description="Published before this moment.")


def to_filters(given: Mapping[str, Any] | None) -> Filters:
    given = given or {}
    facets = {}
    for name, facet in FACETS.items():
        if values := limited(name, given.get(name) or ()):
            slugs = (getattr(value, "value", value) for value in values)
            read = known_as if facet == "locale" else without_nul
            facets[facet] = frozenset(map(read, slugs))
    return Filters(facets, given.get("published_after"), given.get("published_before"))


def narrowed(assets: QuerySet, filters: Filters) -> QuerySet:
    """Those of `assets` that the filters let through."""
    for facet, values in filters.facets.items():
        field = TERMS.get(facet)
        if field in TAGS:
            through = getattr(Asset, field).through.objects
            tagged = through.filter(asset_id=OuterRef("pk"), **{f"{facet}__slug__in": values})
            assets = assets.filter(Exists(tagged))
        else:
            column = f"{field}__slug" if field else COLUMNS[facet]
            assets = assets.filter(**{f"{column}__in": values})
    within = Q()
    if filters.published_after:
        within &= Q(published_at__gte=filters.published_after)
    if filters.published_before:
        within &= Q(published_at__lt=filters.published_before)
    return assets.filter(within)
