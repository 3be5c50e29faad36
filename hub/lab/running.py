"""Runs: started with the questions as they are, measured a stretch at a time, stopped and taken up."""

import logging
import time
from collections.abc import Collection, Mapping, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hub.assets.keys import key_of
from hub.assets.models import Asset
from hub.visibility import Viewer, of_user, visible
from search.evaluation.comparison import evaluate
from search.evaluation.judgments import Judged
from search.evaluation.rankers import Ranker
from search.evaluation.readiness import NotReady, check_ready
from search.retrieval import BadQuestion

from .choices import Setting
from .judging import questions_for
from .models import UNFINISHED, Judgment, Measured, Question, Run, Status
from .results import ONE, OTHER, evaluated, record, summary

log = logging.getLogger(__name__)

# What is measured is written, and a cancellation heard, this often.
WRITE_EVERY = 1.0  # seconds

# The labels that a run can be narrowed to.
NARROWED_BY = ("task", "lang", "kind")


class NothingToMeasure(ValueError):
    """No question of the selection has a relevant asset."""


def selected(viewer: Viewer, selection: Mapping[str, str]) -> QuerySet[Question]:
    wanted = {name: value for name in NARROWED_BY if (value := selection.get(name))}
    return questions_for(viewer).filter(**wanted)


@transaction.atomic
def start(user: User, one: Setting, other: Setting, selection: Mapping[str, str]) -> Run:
    """NothingToMeasure where no question fits."""
    viewer = of_user(user)
    rows = _rows(viewer, selected(viewer, selection))
    fitting = [row for row in rows if any(row.relevant.values())]
    if not fitting:
        raise NothingToMeasure
    run = Run.objects.create(
        one=one.as_json(),
        other=other.as_json(),
        selection=dict(selection),
        total=len(fitting),
        left_out=len(rows) - len(fitting),
        started_by=user,
    )
    for row in fitting:
        row.run = run
    Measured.objects.bulk_create(fitting, batch_size=500)
    enqueue(run)
    return run


def _rows(viewer: Viewer, questions: QuerySet[Question]) -> list[Measured]:
    seen = visible(viewer, Asset.objects.all()).values("pk")
    judgments = Judgment.objects.filter(asset__in=seen)
    return [
        Measured(
            question=question,
            name=question.name,
            task=question.task,
            text=key_of(question.about_id) if question.about_id else question.text,
            lang=question.lang,
            kind=question.kind,
            relevant={key_of(row.asset_id): row.grade for row in question.visible},
        )
        for question in questions.order_by("pk").prefetch_related(
            Prefetch("judgments", judgments, "visible")
        )
    ]


def enqueue(run: Run) -> None:
    from .tasks import advance_run

    run.task_id = str(advance_run.enqueue(run.pk).id)
    run.save(update_fields=["task_id"])


def cancel(run: Run) -> bool:
    """Whether there was anything to cancel. What has been measured is kept."""
    unfinished = Run.objects.filter(pk=run.pk, status__in=UNFINISHED)
    return bool(unfinished.update(status=Status.CANCELLED, finished_at=timezone.now()))


@transaction.atomic
def resume(run: Run) -> None:
    """Go on where it was cancelled, interrupted or failed."""
    if run.status != Status.DONE:
        run.status, run.problem, run.finished_at = Status.WAITING, "", None
        run.save(update_fields=["status", "problem", "finished_at"])
        enqueue(run)


def interrupted(runs: Collection[Run]) -> set[int]:
    """Those that are unfinished though no worker is to go on with them. One query."""
    unfinished = {run.task_id: run.pk for run in runs if run.status in UNFINISHED}
    pending = DBTaskResult.objects.filter(
        pk__in=[task_id for task_id in unfinished if task_id],
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
    )
    alive = {str(pk) for pk in pending.values_list("pk", flat=True)}
    return {pk for task_id, pk in unfinished.items() if task_id not in alive}


def advance(run: Run, seconds: float) -> bool:
    """Measure for so long; whether some is left to do. What stops it for good is written on the run."""
    begun = Run.objects.filter(pk=run.pk, status__in=UNFINISHED)
    if not begun.update(status=Status.RUNNING):
        return False
    try:
        return _advance(run, seconds)
    except (NotReady, BadQuestion) as error:
        _fail(run, str(error))
    except Exception:
        log.exception("run %s failed", run.pk)
        _fail(run, gettext("Something went wrong; the reason is in the worker's log."))
    return False


def _advance(run: Run, seconds: float) -> bool:
    check_ready()
    if run.started_by is None:
        raise NotReady(gettext("Whoever started it has no login any more."))
    viewer = of_user(run.started_by)
    rankers = {
        name: Setting(**setting).ranker(viewer)
        for name, setting in ((ONE, run.one), (OTHER, run.other))
    }
    pending = list(run.measured.filter(gain=None).order_by("pk"))
    deadline = time.monotonic() + seconds
    while pending:
        stretch = _measure(pending, rankers)
        if not _write(run, stretch):
            return False
        pending = pending[len(stretch) :]
        if time.monotonic() >= deadline:
            break
    if not pending:
        _finish(run)
    return bool(pending)


def _measure(pending: Sequence[Measured], rankers: Mapping[str, Ranker]) -> list[Measured]:
    """The first of them, for WRITE_EVERY seconds."""
    until = time.monotonic() + WRITE_EVERY
    done: list[Measured] = []
    for row in pending:
        judged = Judged(row.name, row.task, row.text, row.relevant, row.lang, row.kind)
        [result] = evaluate([judged], rankers)
        record(row, result)
        done.append(row)
        if time.monotonic() >= until:
            break
    return done


@transaction.atomic
def _write(run: Run, rows: Sequence[Measured]) -> bool:
    """False where the run was cancelled meanwhile."""
    Measured.objects.bulk_update(rows, ["found", "scores", "gain"], batch_size=200)
    done = run.measured.exclude(gain=None).count()
    return bool(Run.objects.filter(pk=run.pk, status=Status.RUNNING).update(done=done))


def _finish(run: Run) -> None:
    results = [evaluated(row) for row in run.measured.order_by("pk")]
    Run.objects.filter(pk=run.pk, status=Status.RUNNING).update(
        status=Status.DONE, done=run.total, summary=summary(results), finished_at=timezone.now()
    )


def _fail(run: Run, problem: str) -> None:
    Run.objects.filter(pk=run.pk, status__in=UNFINISHED).update(
        status=Status.FAILED, problem=problem, finished_at=timezone.now()
    )
