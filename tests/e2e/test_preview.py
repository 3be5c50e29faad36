"""An editor looks at drafts on the website, beside the form and in a tab of their own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from hub.assets.models import Article, Asset
from hub.taxonomy.models import Persona
from tests import factories

from .website import website

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture(autouse=True)
def front_end(live_server, settings) -> Iterator[str]:
    factories.home()
    with website(live_server.url) as address:
        previews_open_at(f"{address}/preview", settings)
        yield address


def previews_open_at(address: str, settings) -> None:
    settings.FRONTEND_URL = address
    settings.WAGTAIL_HEADLESS_PREVIEW = {
        **settings.WAGTAIL_HEADLESS_PREVIEW,
        "CLIENT_URLS": {"default": address},
    }


def says(shown: Locator, text: str) -> None:
    # The first page that a server shows takes its time on a busy machine.
    expect(shown).to_have_text(text, timeout=15_000)


def panel(page: Page) -> FrameLocator:
    if not page.locator("#w-preview-iframe").is_visible():
        page.get_by_role("button", name="Toggle preview").click()
    return page.frame_locator("#w-preview-iframe")


def choose(page: Page, mode: str) -> None:
    # What is chosen while the panel is busy is not heard.
    expect(page.locator("[data-w-preview-target=spinner]")).to_be_hidden()
    page.get_by_label("Preview mode").select_option(mode)


def edit(page: Page, live_server, asset: Asset) -> None:
    page.add_init_script("addEventListener('w-unsaved:watch-edits', () => (window.watched = 1))")
    page.goto(f"{live_server.url}/admin/pages/{asset.pk}/edit/")
    # What is typed before counts as what the form began with.
    page.wait_for_function("window.watched")


def test_the_panel_follows_what_is_typed_and_stays_where_it_was(page: Page, log_in, live_server):
    asset = factories.asset(title="As published")
    asset.save_revision().publish()
    log_in("Editors")
    edit(page, live_server, asset)
    shown = panel(page)
    says(shown.locator("h1"), "As published")
    shown.locator("h1").evaluate("() => scrollTo(0, 700)")
    page.get_by_placeholder("Page title*").fill("As I type")
    says(shown.locator("h1"), "As I type")
    says(shown.locator("li").first, "As I type")
    assert shown.locator("h1").evaluate("() => scrollY") == 700
    assert Article.objects.get(pk=asset.pk).title == "As published"


def test_a_website_that_does_not_say_where_it_is_scrolled_to_is_not_waited_for(
    page: Page, log_in, live_server, front_end, settings
):
    previews_open_at(f"{front_end}/still", settings)
    asset = factories.asset(title="As published")
    asset.save_revision().publish()
    log_in("Editors")
    edit(page, live_server, asset)
    says(panel(page).locator("h1"), "As published")
    page.get_by_placeholder("Page title*").fill("As I type")
    # Wagtail alone would wait for ten seconds before it showed anything.
    expect(panel(page).locator("h1")).to_have_text("As I type", timeout=9_500)


def test_a_page_that_was_never_saved(page: Page, log_in, live_server):
    home = factories.home()
    log_in("Editors")
    page.goto(f"{live_server.url}/admin/pages/add/assets/article/{home.pk}/")
    page.get_by_placeholder("Page title*").fill("Brand new")
    shown = panel(page)
    says(shown.locator("h1"), "Brand new")
    says(shown.locator("li"), "Brand new")
    assert not Article.objects.exists()


def test_a_landing_page_as_one_of_its_visitors(page: Page, log_in, live_server):
    factories.term(Persona, "finance", en="Finance")
    alternative = {"persona": "finance", "heading": "For finance"}
    hero = {
        "heading": "For all",
        "alternatives": [{"type": "item", "id": "a", "value": alternative}],
    }
    landing = factories.landing_page(sections=[{"type": "hero", "id": "h", "value": hero}])
    landing.save_revision()
    log_in("Editors")
    edit(page, live_server, landing)
    shown = panel(page)
    says(shown.locator("h2"), "For all")
    choose(page, "persona=finance")
    says(shown.locator("h2"), "For finance")


def test_a_preview_that_expired_says_so(page: Page, log_in, live_server, settings):
    asset = factories.asset(title="As published")
    asset.save_revision()
    log_in("Editors")
    edit(page, live_server, asset)
    says(panel(page).locator("h1"), "As published")
    settings.PREVIEW_MINUTES = 0
    page.get_by_placeholder("Page title*").fill("Too late")
    says(panel(page).locator("h1"), "PREVIEW_EXPIRED")


def test_with_the_website_down_the_draft_can_be_read(page: Page, log_in, live_server, settings):
    asset = factories.asset(title="As published", summary="What it says.")
    asset.save_revision()
    previews_open_at("http://127.0.0.1:9/preview", settings)
    log_in("Editors")
    edit(page, live_server, asset)
    with page.expect_event("framenavigated", lambda frame: frame.url.startswith("chrome-error")):
        panel(page)
    choose(page, "plain")
    expect(panel(page).get_by_text("What it says.")).to_be_visible(timeout=15_000)
