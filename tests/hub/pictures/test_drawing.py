"""Drawing: every kind of file that editors upload, and every kind that they should not."""

import io
import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw

from hub.pictures.drawing import Undrawable, drawn
from hub.pictures.formats import Format
from hub.pictures.presets import Box, Size

WHOLE = Box(0, 0, 1, 1)
HALF = Size(40, 20)
RED, GREEN, BLUE, WHITE = (200, 30, 30), (30, 160, 30), (30, 30, 200), (255, 255, 255)


def picture(mode="RGB", size=(80, 40)):
    """Its left half is red, its right half blue."""
    image = Image.new("RGB", size, RED)
    ImageDraw.Draw(image).rectangle((size[0] // 2, 0, *size), BLUE)
    return image.convert(mode)


def stored(image, format, **options):
    file = io.BytesIO()
    image.save(file, format, **options)
    file.seek(0)
    return file


def shown(file, format=Format.PNG, box=WHOLE, size=HALF):
    return Image.open(io.BytesIO(drawn(file, box, size, format)))


def looks(image, place, colour, tolerance=12):
    seen = image.convert("RGB").getpixel(place)
    return all(abs(a - b) <= tolerance for a, b in zip(seen, colour, strict=True))


def is_the_picture(image):
    return looks(image, (5, 10), RED) and looks(image, (35, 10), BLUE)


@pytest.mark.parametrize("format", Format)
def test_each_format(format):
    image = shown(stored(picture(), "PNG"), format)
    assert image.format == {"jpg": "JPEG"}.get(format, format.name)
    assert image.size == (40, 20)
    assert is_the_picture(image)


KINDS = [
    *(("PNG", mode) for mode in ("P", "L", "1", "LA", "I;16")),
    *(("JPEG", mode) for mode in ("L", "CMYK")),
    *(("GIF", "P"), ("WEBP", "RGB"), ("AVIF", "RGBA")),
]


@pytest.mark.parametrize(("original", "mode"), KINDS)
@pytest.mark.parametrize("format", [Format.AVIF, Format.JPEG])
def test_each_kind_of_file(original, mode, format):
    image = shown(stored(picture(mode), original), format)
    assert image.size == (40, 20)
    if mode not in ("L", "LA", "1", "I;16"):
        assert is_the_picture(image)


def test_deep_greys_are_scaled_not_cut_off():
    deep = Image.new("I;16", (40, 20), 0x4000)
    assert looks(shown(stored(deep, "PNG")), (5, 5), (64, 64, 64))


def test_a_part():
    image = shown(stored(picture(), "PNG"), box=Box(0.5, 0, 1, 1), size=Size(40, 40))
    assert looks(image, (2, 20), BLUE)


def test_see_through_stays_so_and_is_white_in_a_jpeg():
    clear = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    for format in (Format.AVIF, Format.WEBP, Format.PNG):
        assert shown(stored(clear, "PNG"), format).convert("RGBA").getpixel((5, 5))[3] == 0
    assert looks(shown(stored(clear, "PNG"), Format.JPEG), (5, 5), WHITE)


def test_of_a_moving_picture_the_first_frame():
    frames = [Image.new("RGB", (40, 20), colour) for colour in (RED, GREEN, BLUE)]
    moving = stored(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=50)
    image = shown(moving, Format.WEBP)
    assert not getattr(image, "is_animated", False)
    assert looks(image, (5, 5), RED)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_on_its_side_is_turned_upright(orientation):
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Image.Transpose
    upright = picture()
    lying = upright.transpose(Image.Transpose(undo[orientation])) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    assert is_the_picture(shown(stored(lying, "JPEG", quality=95, exif=exif)))


def test_nothing_is_told_of_where_a_photo_was_taken():
    exif = Image.Exif()
    exif[0x010E] = "SECRET PLACE"
    for format in Format:
        data = drawn(stored(picture(), "JPEG", exif=exif), WHOLE, HALF, format)
        assert b"SECRET" not in data
        assert not Image.open(io.BytesIO(data)).getexif()


def test_the_webs_own_colours_need_no_profile():
    web = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = shown(stored(picture(), "JPEG", quality=95, icc_profile=web))
    assert is_the_picture(image)
    assert "icc_profile" not in image.info


def test_a_broken_profile_is_none():
    assert is_the_picture(shown(stored(picture(), "JPEG", quality=95, icc_profile=b"broken")))


def _bomb():
    """A few bytes that say they are 60,000 pixels wide and high."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        stored(picture(size=(800, 400)), "JPEG").getvalue()[:2000],
        stored(picture(), "PNG").getvalue()[:60],
        _bomb(),
    ],
    ids=["empty", "text", "svg", "half a photo", "half a drawing", "bomb"],
)
def test_what_cannot_be_drawn(file):
    with pytest.raises(Undrawable):
        drawn(io.BytesIO(file), WHOLE, HALF, Format.JPEG)


GOOD = [stored(picture(), format).getvalue() for format in ("PNG", "JPEG", "GIF", "WEBP", "AVIF")]


@given(st.sampled_from(GOOD), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=5))
def test_a_damaged_file_is_drawn_or_refused(file, damage):
    damaged = bytearray(file)
    for place, value in damage:
        damaged[int(place * (len(file) - 1))] = value
    with suppress(Undrawable):
        assert shown(io.BytesIO(damaged), Format.JPEG).size == HALF


def test_what_is_too_large_is_not_read(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 80 * 40 - 1
    with pytest.raises(Undrawable, match="too many"):
        drawn(stored(picture(), "PNG"), WHOLE, HALF, Format.JPEG)
