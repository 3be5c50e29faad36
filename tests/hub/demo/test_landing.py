"""The demo's landing pages: whole, in both languages, once."""

import pytest

from hub.demo import landing
from hub.demo.seeding import TAXONOMY
from hub.landing.models import LandingPage
from hub.taxonomy import seeding as taxonomy
from hub.taxonomy.models import Persona

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def terms():
    taxonomy.seed()
    taxonomy.seed(TAXONOMY)


def test_each_persona_has_one_in_each_language():
    landing.seed()
    pages = LandingPage.objects.live()
    assert pages.count() == 2 * Persona.objects.count()
    assert {page.persona for page in pages} == set(Persona.objects.all())
    assert all(page.get_translations().count() == 1 for page in pages)
    assert all(page.form_fields.count() == 4 for page in pages)


def test_a_second_time_none_is_made_and_what_editors_changed_stays():
    landing.seed()
    page = LandingPage.objects.first()
    page.title = "Ours"
    page.save()
    landing.seed()
    assert LandingPage.objects.count() == 2 * Persona.objects.count()
    assert LandingPage.objects.filter(title="Ours").exists()


def test_what_is_seeded_is_what_editors_could_save():
    landing.seed()
    for page in LandingPage.objects.all():
        page.full_clean()
