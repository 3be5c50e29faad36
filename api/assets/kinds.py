"""The types of assets, each with what only its kinds have."""

from typing import Any

import graphene

from api.core.fields import list_of, string
from api.core.media import File
from api.core.web_page import WebPage

from .loaders import AssetNode
from .types import Asset


def _own(of_type: Any, description: str, name: str, required: bool = True) -> graphene.Field:
    """A field that only some kinds have, read from the row of their own class."""
    return graphene.Field(
        of_type,
        required=required,
        description=description,
        resolver=lambda node, _info: getattr(node.whole, name),
    )


class Article(graphene.ObjectType):
    class Meta:
        interfaces = (WebPage, Asset)
        description = "An article."


class Result(graphene.ObjectType):
    class Meta:
        description = "A figure that a customer reached."

    label = string("What was counted.")
    before = graphene.Float(description="What it was.")
    after = graphene.Float(description="What it is.")
    change = graphene.Float(description="By how much it changed.")
    unit = string("The unit of before and after; may be empty.")
    change_unit = string("The unit of the change; may be empty.")
    sentence = string("All of it in one line, for people.")


class Quote(graphene.ObjectType):
    class Meta:
        description = "What a customer said."

    text = string("The words.")
    speaker = string("Who said it; may be empty.")
    role = string("What the speaker does, and where; may be empty.")


class CaseStudy(graphene.ObjectType):
    class Meta:
        interfaces = (WebPage, Asset)
        description = "What a customer did with our help."

    customer = _own(graphene.String, "The customer's name; may be empty.", "customer")
    challenge = _own(
        graphene.String, "What stood in the customer's way; may be empty.", "challenge"
    )
    solution = _own(graphene.String, "What was done about it; may be empty.", "solution")
    results = list_of(Result, "What came of it, in figures.")
    quote = graphene.Field(Quote, description="What the customer said.")

    @staticmethod
    def resolve_results(node: AssetNode, _info) -> Any:
        return node.whole.results.all()

    @staticmethod
    def resolve_quote(node: AssetNode, _info) -> Quote | None:
        page = node.whole
        if not page.quote_text:
            return None
        return Quote(text=page.quote_text, speaker=page.quote_speaker, role=page.quote_role)


class Publication(graphene.ObjectType):
    class Meta:
        interfaces = (WebPage, Asset)
        description = "A white paper, ebook or brochure."

    file = graphene.Field(File, description="The file to read; null where there is none to see.")


class Recording(graphene.ObjectType):
    class Meta:
        interfaces = (WebPage, Asset)
        description = "A video, podcast or webinar."

    file = graphene.Field(File, description="The file to play; null where there is none to see.")
    embed_url = _own(graphene.String, "Where it can be played; may be empty.", "embed_url")
    duration = _own(graphene.Int, "Its length in seconds.", "duration", required=False)
    transcript = _own(graphene.String, "What is said in it; may be empty.", "transcript")


class ShortPost(graphene.ObjectType):
    class Meta:
        interfaces = (WebPage, Asset)
        description = "A short post."


class Question(graphene.ObjectType):
    class Meta:
        description = "A question with its answer."

    question = string("The question.")
    answer_html = string("The answer as clean HTML.")


class Faq(graphene.ObjectType):
    class Meta:
        interfaces = (WebPage, Asset)
        description = "Questions with their answers."

    questions = list_of(Question, "The questions, in order.")


ASSET_TYPES = [Article, CaseStudy, Publication, Recording, ShortPost, Faq]
