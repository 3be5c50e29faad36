"""The demo's landing pages: whole, in both languages, once."""

import pytest

from hub.assets.models import Home
from hub.demo import landing, menus
from hub.demo.seeding import TAXONOMY
from hub.landing.models import LandingPage
from hub.taxonomy import seeding as taxonomy
from hub.taxonomy.models import Persona
from hub.website.models import Menu

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def seeded(for_module):
    with for_module():
        taxonomy.seed()
        taxonomy.seed(TAXONOMY)
        landing.seed()


def test_each_persona_has_one_in_each_language():
    pages = LandingPage.objects.live().exclude(slug__in=["welcome", "contact"])
    assert pages.count() == 2 * Persona.objects.count()
    assert {page.persona for page in pages} == set(Persona.objects.all())
    assert all(page.get_translations().count() == 1 for page in pages)
    assert all(page.form_fields.count() == 4 for page in pages)


def test_the_home_page_shows_one_that_greets_each_persona_in_its_own_words():
    homes = Home.objects.select_related("landing_page")
    assert {home.landing_page.slug for home in homes} == {"welcome"}
    for home in homes:
        [hero] = [one.value for one in home.landing_page.sections if one.block_type == "hero"]
        assert {own["persona"] for own in hero["alternatives"]} == set(
            Persona.objects.values_list("slug", flat=True)
        )


def test_buttons_lead_to_the_page_to_write_to_us_in_the_same_language():
    for page in LandingPage.objects.exclude(slug="contact"):
        [hero] = [one.value for one in page.sections if one.block_type == "hero"]
        chosen = hero["cta_page"]
        assert (chosen.slug, chosen.locale) == ("contact", page.locale)


def test_a_home_page_keeps_what_editors_chose():
    chosen = LandingPage.objects.get(slug="for-finance", locale__language_code="en")
    Home.objects.filter(locale__language_code="en").update(landing_page=chosen)
    landing.seed()
    assert Home.objects.get(locale__language_code="en").landing_page == chosen


def test_menus_lead_to_pages_of_their_own_language():
    menus.seed()
    menus.seed()
    assert Menu.objects.count() == 4
    for menu in Menu.objects.all():
        assert menu.get_translations().count() == 1
        menu.full_clean()
        pages = [link["page"] for item in menu.items for link in item.value["children"]]
        assert {page.locale for page in pages if page} == {menu.locale}


def test_a_second_time_none_is_made_and_what_editors_changed_stays():
    page = LandingPage.objects.first()
    page.title = "Ours"
    page.save()
    landing.seed()
    assert LandingPage.objects.count() == 2 * (Persona.objects.count() + 2)
    assert LandingPage.objects.filter(title="Ours").exists()


def test_what_is_seeded_is_what_editors_could_save():
    for page in LandingPage.objects.all():
        page.full_clean()
