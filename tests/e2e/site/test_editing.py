"""From the editor's screen to the website: previewed as a draft, and there within seconds once it is published."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import CASE, Hub

pytestmark = pytest.mark.browser

TITLE = "Kestrel counted twice"
# Seconds from the transaction that publishes until the site has dropped its page: what a busy machine takes to send a
# form and to draw a page is not ours. A site that is not told keeps its page for a minute.
SOON, MINUTE = 5, 60


@pytest.fixture
def editor(browser: Browser, hub: Hub):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{hub.url}/admin/")
    username, password = hub.editor
    page.fill("#id_username", username)
    page.fill("#id_password", password)
    page.click("button[type=submit]")
    page.goto(f"{hub.url}/admin/assets/?q=Kestrel")
    page.get_by_role("link", name="Kestrel", exact=False).first.click()
    yield page
    context.close()


def test_a_draft_is_previewed_then_published_and_read_within_seconds(
    page: Page, editor: Page, site: str, hub: Hub
):
    page.goto(f"{site}/en/library")
    expect(page.get_by_role("link", name="Kestrel Stampings")).to_be_visible()
    page.goto(f"{site}/en/{CASE}")
    before = page.locator("h1").inner_text()

    editor.get_by_placeholder("Page title*").fill(TITLE)
    preview = previewed(editor)
    expect(preview.locator("h1")).to_have_text(TITLE)
    expect(preview.get_by_role("status").first).to_contain_text("Preview")
    # All of the preview is of the draft: the lists that it stands in, too.
    preview.get_by_role("link", name="Library", exact=True).first.click()
    expect(preview.get_by_role("link", name=TITLE)).to_be_visible()
    # And nobody else sees any of it.
    page.reload()
    assert page.locator("h1").inner_text() == before

    began = datetime.now(UTC)
    editor.get_by_role("button", name="More actions").click()
    editor.get_by_role("button", name="Publish").click()
    while (told := seconds_until_told(hub, began)) is None or page.locator(
        "h1"
    ).inner_text() == before:
        assert datetime.now(UTC) - began < timedelta(seconds=MINUTE)
        page.reload()
    assert told < SOON
    expect(page.locator("h1")).to_have_text(TITLE)
    page.goto(f"{site}/en/library")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()


def seconds_until_told(hub: Hub, began: datetime) -> float | None:
    """By the hub's own record of what it has told the site since then."""
    database = f"file:{hub.data / 'hub.sqlite3'}?mode=ro"
    with closing(sqlite3.connect(database, uri=True)) as connection:
        deliveries = connection.execute(
            "SELECT payload, attempted_at FROM delivery_delivery WHERE status = 'delivered' ORDER BY id DESC"
        ).fetchall()
    for payload, attempted_at in deliveries:
        published = datetime.fromisoformat(json.loads(payload)["timestamp"])
        if published > began:
            return (datetime.fromisoformat(f"{attempted_at}+00:00") - published).total_seconds()
    return None


def previewed(editor: Page) -> Page:
    """The preview in a tab of its own."""
    editor.get_by_role("button", name="Toggle preview").click()
    with editor.context.expect_page() as opened:
        editor.get_by_role("link", name="Preview in new tab").click()
    opened.value.wait_for_load_state()
    return opened.value
