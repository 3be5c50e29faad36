"""A real Chromium on a real server."""

import os
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "a word only tests know"
# Where Django keeps what the migrations made, for tests that begin with it.
MIGRATED = "_test_serialized_contents"


def _installed() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is: the system's, or Debian's, fetched where the tests may."""
    if not _installed() and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
            subprocess.run(["apt-get", *command], check=False, stdout=subprocess.DEVNULL)
    path = _installed()
    if not path:
        pytest.fail("No Chromium found: install it (Debian: sudo apt-get install chromium).")
    return path


@pytest.fixture(scope="package")
def browser(chromium: str, django_db_setup: None) -> Iterator[Browser]:
    # Playwright's loop runs in this thread, where Django would otherwise refuse its queries.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    migrated = getattr(connection, MIGRATED, None)
    with sync_playwright() as playwright:
        # Beside that loop Django has another connection, which must know this too.
        if migrated is not None:
            setattr(connection, MIGRATED, migrated)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own; scripts that fail on it fail the test."""
    failures: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    context.close()
    assert failures == []


@pytest.fixture
def log_in(page: Page, live_server):
    def as_member_of(group: str) -> None:
        user = User.objects.create_user(group.lower(), password=PASSWORD)
        user.groups.add(Group.objects.get(name=group))
        page.goto(f"{live_server.url}/admin/")
        page.fill("#id_username", user.username)
        page.fill("#id_password", PASSWORD)
        page.click("button[type=submit]")

    # The server of the tests is no stranger to itself.
    with override_settings(WAGTAILADMIN_BASE_URL=live_server.url):
        yield as_member_of
