from dataclasses import dataclass

import graphene

from api.core.context import Context
from api.core.fields import list_of
from api.core.locales import known_as, locale_argument
from hub.taxonomy.models import TermKind

from .types import Channel, Term, TermNode, term_nodes


@dataclass(frozen=True)
class TaxonomyNode:
    context: Context
    locale: str | None

    def of_kind(self, kind: TermKind) -> list[TermNode]:
        return term_nodes(self.context, self.context.vocabulary.of_kind(kind), self.locale)


def _list(kind: TermKind, description: str, of: type[graphene.ObjectType] = Term) -> graphene.Field:
    return list_of(
        of, f"{description} In the editors' order.", resolver=lambda node, _info: node.of_kind(kind)
    )


class Taxonomy(graphene.ObjectType):
    class Meta:
        description = "The words that content is tagged with."

    personas = _list(TermKind.PERSONA, "Buying roles.")
    stages = _list(TermKind.STAGE, "Stages of the buyer's journey.")
    industries = _list(TermKind.INDUSTRY, "Branches of business.")
    topics = _list(TermKind.TOPIC, "What content is about.")
    products = _list(TermKind.PRODUCT, "Products and services.")
    campaigns = _list(TermKind.CAMPAIGN, "Campaigns.")
    channels = _list(TermKind.CHANNEL, "Where snippets are posted.", of=Channel)
    formats = _list(TermKind.FORMAT, "The bodies that pieces take.")
    content_types = _list(TermKind.CONTENT_TYPE, "What pieces are for.")
    content_families = _list(TermKind.CONTENT_FAMILY, "Families of content types.")


class TaxonomyQueries(graphene.ObjectType):
    taxonomy = graphene.Field(
        Taxonomy,
        required=True,
        locale=locale_argument("The language that names are given in, where there are any."),
        description="The lists of terms.",
    )

    @staticmethod
    def resolve_taxonomy(_root, info, locale: str | None = None) -> TaxonomyNode:
        return TaxonomyNode(info.context, locale and known_as(locale))
