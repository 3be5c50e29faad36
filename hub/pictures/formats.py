"""The file formats that pictures are drawn in."""

from enum import StrEnum
from pathlib import PurePath
from typing import Any


class Format(StrEnum):
    """By the ending of their files."""

    AVIF = "avif"
    WEBP = "webp"
    PNG = "png"
    JPEG = "jpg"

    @property
    def mime_type(self) -> str:
        return "image/jpeg" if self is Format.JPEG else f"image/{self}"

    @property
    def has_transparency(self) -> bool:
        return self is not Format.JPEG


# As Pillow's encoders take them; docs/decisions/pictures.md has the sizes and times they were chosen by.
ENCODING: dict[Format, dict[str, Any]] = {
    Format.AVIF: {"format": "AVIF", "quality": 60, "speed": 9, "max_threads": 1},
    Format.WEBP: {"format": "WEBP", "quality": 78, "method": 4},
    Format.PNG: {"format": "PNG", "compress_level": 6},
    Format.JPEG: {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
}


def fallback_of(name: str) -> Format:
    """For whoever knows neither AVIF nor WebP: what may be a drawing, or see-through, stays what it is."""
    drawn = PurePath(name).suffix.lower() in (".png", ".gif")
    return Format.PNG if drawn else Format.JPEG
