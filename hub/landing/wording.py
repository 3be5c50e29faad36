"""Why a variant was served, for people."""

from collections.abc import Mapping

from django.utils.translation import gettext

from hub.targeting.feed import Visitor
from hub.taxonomy.vocabulary import Vocabulary

from .serving import Served


def names_of(terms: Mapping[str, str], vocabulary: Vocabulary, locale: str) -> str:
    """Terms, facet -> slug, by their names; by the slug where there is no such term."""
    found = ((vocabulary.term(kind, slug), slug) for kind, slug in terms.items())
    return " · ".join(term.name_in(locale) if term else slug for term, slug in found)


def why(served: Served, visitor: Visitor, vocabulary: Vocabulary, locale: str) -> str:
    if served.choice.rule:
        held = {facet: visitor.terms[facet] for facet in served.choice.rule}
        return gettext("The alternative for %s.") % names_of(held, vocabulary, locale)
    if not served.has_alternatives:
        return gettext("The same for everybody.")
    if not visitor.terms:
        return gettext("The default: nothing is known of the visitor.")
    known = names_of(visitor.terms, vocabulary, locale)
    return gettext("The default: no alternative is for %s.") % known
