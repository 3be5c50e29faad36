"""The editors' look at how a page will be found: by the values of its form."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse

from hub.brand.models import Brand
from hub.pictures.picture import picture_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    group = Group.objects.create(name="some editors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = User.objects.create_user("ann")
    user.groups.add(group)
    client.force_login(user)
    return client


@pytest.fixture
def shown(editor):
    def ask(locale="en", **form):
        response = editor.get(reverse("search_preview", args=[locale]), form)
        assert response.status_code == 200
        return response.content.decode()

    return ask


def test_follows_the_rules_that_websites_are_told(shown):
    Brand.objects.create(name="Ridgewell")
    html = shown(title="Presses", slug="presses", summary="What they cost. " * 20)
    assert "Presses | Ridgewell" in html
    assert html.count("What they cost.") == 20  # 10 in each of the two
    assert "localhost:8000" in html
    assert "› en › presses" in html


def test_shows_a_picture_that_networks_could_fetch_and_no_other(shown):
    image, shut = factories.image(), factories.image(factories.private_collection())
    assert picture_of(image).folder in shown(hero_image=str(image.pk))
    assert "<img" not in shown(hero_image=str(shut.pk))


@pytest.mark.parametrize("image", ["", "x", "-1", "9" * 30, "²", "999999"])
def test_takes_any_picture_for_none(shown, image):
    assert "<img" not in shown(hero_image=image)


def test_what_editors_typed_is_words(shown):
    html = shown(title="<script>alert(1)</script>", canonical_url="javascript:alert(1)", slug="[")
    assert "<script" not in html
    assert "javascript:" not in html


@pytest.mark.parametrize("address", ["http://[", "//", "https://a.example/%ff", "x" * 3000])
def test_takes_any_address(shown, address):
    shown(canonical_url=address)


def test_says_that_search_engines_are_kept_out(shown):
    assert "kept out" in shown(noindex="on")


def test_is_for_editors(client):
    assert client.get(reverse("search_preview", args=["en"])).status_code == 302


@pytest.mark.parametrize(
    ("title", "says", "cut"),
    [
        ("A" * 65, "Title: 65 of 65", False),
        ("A" * 66, "Title: 66 of 65", True),
        ("压" * 33, "Title: 66 of 65", True),
    ],
)
def test_tells_what_a_list_of_results_has_no_room_for(shown, title, says, cut):
    html = shown(seo_title=title)
    assert says in html
    assert ("too long" in html) is cut
