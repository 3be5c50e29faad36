"""What the company looks like, as its cards show it: set in the admin, for all languages at once."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from . import colours, logos
from .look import Look
from .panels import CardsPanel
from .widgets import ColourInput


class ColourField(models.CharField):
    """`#RRGGBB`; what is no colour is refused."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 7, **kwargs})

    def to_python(self, value):
        value = super().to_python(value)
        if value in self.empty_values:
            return value
        try:
            return colours.normal(value)
        except ValueError:
            raise ValidationError(_("A colour looks like #10283A.")) from None


@register_setting(icon="image", order=100)
class Brand(BaseGenericSetting):
    """Empty `text`: white or near black, whichever is read better."""

    name = models.CharField(
        _("Name"),
        max_length=60,
        blank=True,
        help_text=_("Stands on the cards where there is no logo."),
    )
    name_zh = models.CharField(_("Name in Chinese"), max_length=60, blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("Logo"),
        help_text=_("A PNG with a transparent background looks best."),
    )
    background = ColourField(_("Background"), default=Look.background)
    accent = ColourField(
        _("Accent"), default=Look.accent, help_text=_("Of figures and marks, which are large.")
    )
    text = ColourField(
        _("Text colour"),
        blank=True,
        help_text=_("Empty: white or near black, whichever is read better on the background."),
    )

    select_related = ["logo"]
    panels = [
        CardsPanel(heading=_("Cards look like this")),
        MultiFieldPanel([FieldPanel("name"), FieldPanel("name_zh"), FieldPanel("logo")], _("Who")),
        MultiFieldPanel(
            [
                FieldPanel("background", widget=ColourInput),
                FieldPanel("accent", widget=ColourInput),
                FieldPanel("text", widget=ColourInput),
            ],
            _("Colours"),
        ),
    ]

    class Meta:
        verbose_name = _("brand")

    def clean(self):
        super().clean()
        refused: dict[str, ValidationError] = {}
        for name, least in (("text", colours.TEXT), ("accent", colours.LARGE)):
            colour = getattr(self, name)
            # What is no colour has been refused before, and still stands there.
            both = colours.is_colour(colour) and colours.is_colour(self.background)
            if both and colours.contrast(colour, self.background) < least:
                refused[name] = _too_faint(colour, self.background, least)
        if self.logo and (problem := logos.problem(self.logo.file.name)):
            refused["logo"] = ValidationError(problem)
        if refused:
            raise ValidationError(refused)

    def look(self, locale: str) -> Look:
        """As cards in the language of `locale` have it."""
        names = (self.name_zh, self.name) if locale.startswith("zh") else (self.name, self.name_zh)
        return Look(
            name=next(filter(None, names), ""),
            background=self.background,
            text=self.text or colours.readable_on(self.background),
            accent=self.accent,
            logo=self.logo.file.name if self.logo else "",
            logo_hash=self.logo.file_hash if self.logo else "",
        )


def brand() -> Brand:
    """The one there is, or the defaults; nothing is written by looking."""
    return Brand.base_queryset().first() or Brand()


def _too_faint(colour: str, background: str, least: float) -> ValidationError:
    return ValidationError(
        _(
            "%(ratio).1f:1 on this background is too faint: it needs %(least).1f:1. %(other)s would do."
        ),
        params={
            "ratio": colours.contrast(colour, background),
            "least": least,
            "other": colours.nearest(colour, background, least),
        },
    )
