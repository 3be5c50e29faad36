"""What every page that websites show has: an address there, and what search engines are told."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page


class WebPage(Page):
    canonical_url = models.URLField(
        max_length=2000,
        blank=True,
        verbose_name=_("first published at"),
        help_text=_("Where it stands first, if not here: search engines are sent there."),
    )
    noindex = models.BooleanField(
        default=False,
        verbose_name=_("keep out of search engines"),
        help_text=_("Whoever has the address still sees it."),
    )

    search_engines_panel = MultiFieldPanel(
        [
            FieldPanel("seo_title"),
            FieldPanel("search_description"),
            FieldPanel("canonical_url"),
            FieldPanel("noindex"),
        ],
        heading=_("For search engines"),
    )

    class Meta:
        abstract = True
