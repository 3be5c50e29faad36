"""Where Wagtail says that a page is: on the front end."""

import pytest
from django.test import RequestFactory
from wagtail.contrib.redirects.models import Redirect

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def front_end(settings):
    settings.FRONTEND_URL = "https://www.example.com/preview"
    return factories.site()


def test_without_its_folder_on_the_front_ends_host():
    page = factories.asset(slug="press", parent=factories.folder())

    assert page.full_url == "https://www.example.com/en/press"
    assert page.url == page.full_url


def test_slugs_in_chinese_are_encoded():
    assert factories.landing_page(slug="维护").full_url.endswith("/en/%E7%BB%B4%E6%8A%A4")


def test_a_home_is_at_its_language():
    assert factories.home().full_url == "https://www.example.com/en/"


def test_another_sites_pages_are_on_its_own_host():
    factories.site(factories.other_home(), hostname="other.example.com")
    page = factories.asset(slug="press", parent=factories.other_home())
    assert page.full_url is None
    other = factories.other_home()
    factories.site(other, hostname="third.example.com", port=8080)

    page = factories.asset(slug="press", parent=other)

    assert page.full_url == "http://third.example.com:8080/en/press"
    request = RequestFactory().get("/admin/", headers={"Host": "localhost"})
    assert page.get_url(request) == "http://third.example.com:8080/en/press"


def test_folders_are_nowhere():
    assert factories.folder().full_url is None


def test_the_admin_leads_to_the_live_page(admin_client):
    page = factories.asset(slug="press")
    shown = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "https://www.example.com/en/press" in shown


def test_a_new_slug_leaves_a_redirect_from_the_address_it_had(
    django_capture_on_commit_callbacks,
):
    page = factories.asset(slug="press", parent=factories.folder())
    page.slug = "press-line"

    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    [redirect] = Redirect.objects.all()
    assert (redirect.old_path, redirect.redirect_page_id) == ("/en/press", page.pk)


def test_a_folders_new_slug_and_place_leave_none(django_capture_on_commit_callbacks):
    folder = factories.folder()
    factories.asset(parent=folder)
    folder.slug = "renamed"
    with django_capture_on_commit_callbacks(execute=True):
        folder.save()
        folder.move(factories.folder(), pos="last-child")

    assert not Redirect.objects.exists()
