"""Which spans of a document are worth sharing (docs/decisions/snippets.md)."""

from collections.abc import Collection, Sequence

import numpy as np

from ..documents import Document
from .alone import alone
from .meaning import normalized, standardized, title_shares, vectors
from .pieces import Piece, pieces
from .proposals import Proposal, Proposals, Reason
from .units import Floats, Sentence, Unit, units
from .weight import weight

# What a signal counts in a score; standing alone multiplies it.
WEIGHTS = {"centrality": 0.5, "weight": 0.2, "length": 0.2, "one_idea": 0.1}
# What being alike to one chosen before takes from a score.
REDUNDANCY = 0.4
# A score below is not worth sharing.
FLOOR = 0.3
# Of a document's pieces so many are compared with each other.
MOST_COMPARED = 2000
# A proposal for so many columns, from the least to the most.
COLUMNS_EACH, FEWEST, MOST = 1600, 3, 12


def propose(
    document: Document,
    sentences: Sequence[Sentence],
    *,
    taken: Collection[tuple[int, int]] = (),
    most: int | None = None,
) -> Proposals:
    """The spans of `document` worth sharing, the best first, ties by place; none overlaps another, nor one that is
    `taken`, and being alike to those tells against it. `sentences` as of `vectors.sentences_of` or `unembedded`.

    How many there are grows with the text's length, up to `most`.
    """
    if not document.text.strip():
        return Proposals(why_empty="no_text")
    parts = units(document, sentences)
    found = pieces(parts, sorted(taken))
    if not found:
        return Proposals(why_empty="no_sentence")
    judged = [(piece, *alone(parts[piece.first : piece.stop])) for piece in found]
    standing = [one for one in judged if one[1] > 0]
    if not standing:
        return Proposals(why_empty="none_alone")
    rows = vectors(parts)
    proposals = _choose(document, parts, rows, standing, taken, _how_many(parts, most))
    return Proposals(tuple(proposals), "" if proposals else "none_telling")


def _how_many(parts: Sequence[Unit], most: int | None) -> int:
    columns = sum(len(part.text) for part in parts)
    wanted = min(max(round(columns / COLUMNS_EACH), FEWEST), MOST)
    return wanted if most is None else min(wanted, most)


def _choose(
    document: Document,
    parts: Sequence[Unit],
    rows: Floats,
    standing: Sequence[tuple[Piece, float, list[Reason]]],
    taken: Collection[tuple[int, int]],
    wanted: int,
) -> list[Proposal]:
    sums = np.concatenate([np.zeros((1, rows.shape[1]), np.float32), np.cumsum(rows, axis=0)])
    firsts = np.array([piece.first for piece, *_ in standing])
    stops = np.array([piece.stop for piece, *_ in standing])
    own = normalized(sums[stops] - sums[firsts])
    whole = normalized(rows.mean(axis=0))
    titles = title_shares(document.title, parts)
    title_sums = np.concatenate([[0], np.cumsum(titles)])
    central = standardized(own @ whole) + standardized(
        (title_sums[stops] - title_sums[firsts]) / (stops - firsts)
    )
    centrality = 1 / (1 + np.exp(-central))
    centred = normalized(own - rows.mean(axis=0))

    scored = []
    for number, (piece, stands, reasons) in enumerate(standing):
        run = parts[piece.first : piece.stop]
        section = document.sections[run[0].section]
        text = document.text[run[0].start : run[-1].end]
        heavy, type_, seen = weight(text, run[0].text, section.kind)
        signals = {
            "centrality": float(centrality[number]),
            "weight": heavy,
            "alone": stands,
            "length": _readable(piece.width),
            "one_idea": float(np.mean(rows[piece.first : piece.stop] @ own[number])),
        }
        base = stands * sum(WEIGHTS[name] * signals[name] for name in WEIGHTS)
        scored.append((base, number, type_, signals, (*reasons, *seen)))

    bases = np.array([one[0] for one in scored])
    alike = np.zeros(len(scored), dtype=np.float32)
    for start, end in sorted(taken):
        inside = [n for n, part in enumerate(parts) if part.start < end and start < part.end]
        if inside:
            other = normalized(normalized(rows[inside].mean(axis=0)) - rows.mean(axis=0))
            alike = np.maximum(alike, centred @ other)
    open_ = np.ones(len(scored), dtype=bool)
    chosen: list[Proposal] = []
    while len(chosen) < wanted and open_.any():
        values = np.where(open_, bases - REDUNDANCY * np.clip(alike, 0, 1), -np.inf)
        best = int(values.argmax())
        if values[best] < FLOOR:
            break
        _, _, type_, signals, told = scored[best]
        piece = standing[best][0]
        run = parts[piece.first : piece.stop]
        section = document.sections[run[0].section]
        novelty = float(1 - np.clip(alike[best], 0, 1))
        chosen.append(
            Proposal(
                start=run[0].start,
                end=run[-1].end,
                text=document.text[run[0].start : run[-1].end],
                type=type_,
                score=round(float(max(values[best], 0)), 4),
                block=section.block,
                section_title=section.title,
                kind=section.kind,
                signals={k: round(v, 4) for k, v in {**signals, "novelty": novelty}.items()},
                reasons=told,
            )
        )
        open_ &= (stops <= piece.first) | (firsts >= piece.stop)
        alike = np.maximum(alike, centred @ centred[best])
    return chosen


def _readable(columns: int) -> float:
    """1 for 60 to 240 columns, less the farther from these."""
    if columns < 60:
        return columns / 60
    return 1.0 if columns <= 240 else max(0.0, 1 - (columns - 240) / 240)
