"""What a website shows around its pages, and what it tells robots."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Site, TranslatableMixin

from .blocks import ItemsBlock


def default_site() -> int | None:
    return Site.objects.filter(is_default_site=True).values_list("pk", flat=True).first()


class Menu(TranslatableMixin, models.Model):
    site = models.ForeignKey(
        Site,
        on_delete=models.CASCADE,
        related_name="+",
        default=default_site,
        verbose_name=_("site"),
    )
    name = models.SlugField(
        max_length=40,
        verbose_name=_("name"),
        help_text=_("What the website asks for it by: main, footer."),
    )
    items = StreamField(ItemsBlock(), blank=True, verbose_name=_("items"))

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("site")]),
        FieldPanel("items"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        ordering = ["site", "name", "locale"]
        constraints = [
            models.UniqueConstraint(fields=["site", "name", "locale"], name="unique_menu")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.locale})"

    def clean(self) -> None:
        """Constraints of fields that are not in a form are not asked by it."""
        super().clean()
        alike = Menu.objects.filter(site=self.site_id, name=self.name, locale=self.locale_id)
        if alike.exclude(pk=self.pk).exists():
            raise ValidationError({"name": _("The site has a menu of this name in this language.")})


@register_setting(icon="search", order=300)
class Robots(BaseSiteSetting):
    """Empty: whatever `hub.website.robots` says by default."""

    text = models.TextField(
        blank=True,
        max_length=20_000,
        verbose_name="robots.txt",
        help_text=_(
            "What robots are told at /robots.txt. Empty: they may read all, and are shown the sitemap."
        ),
    )

    panels = [FieldPanel("text")]

    class Meta:
        verbose_name = _("robots")
