"""What a card shows, apart from how: all that its picture depends on."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import NamedTuple

from hub.brand.look import Look

# The version of the designs: cards drawn by another are drawn anew.
DESIGN = 1


class Size(NamedTuple):
    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


LANDSCAPE, SQUARE, PORTRAIT = Size(1200, 630), Size(1080, 1080), Size(1080, 1350)
SIZES = {str(size): size for size in (LANDSCAPE, SQUARE, PORTRAIT)}


@dataclass(frozen=True)
class Card:
    """`figure` is a part of `text`, word for word; where there is one, it is drawn large. `quote`: the words are
    someone's, perhaps of a `speaker` with a `role`. `source` is the title of the asset."""

    text: str
    look: Look
    source: str = ""
    figure: str = ""
    quote: bool = False
    speaker: str = ""
    role: str = ""

    @property
    def digest(self) -> str:
        """Another for each picture, of any size."""
        told = json.dumps([DESIGN, asdict(self)], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:16]
