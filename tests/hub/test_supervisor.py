import sys

import pytest

from hub.supervisor import ChildDied, Supervisor

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = """
import pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).touch()
time.sleep(60)
"""
FAIL = [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.fixture
def supervisor():
    supervisor = Supervisor()
    yield supervisor
    supervisor.stop()


def test_one_that_ends_is_named_with_its_exit_code(supervisor):
    supervisor.start("long one", SLEEP)
    supervisor.start("short one", FAIL)
    with pytest.raises(ChildDied, match=r"short one ended by itself \(exit code 3\)"):
        supervisor.wait()


def test_stopping_ends_all(supervisor):
    children = [supervisor.start(str(n), SLEEP) for n in range(2)]
    supervisor.stop()
    assert [child.process.poll() for child in children] == [-15, -15]


def test_one_that_will_not_end_is_ended(supervisor, monkeypatch, tmp_path):
    monkeypatch.setattr("hub.supervisor.PATIENCE", 0.3)
    deaf = tmp_path / "deaf"
    child = supervisor.start("stubborn", [sys.executable, "-c", STUBBORN, str(deaf)])
    assert supervisor.wait_until(deaf.exists, seconds=10)
    supervisor.stop()
    assert child.process.poll() == -9


def test_waiting_ends_with_the_patience(supervisor):
    supervisor.start("long one", SLEEP)
    assert not supervisor.wait_until(lambda: False, seconds=0.2)


def test_a_step_that_fails_is_told(supervisor):
    with pytest.raises(ChildDied, match="step"):
        supervisor.run("step", FAIL)
