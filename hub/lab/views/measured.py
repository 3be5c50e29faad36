"""One question of a run, both orders side by side."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from hub.assets.models import Asset

from ..candidates import assets_of
from ..choices import Setting
from ..models import Measured, Task
from ..results import ONE, OTHER
from .runs import RunMixin, Shown, title_of


class MeasuredView(RunMixin, TemplateView):
    template_name = "lab/measured.html"
    page_title = gettext_lazy("Side by side")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        measured = self.run.measured.exclude(gain=None).select_related("question")
        row = get_object_or_404(measured, pk=self.kwargs["measured"])
        keys = {key for side in (ONE, OTHER) for key in row.found[side]} | row.relevant.keys()
        about = [row.text] if row.task == Task.RELATED else []
        assets = assets_of([*keys, *about], self.viewer)
        return super().get_context_data(
            shown=Shown(self.run, False),
            row=row,
            title=title_of(row, assets),
            sides=[
                {
                    "setting": Setting(**setting),
                    "scores": row.scores[side],
                    "places": list(_places(row, side, assets)),
                }
                for side, setting in ((ONE, self.run.one), (OTHER, self.run.other))
            ],
            missed=_missed(row, assets),
            **kwargs,
        )


def _places(row: Measured, side: str, assets: Mapping[str, Asset]) -> Iterator[dict[str, Any]]:
    opposite = list(row.found[OTHER if side == ONE else ONE])
    for rank, key in enumerate(row.found[side], start=1):
        if key in assets:
            yield {
                "rank": rank,
                "asset": assets[key],
                "grade": row.relevant.get(key),
                "elsewhere": opposite.index(key) + 1 if key in opposite else None,
            }


def _missed(row: Measured, assets: Mapping[str, Asset]) -> list[Asset]:
    found = {*row.found[ONE], *row.found[OTHER]}
    return [
        assets[key]
        for key, grade in row.relevant.items()
        if grade and key not in found and key in assets
    ]
