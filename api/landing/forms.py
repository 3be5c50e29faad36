"""Forms, as front ends draw and send them."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene

from api.assets.richtext import to_html
from api.core.context import Context
from api.core.errors import BadInput, LimitExceeded
from hub.landing.leads import WHOLE_FORM, Entry, TooMany, opened, send
from hub.landing.models import LandingPage
from hub.targeting.feed import Visitor
from hub.visibility import visible_pages

from .loaders import LandingNode

# A form has some dozens of fields, each with some choices.
_MOST_ANSWERS = 100

_KINDS = {
    "singleline": "A line of text.",
    "multiline": "Several lines of text.",
    "email": "An email address.",
    "number": "A number.",
    "url": "The address of a web page.",
    "checkbox": "Yes or no: answered with `on`, or not at all.",
    "checkboxes": "Any of the choices.",
    "dropdown": "One of the choices.",
    "multiselect": "Any of the choices.",
    "radio": "One of the choices.",
    "date": "A day: 2026-05-31.",
    "datetime": "A moment: 2026-05-31 09:30.",
    "hidden": "Not shown; sent with its default.",
}

FormFieldKind = graphene.Enum(
    "FormFieldKind",
    [(name.upper(), name) for name in _KINDS],
    description=lambda kind: _KINDS[kind.value] if kind else "What a field of a form takes.",
)


class FormField(graphene.ObjectType):
    class Meta:
        description = "A field of a form."

    name = graphene.String(required=True, description="Its name, to answer by.")
    label = graphene.String(required=True, description="What is asked.")
    help = graphene.String(required=True, description="What helps to answer; may be empty.")
    kind = FormFieldKind(required=True, description="What it takes.")
    required = graphene.Boolean(required=True, description="Whether it must be answered.")
    choices = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="What can be chosen; empty for other kinds.",
    )
    default = graphene.String(required=True, description="What it begins with; may be empty.")


class LeadForm(graphene.ObjectType):
    class Meta:
        description = "What is asked on a landing page."

    fields = graphene.List(
        graphene.NonNull(FormField), required=True, description="The fields, in order."
    )
    submit_label = graphene.String(required=True, description="The words on the button.")
    consent_html = graphene.String(
        required=True,
        description="What people agree to, as clean HTML; where it is empty, nothing is asked.",
    )
    thanks = graphene.String(
        required=True, description="What to show when it was sent; may be empty."
    )

    @staticmethod
    def resolve_fields(node: LandingNode, _info) -> list[dict[str, Any]]:
        choosable = ("checkboxes", "dropdown", "multiselect", "radio")
        builder = node.row.form_builder(())
        return [
            {
                "name": field.clean_name,
                "label": field.label,
                "help": field.help_text,
                "kind": field.field_type,
                "required": field.required,
                "choices": [value for value, _ in builder.get_formatted_field_choices(field)]
                if field.field_type in choosable
                else [],
                "default": field.default_value,
            }
            for field in node.row.form_fields.all()
        ]

    @staticmethod
    def resolve_submit_label(node: LandingNode, _info) -> str:
        return node.row.button

    @staticmethod
    def resolve_consent_html(node: LandingNode, _info) -> str:
        return to_html(node.row.consent, node.references.targets)

    @staticmethod
    def resolve_thanks(node: LandingNode, _info) -> str:
        return node.row.thanks


class AnswerInput(graphene.InputObjectType):
    class Meta:
        description = "What was answered in one field."

    name = graphene.String(required=True, description="`FormField.name`.")
    values = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="What was typed, or chosen; one value but for fields with several choices.",
    )


class FieldError(graphene.ObjectType):
    class Meta:
        description = "What has to be mended in one field."

    field = graphene.String(
        required=True,
        description="`FormField.name`, `consent`, or empty for what is wrong with the form as a whole.",
    )
    messages = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="In the page's language, for people.",
    )


class SentLead(graphene.ObjectType):
    class Meta:
        description = "How sending a form went."

    ok = graphene.Boolean(required=True, description="Whether it was kept.")
    errors = graphene.List(
        graphene.NonNull(FieldError), required=True, description="What has to be mended first."
    )
    thanks = graphene.String(
        required=True, description="What to show when it was kept; may be empty."
    )


def page_of(context: Context, id: str) -> LandingPage:
    rows = LandingPage.objects.select_related("locale").prefetch_related("form_fields")
    number = int(id) if id.isascii() and id.isdigit() and len(id) <= 18 else 0
    page = visible_pages(context.viewer, rows.filter(pk=number)).first()
    if page is None or not page.form_fields.all():
        raise BadInput("There is no such landing page with a form.")
    return page


class LeadMutations(graphene.ObjectType):
    open_lead_form = graphene.String(
        required=True,
        page=graphene.ID(required=True, description="The landing page's id."),
        description=(
            "A token for a visitor who begins to fill in the form: good for a day, and for one lead. Ask for it "
            "when the form is shown, not when the page is built."
        ),
    )
    submit_lead = graphene.Field(
        SentLead,
        required=True,
        page=graphene.ID(required=True, description="The landing page's id."),
        token=graphene.String(required=True, description="Of `openLeadForm`."),
        answers=graphene.List(
            graphene.NonNull(AnswerInput), required=True, description="What was answered."
        ),
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
        return opened(page_of(info.context, page))

    @staticmethod
    def resolve_submit_lead(
        _root,
        info,
        page: str,
        token: str,
        answers: Sequence[Mapping[str, Any]],
        consents: bool | None = False,
        trap: str | None = None,
        persona: str | None = None,
        stage: str | None = None,
        industry: str | None = None,
    ) -> dict[str, Any]:
        context: Context = info.context
        if sum(len(answer["values"]) + 1 for answer in answers) > _MOST_ANSWERS:
            raise BadInput(f"The limit is {_MOST_ANSWERS} answers and values.")
        known = {
            kind: slug
            for kind, slug in (("persona", persona), ("stage", stage), ("industry", industry))
            if slug and context.vocabulary.term(kind, slug)
        }
        entry = Entry(
            {answer["name"]: answer["values"] for answer in answers},
            bool(consents),
            trap or "",
            Visitor(**known),
        )
        row = page_of(context, page)
        try:
            errors = send(row, token, entry, context.caller)
        except TooMany:
            raise LimitExceeded("Too many forms were sent: wait a minute.") from None
        return {
            "ok": not errors,
            "errors": [
                {"field": name, "messages": messages}
                for name, messages in sorted(errors.items(), key=lambda one: one[0] != WHOLE_FORM)
            ],
            "thanks": "" if errors else row.thanks,
        }
