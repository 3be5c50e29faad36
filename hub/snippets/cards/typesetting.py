"""A text into lines of type, as large as their box allows, and lines onto a picture."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from PIL import ImageDraw

from hub.snippets.cutting import MARK, cut
from search.text import HAN, language

from . import direction, fonts
from .breaking import THIN, Atom, clusters, paragraphs
from .fitting import Measured, best, count

# Far more than any card holds; what is beyond is cut off before anything is measured.
_LONGEST = 1_500
# How far above and below its line's middle a letter reaches, in ems: from there the baseline is told.
ASCENT, DESCENT = 0.88, 0.12


class Box(NamedTuple):
    """In pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        return self.top + self.height


@dataclass(frozen=True)
class Style:
    """`weight` as in CSS, `leading` a line's height in ems, `sizes` the least and the greatest in pixels."""

    weight: int
    sizes: tuple[int, int]
    leading: float = 1.4


@dataclass(frozen=True)
class Setting:
    """A text set: `lines` of runs, in the order they are read."""

    lines: tuple[tuple[fonts.Run, ...], ...]
    size: int
    style: Style
    right_to_left: bool
    cut: bool = False

    @property
    def height(self) -> int:
        return round(len(self.lines) * self.size * self.style.leading)

    @property
    def width(self) -> int:
        return round(
            max((_length(line, self.style.weight) for line in self.lines), default=0) * self.size
        )


def set_type(text: str, style: Style, width: int, height: int) -> Setting:
    """As large as the box allows; where it does not even allow the least size, cut, with an ellipsis."""
    text = typographic(text)
    beginning = text[:_LONGEST]

    def fits(part: str) -> bool:
        return len(part) < _LONGEST and _Text(part, style, width).fits(height)

    if fits(text):
        return _Text(text, style, width).set(height)
    shorter = cut(beginning, fits)
    if shorter and fits(shorter.text):
        return replace(_Text(shorter.text, style, width).set(height), cut=True)
    # One clause longer than any card: between words, then.
    low, high = 0, len(beginning)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(_until(beginning, middle)):
            low = middle
        else:
            high = middle - 1
    return replace(_Text(_until(beginning, low), style, width).set(height), cut=True)


def _until(text: str, end: int) -> str:
    """Up to the last space before the end, unless there is none near."""
    kept = text[:end]
    space = kept.rfind(" ", max(0, end - 30))
    return (kept[:space] if space > 0 else kept).rstrip(" ,，、;；:：") + MARK


def set_line(text: str, style: Style, width: int) -> Setting:
    """One line of the greatest size, cut where it is too long."""
    text = typographic(text)[:_LONGEST].replace("\n", " ")
    chinese, size = is_chinese(text), style.sizes[1]
    atoms = [atom for line in paragraphs(text) for atom in line]
    atoms = _short_enough(atoms, chinese, style.weight, width / size / 2)
    right_to_left = direction.is_right_to_left(text)
    for end in range(len(atoms), 0, -1):
        dots = () if end == len(atoms) else fonts.runs("…", chinese)
        line = _line(atoms[:end], chinese) + dots
        if _length(line, style.weight) * size <= width:
            return Setting((line,), size, style, right_to_left, cut=bool(dots))
    return _nothing(style)


def draw(canvas: ImageDraw.ImageDraw, setting: Setting, box: Box, color: str) -> None:
    """From the box's top, at its left; at its right where the text is read from there."""
    style, size = setting.style, setting.size
    baseline = box.top + size * (style.leading - (ASCENT + DESCENT)) / 2 + size * ASCENT
    for line in setting.lines:
        x: float = box.left
        if setting.right_to_left:
            x = box.left + box.width - _length(line, style.weight) * size
        for run, right_to_left in _as_seen(line, setting.right_to_left):
            if run.text != THIN:
                text, reading = fonts.directed(run.text, right_to_left)
                canvas.text(
                    (x, baseline),
                    text,
                    fill=color,
                    font=fonts.font(run.face, style.weight, size),
                    anchor="ls",
                    direction=reading,
                    features=run.features,
                )
            x += fonts.width(run, style.weight) * size
        baseline += size * style.leading


_OPENING = re.compile(r"(^|[\s(\[（【《“‘—/])\"")
_MINUS = re.compile(r"(?<![\w)\]”’])-(?=\d)")
_OPENING_SINGLE = re.compile(r"(^|[\s(\[（【《“—/])'(?=\w)")


def typographic(text: str) -> str:
    """The same words with the marks that printers use: straight quotation marks are a typewriter's."""
    text = re.sub(r"[^\S\n]+", " ", text.strip())
    text = _OPENING.sub(r"\1“", text)
    text = _OPENING_SINGLE.sub(r"\1‘", text)
    if HAN.search(text):
        text = _paired(_paired(text, '"', "“", "”"), "'", "‘", "’")
    text = text.replace('"', "”").replace("'", "’")
    return _MINUS.sub("−", text)


def _paired(text: str, straight: str, opening: str, closing: str) -> str:
    """Chinese leaves no space before a quotation mark: what closes none opens one."""
    is_open = False
    made = []
    for place, char in enumerate(text):
        inside_word = text[place - 1 : place].isascii() and text[place - 1 : place].isalnum()
        if char == straight and (is_open or not inside_word):
            char = closing if is_open else opening
        is_open = char == opening or (is_open and char != closing)
        made.append(char)
    return "".join(made)


def is_chinese(text: str) -> bool:
    return language(text) == "zh"


class _Text:
    """A text in atoms that are measured, for a width in pixels."""

    def __init__(self, text: str, style: Style, width: int) -> None:
        self.text, self.style, self.width = text, style, width
        self.chinese = is_chinese(text)
        room = width / style.sizes[0]
        lines = (_short_enough(line, self.chinese, style.weight, room) for line in paragraphs(text))
        self.paragraphs = [line for line in lines if line]
        self.measured = [_measured(line, self.chinese, style.weight) for line in self.paragraphs]

    def fits(self, height: int) -> bool:
        least = self.style.sizes[0]
        lines = sum(count(paragraph, self.width / least) for paragraph in self.measured)
        return lines * least * self.style.leading <= height

    def set(self, height: int) -> Setting:
        found = best(self.measured, (self.width, height), self.style.sizes, self.style.leading)
        if not found or not self.paragraphs:
            return _nothing(self.style)
        size, broken = found
        lines = tuple(
            _line(atoms[start:end], self.chinese)
            for atoms, spans in zip(self.paragraphs, broken, strict=True)
            for start, end in spans
        )
        return Setting(lines, size, self.style, direction.is_right_to_left(self.text))


def _nothing(style: Style) -> Setting:
    return Setting((), style.sizes[0], style, False)


def _short_enough(line: Sequence[Atom], chinese: bool, weight: int, room: float) -> list[Atom]:
    """Without what no face has; a word longer than any line is parted anywhere."""
    made: list[Atom] = []
    for atom in line:
        length = _length(fonts.runs(atom.text, chinese), weight)
        if 0 < length <= room:
            made.append(atom)
        elif length > room:
            first, *rest = _pieces(atom.text, chinese, weight, room)
            made += [replace(atom, text=first), *(Atom(piece, cost=1) for piece in rest)]
    return made


def _pieces(text: str, chinese: bool, weight: int, room: float) -> list[str]:
    """Between the parts of an address, if they are short enough; else between any letters."""
    parts = _PART_OF_ADDRESS.findall(text)
    if max(_length(fonts.runs(part, chinese), weight) for part in parts) <= room:
        return parts
    return clusters(text)


_PART_OF_ADDRESS = re.compile(r"[^/?&=_.-]*[/?&=_.-]+|[^/?&=_.-]+")


def _measured(line: Sequence[Atom], chinese: bool, weight: int) -> Measured:
    (space,) = fonts.runs(" ", False)
    lengths = {
        "": 0.0,
        **{text: fonts.width(fonts.Run(text, space.face), weight) for text in (" ", THIN)},
    }
    return Measured(
        [_length(fonts.runs(atom.text, chinese), weight) for atom in line],
        [lengths[atom.space] for atom in line],
        [atom.cost for atom in line],
    )


def _line(atoms: Sequence[Atom], chinese: bool) -> tuple[fonts.Run, ...]:
    (space,) = fonts.runs(" ", False)
    runs: list[fonts.Run] = []
    for place, atom in enumerate(atoms):
        if atom.space and place:
            runs.append(fonts.Run(atom.space, space.face))
        runs += fonts.runs(atom.text, chinese)
    return tuple(fonts.squeezed(fonts.joined(runs)))


def _length(runs: Sequence[fonts.Run], weight: int) -> float:
    return sum(fonts.width(run, weight) for run in runs)


def _as_seen(line: Sequence[fonts.Run], right_to_left: bool) -> Iterator[tuple[fonts.Run, bool]]:
    """From left to right, each with whether it is itself read from the right."""
    pieces = [(cluster, run.face) for run in line for cluster in clusters(run.text)]
    levels = direction.levels([cluster for cluster, _ in pieces], right_to_left)
    if not any(levels):
        yield from ((run, False) for run in line)
        return
    parts = [
        (fonts.Run("".join(cluster for _, (cluster, _) in group), face), level)
        for (level, face), group in groupby(
            zip(levels, pieces, strict=True), key=lambda both: (both[0], both[1][1])
        )
    ]
    for place in direction.visual_order([level for _, level in parts]):
        run, level = parts[place]
        yield run, level % 2 == 1
