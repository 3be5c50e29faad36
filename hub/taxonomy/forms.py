"""A term with its names in every content language, side by side in one form."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.coreutils import get_content_languages

from .models import TermName

LABELS = {"name": _("Name"), "aliases": _("Aliases"), "description": _("Description")}


def _key(part: str, locale: str) -> str:
    return f"{part}_{locale.replace('-', '_')}"


def _name_fields() -> dict[str, forms.Field]:
    return {
        _key(part, locale): forms.CharField(
            label=format_lazy("{} · {}", label, language),
            help_text=TermName._meta.get_field(part).help_text,
            max_length=TermName._meta.get_field(part).max_length,
            required=False,
            widget=forms.TextInput if part == "name" else AdminAutoHeightTextInput,
        )
        for part, label in LABELS.items()
        for locale, language in get_content_languages().items()
    }


class _Base(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for row in self.instance.names.all():
            for part in LABELS:
                self.initial[_key(part, row.locale)] = getattr(row, part)

    def clean(self):
        cleaned = super().clean()
        named = [locale for locale in get_content_languages() if cleaned.get(_key("name", locale))]
        if not named and not self.errors:
            raise forms.ValidationError(_("Give the term a name in at least one language."))
        for locale in get_content_languages():
            if locale not in named and any(cleaned.get(_key(part, locale)) for part in LABELS):
                self.add_error(_key("name", locale), _("Needed by what is said below."))
        return cleaned

    def save(self, commit=True):
        rows = {row.locale: row for row in self.instance.names.all()}
        kept = []
        for locale in get_content_languages():
            if not self.cleaned_data[_key("name", locale)]:
                continue
            row = rows.get(locale) or TermName(locale=locale)
            for part in LABELS:
                setattr(row, part, self.cleaned_data[_key(part, locale)])
            kept.append(row)
        # Child rows: they are written when the term is.
        self.instance.names.set(kept)
        return super().save(commit)


TermForm = type("TermForm", (_Base,), _name_fields())


def term_panels(*own: str) -> list[Panel]:
    """The form of a kind of term: its names, then `own` (fields that only this kind has)."""
    return [
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel(_key(part, locale)) for locale in get_content_languages()]
                )
                for part in LABELS
            ],
            heading=_("Names"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("slug"), FieldPanel("sort_order")])]
            + [FieldPanel(name) for name in own],
            heading=_("In the system"),
        ),
    ]
