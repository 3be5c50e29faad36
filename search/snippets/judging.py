"""What a piece is worth by itself: its signals, each with reasons, and its type."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from ..documents import Section
from .cues import Cue, cues
from .meaning import Meaning
from .pieces import Piece
from .proposals import Reason, SnippetType
from .units import Unit

# What a signal counts in the score; standing alone multiplies it.
WEIGHTS = {"centrality": 0.6, "weight": 0.12, "length": 0.18, "one_idea": 0.1}

# In columns: read at a glance, and long enough to say something.
SHORT, LONG = 100, 240

# Where several kinds of cues are found the first of these names the type.
_ORDER = (
    SnippetType.QUOTE,
    SnippetType.TIP,
    SnippetType.STATISTIC,
    SnippetType.DEFINITION,
    SnippetType.STORY,
)
_OF_KIND = {
    "question": SnippetType.QUESTION,
    "quote": SnippetType.QUOTE,
    "statistic": SnippetType.STATISTIC,
    "result": SnippetType.STATISTIC,
}


@dataclass(frozen=True)
class Judged:
    """`score`: 0 to 1, before what others say is looked at."""

    piece: Piece
    type: SnippetType
    score: float
    signals: dict[str, float]
    reasons: tuple[Reason, ...]


def judge(
    piece: Piece,
    units: Sequence[Unit],
    section: Section,
    standing: tuple[float, list[Reason]],
    centrality: float,
    meaning: Meaning,
) -> Judged:
    run = units[piece.first : piece.stop]
    found = _cues(run)
    heavy = 1.0
    for cue, _ in found:
        heavy *= 1 - cue.worth
    signals = {
        "centrality": centrality,
        "weight": 1 - heavy,
        "alone": standing[0],
        "length": _readable(piece.width),
        "one_idea": meaning.cohesion(piece),
    }
    score = standing[0] * sum(WEIGHTS[name] * signals[name] for name in WEIGHTS)
    type_ = _type(run, section.kind, [cue for cue, _ in found])
    reasons = [Reason("weight", cue.code, seen) for cue, seen in found] or [
        Reason("weight", "plain")
    ]
    return Judged(piece, type_, score, signals, (*_told(signals, piece), *standing[1], *reasons))


def _cues(run: Sequence[Unit]) -> list[tuple[Cue, str]]:
    """Each once, where it is first seen."""
    found: dict[str, tuple[Cue, str]] = {}
    for number, unit in enumerate(run):
        for cue, seen in cues(unit.text):
            if number == 0 or not cue.opens:
                found.setdefault(cue.code, (cue, seen))
    return list(found.values())


def _type(run: Sequence[Unit], kind: str, found: Sequence[Cue]) -> SnippetType:
    if run[0].asks:
        return SnippetType.QUESTION
    if kind in _OF_KIND and kind != "question":
        return _OF_KIND[kind]
    types = {cue.type for cue in found}
    if {"figure", "change"} <= {cue.code for cue in found}:
        types.add(SnippetType.STATISTIC)
    return next((type_ for type_ in _ORDER if type_ in types), SnippetType.CLAIM)


def _told(signals: dict[str, float], piece: Piece) -> list[Reason]:
    """In words for the signals that are numbers."""
    central, one = signals["centrality"], signals["one_idea"]
    length = "brief" if piece.width < SHORT else "long" if piece.width > LONG else "readable"
    return [
        Reason("centrality", "gist" if central >= 0.75 else "part" if central >= 0.45 else "aside"),
        Reason("length", length),
        Reason("one_idea", "one_idea" if one >= 0.45 else "several_ideas"),
    ]


def _readable(columns: int) -> float:
    """1 between SHORT and LONG, less the farther from them, as ratios go."""
    away = log(SHORT / columns) if columns < SHORT else max(log(columns / LONG), 0.0)
    return exp(-((away / 0.5) ** 2))
