"""An image of the library as websites get it: what can be said of it without opening its file."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from django.urls import get_script_prefix
from django.utils.crypto import constant_time_compare, salted_hmac
from wagtail.images.models import AbstractImage

from .formats import Format, fallback_of
from .presets import CENTRE, Point, Preset, Size, sizes

# Of the way pictures are drawn: those drawn by another are drawn anew.
_DRAWING = 1
_TOKEN = 12  # characters


@dataclass(frozen=True)
class Picture:
    pk: int
    file: str
    file_hash: str
    size: Size
    focus: Point

    @cached_property
    def version(self) -> str:
        """A part that nobody can guess who was not given it, so that what no page shows cannot be found by counting
        ids; and another for each look of the picture."""
        told = repr((_DRAWING, self.file, self.file_hash, self.size, self.focus))
        return token_of(self.pk) + hashlib.sha256(told.encode()).hexdigest()[:_TOKEN]

    @property
    def fallback(self) -> Format:
        return fallback_of(self.file)

    def formats(self, preset: Preset) -> tuple[Format, ...]:
        """Best first; the last is for whoever knows none of the others."""
        if preset is Preset.SOCIAL:  # networks know this one
            return (Format.JPEG,)
        return Format.AVIF, Format.WEBP, self.fallback

    def sizes(self, preset: Preset) -> list[Size]:
        return sizes(preset, self.size)

    @property
    def folder(self) -> str:
        """Where its files are, from the hub's root."""
        return f"{get_script_prefix()}pictures/{self.pk}/{self.version}/"

    def url(self, preset: Preset) -> str:
        """Of the largest, in the format that everybody knows."""
        return self.folder + self.file_name(
            preset, self.sizes(preset)[-1], self.formats(preset)[-1]
        )

    def file_name(self, preset: Preset, size: Size, format: Format) -> str:
        return f"{preset}-{size.width}.{format}"


def picture_of(image: AbstractImage) -> Picture:
    size = Size(image.width, image.height)
    return Picture(image.pk, image.file.name, image.file_hash, size, _focus(image, size))


def token_of(pk: int) -> str:
    return salted_hmac("hub.pictures", str(pk)).hexdigest()[:_TOKEN]


def was_given_out(pk: int, version: str) -> bool:
    """Whether the hub has made this version of that picture, or an earlier one."""
    return constant_time_compare(version[:_TOKEN], token_of(pk))


def _focus(image: AbstractImage, size: Size) -> Point:
    focal = image.get_focal_point()
    if not focal:
        return CENTRE
    # Editors may have chosen it in a file that was larger.
    x, y = focal.centroid
    return Point(min(x / size.width, 1.0), min(y / size.height, 1.0))
