"""Grades, from the lab's page of a question and from the Ask page; by script, or by a plain form."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages

from hub.assets.models import Asset
from search.retrieval import MAX_QUESTION_CHARACTERS
from search.text import clean

from ..judging import asset_for, judge, keep, questions_for
from ..models import GRADES, Origin, Task
from .base import LabPermissionMixin


class GradeView(LabPermissionMixin, View):
    """`asset` and `grade` (empty: takes it back) for a question of the lab."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        question = get_object_or_404(questions_for(self.viewer), pk=pk)
        asset, grade = self.judgment()
        judge(question, asset, grade, self.user)
        return self.graded(grade, reverse("lab_question", args=[pk]))

    def judgment(self) -> tuple[Asset, int | None]:
        wanted = self.request.POST.get("grade", "")
        if wanted and wanted not in map(str, GRADES):
            raise BadRequest("no such grade")
        asset = asset_for(self.viewer, self.request.POST.get("asset", ""))
        if asset is None:
            raise Http404
        return asset, int(wanted) if wanted else None

    def graded(self, grade: int | None, back: str) -> HttpResponse:
        if self.request.accepts("text/html"):
            return redirect(self.back_to(back))
        return JsonResponse({"grade": "" if grade is None else str(grade)})

    def back_to(self, otherwise: str) -> str:
        wanted = self.request.POST.get("next", "")
        ours = {self.request.get_host()}
        fine = url_has_allowed_host_and_scheme(wanted, ours, self.request.is_secure())
        return wanted if fine else otherwise


class KeepView(GradeView):
    """A question `q` from the Ask page, kept; with `asset` and `grade` where somebody judged one."""

    def post(self, request: HttpRequest) -> HttpResponse:  # type: ignore[override]
        text = clean(request.POST.get("q", "")).strip()
        if not text or len(text) > MAX_QUESTION_CHARACTERS:
            raise BadRequest("no such question")
        judgment = self.judgment() if "asset" in request.POST else None
        question, is_new = keep(text, Task.ASK, self.user, Origin.FEEDBACK)
        url = reverse("lab_question", args=[question.pk])
        if judgment:
            asset, grade = judgment
            judge(question, asset, grade, self.user)
            return self.graded(grade, url)
        said = _("The question is kept in the lab.") if is_new else _("It is kept there already.")
        messages.success(request, said, buttons=[messages.button(url, _("Judge what is found"))])
        return redirect(self.back_to(url))
