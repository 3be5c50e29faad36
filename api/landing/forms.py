"""Forms, as front ends draw and send them."""

from typing import Any

import graphene

from api.assets.richtext import to_html
from api.core.fields import list_of, string

from .loaders import LandingNode

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

    name = string("Its name, to answer by.")
    label = string("What is asked.")
    help = string("What helps to answer; may be empty.")
    kind = FormFieldKind(required=True, description="What it takes.")
    required = graphene.Boolean(required=True, description="Whether it must be answered.")
    choices = list_of(graphene.String, "What can be chosen; empty for other kinds.")
    default = string("What it begins with; may be empty.")


class LeadForm(graphene.ObjectType):
    class Meta:
        description = "What is asked on a landing page."

    fields = list_of(FormField, "The fields, in order.")
    submit_label = string("The words on the button.")
    consent_html = string(
        "What people agree to, as clean HTML; where it is empty, nothing is asked."
    )
    thanks = string("What to show when it was sent; may be empty.")

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

    name = string("`FormField.name`.")
    values = list_of(
        graphene.String, "What was typed, or chosen; one value but for fields with several choices."
    )


class FieldError(graphene.ObjectType):
    class Meta:
        description = "What has to be mended in one field."

    field = string(
        "`FormField.name`, `consent`, or empty for what is wrong with the form as a whole."
    )
    messages = list_of(graphene.String, "In the page's language, for people.")


class SentLead(graphene.ObjectType):
    class Meta:
        description = "How sending a form went."

    ok = graphene.Boolean(required=True, description="Whether it was kept.")
    errors = list_of(FieldError, "What has to be mended first.")
    thanks = string("What to show when it was kept; may be empty.")
