from collections.abc import Iterable
from dataclasses import dataclass

import graphene
from django.conf import settings

from api.core.context import Context
from api.core.fields import list_of, string
from api.core.locales import known_as, locale_argument
from hub.snippets.pieces import ChannelFacts
from hub.taxonomy.models import Counting as Countings
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
    def facts(self) -> ChannelFacts:
        """A channel's."""
        return self.context.channels.get(self.slug) or ChannelFacts(self.slug)

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
        names = self.term.names
        found = names.get(known_as(locale) if locale else self.locale) or names.get(self.locale)
        return found or names.get(settings.LANGUAGE_CODE) or self.term.in_locale(self.locale)


def term_nodes(
    context: Context, terms: Iterable[VocabularyTerm], locale: str | None
) -> list[TermNode]:
    return [TermNode(term, locale or settings.LANGUAGE_CODE, context) for term in terms]


_LOCALE = locale_argument(
    "In which language. Without it, or where the term has no words in that language: the language of the asset the "
    "term was reached through, else the default one."
)


class _Named:
    """What terms of every kind have."""

    kind = TermKind(required=True, description="Which list of the taxonomy it stands in.")
    slug = string("Its lasting name for programs, to filter by.")
    name = string("What people call it.", locale=_LOCALE)
    aliases = list_of(graphene.String, "Other words people use for it.", locale=_LOCALE)
    description = string("What it stands for, in a sentence; may be empty.", locale=_LOCALE)

    @staticmethod
    def resolve_name(node: TermNode, _info, locale: str | None = None) -> str:
        return node.named(locale).name

    @staticmethod
    def resolve_aliases(node: TermNode, _info, locale: str | None = None) -> tuple[str, ...]:
        return node.named(locale).aliases

    @staticmethod
    def resolve_description(node: TermNode, _info, locale: str | None = None) -> str:
        return node.named(locale).description


class Term(_Named, graphene.ObjectType):
    class Meta:
        description = (
            "A word of the taxonomy, known by its kind and slug, with names in each language."
        )

    family = graphene.Field(
        lambda: Term, description="A content type's family; null for other kinds."
    )
    asset_count = graphene.Int(
        required=True, description="How many assets that the caller may see carry it."
    )


Counting = graphene.Enum(
    "Counting",
    [(counting.name, counting.value) for counting in Countings],
    description=lambda counting: {
        None: "How a channel counts the characters of a post.",
        Countings.CHARACTERS: "As browsers do: UTF-16 units, JavaScript's `length`.",
        Countings.X: "As X does: a Chinese character is two, an address 23.",
    }[counting and counting.value],
)


class Channel(_Named, graphene.ObjectType):
    class Meta:
        description = "Where snippets are posted: a term of the taxonomy, with what fits there."

    counting = Counting(required=True, description="How the characters of a post are counted.")
    limit = graphene.Int(description="How many characters a post may have; null for any number.")
    fold = graphene.Int(
        description="How many characters readers see before they ask for more; null for all."
    )
    internal = graphene.Boolean(
        required=True,
        description="Whether it is for colleagues, so that internal assets may be told there.",
    )

    @staticmethod
    def resolve_counting(node: TermNode, _info) -> str:
        return node.facts.counting

    @staticmethod
    def resolve_limit(node: TermNode, _info) -> int | None:
        return node.facts.limit

    @staticmethod
    def resolve_fold(node: TermNode, _info) -> int | None:
        return node.facts.fold

    @staticmethod
    def resolve_internal(node: TermNode, _info) -> bool:
        return node.facts.internal
