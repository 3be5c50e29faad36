"""The arguments that say for whom an answer is. Of a few values each, so that shared caches can keep every answer."""

from collections.abc import Mapping

import graphene

from hub.targeting.feed import Visitor


def visitor_arguments() -> dict[str, graphene.String]:
    return {
        "persona": graphene.String(description="Who the visitor is: a persona's slug."),
        "stage": graphene.String(description="How close to buying the visitor is: a stage's slug."),
        "industry": graphene.String(
            description="The visitor's branch of business: an industry's slug."
        ),
    }


def visitor_of(given: Mapping[str, str | None]) -> Visitor:
    """Of the arguments above, as a resolver gets them."""
    return Visitor(**{name: value or "" for name, value in given.items()})
