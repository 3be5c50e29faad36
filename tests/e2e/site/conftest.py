"""The reference site on a hub of its own: `manage.py run`, as an owner starts it, and the built site beside it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SITE = ROOT / "frontend_contract" / "site"
POOL = Path(__file__).with_name("pool")
CASE = "press-shop"
SHARED = "An hour counts only if the press was the constraint that week."
SECRET = "whsec_dGhlIHNlY3JldCBvZiB0aGVzZSB0ZXN0cywgMzIgYnl0ZXM="
PATIENCE = 600  # seconds, for machines slower than any that matters

# Somebody to tell of changes, and something worth sharing.
SETUP = """
from hub.assets.models import CaseStudy
from hub.delivery.models import Webhook
from hub.snippets.models import Snippet
from tests import factories
Webhook.objects.create(name="Site", url="{site}/revalidate", secret="{secret}")
case = CaseStudy.objects.get(slug="{case}")
factories.snippet(case, "{shared}")
"""


@dataclass(frozen=True)
class Hub:
    url: str
    data: Path

    @property
    def editor(self) -> tuple[str, str]:
        """The login of somebody who may publish."""
        found = re.search(r"^(editor) (\S+)", (self.data / "logins.txt").read_text(), re.MULTILINE)
        assert found
        return found[1], found[2]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@contextmanager
def running(
    command: list[str], folder: Path, env: Mapping[str, str], said: str, output: Path
) -> Iterator[None]:
    """Until it has said so it is waited for."""
    with output.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **env}, stdout=file, stderr=subprocess.STDOUT
        )
    try:
        deadline = time.monotonic() + PATIENCE
        while said not in output.read_text():
            assert process.poll() is None, output.read_text()
            assert time.monotonic() < deadline, output.read_text()
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture(scope="package")
def site_url() -> str:
    """Known before the site is there, since the hub is told where previews open."""
    return f"http://127.0.0.1:{free_port()}"


@pytest.fixture(scope="package")
def hub(tmp_path_factory, site_url: str) -> Iterator[Hub]:
    folder = tmp_path_factory.mktemp("hub")
    port = free_port()
    env = {
        "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
        "DATA_DIR": str(folder / "data"),
        "DEMO_POOL": str(POOL),
        "PORT": str(port),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "FRONTEND_URL": f"{site_url}/preview",
    }
    run = [sys.executable, "manage.py", "run"]
    with running(run, ROOT, env, "Ctrl-C stops it", folder / "output"):
        setup = SETUP.format(site=site_url, secret=SECRET, case=CASE, shared=SHARED)
        shell = [sys.executable, "manage.py", "shell", "-v0", "-c", setup]
        subprocess.run(shell, cwd=ROOT, env={**os.environ, **env}, check=True)
        yield Hub(f"http://127.0.0.1:{port}", folder / "data")


@pytest.fixture(scope="package")
def site(hub: Hub, site_url: str, built: Path, tmp_path_factory) -> Iterator[str]:
    """Where it is."""
    env = {
        "HUB_URL": hub.url,
        "SITE_PORT": site_url.rpartition(":")[2],
        "WEBHOOK_SECRET": SECRET,
        "HUB_TIMEOUT": "60000",  # busy cores must fail no test
    }
    output = tmp_path_factory.mktemp("site") / "output"
    with running(["node", "dist/server/server.js"], built, env, "The site is at", output):
        yield site_url


@pytest.fixture(scope="package")
def built() -> Path:
    """The site as `make site` builds it."""
    build = [npm(), "run", "build", "--silent"]
    done = subprocess.run(build, cwd=SITE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return SITE


def npm() -> str:
    found = shutil.which("npm")
    assert found, "No Node found: .ci/node installs it, or says how."
    return found
