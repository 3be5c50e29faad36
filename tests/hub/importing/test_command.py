"""The command, from outside: exit codes, the table, the report."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[3]


def manage(data: Path, *arguments: str, **options) -> subprocess.Popen[str]:
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
        "DATA_DIR": str(data),
        "LOG_LEVEL": "WARNING",
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


def test_it_prints_a_table_and_writes_a_report(db, pool, write, tmp_path, capsys):
    write("a.md", "# A")
    call_command("import_assets", str(pool), "--report", str(tmp_path / "r.json"))
    assert "     1  created" in capsys.readouterr().out
    report = json.loads((tmp_path / "r.json").read_text())
    assert report["counts"]["created"] == 1
    assert report["files"][0]["outcome"] == "created"


def test_a_failed_file_makes_the_exit_code_1(db, pool, write, capsys):
    write("a.md", "---\ndate: never\n---\nx")
    with pytest.raises(SystemExit) as exit_:
        call_command("import_assets", str(pool))
    assert exit_.value.code == 1
    assert "failed   a.md:2: date: 'never' is not a date" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["/no/such/folder"], "no such file or folder"),
        ([".", "--locale", "tlh"], "no content in 'tlh'"),
        ([".", "--mapping", "/no/such.toml"], "cannot be read"),
    ],
)
def test_wrong_arguments_get_one_clear_line(db, arguments, said):
    with pytest.raises(CommandError, match=said):
        call_command("import_assets", *arguments)


# So many that no machine is done before the signal comes.
FILES = 80


def test_stopped_and_killed_at_any_moment_it_completes(pool, write, tmp_path):
    for number in range(FILES):
        target = (number * 7 + 3) % FILES
        write(f"{number:02}.md", f"# T{number}\n\n[x]({target:02}.md)\n\n" + "word " * 500)
    data = tmp_path / "data"
    data.mkdir()
    assert finished(manage(data, "migrate", "-v0"))[0] == 0
    arguments = ("import_assets", str(pool), "--publish")

    for stop, code in ((signal.SIGINT, 130), (signal.SIGKILL, -9)):
        process = manage(data, *arguments)
        wait_for_assets(data / "hub.sqlite3", 5 if stop == signal.SIGINT else 12, process)
        process.send_signal(stop)
        returned, output, errors = finished(process)
        assert returned == code, errors
        if stop == signal.SIGINT:
            assert "created" in output and "Traceback" not in errors

    assert finished(manage(data, *arguments))[0] == 0
    with closing(sqlite3.connect(data / "hub.sqlite3")) as database:
        (revisions,) = database.execute("select count(*) from wagtailcore_revision").fetchone()
        bodies = database.execute("select body from assets_asset").fetchall()
    assert revisions == FILES
    assert all("linktype" in body for (body,) in bodies)


def finished(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    output, errors = process.communicate(timeout=PATIENCE)
    return process.returncode, output, errors


def wait_for_assets(database: Path, wanted: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with closing(sqlite3.connect(database, timeout=PATIENCE)) as connection:
            (count,) = connection.execute("select count(*) from assets_asset").fetchone()
        if count >= wanted:
            return
        time.sleep(0.02)
    raise AssertionError(f"it ended or hung before {wanted} assets were there")
