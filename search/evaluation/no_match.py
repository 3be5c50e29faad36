"""Does the hub say that nothing fits when nothing does, and only then? Pure: scores in, figures and a plot out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

# The misses of each sort that are listed.
LISTED = 20


@dataclass(frozen=True)
class Asked:
    """A question that the pool answers, or one that it does not; `score`: of the best document, 0 to 1."""

    text: str
    lang: str
    is_answerable: bool
    score: float


def lines(asked: Sequence[Asked], threshold: float) -> Iterator[str]:
    """Of answerable questions how many get no match, and of the others how many get one."""
    yield f"A match is claimed from a score of {threshold:g} on."
    for is_answerable, wrong in (
        (True, "answerable, but no match"),
        (False, "off topic, but a match"),
    ):
        of_kind = [one for one in asked if one.is_answerable is is_answerable]
        missed = [one for one in of_kind if (one.score < threshold) is is_answerable]
        yield f"  {wrong}: {_share(missed, of_kind)}"
        for lang in sorted({one.lang for one in of_kind}):
            of_lang = [[one for one in some if one.lang == lang] for some in (missed, of_kind)]
            yield f"    {lang or 'no language given'}: {_share(*of_lang)}"
        for one in sorted(missed, key=lambda one: one.score, reverse=not is_answerable)[:LISTED]:
            yield f"      {one.score:.2f}  {one.text}"


def _share(part: Sequence[Asked], whole: Sequence[Asked]) -> str:
    return f"{len(part)} of {len(whole)} ({len(part) / max(len(whole), 1):.1%})"


# ---- the plot

_WIDTH, _HEIGHT, _LEFT, _TOP = 640, 320, 48, 16
_CURVES = ((True, "#0b7285", "answerable"), (False, "#c92a2a", "off topic"))


def plot(asked: Sequence[Asked], threshold: float) -> str:
    """An SVG: the share of questions (y) whose best document scores at least so much (x), of either sort."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH + 80} {_HEIGHT + 64}" '
        'font-family="sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x, y = _place(tick, tick)
        parts += [
            f'<path d="M{_LEFT} {y}H{_WIDTH + _LEFT}" stroke="#ddd"/>',
            f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{tick:.0%}</text>',
            f'<text x="{x}" y="{_HEIGHT + _TOP + 20}" text-anchor="middle">{tick:g}</text>',
        ]
    x, _ = _place(threshold, 0)
    parts.append(f'<path d="M{x} {_TOP}V{_HEIGHT + _TOP}" stroke="#888" stroke-dasharray="4"/>')
    for place, (is_answerable, colour, name) in enumerate(_CURVES):
        scores = np.sort([one.score for one in asked if one.is_answerable is is_answerable])
        if len(scores):
            steps = [(0.0, 1.0), *_steps(scores), (1.0, 0.0)]
            points = " ".join(f"{x},{y}" for x, y in (_place(*step) for step in steps))
            parts.append(
                f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
            )
        parts.append(
            f'<text x="{_LEFT + 90 + 230 * place}" y="{_HEIGHT + _TOP + 42}" fill="{colour}">'
            f"{name} ({len(scores)} questions)</text>"
        )
    return "\n".join([*parts, "</svg>", ""])


def _steps(scores: np.ndarray) -> Iterator[tuple[float, float]]:
    for number, score in enumerate(scores.tolist()):
        yield score, 1 - number / len(scores)
        yield score, 1 - (number + 1) / len(scores)


def _place(x: float, y: float) -> tuple[float, float]:
    return round(_LEFT + x * _WIDTH, 1), round(_TOP + (1 - y) * _HEIGHT, 1)
