"""Which spans of a document are worth sharing (docs/decisions/snippets.md)."""

from collections.abc import Collection, Sequence

import numpy as np

from ..documents import Document
from .alone import alone, footing
from .judging import Judged, judge
from .meaning import Meaning, title_stems
from .pieces import Piece, pieces
from .proposals import Proposal, Proposals, Reason
from .units import Sentence, Unit, units, width

# Maximal marginal relevance: what being like one chosen before takes from a score.
REDUNDANCY = 0.6
# Less is not worth sharing.
FLOOR = 0.42
# One proposal for so many columns, from the fewest to the most.
COLUMNS_EACH, FEWEST, MOST = 1600, 3, 12
# So many of a document's pieces, those nearest to the whole, are read: some 30,000 words have more.
MOST_JUDGED = 4000


def propose(
    document: Document,
    sentences: Sequence[Sentence],
    *,
    taken: Collection[tuple[int, int]] = (),
    most: int | None = None,
) -> Proposals:
    """The spans of `document` worth sharing, the best first, ties by place; none overlaps another, nor one that is
    `taken`, and being like those tells against it. `sentences` as of `vectors.sentences_of`, or `unembedded`.

    How many there are grows with the text's length, up to `most`.
    """
    if not document.text.strip():
        return Proposals(why_empty="no_text")
    parts = units(document, sentences)
    found = pieces(parts, document.sections, sorted(taken))
    if not found:
        return Proposals(why_empty="no_sentence")
    meaning = Meaning(document.title, parts)
    central = dict(zip(found, meaning.centrality(found).tolist(), strict=True))
    if len(found) > MOST_JUDGED:
        found = sorted(found, key=lambda piece: (-central[piece], piece.first, piece.stop))[
            :MOST_JUDGED
        ]
    subject = title_stems(document.title)
    judged = [
        judge(
            piece,
            parts,
            document.sections[parts[piece.first].section],
            standing,
            central[piece],
            meaning,
        )
        for piece in found
        if (standing := _standing(document, parts, piece, subject))[0] > 0
    ]
    if not judged:
        return Proposals(why_empty="none_alone")
    chosen = _choose(judged, meaning, _spans(parts, taken), _how_many(parts, most))
    proposals = tuple(
        _proposal(document, parts, one, score, novelty) for one, score, novelty in chosen
    )
    return Proposals(proposals, "" if proposals else "none_telling")


def _standing(
    document: Document, parts: Sequence[Unit], piece: Piece, subject: Collection[str]
) -> tuple[float, list[Reason]]:
    by_itself, seen = alone(parts[piece.first : piece.stop])
    kind = document.sections[parts[piece.first].section].kind
    by_place, why = footing(parts, piece.first, subject, kind)
    return by_itself * by_place, [*seen, *why]


def _how_many(parts: Sequence[Unit], most: int | None) -> int:
    wanted = min(max(round(sum(width(part.text) for part in parts) / COLUMNS_EACH), FEWEST), MOST)
    return wanted if most is None else min(wanted, most)


def _spans(parts: Sequence[Unit], taken: Collection[tuple[int, int]]) -> list[Piece]:
    """What is taken, as pieces."""
    found = []
    for start, end in sorted(taken):
        inside = [n for n, part in enumerate(parts) if part.start < end and start < part.end]
        if inside:
            found.append(Piece(inside[0], inside[-1] + 1, 0))
    return found


def _choose(
    judged: Sequence[Judged], meaning: Meaning, taken: Sequence[Piece], most: int
) -> list[tuple[Judged, float, float]]:
    """Each with its score and its novelty beside those before it: Carbonell and Goldstein, 1998, "The Use of MMR,
    Diversity-Based Reranking for Reordering Documents and Producing Summaries"."""
    best = sorted(judged, key=lambda one: (-one.score, one.piece.first, one.piece.stop))
    scores = np.array([one.score for one in best])
    firsts = np.array([one.piece.first for one in best])
    stops = np.array([one.piece.stop for one in best])
    apart = meaning.apart([one.piece for one in best])
    alike = np.zeros(len(best))
    for row in meaning.apart(taken) if taken else ():
        alike = np.maximum(alike, apart @ row)
    open_ = np.ones(len(best), dtype=bool)
    chosen: list[tuple[Judged, float, float]] = []
    while len(chosen) < most and open_.any():
        values = np.where(open_, scores - REDUNDANCY * alike * scores, -1.0)
        at = int(values.argmax())
        if values[at] < FLOOR:
            break
        chosen.append((best[at], float(values[at]), float(1 - alike[at])))
        open_ &= (stops <= firsts[at]) | (firsts >= stops[at])
        alike = np.maximum(alike, apart @ apart[at])
    return chosen


def _proposal(
    document: Document, parts: Sequence[Unit], one: Judged, score: float, novelty: float
) -> Proposal:
    first, last = parts[one.piece.first], parts[one.piece.stop - 1]
    section = document.sections[first.section]
    signals = {**one.signals, "novelty": novelty}
    return Proposal(
        start=first.start,
        end=last.end,
        text=document.text[first.start : last.end],
        type=one.type,
        score=round(score, 4),
        block=section.block,
        section_title=section.title,
        kind=section.kind,
        signals={name: round(value, 3) for name, value in signals.items()},
        reasons=(*one.reasons, Reason("novelty", "new" if novelty >= 0.6 else "alike")),
    )
