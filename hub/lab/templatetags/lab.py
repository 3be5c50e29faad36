from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hub.assets.models import Asset

from ..models import GRADES, Question

register = template.Library()

# What feedback on an answer is worth as a grade: it does not fit, it fits.
FITS_NOT, FITS = 0, 2


@register.inclusion_tag("lab/grade.html", takes_context=True)
def grade_buttons(
    context: dict[str, Any], question: Question, asset: Asset, grade: int | None
) -> dict[str, Any]:
    buttons = [(value, value, label, value == grade) for value, label in GRADES.items()]
    return _form(context, reverse("lab_grade", args=[question.pk]), asset, buttons)


@register.inclusion_tag("lab/grade.html", takes_context=True)
def feedback_buttons(context: dict[str, Any], asset: Asset) -> dict[str, Any]:
    """Nothing where the page takes no feedback."""
    given = context.get("feedback")
    if not given:
        return {}
    grade = given.grades.get(asset.pk)
    buttons = [
        (FITS, _("Fits"), "", bool(grade)),
        (FITS_NOT, _("Does not fit"), "", grade == FITS_NOT),
    ]
    return _form(context, reverse("lab_keep"), asset, buttons) | {"text": given.text}


@register.filter
def signed(value: float) -> str:
    return f"{value:+.3f}".replace("-", "−")


def _form(
    context: dict[str, Any], url: str, asset: Asset, buttons: list[tuple[int, Any, Any, bool]]
) -> dict[str, Any]:
    return {
        "url": url,
        "asset": asset,
        "buttons": buttons,
        "csrf_token": context.get("csrf_token"),
        "here": context["request"].get_full_path(),
    }
