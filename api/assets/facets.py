"""How a list spreads over what it can be filtered by."""

from collections.abc import Mapping
from dataclasses import dataclass

import graphene
from django.conf import settings
from django.db.models import CharField, Count, F, QuerySet, Value
from django.utils.translation import get_language_info, override
from graphene.utils.str_converters import to_camel_case

from api.core.context import Context
from api.core.fields import list_of, string
from api.core.locales import known_as, locale_argument
from hub.assets.models import Asset, Kind
from hub.assets.terms import counts
from hub.visibility import visible
from search.filters import Filters
from search.matches import Facets

from .inputs import COLUMNS, FACETS, TERMS, narrowed


def counted(context: Context, filters: Filters) -> Facets:
    """Of the assets that the viewer may see: what each facet's values would bring, with the filters of all others. Two
    queries."""

    def assets(facet: str) -> QuerySet:
        return visible(context.viewer, narrowed(Asset.objects.all(), filters.without(facet)))

    by_field = {field: facet for facet, field in TERMS.items()}
    found: dict[str, dict[str, int]] = {facet: {} for facet in FACETS.values()}
    for pk, count in counts(lambda field: assets(by_field[field])).items():
        if term := context.vocabulary.by_id(pk):
            found[term.kind][term.slug] = count
    parts = [
        assets(facet)
        .order_by()
        .annotate(facet=Value(facet, CharField()), value=F(column))
        .values_list("facet", "value")
        .annotate(Count("pk"))
        for facet, column in COLUMNS.items()
    ]
    for facet, value, count in parts[0].union(*parts[1:], all=True):
        found[facet][value] = count
    return found


@dataclass(frozen=True)
class FacetNode:
    name: str
    filter: str
    counts: Mapping[str, int]
    context: Context

    @property
    def values(self) -> "list[ValueNode]":
        by_count = sorted(self.counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return [ValueNode(slug, count, self) for slug, count in by_count]


@dataclass(frozen=True)
class ValueNode:
    slug: str
    count: int
    facet: FacetNode

    @property
    def value(self) -> str:
        return Kind(self.slug).name if self.facet.name == "kind" else self.slug

    def named(self, locale: str) -> str:
        match self.facet.name:
            case "kind":
                with override(locale):
                    return str(Kind(self.slug).label)
            case "locale":
                return str(get_language_info(self.slug)["name_local"])
        term = self.facet.context.vocabulary.term(self.facet.name, self.slug)
        return term.name_in(locale) if term else self.slug


def facet_nodes(context: Context, facets: Facets, filters: Filters) -> list[FacetNode]:
    """Those that the filter takes, without those that nothing has. What is filtered by is there, be it for nothing: so
    visitors can take it back."""
    nodes = []
    for name, facet in FACETS.items():
        chosen = [slug for slug in filters.facets.get(facet, ()) if _is_known(context, facet, slug)]
        counts = {**dict.fromkeys(chosen, 0), **facets.get(facet, {})}
        if counts:
            nodes.append(FacetNode(facet, to_camel_case(name), counts, context))
    return nodes


def _is_known(context: Context, facet: str, slug: str) -> bool:
    if facet in COLUMNS:
        return slug in Kind.values or slug in dict(settings.LANGUAGES)
    return context.vocabulary.term(facet, slug) is not None


class FacetValue(graphene.ObjectType):
    class Meta:
        description = "How often one value of a facet occurs."

    value = string(
        "The value, as the filter takes it: a term's slug, a language's code, a kind like `CASE_STUDY`."
    )
    slug = string(
        "The value, in small letters.",
        deprecation_reason="`value` is what the filter takes, of kinds as well.",
    )
    name = string(
        "What people call it.",
        locale=locale_argument("In which language; without it, in the default one."),
    )
    count = graphene.Int(
        required=True,
        description="How many have it, exactly, of what all filters but the facet's own let through.",
    )

    @staticmethod
    def resolve_name(node: ValueNode, _info, locale: str | None = None) -> str:
        return node.named(known_as(locale) if locale else settings.LANGUAGE_CODE)


class Facet(graphene.ObjectType):
    class Meta:
        description = "How a whole list, not only its page, spreads over something that it can be filtered by."

    name = string("`kind`, `locale`, `persona`, `industry` and so on.")
    filter = string("The field of `AssetFilter` that takes its values: `kinds`.")
    values = list_of(FacetValue, "The most frequent first.")


FACETS_TOLD = (
    "How the whole list spreads over what it can be filtered by. Of a facet that it is filtered by, what each of its "
    "values would bring: whoever chose one sees the others, and that one even where it brings nothing."
)
