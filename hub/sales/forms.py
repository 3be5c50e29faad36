"""What a question can be narrowed to, as it stands in the page's address."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import get_content_languages

from hub.assets.models import Kind
from search.filters import Filters
from search.retrieval import MAX_QUESTION_CHARACTERS

ALL = "all"
FIRST = 8
MORE = 24


class AskForm(forms.Form):
    q = forms.CharField(
        label=_("Your question"),
        max_length=MAX_QUESTION_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Write a question first."),
            "max_length": _(
                "A question may have %(limit_value)d characters; yours has %(show_value)d."
            ),
        },
    )
    kind = forms.ChoiceField(
        label=_("Look in"), required=False, choices=[(ALL, _("Everything")), *Kind.choices]
    )
    lang = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=lambda: [("", _("Any language")), *get_content_languages().items()],
    )

    def __init__(self, data: QueryDict):
        # Where the address says nothing of the kind, case studies are what sales people look for.
        data = data.copy()
        data.setdefault("kind", Kind.CASE_STUDY)
        super().__init__(data)

    def filters(self) -> Filters:
        facets = {}
        if self.cleaned_data["kind"] not in ("", ALL):
            facets["kind"] = frozenset({self.cleaned_data["kind"]})
        if self.cleaned_data["lang"]:
            facets["locale"] = frozenset({self.cleaned_data["lang"]})
        return Filters(facets)
