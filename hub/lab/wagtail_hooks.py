from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .permissions import JUDGE, registered
from .views import feedback, measured, questions, runs, weights


@hooks.register("register_admin_urls")
def lab_urls():
    listing = questions.QuestionsView
    return [
        path("lab/", listing.as_view(), name="lab_questions"),
        path("lab/results/", listing.as_view(results_only=True), name="lab_questions_results"),
        path("lab/add/", questions.AddQuestionView.as_view(), name="lab_question_add"),
        path("lab/import/", questions.ImportView.as_view(), name="lab_import"),
        path("lab/export/", questions.ExportView.as_view(), name="lab_export"),
        path("lab/keep/", feedback.KeepView.as_view(), name="lab_keep"),
        path("lab/<int:pk>/", questions.QuestionView.as_view(), name="lab_question"),
        path("lab/<int:pk>/grade/", feedback.GradeView.as_view(), name="lab_grade"),
        path("lab/<int:pk>/delete/", questions.DeleteQuestionView.as_view(), name="lab_delete"),
        path("lab/runs/", runs.RunsView.as_view(), name="lab_runs"),
        path("lab/runs/<int:pk>/", runs.RunView.as_view(), name="lab_run"),
        path("lab/runs/<int:pk>/progress/", runs.ProgressView.as_view(), name="lab_progress"),
        path("lab/runs/<int:pk>/cancel/", runs.CancelView.as_view(), name="lab_cancel"),
        path("lab/runs/<int:pk>/resume/", runs.ResumeView.as_view(), name="lab_resume"),
        path(
            "lab/runs/<int:pk>/<int:measured>/",
            measured.MeasuredView.as_view(),
            name="lab_measured",
        ),
        path("lab/weights/", weights.WeightsView.as_view(), name="lab_weights"),
        path(
            "lab/weights/<int:pk>/activate/",
            weights.ActivateView.as_view(),
            name="lab_weights_activate",
        ),
    ]


class LabMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(JUDGE)


@hooks.register("register_admin_menu_item")
def lab_menu_item():
    return LabMenuItem(
        _("Relevance lab"), reverse("lab_questions"), name="lab", icon_name="glasses", order=60
    )


@hooks.register("register_permissions")
def lab_permissions():
    return registered()
