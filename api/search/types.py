from html import escape

import graphene

from api.assets.facets import FACETS_TOLD, Facet
from api.assets.types import Asset
from api.core.connections import PageInfo
from api.core.fields import list_of, string
from api.core.scalars import DateTime
from api.taxonomy.types import Term
from search.matches import Evidence as Quoted
from search.matches import Outcome as Outcomes
from search.understanding import By, Use


class Evidence(graphene.ObjectType):
    class Meta:
        description = "The words that justify a match."

    text = string("The words, exactly as the asset has them.")
    html = string(
        "The same as HTML, with the words of the question in `mark` elements; nothing else is in it."
    )
    section_title = string("The heading they stand under; may be empty.")
    start = graphene.Int(
        required=True, description="Where they start in `Asset.plainText`, in Unicode code points."
    )
    end = graphene.Int(required=True, description="Where they end there.")

    @staticmethod
    def resolve_html(evidence: Quoted, _info) -> str:
        html, place = "", 0
        for start, end in evidence.words:
            html += f"{escape(evidence.text[place:start])}<mark>{escape(evidence.text[start:end])}</mark>"
            place = end
        return html + escape(evidence.text[place:])


class Reason(graphene.ObjectType):
    class Meta:
        description = "Why an asset was found."

    kind = string(
        "`meaning`, `words`, `missing` (words of the question that the asset has not), `link` "
        "(the related asset is linked by hand), or the name of a facet such as `industry`."
    )
    text = string("The reason in words, for people.")
    asked = string("For a facet of `ask`: the words of the question that ask for it.")


class Match(graphene.ObjectType):
    class Meta:
        description = "An asset that was found."

    asset = graphene.Field(Asset, required=True, description="The asset.")
    score = graphene.Float(required=True, description="How well it fits: 0 to 1, higher is better.")
    meaning_share = graphene.Float(
        required=True,
        description=(
            "For `search` and `ask`: how much of it came from nearness in meaning, 0 to 1. Without "
            "an encoder, and for `related`, 0."
        ),
    )
    words_share = graphene.Float(
        required=True,
        description="How much of it came from the question's words and the terms they name.",
    )
    evidence = list_of(Evidence, "The words that justify it: a sentence or two, the best first.")
    own_evidence = list_of(
        Evidence,
        "For `related` alone: the words of the asset it is related to that `evidence` comes "
        "closest to, counted in that asset's `plainText`.",
    )
    reasons = list_of(Reason, "Why it was found.")


class MatchEdge(graphene.ObjectType):
    class Meta:
        description = "A match in a list."

    cursor = string("Its place in the list, to give as `after`.")
    node = graphene.Field(Match, required=True, description="The match.")


class MatchConnection(graphene.ObjectType):
    class Meta:
        description = "A page of what a search found, the best first."

    edges = list_of(MatchEdge, "The matches with their cursors.")
    nodes = list_of(Match, "The matches.")
    page_info = graphene.Field(
        PageInfo, required=True, description="Where the page stands in the list."
    )
    total_count = graphene.Int(required=True, description="How many matches there are, exactly.")
    degraded = graphene.Boolean(
        required=True,
        description="Whether only words were searched, because meaning could not be asked for.",
    )
    facets = list_of(Facet, FACETS_TOLD)


Outcome = graphene.Enum(
    "Outcome",
    [(outcome.name, outcome.value) for outcome in Outcomes],
    description=lambda outcome: {
        None: "How a question went.",
        Outcomes.MATCHED.value: "Something fits.",
        Outcomes.NO_MATCH.value: "Nothing fits; `nearest` says what comes closest.",
    }[outcome and outcome.value],
)


_USES = {
    Use.BOOST.value: "What has it comes earlier; what has what is not wanted comes later.",
    Use.FILTER.value: "Only what has it; of what is not wanted, nothing that has it.",
    Use.OFF.value: "Nothing: its words are words like any other.",
}
_BY = {
    By.NAME.value: "By a name or an alias of the term.",
    By.PHRASE.value: "By a phrase for a time, or for what is not wanted.",
    By.COMPANY.value: "By a company of the pool that others are to be like.",
    By.CALLER.value: "Not at all: the caller asked for it.",
}

TermUse = graphene.Enum(
    "TermUse",
    [(use.name, use.value) for use in Use],
    description=lambda use: _USES[use.value] if use else "What is made of a thing understood.",
)
UnderstoodBy = graphene.Enum(
    "UnderstoodBy",
    [(by.name, by.value) for by in By],
    description=lambda by: _BY[by.value] if by else "How a thing was understood.",
)


class TermUseInput(graphene.InputObjectType):
    class Meta:
        description = "What to make of a thing understood, in place of the usual."

    kind = string("Its `Understood.kind`.")
    slug = string("Its `Understood.slug`.")
    use = TermUse(required=True, description="What to make of it.")


class Understood(graphene.ObjectType):
    class Meta:
        description = "What a question asks for, apart from its words."

    kind = string(
        "The list of the taxonomy (`industry`, `persona` …), `time` (of publication), `words` "
        "(not wanted, and no term), or `company` (not known)."
    )
    slug = string("The term's; of what is no term, its words in plain spelling.")
    term = graphene.Field(Term, description="The term, where it is one.")
    matched_text = string("The words of the question it was found by, if any.")
    by = UnderstoodBy(required=True, description="How it was found.")
    use = TermUse(required=True, description="What is made of it.")
    negated = graphene.Boolean(required=True, description="Whether it is what is not wanted.")
    published_after = DateTime(description="Of a time: this moment or later.")
    published_before = DateTime(description="Of a time: before this moment.")
    note = graphene.String(
        description="Where something was recognised and nothing is made of it: why, for people."
    )


class Answer(graphene.ObjectType):
    class Meta:
        description = "What a plain question gets: matches that can be proved, or an honest no."

    outcome = Outcome(required=True, description="Whether anything fits.")
    understood = list_of(Understood, "What the question speaks of.")
    matches = list_of(Match, "What fits, the best first.")
    nearest = list_of(Match, "Where nothing fits: what comes nearest, to be shown as such.")
    degraded = graphene.Boolean(
        required=True,
        description="Whether only words were searched, because meaning could not be asked for.",
    )
