"""Lines of about the same length, as large as the box allows. Lengths in ems: they fit any size of type."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

_FOREVER = float("inf")
_ROUNDING = 1e-6  # of sums of many lengths


@dataclass(frozen=True)
class Measured:
    """A paragraph's atoms: `widths[i]` and the `spaces[i]` before them, in ems, and what it costs to begin a line
    with them, in square ems."""

    widths: Sequence[float]
    spaces: Sequence[float]
    costs: Sequence[float]

    def __post_init__(self) -> None:
        both = (space + width for space, width in zip(self.spaces, self.widths, strict=True))
        object.__setattr__(self, "_ends", list(accumulate(both, initial=0.0)))

    def length(self, start: int, end: int) -> float:
        """Of a line of the atoms `[start, end)`."""
        return self._ends[end] - self._ends[start] - self.spaces[start]  # type: ignore[attr-defined]

    def fits(self, start: int, end: int, room: float) -> bool:
        return self.length(start, end) <= room + _ROUNDING


def count(paragraph: Measured, room: float) -> float:
    """The fewest lines of `room` ems that hold it; infinite where one atom alone is too long."""
    lines, start = 0, 0
    for end in range(1, len(paragraph.widths) + 1):
        if not paragraph.fits(start, end, room):
            start = end - 1
            if not paragraph.fits(start, end, room):
                return _FOREVER
            lines += 1
    return lines + 1


def balanced(paragraph: Measured, room: float) -> tuple[float, list[tuple[int, int]]]:
    """The atoms `[start, end)` of each of the fewest lines: alike in length, begun where it costs least.

    The sum of the squared differences from the mean length and of the costs is the least there is (as Knuth and
    Plass break paragraphs, but towards a common length instead of the margin); it comes first.
    """
    lines = int(count(paragraph, room))
    atoms = len(paragraph.widths)
    wanted = paragraph.length(0, atoms) / lines
    best: list[dict[int, tuple[float, int]]] = [
        {0: (0.0, 0)}
    ]  # a number of lines -> its end: cost, start
    for _ in range(lines):
        ends: dict[int, tuple[float, int]] = {}
        for start, (so_far, _start) in best[-1].items():
            for end in range(start + 1, atoms + 1):
                if not paragraph.fits(start, end, room):
                    break
                off = paragraph.length(start, end) - wanted
                cost = so_far + off**2 + (paragraph.costs[start] if start else 0.0)
                if cost < ends.get(end, (_FOREVER, 0))[0]:
                    ends[end] = (cost, start)
        best.append(ends)
    spans, end = [], atoms
    for ends in reversed(best[1:]):
        start = ends[end][1]
        spans.append((start, end))
        end = start
    return best[-1][atoms][0], spans[::-1]


def largest(
    paragraphs: Sequence[Measured], box: tuple[float, float], sizes: tuple[int, int], leading: float
) -> int:
    """The largest of the `sizes` from the least to the greatest, in pixels, at which all lines fit the box (width and
    height in pixels; `leading` is a line's height in ems). 0 where not even the least does."""
    width, height = box
    low, high = sizes[0] - 1, sizes[1]
    while low < high:
        size = (low + high + 1) // 2
        lines = sum(count(paragraph, width / size) for paragraph in paragraphs)
        if lines * leading * size <= height:
            low = size
        else:
            high = size - 1
    return low if low >= sizes[0] else 0


# A little smaller is worth it where the lines come out better: a hundredth less costs this much, in square ems.
_SMALLER = 0.6
_TRIED = (1.0, 0.97, 0.94, 0.91, 0.88)


def best(
    paragraphs: Sequence[Measured], box: tuple[float, float], sizes: tuple[int, int], leading: float
) -> tuple[int, list[list[tuple[int, int]]]] | None:
    """A size as for `largest`, or somewhat less where words are parted otherwise, and each paragraph's lines."""
    most = largest(paragraphs, box, sizes, leading)
    if not most:
        return None
    tried = []
    for size in dict.fromkeys(max(round(most * share), sizes[0]) for share in _TRIED):
        broken = [balanced(paragraph, box[0] / size) for paragraph in paragraphs]
        cost = sum(cost for cost, _ in broken) + (1 - size / most) * 100 * _SMALLER
        tried.append((cost, -size, [lines for _, lines in broken]))
    _cost, size, lines = min(tried)
    return -size, lines
