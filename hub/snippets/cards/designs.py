"""How cards look: a quote, a figure, or a text, above the brand and the source."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from hub.brand import colours, logos

from .card import Card, Size
from .direction import is_right_to_left
from .typesetting import ASCENT, Box, Setting, Style, draw, set_line, set_type, typographic

_QUOTED = re.compile(r"“([^“”]+)”|「([^「」]+)」|『([^『』]+)』")
_NUMBER = re.compile(r"^(?:[^\W\d]{0,3}\s?)?[+\-−±~≈<>≤≥]?\s?[$€£¥￥]?\d[\d.,:/]*\s?[%‰％×x倍]?")


@dataclass(frozen=True)
class Measures:
    """In pixels: what a size of card asks for."""

    margin: int
    text: tuple[int, int]  # the least and the greatest size of type
    beside_figure: tuple[int, int]
    figure: int
    small: int
    footer: int
    low: bool = False  # little height: who said it stands on one line


_LANDSCAPE = Measures(
    margin=72, text=(30, 70), beside_figure=(28, 42), figure=210, small=26, footer=52, low=True
)
_TALL = Measures(margin=88, text=(34, 84), beside_figure=(34, 58), figure=320, small=30, footer=60)


@dataclass(frozen=True)
class Part:
    """One of what stands above another: `draw` from the top given; `above` is the space before it."""

    height: int
    draw: Callable[[ImageDraw.ImageDraw, int], None]
    above: int = 0


def picture(card: Card, size: Size) -> Image.Image:
    measures = _LANDSCAPE if size.width > size.height else _TALL
    image = Image.new("RGB", size, card.look.background)
    canvas = ImageDraw.Draw(image)
    top_of_footer = _footer(image, canvas, card, size, measures)
    body = Box(
        measures.margin,
        measures.margin,
        size.width - 2 * measures.margin,
        top_of_footer - measures.margin - round(measures.margin * 0.5),
    )
    if card.figure:
        parts = _figure_parts(card, body, measures)
    elif card.quote:
        parts = _quote_parts(card, body, measures)
    else:
        parts = _text_parts(card, body, measures)
    _stack(canvas, parts, body)
    return image


def _stack(canvas: ImageDraw.ImageDraw, parts: Sequence[Part], body: Box) -> None:
    """One below the other, as a whole in the middle of the body."""
    top = body.top + max(0, (body.height - _height(parts)) // 2)
    for part in parts:
        top += part.above
        part.draw(canvas, top)
        top += part.height


def _height(parts: Sequence[Part]) -> int:
    return sum(part.above + part.height for part in parts)


def _quote_parts(card: Card, body: Box, measures: Measures) -> list[Part]:
    mark = _mark(card, body, measures)
    credit = _credit_parts(card, body, measures)
    return [mark, *_words(_unquoted(card.text), card, body, measures, [mark, *credit]), *credit]


def _text_parts(card: Card, body: Box, measures: Measures) -> list[Part]:
    bar = _bar(card, body, measures)
    return [bar, *_words(card.text, card, body, measures, [bar])]


def _words(
    text: str, card: Card, body: Box, measures: Measures, others: Sequence[Part]
) -> list[Part]:
    above = round(measures.margin * 0.35)
    style = Style(500, measures.text, leading=1.36)
    room = body.height - _height(others) - above
    return [_text_part(set_type(text, style, body.width, room), body, card.look.text, above)]


def _figure_parts(card: Card, body: Box, measures: Measures) -> list[Part]:
    figure = _figure(card, body, measures)
    above = round(measures.margin * 0.35)
    style = Style(400, measures.beside_figure, leading=1.4)
    words = set_type(card.text, style, body.width, body.height - figure.height - above)
    return [figure, _text_part(words, body, card.look.text, above)]


def _figure(card: Card, body: Box, measures: Measures) -> Part:
    """The number large, its unit less so, on one baseline."""
    figure = typographic(card.figure)
    match = _NUMBER.match(figure)
    number, unit = (match.group(), figure[match.end() :]) if match else (figure, "")
    sizes = range(measures.figure, measures.beside_figure[1], -4)
    settings = (_set_figure(number.strip(), unit.strip(), size, body.width * 2) for size in sizes)
    size, large, small = next(
        (size, large, small)
        for size, (large, small) in zip(sizes, settings, strict=False)
        if large.width + small.width + size * _UNIT_GAP <= body.width or size == sizes[-1]
    )
    # Figures fill their line from 0.15 of an em below its top to the baseline; only a comma goes below.
    height = 0.88 if "," in number or unit else 0.78

    def draw_figure(canvas: ImageDraw.ImageDraw, top: int) -> None:
        left, top = body.left - round(size * 0.04), top - round(size * 0.15)
        beside = body.left + large.width + round(size * _UNIT_GAP)
        lower = top + round((size - small.size) * ASCENT)
        draw(canvas, large, Box(left, top, body.width, 0), card.look.accent)
        draw(canvas, small, Box(beside, lower, body.width, 0), card.look.accent)

    return Part(round(size * height), draw_figure)


_UNIT_GAP = 0.1  # ems of the number


def _set_figure(number: str, unit: str, size: int, width: int) -> tuple[Setting, Setting]:
    small = round(size * 0.42)
    return (
        set_line(number, Style(700, (size, size), leading=1.0), width),
        set_line(unit, Style(700, (small, small), leading=1.0), width),
    )


def _text_part(setting: Setting, body: Box, colour: str, above: int) -> Part:
    def draw_text(canvas: ImageDraw.ImageDraw, top: int) -> None:
        draw(canvas, setting, Box(body.left, top, body.width, setting.height), colour)

    return Part(setting.height, draw_text, above)


def _credit_parts(card: Card, body: Box, measures: Measures) -> list[Part]:
    """Who said it: on one line where there is little height."""
    if not card.speaker:
        return []
    muted = colours.muted(card.look.text, card.look.background)
    above = round(measures.margin * 0.4)
    room = body.width if not measures.low or not card.role else round(body.width * 0.6)
    name = set_line(card.speaker, Style(700, (measures.small + 4,) * 2), room)
    if not measures.low:
        role = set_line(card.role, Style(400, (measures.small,) * 2), body.width)
        parts = [_text_part(name, body, card.look.text, above), _text_part(role, body, muted, 0)]
        return parts if card.role else parts[:1]
    gap = round(measures.margin * 0.25)
    role = set_line(card.role, Style(400, (measures.small,) * 2), body.width - name.width - gap)

    def draw_both(canvas: ImageDraw.ImageDraw, top: int) -> None:
        draw(canvas, name, Box(body.left, top, body.width, 0), card.look.text)
        left, lower = body.left + name.width + gap, top + (name.height - role.height) // 2 + 1
        draw(canvas, role, Box(left, lower, role.width, 0), muted)

    return [Part(name.height, draw_both, above)]


def _bar(card: Card, body: Box, measures: Measures, above: int = 0) -> Part:
    height, width = 8, measures.margin
    left = body.left + (body.width - width if is_right_to_left(card.text) else 0)

    def draw_bar(canvas: ImageDraw.ImageDraw, top: int) -> None:
        canvas.rectangle((left, top, left + width - 1, top + height - 1), card.look.accent)

    return Part(height, draw_bar, above)


def _mark(card: Card, body: Box, measures: Measures) -> Part:
    """A quotation mark, large."""
    size = round(measures.margin * 2.6)
    setting = set_line("“", Style(700, (size, size), leading=1.0), body.width)

    def draw_mark(canvas: ImageDraw.ImageDraw, top: int) -> None:
        # It fills the upper third of its line.
        draw(
            canvas,
            setting,
            Box(body.left - round(size * 0.05), top - round(size * 0.13), body.width, 0),
            card.look.accent,
        )

    return Part(round(size * 0.34), draw_mark)


def _footer(
    image: Image.Image, canvas: ImageDraw.ImageDraw, card: Card, size: Size, measures: Measures
) -> int:
    """The brand at the left, the source at the right; returns where it begins."""
    look, margin = card.look, measures.margin
    bottom = size.height - round(margin * 0.62)
    top = bottom - measures.footer
    width = size.width - 2 * margin
    right = margin
    logo = logos.fitted(look, round(width * 0.4), measures.footer) if look.logo else None
    if logo:
        image.paste(logo, (margin, top + (measures.footer - logo.height) // 2), logo)
        right += logo.width
    elif look.name:
        name = set_line(look.name, Style(700, (measures.small + 4,) * 2), round(width * 0.5))
        draw(
            canvas,
            name,
            Box(margin, top + (measures.footer - name.height) // 2, width, 0),
            look.text,
        )
        right += name.width
    if card.source:
        room = size.width - margin - right - (measures.margin if right > margin else 0)
        source = set_line(card.source, Style(400, (measures.small,) * 2), room)
        left = size.width - margin - source.width if right > margin else margin
        muted = colours.muted(look.text, look.background)
        draw(
            canvas,
            source,
            Box(left, top + (measures.footer - source.height) // 2, source.width, 0),
            muted,
        )
    line = top - round(margin * 0.32)
    faint = colours.mixed(look.background, look.text, 0.18)
    canvas.line((margin, line, size.width - margin, line), faint, 2)
    return line


def _unquoted(text: str) -> str:
    """The large mark stands for those around the whole."""
    match = _QUOTED.fullmatch(typographic(text))
    return next(filter(None, match.groups())) if match else text
