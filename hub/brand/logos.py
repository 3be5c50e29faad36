"""The logo's file: whether it can be drawn, and drawn to size."""

from functools import lru_cache

import numpy as np
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageDraw

from . import colours
from .look import Look

_LEAST, _MOST = 24, 5_000  # pixels of a side
_HARDLY_SEEN = 1.8  # the contrast below which a logo is put on a plate


class Unusable(Exception):
    """With why, for people."""


def problem(name: str) -> str | None:
    """Why the image of that name in the default storage cannot be the logo; None where it can."""
    try:
        _read(name)
    except Unusable as unusable:
        return unusable.args[0]
    return None


@lru_cache(maxsize=16)
def fitted(look: Look, width: int, height: int) -> Image.Image | None:
    """No larger than that, without its empty edges; on a plate where it would hardly be seen on the background. None
    where the file is gone or broken: it may have been fine when it was chosen."""
    try:
        logo = _read(look.logo)
    except Unusable:
        return None
    logo = logo.crop(logo.getchannel("A").getbbox())
    if colours.contrast(_mean(logo), look.background) >= _HARDLY_SEEN:
        logo.thumbnail((width, height), Image.Resampling.LANCZOS)
        return logo
    padding = height // 6
    logo.thumbnail((width - 2 * padding, height - 2 * padding), Image.Resampling.LANCZOS)
    return _on_plate(logo, padding, colours.readable_on(look.background))


def _read(name: str) -> Image.Image:
    try:
        with default_storage.open(name) as file, Image.open(file) as image:
            if max(image.size) > _MOST:
                raise Unusable(_("The logo has more than 5,000 pixels on a side."))
            image.load()
            # Pillow turns CMYK into RGBA only by way of RGB.
            whole = (image.convert("RGB") if image.mode == "CMYK" else image).convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise Unusable(_("The logo’s file cannot be read.")) from error
    seen = whole.getchannel("A").getbbox()
    if seen is None or min(seen[2] - seen[0], seen[3] - seen[1]) < _LEAST:
        raise Unusable(_("The logo has less than 24 pixels on a side."))
    return whole


def _mean(logo: Image.Image) -> str:
    """The colour of what is not transparent."""
    small = logo.resize((32, 32), Image.Resampling.BOX)
    pixels = np.asarray(small, dtype=np.float64)
    red, green, blue = np.average(pixels[..., :3], axis=(0, 1), weights=pixels[..., 3])
    return f"#{round(red):02X}{round(green):02X}{round(blue):02X}"


def _on_plate(logo: Image.Image, padding: int, colour: str) -> Image.Image:
    size = (logo.width + 2 * padding, logo.height + 2 * padding)
    plate = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(plate).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), padding, colour)
    plate.alpha_composite(logo, (padding, padding))
    return plate
