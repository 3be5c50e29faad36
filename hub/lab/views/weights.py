"""The versions of the weights: tried, made to count, and gone back to."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator

from search.models import WeightsVersion
from search.ranking import WEIGHTS, Weights
from search.weights import BadWeights, activate, current_weights, save, stored

from ..choices import ACTIVE, of_version
from ..forms import WeightsForm
from ..permissions import CHANGE_WEIGHTS, RUN
from .base import LabMixin

PAGE = 25


def _changes(weights: Weights, since: Weights) -> list[dict[str, Any]]:
    """The weights that differ, with what they were."""
    before = asdict(since)
    return [
        {"name": name, "value": value, "before": before[name]}
        for name, value in asdict(weights).items()
        if value != before[name]
    ]


def _shown(version: WeightsVersion) -> dict[str, Any]:
    read = stored(version.values)
    return {
        "version": version,
        "setting": f"version:{version.pk}",
        "changes": _changes(read.weights, WEIGHTS),
        "ignored": read.ignored,
        "missing": read.missing,
    }


class WeightsView(LabMixin, FormView):
    """All versions, the newest first, and the form that saves another."""

    template_name = "lab/weights.html"
    page_title = gettext_lazy("Weights")
    tab = "lab_weights"
    form_class = WeightsForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"weights": self._start()}

    def _start(self) -> Weights:
        """What the form begins with: the version in the address, else what counts now."""
        wanted = self.request.GET.get("from", "")
        if wanted.isdecimal() and len(wanted) < 18:
            version = WeightsVersion.objects.filter(pk=wanted).first()
            if version:
                return stored(version.values).weights
        return current_weights()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = WeightsVersion.objects.order_by("-pk")
        page = WagtailPaginator(versions, PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            versions=[_shown(version) for version in page.object_list],
            page=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            built_in=asdict(WEIGHTS).items(),
            built_in_counts=not WeightsVersion.objects.filter(active=True).exists(),
            active=ACTIVE,
            **kwargs,
        )

    def form_valid(self, form: WeightsForm) -> HttpResponse:
        if not self.user.has_perm(RUN):
            return self.handle_no_permission()
        try:
            version = save(form.weights(), form.cleaned_data["note"], self.user.get_username())
        except BadWeights as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        compare = f"{reverse('lab_runs')}?one=version:{version.pk}&other={ACTIVE}"
        messages.success(
            self.request,
            _("Saved as version %(number)d. It does not count yet.") % {"number": version.pk},
            buttons=[messages.button(compare, _("Compare it with what counts now"))],
        )
        return redirect("lab_weights")


class ActivateView(LabMixin, TemplateView):
    """Says what would change, and changes it. Version 0: the built-in weights."""

    template_name = "lab/activate.html"
    page_title = gettext_lazy("Change the weights")
    tab = "lab_weights"
    permission_required = CHANGE_WEIGHTS
    kwargs: dict[str, Any]

    def _version(self) -> WeightsVersion | None:
        pk = self.kwargs["pk"]
        return get_object_or_404(WeightsVersion, pk=pk) if pk else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = self._version()
        weights = stored(version.values).weights if version else WEIGHTS
        return super().get_context_data(
            label=of_version(version).label,
            changes=_changes(weights, current_weights()),
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = self._version()
        before = WeightsVersion.objects.filter(active=True).first()
        activate(version)
        undo = reverse("lab_weights_activate", args=[before.pk if before else 0])
        messages.success(
            request,
            _("“%(name)s” counts from now on.") % {"name": of_version(version).label},
            buttons=[messages.button(undo, _("Back to what was"))],
        )
        return redirect("lab_weights")
