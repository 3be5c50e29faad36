import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from hub.brand import logos
from hub.brand.look import Look


def stored(image, kind="PNG") -> str:
    file = io.BytesIO()
    image.save(file, kind)
    return default_storage.save(f"logo.{kind.lower()}", ContentFile(file.getvalue()))


def test_fits_its_box():
    name = stored(Image.new("RGB", (2000, 300), "#FF0000"))
    assert logos.fitted(Look(logo=name), 400, 60).size == (400, 60)


def test_empty_edges_do_not_count():
    image = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    image.paste((255, 255, 255, 255), (100, 100, 300, 200))
    assert logos.fitted(Look(logo=stored(image)), 400, 50).size == (100, 50)


def test_is_put_on_a_plate_where_it_would_not_be_seen():
    logo = logos.fitted(Look(logo=stored(Image.new("RGB", (200, 100), "#10283A"))), 400, 60)
    assert logo.getpixel((logo.width // 2, 2)) == (255, 255, 255, 255)


@pytest.mark.parametrize(
    ("mode", "colour", "kind"),
    [
        ("1", 1, "PNG"),
        ("L", 200, "PNG"),
        ("LA", (200, 255), "PNG"),
        ("P", 1, "GIF"),
        ("I;16", 60_000, "PNG"),
        ("CMYK", (0, 90, 90, 0), "TIFF"),
        ("RGBA", (255, 0, 0, 128), "WEBP"),
    ],
)
def test_any_kind_of_picture(mode, colour, kind):
    assert logos.problem(stored(Image.new(mode, (100, 50), colour), kind)) is None


@pytest.mark.parametrize("size", [(1, 1), (6000, 40)])
def test_says_what_is_wrong_with_the_size(size):
    assert "pixels" in str(logos.problem(stored(Image.new("RGB", size))))


def test_what_is_wholly_transparent_is_too_small():
    assert "24 pixels" in str(logos.problem(stored(Image.new("RGBA", (99, 99), (0, 0, 0, 0)))))


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n broken"])
def test_a_broken_file_is_no_logo(content):
    name = default_storage.save("broken.png", ContentFile(content))
    assert logos.problem(name)
    assert logos.fitted(Look(logo=name), 400, 60) is None


def test_a_file_that_is_gone_is_no_logo():
    assert logos.fitted(Look(logo="gone.png"), 400, 60) is None


def test_another_file_of_the_same_name_is_another_logo():
    name = stored(Image.new("RGB", (100, 100), "#FF0000"))
    assert logos.fitted(Look(logo=name, logo_hash="1"), 50, 50).getpixel((9, 9))[0] == 255
    default_storage.delete(name)
    file = io.BytesIO()
    Image.new("RGB", (100, 100), "#00FF00").save(file, "PNG")
    assert default_storage.save(name, ContentFile(file.getvalue())) == name
    assert logos.fitted(Look(logo=name, logo_hash="2"), 50, 50).getpixel((9, 9))[0] == 0
