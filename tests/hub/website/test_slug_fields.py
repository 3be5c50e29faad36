"""What editors are told of slugs, and where they are not bothered with them."""

import pytest
from django.urls import reverse

from hub.assets.models import Article, Folder
from hub.landing.models import LandingPage
from tests import factories

pytestmark = pytest.mark.django_db


def form(client, model, parent):
    place = [model._meta.app_label, model._meta.model_name, parent.pk]
    return client.get(reverse("wagtailadmin_pages:add", args=place)).content.decode()


@pytest.mark.parametrize("model", [Article, LandingPage])
def test_a_slug_is_told_of_as_the_website_has_it(admin_client, model):
    html = form(admin_client, model, factories.home())
    assert "/en/like-this" in html
    assert "domain.com" not in html


def test_a_folder_is_made_without_one(admin_client):
    home = factories.home()
    assert 'name="slug"' not in form(admin_client, Folder, home)
    address = reverse("wagtailadmin_pages:add", args=["assets", "folder", home.pk])
    for _again in range(2):
        admin_client.post(address, {"title": "Spring", "action-publish": "1"})
    assert list(Folder.objects.values_list("slug", flat=True)) == ["spring", "spring-2"]


def test_nor_does_a_home_page_ask_for_one(admin_client):
    address = reverse("wagtailadmin_pages:edit", args=[factories.home().pk])
    assert 'name="slug"' not in admin_client.get(address).content.decode()
