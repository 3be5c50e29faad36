"""The worker's additions: whose tasks it takes over, and what it does by the clock."""

import os
import socket
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from hub import worker

HERE = socket.gethostname()[:32]
DEAD = f"{HERE}:{2**22 + 1}:x"  # above Linux's greatest process id

pytestmark = pytest.mark.django_db


@pytest.fixture
def running():
    def make(*worker_ids: str, minutes: int = 1) -> DBTaskResult:
        return DBTaskResult.objects.create(
            status=TaskResultStatus.RUNNING,
            started_at=timezone.now() - timedelta(minutes=minutes),
            worker_ids=list(worker_ids),
            args_kwargs={"args": [], "kwargs": {}},
            task_path="search.tasks.drain_outbox",
            backend_name="default",
            run_after=get_date_max(),
        )

    return make


def status_after_recovery(task: DBTaskResult) -> str:
    worker.recover_tasks()
    task.refresh_from_db()
    return task.status


def test_a_dead_workers_task_is_put_back(running):
    assert status_after_recovery(running(DEAD)) == TaskResultStatus.READY


def test_so_is_that_of_one_that_had_our_process_id(running):
    assert status_after_recovery(running(f"{HERE}:{os.getpid()}:x")) == TaskResultStatus.READY


def test_a_living_workers_task_is_left_alone(running):
    assert status_after_recovery(running(f"{HERE}:{os.getppid()}:x")) == TaskResultStatus.RUNNING


def test_one_on_another_machine_is_left_alone(running):
    assert status_after_recovery(running("elsewhere:1:x")) == TaskResultStatus.RUNNING


def test_unless_it_has_run_for_hours(running):
    assert status_after_recovery(running("elsewhere:1:x", minutes=90)) == TaskResultStatus.READY


def test_a_task_that_ends_its_workers_is_given_up_with_the_reason(running):
    task = running(DEAD, DEAD, DEAD)
    assert status_after_recovery(task) == TaskResultStatus.FAILED
    assert "3 workers died" in task.traceback


def test_a_full_disk_does_not_end_it(monkeypatch, caplog):
    """And the web server with it, which can be read all the same."""
    ours, slept = worker.Worker(), []

    def refuse(_worker):
        raise OperationalError("database or disk is full")

    def rest(seconds):
        slept.append(seconds)
        ours.running = len(slept) < 2

    monkeypatch.setattr(worker.Courier, "start", lambda self: None)
    monkeypatch.setattr(ours, "_do", lambda chores: None)
    monkeypatch.setattr(worker.db_worker.Worker, "run", refuse)
    monkeypatch.setattr(worker.time, "sleep", rest)
    ours.run()
    assert slept[0] == worker.REST
    assert "disk is full" in caplog.text
