from collections.abc import Iterable
from dataclasses import dataclass

import graphene
from django.conf import settings

from api.core.context import Context
from hub.taxonomy.models import TermKind as Kinds
from hub.taxonomy.vocabulary import Term as VocabularyTerm
from hub.taxonomy.vocabulary import TermName

_KINDS = {
    "persona": "Who it is for: a buying role.",
    "stage": "How close the buyer is.",
    "industry": "The branch of business.",
    "topic": "What it is about.",
    "product": "A product or service of ours.",
    "campaign": "The campaign it belongs to.",
    "channel": "Where snippets are posted.",
    "format": "The body a piece takes: article, video, checklist and so on.",
    "content_family": "A family of content types.",
    "content_type": "What a piece is for.",
}

TermKind = graphene.Enum(
    "TermKind",
    [(kind.name, kind.value) for kind in Kinds],
    description=lambda kind: _KINDS[kind.value] if kind else "The lists of the taxonomy.",
)


@dataclass(frozen=True)
class TermNode:
    """A term as one answer shows it: named in `locale` unless asked otherwise."""

    term: VocabularyTerm
    locale: str
    context: Context

    @property
    def kind(self) -> str:
        return self.term.kind

    @property
    def slug(self) -> str:
        return self.term.slug

    @property
    def family(self) -> "TermNode | None":
        family = self.context.vocabulary.term(Kinds.CONTENT_FAMILY, self.term.family)
        return TermNode(family, self.locale, self.context) if family else None

    @property
    def asset_count(self) -> int:
        counts = self.context.term_counts
        if self.term.kind != Kinds.CONTENT_FAMILY:
            return counts.get(self.term.pk, 0)
        return sum(
            counts.get(term.pk, 0)
            for term in self.context.vocabulary.of_kind(Kinds.CONTENT_TYPE)
            if term.family == self.term.slug
        )

    def named(self, locale: str | None) -> TermName:
        for wanted in (locale, self.locale, settings.LANGUAGE_CODE):
            if wanted and wanted in self.term.names:
                return self.term.names[wanted]
        return self.term.in_locale(self.locale)


def term_nodes(
    context: Context, terms: Iterable[VocabularyTerm], locale: str | None
) -> list[TermNode]:
    return [TermNode(term, locale or settings.LANGUAGE_CODE, context) for term in terms]


_LOCALE = graphene.String(
    description="A language code such as `zh-hans`. Without it, or where the term has no words in "
    "that language: the language of the asset the term was reached through, else the default one."
)


class Term(graphene.ObjectType):
    class Meta:
        description = (
            "A word of the taxonomy, known by its kind and slug, with names in each language."
        )

    kind = TermKind(required=True, description="Which list of the taxonomy it stands in.")
    slug = graphene.String(
        required=True, description="Its lasting name for programs, to filter by."
    )
    name = graphene.String(required=True, locale=_LOCALE, description="What people call it.")
    aliases = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        locale=_LOCALE,
        description="Other words people use for it.",
    )
    description = graphene.String(
        required=True,
        locale=_LOCALE,
        description="What it stands for, in a sentence; may be empty.",
    )
    family = graphene.Field(
        lambda: Term, description="A content type's family; null for other kinds."
    )
    asset_count = graphene.Int(
        required=True, description="How many assets that the caller may see carry it."
    )

    @staticmethod
    def resolve_name(node: TermNode, _info, locale: str | None = None) -> str:
        return node.named(locale).name

    @staticmethod
    def resolve_aliases(node: TermNode, _info, locale: str | None = None) -> tuple[str, ...]:
        return node.named(locale).aliases

    @staticmethod
    def resolve_description(node: TermNode, _info, locale: str | None = None) -> str:
        return node.named(locale).description
