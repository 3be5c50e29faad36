"""The brand's settings: cards are shown as the form has them, before anything is saved."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from hub.brand.models import Brand
from tests.e2e.conftest import PASSWORD

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def form(page: Page, live_server) -> Page:
    User.objects.create_superuser("boss", password=PASSWORD)
    page.goto(f"{live_server.url}/admin/login/?next=/admin/settings/brand/brand/")
    page.get_by_label("Username").fill("boss")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    return page


def test_cards_follow_the_form(form: Page):
    card = form.get_by_alt_text("A card in Chinese")
    expect(card).to_be_visible()
    before = card.get_attribute("src")

    form.get_by_label("Background").fill("#FFFFFF")
    expect(form.get_by_text("no card can be read")).to_be_visible()

    form.get_by_label("Accent").fill("#AA0000")
    expect(form.get_by_text("no card can be read")).to_be_hidden()
    expect(card).not_to_have_attribute("src", before or "")

    form.get_by_role("button", name="Save").click()
    expect(form.get_by_text("updated")).to_be_visible()
    assert Brand.objects.get().accent == "#AA0000"
