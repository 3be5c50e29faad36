"""From an image's file to the file that is given out: turned upright, cut, made smaller, in the web's colours."""

import io
from contextlib import suppress
from typing import IO

from django.conf import settings
from PIL import Image, ImageCms, ImageOps

from .formats import ENCODING, Format
from .presets import Box, Size

# How much larger than needed a photo is read, so that making it smaller has enough to go by.
_GAP = 2.0


class Undrawable(Exception):
    """The file is gone, broken, too large, or no picture."""


def drawn(file: IO[bytes], box: Box, size: Size, format: Format) -> bytes:
    """`box` of the picture in `size`; of a moving picture the first frame. Raises Undrawable."""
    try:
        shown = _shown(file, box, size)
    except Exception as error:  # decoders raise whatever they stumble over
        raise Undrawable(str(error)) from error
    if shown.mode == "RGBA" and not format.has_transparency:
        shown = _on_white(shown)
    written = io.BytesIO()
    shown.save(written, **ENCODING[format])
    return written.getvalue()


def _shown(file: IO[bytes], box: Box, size: Size) -> Image.Image:
    with Image.open(file) as image:
        if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise Undrawable(f"{image.width} x {image.height} pixels are too many")
        # A photo is read at a part of its size, which only JPEG can; the others are read whole.
        image.draft(None, _least(box, size))
        ImageOps.exif_transpose(image, in_place=True)
        profile = image.info.get("icc_profile")
        seen = _in_web_colours(_resized(_plain(image), box, size), profile)
    seen.info.clear()  # the profile, and where the photo was taken
    return seen


def _least(box: Box, size: Size) -> tuple[int, int]:
    # The picture may still lie on its side: the larger of both serves either way.
    across = size.width / (box.right - box.left)
    down = size.height / (box.bottom - box.top)
    least = int(_GAP * max(across, down))
    return least, least


def _plain(image: Image.Image) -> Image.Image:
    """In a mode that can be made smaller: RGB, CMYK, or RGBA where something may show through."""
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in ("RGB", "CMYK"):
        return image
    return _eight_bits(image).convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Pillow would cut deeper greys off instead of scaling them."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image


def _in_web_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """sRGB, by the colour profile where there is one."""
    seen = image
    if profile:
        # One that is broken, or of other colours than the picture's, is none.
        with suppress(ImageCms.PyCMSError, OSError):
            seen = _by_profile(image, profile)
    return seen.convert("RGB") if seen.mode == "CMYK" else seen


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    target = ImageCms.createProfile("sRGB")
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    return ImageCms.profileToProfile(image, source, target, outputMode=mode) or image


def _resized(image: Image.Image, box: Box, size: Size) -> Image.Image:
    width, height = image.size
    part = (box.left * width, box.top * height, box.right * width, box.bottom * height)
    return image.resize(size, Image.Resampling.LANCZOS, box=part, reducing_gap=_GAP)


def _on_white(image: Image.Image) -> Image.Image:
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image)
    return white.convert("RGB")
