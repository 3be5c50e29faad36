"""Photos that lie on their side in their files have the size in which people see them."""

import importlib
import io

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images import get_image_model

pytestmark = pytest.mark.django_db


def photo(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = io.BytesIO()
    Image.new("RGB", (60, 40)).save(file, "JPEG", exif=exif)
    return ContentFile(file.getvalue(), "photo.jpg")


def size_of(image):
    row = get_image_model().objects.get(pk=image.pk)
    return row.width, row.height


@pytest.mark.parametrize(("orientation", "size"), [(1, (60, 40)), (3, (60, 40)), (6, (40, 60))])
def test_when_it_is_uploaded(orientation, size):
    image = get_image_model().objects.create(title="Photo", file=photo(orientation))
    assert (image.width, image.height) == size_of(image) == size


def test_when_it_is_saved_again_or_replaced():
    image = get_image_model().objects.create(title="Photo", file=photo(6))
    image.title = "Another"
    image.save()
    assert size_of(image) == (40, 60)
    image.file = photo(1)
    image.save()
    assert size_of(image) == (60, 40)


def test_a_file_that_is_gone_is_no_reason_not_to_save():
    image = get_image_model().objects.create(title="Photo", file=photo(6))
    image.file.storage.delete(image.file.name)
    image.title = "Another"
    image.save()
    assert size_of(image) == (40, 60)


def test_those_that_were_there_before_are_put_right():
    image = get_image_model().objects.create(title="Photo", file=photo(6))
    get_image_model().objects.update(width=60, height=40)
    migration = importlib.import_module("hub.pictures.migrations.0001_upright_sizes")
    migration.put_right(apps, None)
    assert size_of(image) == (40, 60)
