"""The script that `make run` and `make test` begin with, on machines that lack something."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE

SCRIPT = Path(__file__).resolve().parents[1] / ".ci" / "venv"

OLD_PYTHON = """#!/bin/sh
case "$1" in --version) echo "Python 3.8.10" ;; *) exit 1 ;; esac
"""
WITHOUT_VENV = """#!/bin/sh
case "$2" in *version_info*) exit 0 ;; *) exit 1 ;; esac
"""


@pytest.fixture
def checkout(tmp_path) -> Path:
    (tmp_path / ".ci").mkdir()
    shutil.copy(SCRIPT, tmp_path / ".ci" / "venv")
    (tmp_path / "requirements.txt").write_text("# nothing to install\n")
    return tmp_path


def install(checkout: Path, python: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / ".ci" / "venv", "requirements.txt"],
        env={**os.environ, "PYTHON": python},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


@pytest.mark.parametrize(
    ("python", "says"),
    [
        (None, "there is no"),
        (OLD_PYTHON, "Python 3.8.10"),
        (WITHOUT_VENV, "python3-venv"),
    ],
    ids=["no Python", "an old one", "no venv module"],
)
def test_what_is_missing_is_said_in_one_line(checkout, python, says):
    path = checkout / "python"
    if python:
        path.write_text(python)
        path.chmod(0o755)
    result = install(checkout, str(path))
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert says in result.stderr


def test_installs_once_until_the_file_changes(checkout):
    first = install(checkout, sys.executable)
    assert first.returncode == 0, first.stderr
    assert "Installing" in first.stdout
    assert install(checkout, sys.executable).stdout == ""
    (checkout / "requirements.txt").write_text("# nothing to install any more\n")
    assert "Installing" in install(checkout, sys.executable).stdout


def test_after_a_failure_it_goes_on(checkout):
    (checkout / ".venv" / "bin").mkdir(parents=True)  # interrupted while it was made
    (checkout / "requirements.txt").write_text("./no-such-folder\n")
    failed = install(checkout, sys.executable)
    assert failed.returncode == 1
    assert "Run it again" in failed.stderr
    (checkout / "requirements.txt").write_text("# nothing to install\n")
    assert install(checkout, sys.executable).returncode == 0
