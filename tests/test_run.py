"""`manage.py run` from outside: it serves, stops as one, and says in one line why it cannot."""

import os
import re
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[1]

PIECE = """---
title: Water pumps that tell before they fail
summary: How a paper mill halved its stops.
kind: article
locale: en
---
## What happened

The seal water pumps of machine 3 stopped eleven times a year, and nobody knew why.
"""


class Run:
    """One `manage.py run`, with what it has said so far in a file."""

    def __init__(self, process: subprocess.Popen[bytes], output: Path, port: int) -> None:
        self.process, self._output, self.port = process, output, port

    @property
    def output(self) -> str:
        return self._output.read_text()

    @property
    def children(self) -> list[int]:
        pid = self.process.pid
        return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def wait_for(self, words: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while words not in self.output:
            assert self.process.poll() is None, self.output
            assert time.monotonic() < deadline, self.output
            time.sleep(0.05)

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def get(self, path: str) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}") as response:
            return response.status


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def is_gone(pid: int) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def environment(data: Path, port: int) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
        "DATA_DIR": str(data),
        "PORT": str(port),
        "DEMO_POOL": str(data.parent / "pool"),
        "SEARCH_MODEL": "tests.encoders.WordEncoder",
    }


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """One data folder for all runs here: the first sets it up, as on a fresh machine."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "pool").mkdir()
    (folder / "pool" / "pumps.md").write_text(PIECE)
    return folder / "data"


@contextmanager
def running(data: Path) -> Iterator[Run]:
    port = free_port()
    output = data.parent / f"output-{port}"
    with output.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "run"],
            cwd=ROOT,
            env=environment(data, port),
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    run = Run(process, output, port)
    try:
        yield run
    finally:
        process.kill()
        process.wait()


def refused(data: Path, port: int, **options) -> str:
    """The one line in which a run that cannot be says why."""
    result = subprocess.run(
        [sys.executable, "manage.py", "run"],
        cwd=ROOT,
        env=environment(data, port),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        **options,
    )
    assert result.returncode == 1, result.stderr
    assert result.stderr.count("\n") == 1, result.stderr
    return result.stderr


def test_from_nothing_to_a_hub_that_stops_on_ctrl_c(data):
    with running(data) as run:
        run.wait_for("Ctrl-C stops it")
        assert run.get("/healthz") == 200
        assert run.get("/admin/login/") == 200
        password = re.search(r"admin  (\S+)", run.output)
        assert password and password[1] in (data / "logins.txt").read_text()
        children = run.children
        assert len(children) == 2
        assert run.end(signal.SIGINT) == 0
        assert all(is_gone(pid) for pid in children)
        assert "Traceback" not in run.output


def test_again_nothing_is_done_twice_and_nothing_lost(data):
    with running(data) as run:
        run.wait_for("Ctrl-C stops it")
        assert "Filling" not in run.output
        assert "Embedding" not in run.output
        assert not re.search(r"login 账号 ", run.output)
        assert "already running" in refused(data, free_port())
        assert run.end(signal.SIGTERM) == 0


def test_when_one_dies_the_other_is_stopped_and_the_reason_told(data):
    with running(data) as run:
        run.wait_for("Ctrl-C stops it")
        web, worker = run.children
        os.kill(worker, signal.SIGKILL)
        assert run.process.wait(PATIENCE) == 1
        assert "The worker ended by itself (signal 9)" in run.output
        assert is_gone(web)


def test_no_orphan_when_the_supervisor_is_killed(data):
    with running(data) as run:
        run.wait_for("Ctrl-C stops it")
        children = run.children
        run.end(signal.SIGKILL)
        assert all(is_gone(pid) for pid in children)


def test_a_taken_port(data):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert f"port {port} is taken" in refused(data, port)


def test_a_data_folder_that_cannot_be(data):
    assert "DATA_DIR" in refused(data / "logins.txt" / "data", free_port())


def test_a_full_disk(data):
    def one_megabyte():
        # What a full disk does, but for the error's name: a write of more than this fails.
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024 * 1024, 1024 * 1024))

    assert "cannot write" in refused(data, free_port(), preexec_fn=one_megabyte)


def test_a_database_that_is_none(data, tmp_path):
    (tmp_path / "hub.sqlite3").write_text("this is no database, and long enough to be seen so" * 9)
    assert "not a database" in refused(tmp_path, free_port())


def test_the_worker_drops_a_long_task_and_the_next_one_takes_it_up(data):
    env = environment(data, free_port())
    script = "from tests.tasks import sleep; sleep.enqueue(600)"
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "shell", "--no-imports", "-c", script], cwd=ROOT, env=env, check=True)
    for attempt in (1, 2):
        worker = subprocess.Popen([*manage, "worker"], cwd=ROOT, env=env)
        try:
            wait_for_task(data, status="RUNNING", attempts=attempt)
            worker.terminate()
            assert worker.wait(PATIENCE) == 0
        finally:
            worker.kill()
            worker.wait()


def wait_for_task(data: Path, status: str, attempts: int) -> None:
    query = (
        "SELECT status, json_array_length(worker_ids) FROM django_tasks_database_dbtaskresult"
        " WHERE task_path = 'tests.tasks.sleep'"
    )
    deadline = time.monotonic() + PATIENCE
    with closing(sqlite3.connect(data / "hub.sqlite3", timeout=30)) as database:
        while database.execute(query).fetchall() != [(status, attempts)]:
            assert time.monotonic() < deadline
            time.sleep(0.1)
