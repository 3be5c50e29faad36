"""The form of a landing page: as editors make it, and as visitors fill it in."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import FormBuilder, WagtailAdminFormPageForm

from hub.website.forms import WebPageForm

# What people write in a field of several lines.
MOST_CHARACTERS = 10_000


class LandingPageForm(WebPageForm, WagtailAdminFormPageForm):
    def clean(self):
        cleaned = super().clean()
        sections = cleaned.get("sections") or ()
        has_form = any(section.block_type == "lead_form" for section in sections)
        if "form_fields" in self.formsets and has_form and not self.is_deferred_validation:
            kept = [
                form
                for form in self.formsets["form_fields"].forms
                if form.has_changed() or form.instance.pk
                if not form.cleaned_data.get("DELETE")
            ]
            if not kept:
                self.add_error(
                    "sections", _("The form has no fields yet: add them on the tab “Form”.")
                )
        return cleaned


class LeadFormBuilder(FormBuilder):
    def create_multiline_field(self, field, options) -> forms.Field:
        options["max_length"] = MOST_CHARACTERS
        return super().create_multiline_field(field, options)

    def create_hidden_field(self, field, options) -> forms.Field:
        options["max_length"] = 255
        return super().create_hidden_field(field, options)
