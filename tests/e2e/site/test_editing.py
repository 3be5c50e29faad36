"""From the editor's screen to the website: previewed as a draft, and there within seconds once it is published."""

import time

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import CASE, Hub

pytestmark = pytest.mark.browser

TITLE = "Kestrel counted twice"
# Seconds from the click on Publish until visitors read it; the quickest of a few, for the machine may be busy. A site
# that is not told takes a minute, for which it keeps a page.
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
    page: Page, editor: Page, site: str
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

    address = editor.url
    assert any(
        seconds_until_read(page, editor, address, title) < SOON
        for title in (TITLE, f"{TITLE}, then thrice", f"{TITLE} today")
    )
    page.goto(f"{site}/en/library")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()


def seconds_until_read(page: Page, editor: Page, address: str, title: str) -> float:
    if title != TITLE:
        editor.goto(address)
        editor.get_by_placeholder("Page title*").fill(title)
    editor.get_by_role("button", name="More actions").click()
    editor.get_by_role("button", name="Publish").click()
    published = time.monotonic()
    while page.locator("h1").inner_text() != title:
        assert time.monotonic() - published < MINUTE
        page.reload()
    return time.monotonic() - published


def previewed(editor: Page) -> Page:
    """The preview in a tab of its own."""
    editor.get_by_role("button", name="Toggle preview").click()
    with editor.context.expect_page() as opened:
        editor.get_by_role("link", name="Preview in new tab").click()
    opened.value.wait_for_load_state()
    return opened.value
