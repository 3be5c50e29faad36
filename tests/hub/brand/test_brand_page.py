"""The brand's settings in the admin, from outside."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from hub.brand.models import Brand, brand
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/admin/settings/brand/brand/"
FINE = {
    "name": "Kestrel",
    "name_zh": "红隼",
    "logo": "",
    "background": "#10283a",
    "accent": "#f2b544",
    "text": "",
}


@pytest.fixture
def page(admin_client):
    """Where the form of the one brand is posted."""
    return admin_client.get(PAGE, follow=True).redirect_chain[-1][0]


def test_is_kept(admin_client, page):
    admin_client.post(page, FINE)
    assert brand().look("zh-hans").name == "红隼"


def test_either_name_stands_in_for_the_other():
    assert Brand(name="Kestrel").look("zh-hans").name == "Kestrel"


@pytest.mark.parametrize("wrong", ["red", "#12", "<script>", "#1234567"])
def test_what_is_no_colour_is_refused(admin_client, page, wrong):
    answer = admin_client.post(page, {**FINE, "background": wrong})
    assert answer.context["form"].errors.keys() == {"background"}


def test_says_where_the_contrast_fails_and_what_would_do(admin_client, page):
    answer = admin_client.post(page, {**FINE, "text": "#1b3a52"})
    (error,) = answer.context["form"].errors["text"]
    assert error.startswith("1.3:1 on this background is too faint: it needs 4.5:1. #")


def test_a_long_name_is_refused(admin_client, page):
    answer = admin_client.post(page, {**FINE, "name": "K" * 200})
    assert "name" in answer.context["form"].errors


def test_a_logo_is_kept(admin_client, page):
    image = factories.image()
    admin_client.post(page, {**FINE, "logo": image.pk})
    assert brand().logo == image


def test_a_logo_of_a_few_pixels_is_refused():
    image = factories.image()
    image.file = get_test_image_file("tiny.png", size=(9, 9))
    image.save()
    with pytest.raises(ValidationError, match="less than 24 pixels"):
        Brand(logo=image).full_clean()


def test_looking_at_cards_writes_nothing():
    brand()
    assert not Brand.objects.exists()


@pytest.mark.parametrize("locale", ["en", "zh-hans"])
def test_the_preview_is_drawn_from_the_form(admin_client, locale):
    answer = admin_client.get(reverse("brand_preview", args=[locale]), FINE)
    assert answer["Content-Type"] == "image/png"
    assert "no-store" in answer["Cache-Control"]


def test_what_could_not_be_saved_has_no_preview(admin_client):
    answer = admin_client.get(reverse("brand_preview", args=["en"]), {**FINE, "accent": "#10283A"})
    assert answer.status_code == 400


def test_the_preview_is_for_who_may_change_the_brand(client, django_user_model):
    address = reverse("brand_preview", args=["en"])
    assert client.get(address, FINE).status_code == 302
    client.force_login(django_user_model.objects.create_user("someone"))
    assert client.get(address, FINE).status_code in (302, 403)
