from typing import Any

import graphene

from api.core.connections import PageInfo
from api.core.fields import list_of, string
from api.core.scalars import DateTime
from api.core.web_page import WebPage
from api.taxonomy.types import Term
from hub.landing.sections import CONDITIONS

from .loaders import LandingNode
from .section_types import Section


class VisitorTerms(graphene.ObjectType):
    class Meta:
        description = (
            "What a visitor is known by; null where nothing is known, or no term is called so."
        )

    persona = graphene.Field(Term, description="Who they are.")
    stage = graphene.Field(Term, description="How close to buying they are.")
    industry = graphene.Field(Term, description="Their branch of business.")


class LandingPageLink(graphene.ObjectType):
    class Meta:
        description = "A landing page, for lists and links."

    id = graphene.ID(required=True, description="Its lasting name within this hub.")
    slug = string("Its name in addresses.")
    title = string("Its title.")
    locale = string("Its language: `en`, `zh-hans`.")
    updated_at = DateTime(description="When it was last published.")
    path = string("Its address within its site: `/en/some-slug`.")
    url = string("Its whole address, on the front end of its site.")


class LandingPage(graphene.ObjectType):
    class Meta:
        interfaces = (WebPage,)
        description = "A landing page as one visitor gets it."

    seo_title = string("The title for search engines; the page's own where editors gave none.")
    description = string("The description for search engines; may be empty.")
    served_for = graphene.Field(
        VisitorTerms,
        required=True,
        description="What the visitor was taken to be: what was asked for, else what the page is for.",
    )
    sections = list_of(
        Section, "Its sections, each in the variant for the visitor; none that has nothing to show."
    )
    translations = list_of(LandingPageLink, "The same page in other languages.")

    @staticmethod
    def resolve_served_for(node: LandingNode, _info) -> dict[str, Any]:
        return {kind: node.known(kind) for kind in CONDITIONS}


class LandingPageEdge(graphene.ObjectType):
    class Meta:
        description = "A landing page in a list."

    cursor = string("Its place in the list, to give as `after`.")
    node = graphene.Field(LandingPageLink, required=True, description="The page.")


class LandingPageConnection(graphene.ObjectType):
    class Meta:
        description = "A page of a list of landing pages."

    edges = list_of(LandingPageEdge, "The pages with their cursors.")
    nodes = list_of(LandingPageLink, "The pages.")
    page_info = graphene.Field(
        PageInfo, required=True, description="Where the page stands in the list."
    )
    total_count = graphene.Int(
        required=True, description="How many pages the whole list has, exactly."
    )
