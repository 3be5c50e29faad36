"""The candidates: spans of one to a few sentences that read as one thing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..documents import Section
from .units import Unit, width

MOST_UNITS = 4
# In columns (see `units.width`): less says nothing, more is read by nobody.
NARROWEST, WIDEST = 36, 420
# A list, with what leads in to it, is taken whole or not at all.
MOST_ITEMS = 7

# Sections whose lines belong together: an answer to its question, a speaker to what they said.
_ONE_THING = {"question", "quote", "statistic"}


@dataclass(frozen=True)
class Piece:
    """The units `[first, stop)`, `width` columns in all."""

    first: int
    stop: int
    width: int


def pieces(
    units: Sequence[Unit], sections: Sequence[Section], taken: Sequence[tuple[int, int]] = ()
) -> list[Piece]:
    """In order of place; none that shares a character with what is `taken`."""
    widths = [width(unit.text) for unit in units]
    free = [
        not any(unit.start < end and start < unit.end for start, end in taken) for unit in units
    ]
    found: list[Piece] = []
    for first in range(len(units)):
        for stop in _stops(first, units, sections):
            piece = Piece(first, stop, sum(widths[first:stop]))
            if piece.width > WIDEST or not all(free[first:stop]):
                break
            if piece.width >= NARROWEST:
                found.append(piece)
    return found


def _stops(first: int, units: Sequence[Unit], sections: Sequence[Section]) -> Iterator[int]:
    """Where a piece that begins with `first` may end, the nearest first."""
    begun = units[first]
    if begun.leads_in and (stop := _end_of_list(first, units)):
        yield stop
        return
    together = sections[begun.section].kind in _ONE_THING
    for stop in range(first + 1, min(first + MOST_UNITS, len(units)) + 1):
        last = units[stop - 1]
        if last.section != begun.section or not (together or last.line == begun.line):
            return
        yield stop


def _end_of_list(first: int, units: Sequence[Unit]) -> int | None:
    """The end of the items that a sentence leads in to: lines of one unfinished unit each, and the finished one that
    closes clauses (`…；` `…。`). None where the next line is a sentence: nobody can tell where such a list ends."""
    stop = first + 1
    while (
        stop < len(units)
        and units[stop].section == units[first].section
        and units[stop].line == units[stop - 1].line + 1
        and not units[stop].whole
    ):
        stop += 1
    closes = stop < len(units) and units[stop - 1].text.endswith((";", "；")) and units[stop].whole
    if closes and units[stop].line == units[stop - 1].line + 1:
        stop += 1
    return stop if 2 <= stop - first - 1 <= MOST_ITEMS else None
