"""What web statistics tell of assets, and whether feeds listen to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from .forms import TargetingForm


class Performance(models.Model):
    """`actions`: what readers did next, as the statistics count it: downloads, enquiries. `standing`: see
    `hub.targeting.performance.standings`."""

    asset = models.OneToOneField("assets.Asset", on_delete=models.CASCADE, related_name="+")
    views = models.PositiveBigIntegerField()
    actions = models.PositiveBigIntegerField(default=0)
    standing = models.FloatField(default=0.5)

    # Nothing that editors could be shown as a use of the asset.
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.asset_id}: {self.views}, {self.actions}"


@register_setting(icon="group", order=110)
class Targeting(BaseGenericSetting):
    by_performance = models.BooleanField(
        default=False,
        verbose_name=_("let what readers act on come a little earlier"),
        help_text=_(
            "In feeds and in what to read next. Never before what is tagged for a visitor."
        ),
    )

    base_form_class = TargetingForm
    panels = [FieldPanel("by_performance"), FieldPanel("statistics")]

    class Meta:
        verbose_name = _("targeting")
