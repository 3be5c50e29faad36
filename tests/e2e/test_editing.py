"""An editor writes an article, gives it terms, and publishes it."""

import pytest
from playwright.sync_api import Page, expect

from hub.assets.models import Article
from hub.taxonomy.models import Persona
from hub.taxonomy.seeding import seed
from tests import factories

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_write_an_article_with_terms_and_publish_it(page: Page, log_in, live_server):
    factories.home()
    seed()
    log_in("Editors")
    page.get_by_role("link", name="Assets", exact=True).click()
    page.get_by_role("link", name="Add asset").first.click()
    page.get_by_role("link", name="Article").click()

    page.get_by_placeholder("Page title*").fill("Why bearings fail on Mondays")
    page.get_by_role("textbox", name="Summary").fill("What a weekend does to grease.")
    page.get_by_role("tab", name="Metadata").click()
    page.get_by_label("Finance").check()
    industries = page.locator("#id_industries")
    industries.get_by_label("Type to find a term").fill("汽车零部件")
    expect(industries.locator("label:visible")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(industries.get_by_label("Automotive")).to_be_checked()

    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("created and published")).to_be_visible()
    article = Article.objects.get(live=True)
    assert (article.title, article.slug) == (
        "Why bearings fail on Mondays",
        "why-bearings-fail-on-mondays",
    )
    assert [term.slug for term in article.personas.all()] == ["finance"]
    assert [term.slug for term in article.industries.all()] == ["automotive"]


def test_a_term_is_named_in_both_languages_on_one_screen(page: Page, log_in, live_server):
    log_in("Editors")
    page.goto(f"{live_server.url}/admin/taxonomy/persona/new/")
    page.get_by_label("Name · English").fill("Quality")
    page.get_by_label("Name · Simplified Chinese").fill("质量负责人")
    page.get_by_label("Slug").fill("quality")
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("link", name="Quality", exact=True)).to_be_visible()
    term = Persona.objects.get(slug="quality")
    assert {row.locale: row.name for row in term.names.all()} == {
        "en": "Quality",
        "zh-hans": "质量负责人",
    }
