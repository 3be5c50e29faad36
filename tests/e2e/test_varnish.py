"""docs/varnish.vcl in front of a hub, as an owner starts both: what it keeps, what it never keeps, and that it hears of
what changes. Nothing here runs out by itself, so that what is fresh was purged."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from hub.delivery.caches import HttpCache
from tests.patience import PATIENCE

from .site.conftest import running

ROOT = Path(__file__).resolve().parents[2]
VCL = ROOT / "docs" / "varnish.vcl"
PIECE = """---
title: {title}
kind: article
locale: en
---
## What happened

The seal water pumps of machine 3 stopped eleven times a year, and nobody knew why.
"""
ASSETS = "/graphql/?query=" + quote("{ assets(first: 9) { totalCount nodes { id title } } }")
LANDING = "/graphql/?query=" + quote('{ page(path: "/en/start") { ... on LandingPage { title } } }')

# A landing page, and of it and an asset drafts that are not published yet.
SETUP = """
from hub.assets.models import Asset
from tests import factories
landing_page = factories.landing_page(title="Start", slug="start")
pumps = Asset.objects.get(title="Pumps").specific
for page, title in ((landing_page, "Begin"), (pumps, "Pumps again")):
    page.title = title
    page.save_revision()
print("landing page", landing_page.pk)
"""

pytestmark = pytest.mark.skipif(
    shutil.which("varnishd") is None, reason="no varnishd (Debian: varnish, varnish-modules)"
)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def was_kept(self) -> bool:
        # Of an answer that was kept it names the request that fetched it, too.
        return len(self.headers["X-Varnish"].split()) == 2


def ask(address: str, method: str = "GET", body: bytes | None = None, /, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address, body, named, method=method)
    opener = urllib.request.build_opener(_Stays)
    try:
        response = opener.open(request, timeout=PATIENCE)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        return Answer(response.status, response.headers, response.read().decode())


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


class Admin:
    """The hub's admin, as a browser without scripts uses it."""

    def __init__(self, hub: str, password: str) -> None:
        self._hub, self._cookies = hub, CookieJar()
        cookies = urllib.request.HTTPCookieProcessor(self._cookies)
        self._browser = urllib.request.build_opener(cookies)
        self.send("/admin/login/", username="admin", password=password)

    def send(self, path: str, **fields: str) -> None:
        self._browser.open(self._hub + path, timeout=PATIENCE).close()
        token = next(c.value for c in self._cookies if c.name == "csrftoken")
        body = urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        with self._browser.open(self._hub + path, body, timeout=PATIENCE) as response:
            assert "/login/" not in response.url

    def publish(self, page: str) -> None:
        self.send(f"/admin/bulk/wagtailcore/page/publish/?id={page}&next=/admin/")

    def unpublish(self, page: str) -> None:
        self.send(f"/admin/pages/{page}/unpublish/")


@dataclass(frozen=True)
class Hub:
    cache: str
    admin: Admin
    landing_page: str


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture(scope="module")
def hub(tmp_path_factory) -> Iterator[Hub]:
    folder = tmp_path_factory.mktemp("varnish")
    (folder / "pool").mkdir()
    for title in ("Pumps", "Presses"):
        (folder / "pool" / f"{title}.md").write_text(PIECE.format(title=title))
    port, cache_port = free_port(), free_port()
    cache = f"http://127.0.0.1:{cache_port}"
    env = {
        "DJANGO_SETTINGS_MODULE": "hub.settings.dev",
        "DATA_DIR": str(folder / "data"),
        "DEMO_POOL": str(folder / "pool"),
        "PORT": str(port),
        "SEARCH_MODEL": "tests.encoders.WordEncoder",
        "FRONTEND_CACHE": cache,
        "GRAPHQL_SHARED_MAX_AGE": "86400",
    }
    vcl = folder / "varnish.vcl"
    vcl.write_text(VCL.read_text().replace('.port = "8000"', f'.port = "{port}"'))
    listens = ["-a", f"127.0.0.1:{cache_port}", "-n", str(folder / "n"), "-s", "malloc,16m"]
    # Without a jail, as its other users could not read the tests' folders.
    varnish = ["varnishd", "-j", "none", "-F", "-f", str(vcl), *listens]
    manage = [sys.executable, "manage.py"]
    said = "Ctrl-C stops it"
    with (
        running([*manage, "run"], ROOT, env, said, folder / "hub.log"),
        running(varnish, ROOT, {}, "said Child starts", folder / "varnish.log"),
    ):
        shell = [*manage, "shell", "-v0", "-c", SETUP]
        done = subprocess.run(
            shell, cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True, check=True
        )
        (landing_page,) = re.findall(r"^landing page (\d+)$", done.stdout, re.MULTILINE)
        password = re.search(r"^admin (\S+)", (folder / "data" / "logins.txt").read_text(), re.M)
        assert password
        yield Hub(cache, Admin(f"http://127.0.0.1:{port}", password[1]), landing_page)


def kept(address: str, **headers: str) -> Answer:
    """Once it is: what was asked while something else was purged may have been purged with it."""
    deadline = time.monotonic() + PATIENCE
    while not (answer := ask(address, **headers)).was_kept:
        assert time.monotonic() < deadline, answer
    return answer


def asked_until(address: str, text: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while text not in (answer := ask(address)).text:
        assert time.monotonic() < deadline, answer
        time.sleep(0.1)


@pytest.mark.parametrize("asked", [ASSETS, LANDING])
def test_what_anybody_may_see_is_kept(hub, asked):
    address = hub.cache + asked
    first = kept(address)
    in_chinese = ask(address, Accept_Language="zh-CN,zh;q=0.9,en;q=0.8")
    assert (in_chinese.headers["Content-Language"], first.headers["Content-Language"]) == (
        "zh-hans",
        "en",
    )
    assert kept(address, Accept_Language="en-GB", Cookie="seen=1").status == 200
    unchanged = kept(address, If_None_Match=first.headers["ETag"])
    assert (unchanged.status, unchanged.text) == (304, "")


def test_what_is_somebodys_is_not(hub):
    address = hub.cache + ASSETS
    kept(address)
    key, token = ask(address, Authorization="Bearer k"), ask(address, X_Preview_Token="t")
    assert (key.status, key.was_kept) == (token.status, token.was_kept) == (401, False)
    body = json.dumps({"query": "{ __typename }"}).encode()
    for _ in range(2):
        sent = ask(f"{hub.cache}/graphql/", "POST", body, Content_Type="application/json")
        assert (sent.status, sent.was_kept) == (200, False)
        assert not ask(f"{hub.cache}/admin/login/").was_kept


def test_how_plain_http_is_answered_is_not_kept_for_https(hub):
    # The development hub redirects nobody; that it is asked says as much.
    address = hub.cache + ASSETS
    kept(address)
    assert not ask(address, X_Forwarded_Proto="http").was_kept
    assert kept(address).status == 200


def test_strangers_behind_a_proxy_on_this_machine_purge_nothing(hub):
    address = hub.cache + ASSETS
    kept(address)
    forwarded = ask(hub.cache, "PURGE", X_Forwarded_For="203.0.113.7", Surrogate_Key="assets")
    assert forwarded.status == 405
    assert ask(address).was_kept


def test_one_address_is_purged(hub):
    address = hub.cache + ASSETS
    kept(address)
    HttpCache({"LOCATION": hub.cache}).purge_batch([address])
    assert not ask(address).was_kept


def test_lists_are_fresh_after_publishing_and_unpublishing_in_the_admin(hub):
    address = hub.cache + ASSETS
    nodes = json.loads(kept(address).text)["data"]["assets"]["nodes"]
    pumps = next(node["id"] for node in nodes if node["title"] == "Pumps")
    hub.admin.publish(pumps)
    asked_until(address, "Pumps again")
    kept(address)
    hub.admin.unpublish(pumps)
    asked_until(address, '"totalCount":1')


def test_a_landing_page_is_fresh_after_it_was_published(hub):
    address = hub.cache + LANDING
    assert "Start" in kept(address).text
    hub.admin.publish(hub.landing_page)
    asked_until(address, "Begin")
