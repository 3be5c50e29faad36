"""Judged questions, and the runs that measure two settings of the ranking by them."""

import secrets

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.assets.models import Asset
from search.evaluation.judgments import MAX_GRADE

# The most characters of a question's name, and of its labels.
NAME, LABEL = 200, 50

# The grades that the lab gives; files may hold higher ones.
GRADES = {
    0: _("Not relevant"),
    1: _("Of some use"),
    2: _("Answers it"),
    3: _("Exactly what is wanted"),
}


def new_name() -> str:
    return secrets.token_hex(4)


class Task(models.TextChoices):
    ASK = "ask", _("Question asked")
    SEARCH = "search", _("Words searched for")
    RELATED = "related", _("Related assets")


class Origin(models.TextChoices):
    HAND = "hand", _("By hand")
    FEEDBACK = "feedback", _("Feedback")
    IMPORTED = "imported", _("Imported")


class Question(models.Model):
    """`name` is its id in files. `about` is the asset whose neighbours are judged (`related`), which
    then has no text. The text stays as it is: in other words it is another question."""

    name = models.CharField(max_length=NAME, unique=True, default=new_name)
    task = models.CharField(_("Kind of query"), max_length=10, choices=Task, default=Task.ASK)
    text = models.TextField(_("Question"), blank=True)
    about = models.ForeignKey(Asset, on_delete=models.CASCADE, null=True, related_name="+")
    lang = models.CharField(_("Language"), max_length=LABEL, blank=True)
    kind = models.CharField(_("Label"), max_length=LABEL, blank=True)
    origin = models.CharField(_("Origin"), max_length=10, choices=Origin, default=Origin.HAND)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("Saved"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        permissions = [("judge", _("Can save questions and judge what is found"))]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.about.title if self.about else self.text


class Judgment(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="judgments")
    asset = models.ForeignKey(Asset, on_delete=models.CASCADE, related_name="+")
    grade = models.PositiveSmallIntegerField(validators=[MaxValueValidator(MAX_GRADE)])
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    judged_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["question", "asset"], name="one_judgment_per_asset")
        ]

    def __str__(self) -> str:
        return f"{self.question_id}, {self.asset_id}: {self.grade}"


class Status(models.TextChoices):
    WAITING = "waiting", _("Waits for the worker")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Failed")


UNFINISHED = (Status.WAITING, Status.RUNNING)


class Run(models.Model):
    """Two settings on the same questions. `one` and `other`: see `choices.Setting`, kept as they were
    when the run was started. `summary`: see `results.summary`; None until it is done."""

    one = models.JSONField()
    other = models.JSONField()
    selection = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    problem = models.TextField(blank=True)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    summary = models.JSONField(null=True)
    task_id = models.CharField(max_length=64, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        permissions = [("run_evaluations", _("Can run evaluations and import questions"))]
        verbose_name = _("run")

    def __str__(self) -> str:
        return f"run {self.pk}"


class Measured(models.Model):
    """A question of a run, as it was then. `relevant`: key -> grade. `found`: the keys that each of
    `one` and `other` finds, best first; `scores`: theirs; `gain`: by how much nDCG@10 is higher
    under `one`, None until it is measured."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="measured")
    question = models.ForeignKey(Question, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=NAME)
    task = models.CharField(max_length=10, choices=Task)
    text = models.TextField()
    lang = models.CharField(max_length=LABEL)
    kind = models.CharField(max_length=LABEL)
    relevant = models.JSONField()
    found = models.JSONField(default=dict)
    scores = models.JSONField(default=dict)
    gain = models.FloatField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["run", "gain"], name="measured_by_gain")]

    def __str__(self) -> str:
        return f"{self.run_id}, {self.name}"
