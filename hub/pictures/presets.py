"""The sizes that pictures are given out in: a finite set, so that nobody can have the hub draw without end."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class Preset(StrEnum):
    THUMBNAIL = "thumbnail"
    CARD = "card"
    HERO = "hero"
    WIDE = "wide"
    SQUARE = "square"
    SOCIAL = "social"
    FULL = "full"


@dataclass(frozen=True)
class Shape:
    """`widths` in pixels, ascending. `ratio` is of width to height; None: the picture's own, nothing is cut off."""

    description: str
    widths: tuple[int, ...]
    ratio: Fraction | None = None


SHAPES: Mapping[Preset, Shape] = {
    Preset.THUMBNAIL: Shape("Beside a title in a list, 4:3.", (160, 320), Fraction(4, 3)),
    Preset.CARD: Shape("On a card among others, 16:9.", (320, 480, 640, 960), Fraction(16, 9)),
    Preset.HERO: Shape("At the top of a page, 16:9.", (640, 960, 1280, 1920), Fraction(16, 9)),
    Preset.WIDE: Shape("A band across the page, 3:1.", (640, 960, 1280, 1920), Fraction(3)),
    Preset.SQUARE: Shape("A person or a logo, 1:1.", (160, 320, 640), Fraction(1)),
    Preset.SOCIAL: Shape("What networks show, 1200x630.", (1200,), Fraction(1200, 630)),
    Preset.FULL: Shape("Uncut, in a text.", (480, 800, 1200, 1600)),
}


class Size(NamedTuple):
    width: int
    height: int


class Box(NamedTuple):
    """A part of a picture, as fractions of its width and height."""

    left: float
    top: float
    right: float
    bottom: float


class Point(NamedTuple):
    """As fractions of a picture's width and height, from its upper left corner."""

    x: float
    y: float


CENTRE = Point(0.5, 0.5)


def sizes(preset: Preset, original: Size) -> list[Size]:
    """In which the picture is given out, ascending; never larger than what there is to see of it."""
    shape = SHAPES[preset]
    ratio = shape.ratio or Fraction(original.width, original.height)
    # As much as `cut` leaves, in whole pixels.
    most = max(1, min(original.width, int(original.height * ratio)))
    largest = min(most, shape.widths[-1])
    widths = [*(width for width in shape.widths if width < largest), largest]
    return [Size(width, max(1, round(width / ratio))) for width in widths]


def cut(preset: Preset, original: Size, focus: Point) -> Box:
    """What is shown of the picture: as much as the ratio allows, `focus` as near to the middle as the edges allow."""
    ratio = SHAPES[preset].ratio or Fraction(original.width, original.height)
    width = min(1.0, float(original.height * ratio / original.width))
    height = min(1.0, float(original.width / ratio / original.height))
    left = min(max(focus.x - width / 2, 0.0), 1.0 - width)
    top = min(max(focus.y - height / 2, 0.0), 1.0 - height)
    return Box(left, top, left + width, top + height)
