"""What editors are told of redirects that would send nobody anywhere."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests import factories

pytestmark = pytest.mark.django_db

SITE = "https://www.example.com"


@pytest.fixture(autouse=True)
def site(settings):
    settings.FRONTEND_URL = SITE
    return factories.site()


def added(client, **fields) -> str:
    form = {"old_path": "/old", "site": "", "redirect_page": "", "redirect_link": "", **fields}
    return client.post("/admin/redirects/add/", form).content.decode()


def test_one_without_a_target_is_refused(admin_client):
    assert "Choose a page, or give an address." in added(admin_client)
    assert not Redirect.objects.exists()


def test_two_targets_are_refused(admin_client):
    page = factories.asset()
    shown = added(admin_client, redirect_page=page.pk, redirect_link=f"{SITE}/new")
    assert "not both" in shown


def test_one_to_itself_is_refused(admin_client):
    assert "in a circle: /old → /old" in added(admin_client, redirect_link=f"{SITE}/old/")


def test_a_circle_by_way_of_others_is_shown(admin_client):
    Redirect.objects.create(old_path="/new", redirect_link="/newer")
    Redirect.objects.create(old_path="/newer", redirect_link=f"{SITE}/old")
    shown = added(admin_client, redirect_link=f"{SITE}/new")
    assert "/old → /new → /newer → /old" in shown


@pytest.mark.parametrize("link", [f"{SITE}/new", "https://elsewhere.example/old"])
def test_what_leads_somewhere_is_kept(admin_client, link):
    Redirect.objects.create(old_path="/new", redirect_link="/newer")
    added(admin_client, redirect_link=link)
    assert Redirect.objects.filter(old_path="/old", redirect_link=link).exists()


@pytest.mark.parametrize("link", ["http://[", "javascript:alert(1)", "mailto:a@example.com"])
def test_what_others_lead_to_may_be_no_address(admin_client, link):
    Redirect.objects.create(old_path="/new", redirect_link=link)
    added(admin_client, redirect_link=f"{SITE}/new")
    assert Redirect.objects.filter(old_path="/old").exists()


def test_where_there_is_none_it_says_where_they_come_from(admin_client):
    assert "There is no redirect yet." in admin_client.get("/admin/redirects/").content.decode()
