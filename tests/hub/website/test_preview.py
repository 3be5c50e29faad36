"""Where the editor's preview leads: to the website with a token, or to a plain page."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import RequestFactory

from hub.assets.models import CaseStudy
from hub.preview.drafts import opened
from hub.taxonomy.models import Persona
from hub.website.preview import PLAIN
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def preview(admin_user):
    def served(page, mode: str = ""):
        request = RequestFactory().get("/")
        request.user = admin_user
        return page.serve_preview(request, mode)

    return served


@pytest.fixture
def website(settings):
    settings.FRONTEND_URL = "https://www.example.com/preview"
    settings.WAGTAIL_HEADLESS_PREVIEW = {
        **settings.WAGTAIL_HEADLESS_PREVIEW,
        "CLIENT_URLS": {"default": settings.FRONTEND_URL},
    }


@pytest.fixture
def landing_page():
    factories.term(Persona, "finance", en="Finance")
    alternative = {"persona": "finance", "heading": "For finance"}
    hero = {
        "heading": "For all",
        "alternatives": [{"type": "item", "id": "a", "value": alternative}],
    }
    return factories.landing_page(sections=[{"type": "hero", "id": "h", "value": hero}])


def asked(response) -> dict[str, list[str]]:
    return parse_qs(urlsplit(response["Location"]).query)


def test_without_a_website_it_is_a_plain_page(preview):
    page = factories.asset(CaseStudy, challenge="It leaked.")
    assert PLAIN not in dict(page.preview_modes)
    assert "It leaked." in preview(page).render().text


@pytest.mark.usefixtures("website")
class TestWebsite:
    def test_it_opens_the_draft_there(self, preview):
        page = factories.asset(title="As published")
        page.title = "As drafted"
        response = preview(page)
        assert response.status_code == 302
        assert response["Location"].startswith("https://www.example.com/preview?")
        assert asked(response)["content_type"] == ["assets.article"]
        assert opened(asked(response)["token"][0]).page.title == "As drafted"

    def test_its_address_is_told_and_kept_nowhere(self, preview):
        response = preview(factories.asset())
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["Cache-Control"] == "no-store"

    def test_the_visitor_of_the_mode_is_named(self, preview, landing_page):
        assert "persona=finance" in dict(landing_page.preview_modes)
        assert asked(preview(landing_page, "persona=finance"))["persona"] == ["finance"]
        assert "persona" not in asked(preview(landing_page))

    def test_a_website_that_is_down_can_be_done_without(self, preview, landing_page):
        page = factories.asset(CaseStudy, challenge="It leaked.")
        assert PLAIN in dict(page.preview_modes)
        assert "It leaked." in preview(page, PLAIN).render().text
        assert "For all" in preview(landing_page, PLAIN).render().text
