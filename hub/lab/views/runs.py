"""Runs: started, watched, stopped, taken up again, and read."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator

from hub.visibility import Viewer
from search.evaluation.readiness import NotReady, check_ready

from ..candidates import assets_of
from ..choices import Setting
from ..forms import RunForm
from ..models import UNFINISHED, Measured, Run, Status, Task
from ..permissions import RUN
from ..running import NothingToMeasure, cancel, interrupted, resume, start
from .base import LabMixin, LabPermissionMixin

PAGE = 25

ORDERS = {
    "losers": gettext_lazy("Served worse"),
    "winners": gettext_lazy("Served better"),
    "same": gettext_lazy("No difference"),
}


class Shown:
    """A run as people read it."""

    def __init__(self, run: Run, is_interrupted: bool):
        self.run = run
        self.one, self.other = Setting(**run.one), Setting(**run.other)
        self.is_interrupted = is_interrupted
        self.is_unfinished = run.status in UNFINISHED and not is_interrupted
        self.can_resume = is_interrupted or run.status in (Status.CANCELLED, Status.FAILED)
        self.state = _("Interrupted") if is_interrupted else str(Status(run.status).label)

    @property
    def selection(self) -> str:
        task = self.run.selection.get("task", "")
        named = [str(Task(task).label)] if task in Task.values else []
        labels = [self.run.selection.get(name, "") for name in ("lang", "kind")]
        return " · ".join(value for value in [*named, *labels] if value) or _("All questions")

    @property
    def overall(self) -> dict[str, Any] | None:
        return self.run.summary[0] if self.run.summary else None


def _shown(runs: Sequence[Run]) -> list[Shown]:
    gone = interrupted(runs)
    return [Shown(run, run.pk in gone) for run in runs]


class RunsView(LabMixin, FormView):
    """All runs, the newest first, and the form that starts one."""

    template_name = "lab/runs.html"
    page_title = gettext_lazy("Runs")
    tab = "lab_runs"
    form_class = RunForm

    def get_initial(self) -> dict[str, Any]:
        return {name: value for name, value in self.request.GET.items() if name in ("one", "other")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        runs = Run.objects.select_related("started_by").order_by("-pk")
        page = WagtailPaginator(runs, PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            runs=_shown(list(page.object_list)),
            page=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            **kwargs,
        )

    def form_valid(self, form: RunForm) -> HttpResponse:
        if not self.user.has_perm(RUN):
            return self.handle_no_permission()
        one, other = form.cleaned_data["settings"]
        try:
            check_ready()
            run = start(self.user, one, other, form.selection())
        except NotReady as error:
            form.add_error(None, str(error))
        except NothingToMeasure:
            form.add_error(
                None, _("No question of this selection has a relevant asset yet: judge some first.")
            )
        else:
            return redirect("lab_run", run.pk)
        return self.form_invalid(form)


class RunMixin(LabMixin):
    tab = "lab_runs"
    kwargs: dict[str, Any]

    @cached_property
    def run(self) -> Run:
        runs = Run.objects.select_related("started_by")
        return get_object_or_404(runs, pk=self.kwargs["pk"])


class RunView(RunMixin, TemplateView):
    template_name = "lab/run.html"

    def get_page_title(self) -> str:
        return _("Run %(number)d") % {"number": self.run.pk}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        [shown] = _shown([self.run])
        measured = self.run.measured.exclude(gain=None)
        order = self.request.GET.get("show", "")
        order = order if order in ORDERS else _telling(measured)
        page = Paginator(_in_order(measured, order), PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            shown=shown,
            groups=list(_labelled(self.run.summary or [])),
            rows=_titled(list(page.object_list), self.viewer),
            page=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            orders=[(name, label, name == order) for name, label in ORDERS.items()],
            **kwargs,
        )


def _telling(measured: QuerySet[Measured]) -> str:
    """What is shown first: the losers, if there are any."""
    return next((order for order in ORDERS if _in_order(measured, order).exists()), "losers")


def _in_order(measured: QuerySet[Measured], order: str) -> QuerySet[Measured]:
    match order:
        case "winners":
            return measured.filter(gain__gt=0).order_by("-gain", "name")
        case "same":
            return measured.filter(gain=0).order_by("name")
    return measured.filter(gain__lt=0).order_by("gain", "name")


def _labelled(summary: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    named = {"all": _("All"), "task": "", "lang": _("Language"), "kind": _("Label")}
    for entry in summary:
        value = entry["value"]
        if entry["by"] == "task":
            value = str(Task(value).label)
        yield entry | {"label": " ".join(part for part in (named[entry["by"]], value) if part)}


def _titled(rows: Sequence[Measured], viewer: Viewer) -> list[dict[str, Any]]:
    """With what to call each: for neighbours the asset's title, if the viewer may see it."""
    abouts = assets_of([row.text for row in rows if row.task == Task.RELATED], viewer)
    return [{"row": row, "title": title_of(row, abouts)} for row in rows]


def title_of(row: Measured, abouts: Any) -> str:
    if row.task != Task.RELATED:
        return row.text
    return abouts[row.text].title if row.text in abouts else _("An asset you may not see")


class ProgressView(LabPermissionMixin, View):
    """How far a run is, for the page that watches it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(Run, pk=pk)
        [shown] = _shown([run])
        return JsonResponse(
            {
                "state": shown.state,
                "done": run.done,
                "total": run.total,
                "finished": not shown.is_unfinished,
            }
        )


class CancelView(LabPermissionMixin, View):
    permission_required = RUN
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(Run, pk=pk)
        if cancel(run):
            messages.success(request, _("The run is cancelled. What it has measured is kept."))
        else:
            messages.info(request, _("The run has ended already."))
        return redirect("lab_run", pk)


class ResumeView(LabPermissionMixin, View):
    permission_required = RUN
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(Run, pk=pk)
        [shown] = _shown([run])
        if shown.can_resume:
            resume(run)
            messages.success(request, _("The run goes on where it stopped."))
        return redirect(reverse("lab_run", args=[pk]))
