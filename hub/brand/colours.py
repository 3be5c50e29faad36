"""Colours as the web writes them, and how well one is read on another (WCAG 2.2, 1.4.3)."""

import re

# What AA asks for: of text, and of what is large (24 pixels, or 19 in bold).
TEXT, LARGE = 4.5, 3.0
INK, PAPER = "#050505", "#FFFFFF"

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def is_colour(text: str) -> bool:
    """In the spelling of `normal`, as all below take it."""
    return re.fullmatch(r"#[0-9A-F]{6}", text) is not None


def normal(colour: str) -> str:
    """`#RRGGBB`. ValueError where it is no colour."""
    colour = colour.strip()
    if not _HEX.fullmatch(colour):
        raise ValueError(f"no colour: {colour[:20]!r}")
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    return f"#{digits.upper()}"


def contrast(one: str, other: str) -> float:
    """1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(background: str) -> str:
    """White or near black, whichever is read better: one always meets AA."""
    return max((PAPER, INK), key=lambda colour: contrast(colour, background))


def mixed(colour: str, other: str, share: float) -> str:
    """`share` of `other` in it, 0 to 1."""
    both = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in both)


def muted(colour: str, background: str) -> str:
    """Less loud on its background, and still read: as far towards it as AA allows, two fifths at most."""
    shares = (0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, 0.05)
    softer = (mixed(colour, background, share) for share in shares)
    return next((soft for soft in softer if contrast(soft, background) >= TEXT), colour)


def nearest(colour: str, background: str, ratio: float) -> str:
    """The colour itself where it has the contrast; else lighter or darker by as little as gives it."""
    shares = [step / 50 for step in range(51)]
    towards = readable_on(background)
    made = (mixed(colour, towards, share) for share in shares)
    return next((one for one in made if contrast(one, background) >= ratio), towards)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
