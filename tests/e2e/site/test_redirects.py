"""What has moved, as editors say in the hub's admin, followed by visitors of the reference site."""

import os
import subprocess
import sys
from urllib.parse import quote, unquote

import pytest

from .conftest import CASE, ROOT, Hub
from .test_reading import get

pytestmark = pytest.mark.browser

SETUP = """
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
def moved(path, link="", page=None, permanent=True):
    path = Redirect.normalise_path(path)
    Redirect.objects.create(
        old_path=path, redirect_link=link, redirect_page=page, is_permanent=permanent
    )
moved("/prize", page=Page.objects.get(slug="{case}"))
moved("/for-now", "/en/for-finance", permanent=False)
moved("/first", "/second")
moved("/second", "/third", permanent=False)
moved("/third", "/en/for-finance#form")
moved("/round", "/about")
moved("/about", "/round")
moved("/zh-hans/旧页", "/zh-hans/资料?页=一")
moved("/page.php?id=5", "/en/for-finance")
moved("/elsewhere", "https://example.com/x")
moved("/en/first-ninety-days", "/elsewhere")
"""


@pytest.fixture(scope="module", autouse=True)
def redirects(hub: Hub) -> None:
    env = {"DJANGO_SETTINGS_MODULE": "hub.settings.dev", "DATA_DIR": str(hub.data)}
    shell = [sys.executable, "manage.py", "shell", "-v0", "-c", SETUP.format(case=CASE)]
    subprocess.run(shell, cwd=ROOT, env={**os.environ, **env}, check=True)


def led(url: str) -> tuple[int, str]:
    response = get(url)
    return response.status, unquote(response.headers["Location"] or "")


@pytest.mark.parametrize(
    ("path", "status", "to"),
    [
        ("/prize", 301, f"/en/{CASE}"),
        ("/prize/", 301, f"/en/{CASE}"),
        ("/for-now", 302, "/en/for-finance"),
        ("/zh-hans/旧页", 301, "/zh-hans/资料?页=一"),
        ("/page.php?id=5", 301, "/en/for-finance"),
        ("/elsewhere", 301, "https://example.com/x"),
    ],
)
def test_they_are_led_on_for_good_or_for_now(site: str, path: str, status: int, to: str):
    assert led(site + quote(path, safe="/?=")) == (status, to)


def test_a_chain_is_one_step_and_no_surer_than_its_weakest(site: str):
    assert led(f"{site}/first") == (302, "/en/for-finance#form")


@pytest.mark.parametrize("path", ["/round", "/about", "/page.php?id=6", "/page.php"])
def test_what_leads_nowhere_is_not_there(site: str, path: str):
    assert led(site + path) == (404, "")


def test_what_the_address_asked_for_goes_along_within_the_site_alone(site: str):
    asked = "?persona=finance&utm_source=letter"
    assert led(f"{site}/prize{asked}") == (301, f"/en/{CASE}{asked}")
    assert led(f"{site}/first{asked}") == (302, f"/en/for-finance{asked}#form")
    assert led(f"{site}/elsewhere{asked}") == (301, "https://example.com/x")


def test_a_page_that_is_there_stays(site: str):
    assert get(f"{site}/en/first-ninety-days").status == 200


def test_browsers_ask_again_so_that_editors_can_take_one_back(site: str):
    headers = get(f"{site}/prize").headers
    assert "max-age=0" in headers["Cache-Control"]
    assert "website" in headers["Surrogate-Key"]
