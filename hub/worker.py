"""Runs background tasks, between them what editors set a moment for, once a minute the chores, and beside them the
courier.

Whatever ends a worker, nothing is lost: a task it left running is put back by the next one, and a
task that keeps ending its worker is given up after `MAX_ATTEMPTS`, as failed, with the reason.
"""

import logging
import os
import secrets
import signal
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from types import FrameType

from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from hub.delivery import deliveries, schedule
from hub.delivery.courier import Courier
from hub.demo import reviewing
from hub.snippets import following
from hub.snippets.tasks import enqueue_suggest_snippets
from search import indexing, upkeep
from search.tasks import enqueue_look_for_copies

logger = logging.getLogger(__name__)

# A task that runs longer than this on another machine is taken for dead. Tasks may be run twice.
LONGEST_TASK = timedelta(hours=1)
MAX_ATTEMPTS = 3
CHORES_EVERY = 60  # seconds
IDLE = 0.5  # seconds between looks for a task: the least delay from publishing to finding
REST = 10  # seconds until the next try, where the database fails
# Seconds a task may still take after the request to stop; then it is dropped, as by a power cut.
GRACE = 4


class WorkerDied(Exception):
    pass


class Worker(db_worker.Worker):
    """django-tasks-db's worker, but it stops soon, recovers what others left, and has a clock."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"],
            interval=IDLE,
            batch=True,  # `run` of the parent returns when there is nothing to do
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{socket.gethostname()[:32]}:{os.getpid()}:{secrets.token_hex(4)}",
            excluded_queue_names=[],
        )

    def run(self) -> None:
        Courier().start()
        clock, chores_at = schedule.Clock(), 0.0
        while self.running:
            if time.monotonic() >= chores_at:
                self._do(CHORES)
                chores_at = time.monotonic() + CHORES_EVERY
            self._do([clock.look])
            # One at a time, so that a long queue does not keep the clock waiting.
            before = self._run_tasks
            self.max_tasks = before + 1
            try:
                super().run()
            except DatabaseError as error:
                # A full disk, say. What is published can still be read: no reason to end, and the web server with it.
                logger.error("The database fails, the next try is in %d s: %s", REST, error)
                time.sleep(REST)
            if self.running and self._run_tasks == before:
                time.sleep(self.interval)

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        if not self.running_task:
            raise SystemExit(0)
        if self.running:
            self.running = False
            signal.signal(signal.SIGALRM, _drop_everything)
            signal.alarm(GRACE)

    def _do(self, chores: Sequence[Callable[[], object]]) -> None:
        self.running_task = True
        try:
            for chore in chores:
                _attempt(chore)
        finally:
            self.running_task = False


def _drop_everything(signum: int, frame: FrameType | None) -> None:
    # No exception: the task's own handlers, and the parent's, would make a failure of it.
    os._exit(0)


def _attempt(chore: Callable[[], object]) -> None:
    try:
        chore()
    except Exception:
        # It comes again in a minute; the tasks go on meanwhile.
        logger.exception("%s failed", chore.__qualname__)


def recover_tasks() -> int:
    """Put back the tasks of workers that are no more; how many there were."""
    left = [task for task in DBTaskResult.objects.running() if _is_orphan(task)]
    for task in left:
        with transaction.atomic():
            _put_back(task)
    return len(left)


def _put_back(task: DBTaskResult) -> None:
    still_running = DBTaskResult.objects.filter(
        pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at
    )
    if len(task.worker_ids) < MAX_ATTEMPTS:
        still_running.update(status=TaskResultStatus.READY, started_at=None)
    elif still_running.exists():
        task.set_failed(WorkerDied(f"{len(task.worker_ids)} workers died while they ran it"))
        logger.error("Task %s (%s) given up: its workers died", task.pk, task.task_path)


def _is_orphan(task: DBTaskResult) -> bool:
    if task.started_at is None or task.started_at < timezone.now() - LONGEST_TASK:
        return True
    host, _, rest = (task.worker_ids[-1] if task.worker_ids else "").partition(":")
    pid = rest.partition(":")[0]
    if host != socket.gethostname()[:32] or not pid.isdigit():
        return False
    # Asked between tasks: one that this very process id runs was another's, before a restart.
    return int(pid) == os.getpid() or not _is_alive(int(pid))


def _is_alive(pid: int) -> bool:
    with suppress(PermissionError):  # alive, and someone else's
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
    return True


def _prune() -> None:
    call_command("prune_db_task_results", verbosity=0)


CHORES = (
    recover_tasks,
    indexing.recover,
    upkeep.recover,
    following.recover,
    enqueue_look_for_copies,
    enqueue_suggest_snippets,
    reviewing.accept_best,
    schedule.keep,
    deliveries.prune,
    _prune,
)
