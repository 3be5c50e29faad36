"""Landing pages: sections that vary by visitor, and a form whose answers are kept."""

import re

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.contrib.forms.models import AbstractFormField, AbstractFormSubmission, FormMixin
from wagtail.contrib.forms.utils import get_field_clean_name
from wagtail.coreutils import string_to_ascii
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from hub.targeting.feed import Visitor
from hub.taxonomy.models import Industry, Persona, Stage
from hub.taxonomy.vocabulary import vocabulary
from hub.website.pages import WebPage
from hub.website.preview import PreviewMixin

from . import preview
from .blocks import SectionsBlock
from .forms import LandingPageForm, LeadFormBuilder
from .wording import names_of

# Chinese is spelled out a syllable after the other, each with a capital.
_WORD = re.compile(r"(?<=[a-z])([A-Z])")
_LONGEST_NAME = 60


def _term(model: type, name) -> models.ForeignKey:
    return models.ForeignKey(
        model,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=name,
    )


class LandingPage(PreviewMixin, FormMixin, WebPage):
    """`persona`, `stage` and `industry`: what its visitors are taken to be where nothing else is known of them."""

    persona = _term(Persona, _("persona"))
    stage = _term(Stage, _("journey stage"))
    industry = _term(Industry, _("industry"))
    sections = StreamField(SectionsBlock(), blank=True, verbose_name=_("sections"))
    submit_label = models.CharField(
        max_length=60,
        blank=True,
        verbose_name=_("words on the button"),
        help_text=_("Empty: “Send”."),
    )
    consent = RichTextField(
        blank=True,
        features=["bold", "italic", "link"],
        verbose_name=_("consent"),
        help_text=_("What people agree to when they send the form. Empty: nothing is asked."),
    )
    thanks = models.TextField(
        blank=True, verbose_name=_("thanks"), help_text=_("Shown when the form was sent.")
    )

    parent_page_types = ["assets.Home", "assets.Folder"]
    subpage_types: list[str] = []
    template = "landing/page.html"
    base_form_class = LandingPageForm
    form_builder = LeadFormBuilder

    content_panels = [
        *Page.content_panels,
        WebPage.slug_panel,
        FieldPanel("sections"),
    ]
    audience_panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("persona"), FieldPanel("stage"), FieldPanel("industry")])],
            heading=_("Who it is for"),
            help_text=_(
                "Visitors of whom the website knows nothing else are taken to be these. Sections may have alternatives "
                "for others."
            ),
        )
    ]
    form_panels = [
        InlinePanel("form_fields", heading=_("Fields"), label=_("Field")),
        FieldPanel("submit_label"),
        FieldPanel("consent"),
        FieldPanel("thanks"),
    ]
    promote_panels = [WebPage.search_engines_panel]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(audience_panels, heading=_("Who it is for")),
            ObjectList(form_panels, heading=_("Form")),
            ObjectList(promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )

    class Meta:
        verbose_name = _("landing page")
        verbose_name_plural = _("landing pages")

    @property
    def visitor(self) -> Visitor:
        terms = (self.persona, self.stage, self.industry)
        return Visitor(*(term.slug if term else "" for term in terms))

    @property
    def button(self) -> str:
        """The words on the form's button, in the page's language."""
        with override(self.locale.language_code):
            return self.submit_label or gettext("Send")

    @property
    def visitor_modes(self) -> list[tuple[str, str]]:
        return preview.modes(self)

    @property
    def default_preview_mode(self) -> str:
        return ""

    def plain_preview(self, request: HttpRequest, visitor: str) -> HttpResponse:
        return preview.shown(self, request, visitor)

    def get_submission_class(self) -> type["Lead"]:
        return Lead

    def get_submissions_list_view_class(self) -> type:
        from .views import LeadListView  # which needs all models loaded

        return LeadListView

    def get_data_fields(self) -> list[tuple[str, object]]:
        return [*super().get_data_fields(), *Lead.DATA_FIELDS]


class LandingFormField(AbstractFormField):
    page = ParentalKey(LandingPage, on_delete=models.CASCADE, related_name="form_fields")

    panels = [
        FieldPanel("label", heading=_("What is asked"), help_text=""),
        FieldPanel("help_text"),
        FieldPanel("required"),
        FieldPanel("field_type", classname="formbuilder-type", required_on_save=True),
        FieldPanel(
            "choices",
            classname="formbuilder-choices",
            help_text=_("One a line; for checkboxes, radio buttons and lists to choose from."),
        ),
        FieldPanel(
            "default_value",
            classname="formbuilder-default",
            help_text=_("What the field begins with; for checkboxes, one a line."),
        ),
    ]

    def get_field_clean_name(self) -> str:
        """`xing_ming` of 姓名: names are kept with the answers, and read by people."""
        words = _WORD.sub(r"_\1", string_to_ascii(self.label)).strip()
        return get_field_clean_name(words)[:_LONGEST_NAME].strip("_") or "field"


class Suspicion(models.TextChoices):
    """Why a lead may be a robot's. It is kept all the same: nobody's answer is lost by a guess."""

    TRAP = "trap", _("Filled in what people do not see")
    HASTE = "haste", _("Sent faster than people type")


class Lead(AbstractFormSubmission):
    """What somebody sent. `nonce`: of the form they were given, so that sending twice is keeping once. `visitor`: what
    the website took them to be; `consent`: the words they agreed to."""

    DATA_FIELDS = [
        ("lead_visitor", _("Visitor")),
        ("lead_consent", _("Agreed to")),
        ("lead_suspicion", _("Suspicion")),
    ]

    nonce = models.CharField(max_length=40, unique=True)
    visitor = models.JSONField(default=dict)
    consent = models.TextField(blank=True)
    suspicion = models.CharField(max_length=10, choices=Suspicion, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")

    def get_data(self) -> dict[str, object]:
        return {
            **super().get_data(),
            "lead_visitor": names_of(self.visitor, vocabulary(), get_language() or ""),
            "lead_consent": self.consent,
            "lead_suspicion": self.get_suspicion_display(),
        }
