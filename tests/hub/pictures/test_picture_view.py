"""Pictures over HTTP: those in the set, for those who may see them."""

import io
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from wagtail.images import get_image_model
from wagtail.images.rect import Rect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import CollectionViewRestriction

from hub.pictures.formats import Format
from hub.pictures.picture import picture_of
from hub.pictures.presets import Preset, Size
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PICTURES_DIR = tmp_path / "pictures"
    return settings.PICTURES_DIR


def image(width=400, height=200, **fields):
    made = factories.image(**fields)
    made.file = get_test_image_file("wide.png", size=(width, height))
    made._set_image_file_metadata()
    made.save()
    return get_image_model().objects.get(pk=made.pk)


def address(image, preset=Preset.FULL, width=400, format=Format.JPEG):
    picture = picture_of(image)
    return picture.folder + picture.file_name(preset, Size(width, 0), format)


def kept(folder):
    return sorted(path.name for path in Path(folder).rglob("*.*"))


@pytest.mark.parametrize("preset", Preset)
def test_all_that_is_told_of_is_there_and_as_large_as_told(client, preset):
    picture = picture_of(image())
    for size in picture.sizes(preset):
        for format in picture.formats(preset):
            response = client.get(picture.folder + picture.file_name(preset, size, format))
            assert response.headers["Content-Type"] == format.mime_type
            assert Pillow.open(io.BytesIO(response.content)).size == size


NOT_IN_THE_SET = [
    *("full-399.png", "full-800.png", "full-0.png", "full-99999999999999999999.png"),
    *("full-400.jpg", "full-400.svg", "card-400.gif", "social-400.avif"),
    *("huge-400.png", "original.png"),
]


@pytest.mark.parametrize("file", NOT_IN_THE_SET)
def test_nothing_else_is(client, folder, file):
    assert client.get(picture_of(image()).folder + file).status_code == 404
    assert kept(folder) == []


def test_what_was_not_given_out_cannot_be_found_by_counting(client):
    made = image()
    response = client.get(f"/pictures/{made.pk}/{'0' * 24}/full-400.png")
    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "no-store"


def test_is_kept_for_good_by_browsers_and_named_for_shared_caches(client):
    made = image()
    response = client.get(address(made, format=Format.PNG))
    assert response.headers["Cache-Control"] == (
        "public, max-age=31536000, s-maxage=300, immutable"
    )
    assert response.headers["Surrogate-Key"] == response.headers["Cache-Tag"] == f"image-{made.pk}"
    assert not response.cookies
    # One copy for readers of all languages.
    assert not {"Vary", "Content-Language"} & set(response.headers)


def test_what_has_not_changed_is_not_sent_again(client):
    path = address(image(), format=Format.WEBP)
    etag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


class TestAfterAChange:
    def test_the_address_is_another(self):
        made = image()
        before = picture_of(made).version
        made.focal_point_x = made.focal_point_y = 10
        made.focal_point_width = made.focal_point_height = 5
        assert picture_of(made).version != before

    def test_the_old_address_shows_what_there_is_now_but_not_for_good(self, client):
        made = image()
        old = address(made, format=Format.PNG)
        made.file = get_test_image_file("other.png", size=(400, 100))
        made._set_image_file_metadata()
        made.save()
        response = client.get(old)
        assert Pillow.open(io.BytesIO(response.content)).size == (400, 100)
        assert response.headers["Cache-Control"] == "public, max-age=300"

    def test_what_it_looked_like_before_is_thrown_away(self, client, folder):
        made = image()
        client.get(address(made, format=Format.PNG))
        made.set_focal_point(Rect(0, 0, 10, 10))
        made.save()
        client.get(address(made, format=Format.WEBP))
        assert kept(folder) == ["full-400.webp"]


class TestPrivacy:
    def test_of_a_private_collection_nothing_is_there_for_strangers(self, client):
        response = client.get(address(image(collection=factories.private_collection())))
        assert response.status_code == 404
        assert response.headers["Cache-Control"] == "no-store"

    def test_for_colleagues_it_is_there_and_in_no_shared_cache(self, client):
        made = image(collection=factories.private_collection())
        client.force_login(get_user_model().objects.create_superuser("boss"))
        response = client.get(address(made, format=Format.PNG))
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "private, no-cache"

    def test_what_becomes_private_is_gone_though_it_is_drawn(self, client):
        made = image()
        path = address(made, format=Format.PNG)
        assert client.get(path).status_code == 200
        restriction = CollectionViewRestriction.LOGIN
        CollectionViewRestriction.objects.create(
            collection=made.collection, restriction_type=restriction
        )
        assert client.get(path).status_code == 404


class TestKeeping:
    def test_is_drawn_once(self, client, folder, monkeypatch):
        path = address(image(), format=Format.PNG)
        first = client.get(path).content
        monkeypatch.setattr("hub.pictures.files.drawn", None)
        assert client.get(path).content == first

    def test_goes_with_the_image(self, client, folder, django_capture_on_commit_callbacks):
        made = image()
        client.get(address(made, format=Format.PNG))
        with django_capture_on_commit_callbacks(execute=True):
            made.delete()
        assert kept(folder) == []

    def test_where_nothing_can_be_kept_it_is_drawn_each_time(self, client, settings, tmp_path):
        (tmp_path / "file").write_text("")
        settings.PICTURES_DIR = tmp_path / "file" / "pictures"
        path = address(image(), format=Format.PNG)
        assert client.get(path).content == client.get(path).content

    def test_a_broken_file_is_not_there(self, client, folder):
        made = image()
        made.file.storage.delete(made.file.name)
        made.file.storage.save(made.file.name, ContentFile(b"broken"))
        assert client.get(address(made, format=Format.PNG)).status_code == 404
        assert kept(folder) == []

    def test_a_file_that_is_gone_is_not_there(self, client):
        made = image()
        made.file.storage.delete(made.file.name)
        assert client.get(address(made, format=Format.PNG)).status_code == 404
