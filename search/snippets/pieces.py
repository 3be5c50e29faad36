"""The candidates: spans of one to a few sentences of one paragraph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .units import Unit, width

MOST_UNITS = 4
# In columns (see `units.width`): less says nothing, more is read by nobody.
NARROWEST, WIDEST = 36, 420


@dataclass(frozen=True)
class Piece:
    """The units `[first, stop)`."""

    first: int
    stop: int
    width: int


def pieces(units: Sequence[Unit], taken: Sequence[tuple[int, int]] = ()) -> list[Piece]:
    """In order of place; none that shares a character with what is `taken`."""
    widths = [width(unit.text) for unit in units]
    free = [
        not any(unit.start < end and start < unit.end for start, end in taken) for unit in units
    ]
    return [
        piece
        for first in range(len(units))
        for piece in _from(first, units, widths, free)
        if piece.width >= NARROWEST
    ]


def _from(
    first: int, units: Sequence[Unit], widths: Sequence[int], free: Sequence[bool]
) -> Iterator[Piece]:
    total = 0
    for stop in range(first + 1, min(first + MOST_UNITS, len(units)) + 1):
        last = stop - 1
        total += widths[last]
        same_line = units[last].line == units[first].line
        if not (free[last] and same_line and total <= WIDEST):
            return
        if units[last].whole or stop - first == 1:
            yield Piece(first, stop, total)
