"""The questions: listed, saved, judged, brought in and taken out."""

import json
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton

from hub.assets.models import Asset
from hub.visibility import visible
from search.evaluation.judgments import BadJudgments, dump
from search.evaluation.readiness import NotReady, check_ready
from search.retrieval import BadQuestion

from .. import files
from ..candidates import Candidate, candidates, found, found_by
from ..forms import ImportForm, LabelsForm, QuestionForm, labels
from ..judging import keep, keep_about, questions_for
from ..models import GRADES, Origin, Question, Task
from ..permissions import RUN
from .base import LabMixin, LabPermissionMixin


def _judged(queryset: QuerySet, _name: str, value: str) -> QuerySet:
    return queryset.filter(judged=0) if value == "no" else queryset.filter(judged__gt=0)


class QuestionFilterSet(WagtailFilterSet):
    task = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind of query"), choices=Task, widget=forms.RadioSelect
    )
    origin = django_filters.ChoiceFilter(
        label=gettext_lazy("Origin"), choices=Origin, widget=forms.RadioSelect
    )
    lang = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"), choices=lambda: labels("lang"), widget=forms.RadioSelect
    )
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Label"), choices=lambda: labels("kind"), widget=forms.RadioSelect
    )
    judged = django_filters.ChoiceFilter(
        label=gettext_lazy("Judged"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("Not yet"))],
        widget=forms.RadioSelect,
        method=_judged,
    )

    class Meta:
        model = Question
        fields: list[str] = []


class QuestionsView(LabMixin, BaseListingView):
    template_name = "lab/questions.html"
    results_template_name = "lab/questions_results.html"
    page_title = gettext_lazy("Judged questions")
    index_url_name = "lab_questions"
    index_results_url_name = "lab_questions_results"
    filterset_class = QuestionFilterSet
    is_searchable = True
    search_fields = ["text", "about__title", "name"]
    default_ordering = "-created_at"
    paginate_by = 50
    model = Question
    verbose_name_plural = gettext_lazy("questions")
    columns = [
        TitleColumn(
            "text",
            label=gettext_lazy("Question"),
            accessor=str,
            get_url=lambda question: reverse("lab_question", args=[question.pk]),
        ),
        Column("get_task_display", label=gettext_lazy("Kind of query"), sort_key="task"),
        Column("lang", label=gettext_lazy("Language"), sort_key="lang"),
        Column("kind", label=gettext_lazy("Label"), sort_key="kind"),
        NumberColumn("judged", label=gettext_lazy("Judged"), sort_key="judged"),
        NumberColumn("fitting", label=gettext_lazy("Relevant"), sort_key="fitting"),
        Column("get_origin_display", label=gettext_lazy("Origin"), sort_key="origin"),
        DateColumn("created_at", label=gettext_lazy("Saved"), sort_key="created_at"),
    ]

    def get_base_queryset(self) -> QuerySet:
        seen = Q(judgments__asset__in=visible(self.viewer, Asset.objects.all()).values("pk"))
        return (
            questions_for(self.viewer)
            .select_related("about")
            .annotate(
                judged=Count("judgments", filter=seen),
                fitting=Count("judgments", filter=seen & Q(judgments__grade__gt=0)),
            )
        )

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.order_by(self.ordering, "-pk")

    @property
    def header_buttons(self) -> list[HeaderButton]:  # type: ignore[override]
        buttons = [
            HeaderButton(
                _("Add question"), reverse("lab_question_add"), icon_name="plus", priority=1
            )
        ]
        if self.user.has_perm(RUN):
            buttons.append(
                HeaderButton(_("Import"), reverse("lab_import"), icon_name="upload", priority=2)
            )
        export = HeaderButton(_("Export"), reverse("lab_export"), icon_name="download", priority=3)
        return [*buttons, export]


class AddQuestionView(LabMixin, FormView):
    template_name = "lab/add.html"
    page_title = gettext_lazy("Add question")
    form_class = QuestionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"viewer": self.viewer}

    def form_valid(self, form: QuestionForm) -> HttpResponse:
        data = form.cleaned_data
        if data["task"] == Task.RELATED:
            question, is_new = keep_about(data["asset"], self.user, data["kind"])
        else:
            question, is_new = keep(data["text"], data["task"], self.user, kind=data["kind"])
        if not is_new:
            messages.info(self.request, _("This question is there already."))
        return redirect("lab_question", question.pk)


class QuestionMixin(LabMixin):
    """Pages of one question, which the viewer may see."""

    kwargs: dict[str, Any]

    @cached_property
    def question(self) -> Question:
        questions = questions_for(self.viewer).select_related("about", "created_by")
        return get_object_or_404(questions, pk=self.kwargs["pk"])

    @property
    def may_delete(self) -> bool:
        """One's own; those who run evaluations, all."""
        return self.question.created_by_id == self.user.pk or self.user.has_perm(RUN)


class QuestionView(QuestionMixin, TemplateView):
    """What the hub finds for it, to be judged; or what it finds for other words."""

    template_name = "lab/question.html"
    page_title = gettext_lazy("Judge")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("find", "").strip()
        grades = dict(self.question.judgments.values_list("asset", "grade"))
        rows, problem = self._rows(words, grades)
        shown = {row.asset.pk for row in rows}
        others = [f"asset:{pk}" for pk in grades if pk not in shown]
        unjudged = questions_for(self.viewer).filter(judgments=None).exclude(pk=self.question.pk)
        return super().get_context_data(
            question=self.question,
            words=words,
            rows=rows,
            others=_by_grade(candidates(others, grades, self.viewer)),
            problem=problem,
            grades=GRADES,
            labels=kwargs.pop("labels", None) or LabelsForm(instance=self.question),
            may_delete=self.may_delete,
            next=unjudged.order_by("-created_at", "-pk").first(),
            **kwargs,
        )

    def _rows(self, words: str, grades: dict[int, int]) -> tuple[list[Candidate], str]:
        problem = ""
        try:
            check_ready()
        except NotReady as error:
            problem = str(error)  # Without an encoder words still find something.
        try:
            keys = found_by(words, self.viewer) if words else found(self.question, self.viewer)
        except BadQuestion as error:
            return [], str(error)
        return candidates(keys, grades, self.viewer), problem

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = LabelsForm(request.POST, instance=self.question)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(labels=form))
        form.save()
        messages.success(request, _("The labels are saved."))
        return redirect("lab_question", pk)


def _by_grade(rows: list[Candidate]) -> list[Candidate]:
    return sorted(rows, key=lambda row: (-(row.grade or 0), row.asset.title, row.asset.pk))


class DeleteQuestionView(QuestionMixin, TemplateView):
    template_name = "lab/delete.html"
    page_title = gettext_lazy("Delete question")

    def has_permission(self) -> bool:
        return super().has_permission() and self.may_delete

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        judged = self.question.judgments.count()
        return super().get_context_data(question=self.question, judged=judged, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.question.delete()
        messages.success(request, _("The question and its judgments are deleted."))
        return redirect("lab_questions")


class ImportView(LabMixin, FormView):
    template_name = "lab/import.html"
    page_title = gettext_lazy("Import judged questions")
    permission_required = RUN
    form_class = ImportForm

    def form_valid(self, form: ImportForm) -> HttpResponse:
        data = form.cleaned_data
        try:
            done = files.read(
                data["file"].read(),
                self.user,
                self.viewer,
                prefix=data["id_prefix"],
                source=data["source"] or None,
                leave_out_unknown=data["leave_out_unknown"],
            )
        except BadJudgments as error:
            form.add_error("file", _("Nothing was imported. %(reason)s") % {"reason": error})
            return self.form_invalid(form)
        messages.success(self.request, _summary_of(done))
        return redirect("lab_questions")


def _summary_of(done: files.Imported) -> str:
    parts = [
        ngettext("%(n)d question added", "%(n)d questions added", done.added) % {"n": done.added},
        ngettext("%(n)d replaced", "%(n)d replaced", done.replaced) % {"n": done.replaced},
    ]
    if done.left_out:
        parts.append(_("%(n)d left out, whose assets are not here") % {"n": done.left_out})
    return ", ".join(parts) + "."


class ExportView(LabPermissionMixin, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        content = json.dumps(dump(files.write(self.viewer)), ensure_ascii=False, indent=1)
        name = f"judgments-{timezone.localdate():%Y-%m-%d}.json"
        return HttpResponse(
            content,
            content_type="application/json",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
