from collections.abc import Mapping, Sequence
from typing import Any

import graphene

from api.core.connections import page_arguments
from api.core.fields import list_of, string
from api.core.locales import locale_argument
from api.core.visitors import visitor_arguments, visitor_of

from .forms import AnswerInput, SentLead
from .loaders import LandingNode
from .resolvers import LandingPages, many_pages, one_page, open_form, send_form
from .section_types import SECTION_TYPES
from .types import LandingPage, LandingPageConnection

OBJECT_TYPES = list(SECTION_TYPES.values())


class LandingQueries(graphene.ObjectType):
    landing_page = graphene.Field(
        LandingPage,
        slug=string("The landing page with this slug."),
        locale=locale_argument("Only in this language: tells equal slugs apart."),
        **visitor_arguments(),
        description=(
            "A landing page as it is for a visitor. A slug that no term has is left out of account: an old link "
            "still shows the page. Null where there is no such page, and where the caller may not see it."
        ),
    )
    landing_pages = graphene.Field(
        LandingPageConnection,
        required=True,
        locale=locale_argument("Only in this language."),
        **page_arguments(20),
        description="The landing pages that the caller may see, as they were made.",
    )

    @staticmethod
    def resolve_landing_page(
        _root, info, slug: str, locale: str | None = None, **visitor: str | None
    ) -> LandingNode | None:
        return one_page(info.context, slug, locale, visitor_of(visitor))

    @staticmethod
    def resolve_landing_pages(
        _root, info, first: int, locale: str | None = None, after: str | None = None
    ) -> LandingPages:
        return many_pages(info.context, locale, first, after)


class LandingMutations(graphene.ObjectType):
    open_lead_form = string(
        "A token for a visitor who begins to fill in the form: good for a day, and for one lead. Ask for it "
        "when the form is shown, not when the page is built.",
        page=graphene.ID(
            required=True, description="The landing page's id, also where it stands on a home."
        ),
    )
    submit_lead = graphene.Field(
        SentLead,
        required=True,
        page=graphene.ID(
            required=True, description="The landing page's id, also where it stands on a home."
        ),
        token=string("Of `openLeadForm`."),
        answers=list_of(AnswerInput, "What was answered."),
        consents=graphene.Boolean(
            default_value=False, description="Whether the visitor agrees to `consentHtml`."
        ),
        trap=graphene.String(
            description=(
                "The value of a field that people do not see and robots fill in. A lead with it is kept, and marked."
            )
        ),
        persona=graphene.String(description="What the visitor was taken to be: a persona's slug."),
        stage=graphene.String(description="A stage's slug."),
        industry=graphene.String(description="An industry's slug."),
        description=(
            "Sends the form. What is wrong is told by field, and nothing is kept until all is right; sent again "
            "with the same token, a lead is kept once."
        ),
    )

    @staticmethod
    def resolve_open_lead_form(_root, info, page: str) -> str:
        return open_form(info.context, page)

    @staticmethod
    def resolve_submit_lead(
        _root,
        info,
        page: str,
        token: str,
        answers: Sequence[Mapping[str, Any]],
        consents: bool | None = False,
        trap: str | None = None,
        **visitor: str | None,
    ) -> dict[str, Any]:
        sender = visitor_of(visitor)
        return send_form(info.context, page, token, answers, bool(consents), trap or "", sender)
