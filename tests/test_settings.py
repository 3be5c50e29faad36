"""The settings from outside: what they read, what they refuse, what production says of itself."""

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.patience import PATIENCE

ROOT = Path(settings.BASE_DIR)


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        # Without what this process's own tests set for themselves.
        env={k: v for k, v in os.environ.items() if not k.startswith("DJANGO_")} | environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )


def names_read() -> set[str]:
    sources = [
        path for folder in ("hub", "search", "api") for path in (ROOT / folder).rglob("*.py")
    ]
    read = re.compile(r"""\benv\.\w+\(\s*["'](\w+)["']""")
    return {name for path in sources for name in read.findall(path.read_text())}


def test_no_variable_is_read_outside_the_settings():
    strays = [
        path.relative_to(ROOT)
        for folder in ("hub", "search", "api")
        for path in (ROOT / folder).rglob("*.py")
        if "settings" not in path.parts
        and re.search(r"\benv\.\w+\(|getenv|environ\[", path.read_text())
    ]
    assert strays == []


def test_every_variable_is_documented_and_no_other():
    documented = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/operations.md").read_text(), re.M)
    assert sorted(documented) == sorted({*names_read(), "DJANGO_SETTINGS_MODULE"})


def test_the_example_file_names_every_variable():
    named = re.findall(r"^# ([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M)
    assert sorted(named) == sorted({*names_read(), "DJANGO_SETTINGS_MODULE"})


@pytest.fixture
def production(tmp_path) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "hub.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "hub.example.com",
        "DATA_DIR": str(tmp_path),
    }


def test_production_passes_its_own_examination(production):
    result = manage("check", "--deploy", "--fail-level", "WARNING", **production)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_refuses_to_start_without(production, name):
    result = manage("check", **{**production, name: ""})
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert name in result.stderr


def test_a_number_that_is_none_is_named(production):
    result = manage("check", **{**production, "PORT": "eight"})
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert "PORT" in result.stderr


@pytest.mark.parametrize("name", ["FRONTEND_URL", "PUBLIC_URL"])
def test_an_address_without_a_scheme_is_named(production, name):
    result = manage("check", **{**production, name: "www.example.com"})
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert f"{name} must begin with http:// or https://" in result.stderr


def test_sqlite_is_set_up_for_two_writers(tmp_path):
    asked = "; ".join(f"PRAGMA {name}" for name in ("journal_mode", "busy_timeout", "synchronous"))
    script = (
        "from django.db import connection; c = connection.cursor();"
        f"print([c.execute(q).fetchone()[0] for q in {asked.split('; ')!r}],"
        "connection.transaction_mode)"
    )
    result = manage(
        "shell",
        "--no-imports",
        "-c",
        script,
        DJANGO_SETTINGS_MODULE="hub.settings.dev",
        DATA_DIR=str(tmp_path),
    )
    assert result.stdout.strip() == "['wal', 30000, 1] IMMEDIATE", result.stderr


def test_a_shared_cache_that_is_not_there_is_done_without(production):
    kept = "from django.core.cache import caches; caches['default'].set('a', 5)"
    told = "print(caches['responses'].get('a'))"
    nowhere = {**production, "CACHE_URL": "redis://127.0.0.1:9/0"}
    result = manage("shell", "-v0", "-c", f"{kept}; {told}", **nowhere)
    assert (result.returncode, result.stdout) == (0, "5\n")
    assert result.stderr.count("The shared cache fails") == 1
