"""Ways to make one order of meaning and words, side by side (docs/decisions/ranking.md).

Each way gives every document a score; nDCG@10 of its order. `learned` is fitted on all groups of pools but the one
that it is measured on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from scipy.optimize import minimize

from search.engines.segments import Floats
from search.evaluation.judgments import Judged
from search.evaluation.metrics import ndcg
from search.evaluation.rankers import Arms, best, question_arms
from search.filters import NO_FILTERS
from search.ranking import WEIGHTS, Question, Weights, rank

from . import pool, xquad
from .machine import table

# Of XQuAD's questions every so many-th.
STEP = 4


@dataclass(frozen=True)
class Asked:
    """A judged question on a pool, with its arms; `features` has shape (documents, len(FEATURES))."""

    group: str
    row: str
    judged: Judged
    pool: xquad.Pool
    question: Question
    arms: Arms
    features: Floats


FEATURES = ("meaning", "words", "meaning in the other script", "in the other script")

WAYS: Mapping[str, Callable[[Asked], Floats]] = {
    "words": lambda asked: asked.arms.bm25,
    "meaning": lambda asked: asked.arms.dense,
    "RRF": lambda asked: asked.arms.rrf,
    "min-max": lambda asked: _min_max(asked.arms.bm25) + _min_max(asked.arms.dense),
    "hub": lambda asked: _hub(asked, WEIGHTS),
    "hub, not centred": lambda asked: _hub(asked, replace(WEIGHTS, centring=0.0)),
    "hub, wholly centred": lambda asked: _hub(asked, replace(WEIGHTS, centring=1.0)),
    "hub, scripts alike": lambda asked: _hub(asked, replace(WEIGHTS, other_script=1.0)),
    "hub, other script × 1.7": lambda asked: _hub(asked, replace(WEIGHTS, other_script=1.7)),
    "hub, best passage only": lambda asked: _hub(asked, replace(WEIGHTS, agreement=0.0)),
    "hub, no floor": lambda asked: _hub(asked, replace(WEIGHTS, words_floor=0.0)),
    "hub, words × 8": lambda asked: _hub(asked, replace(WEIGHTS, words=8.0)),
    "hub, words × 16": lambda asked: _hub(asked, replace(WEIGHTS, words=16.0)),
}


def measure() -> Iterator[str]:
    asked = [*_xquad(), *_posts()]
    learned = {group: _learned([a for a in asked if a.group != group]) for group in _groups(asked)}
    ways = {**WAYS, "learned": lambda one: one.features @ learned[one.group]}
    rows = list(dict.fromkeys(one.row for one in asked))
    yield "nDCG@10 of each way; the columns:"
    yield ""
    yield from (f"{number}. {row}" for number, row in enumerate(rows, 1))
    yield ""
    headings = ["", *(str(number) for number in range(1, len(rows) + 1)), "mean"]
    yield from table(headings, (_row(name, ways[name], asked, rows) for name in ways))
    yield ""
    for group, weights in learned.items():
        told = ", ".join(f"{name} {w:.2f}" for name, w in zip(FEATURES, weights, strict=True))
        yield f"- learned without {group}: {told}"


def _groups(asked: Sequence[Asked]) -> list[str]:
    return list(dict.fromkeys(one.group for one in asked))


def _row(
    name: str, way: Callable[[Asked], Floats], asked: Sequence[Asked], rows: Sequence[str]
) -> list[str]:
    figures: dict[str, list[float]] = {row: [] for row in rows}
    for one in asked:
        found = best(one.pool.view, way(one))
        figures[one.row].append(ndcg(found, one.judged.relevant))
    means = [float(np.mean(values)) for values in figures.values()]
    return [name, *(f"{mean:.3f}" for mean in means), f"{np.mean(means):.3f}"]


def _hub(asked: Asked, weights: Weights) -> Floats:
    mask = asked.pool.view.document_mask(NO_FILTERS)
    return rank(asked.pool.view, asked.question, mask, weights).fused


def _min_max(scores: Floats) -> Floats:
    found = np.isfinite(scores)
    if not found.any():
        return np.zeros_like(scores)
    low, high = scores[found].min(), scores[found].max()
    return np.where(found, (scores - low) / max(high - low, 1e-9), 0.0).astype(np.float32)


def _xquad() -> Iterator[Asked]:
    for one in xquad.pools():
        group = "pools in one language" if one.name in xquad.LOCALES else "mixed pools"
        for judged in one.judged[::STEP]:
            own = "own" if judged.lang == one.asked else "another"
            row = f"{one.asked} questions, XQuAD in {one.name}, answered in {own}"
            yield _asked(group, row, one, judged)


def _posts() -> Iterator[Asked]:
    from search.background import background
    from search.encoder.queries import query_vector
    from search.engines.memory import current_view

    pool.ensure()
    view, model = current_view()
    for judged in pool.judged():
        asked_in = Question.of(judged.text).language
        vector, usual = query_vector(model, judged.text), background(model, asked_in)
        if judged.task != "related" and vector is not None and usual is not None:
            one = xquad.Pool("18F", asked_in, view, [judged], {judged.text: vector}, usual)
            yield _asked("18F", f"18F, {judged.task} in {asked_in}", one, judged)


def _asked(group: str, row: str, one: xquad.Pool, judged: Judged) -> Asked:
    view, question = one.view, one.question(judged)
    mask = view.document_mask(NO_FILTERS)
    plain = rank(view, question, mask, replace(WEIGHTS, other_script=1.0))
    other = np.array([name.startswith("zh") for name in view.locales]) != (one.asked == "zh")
    words = np.maximum(0.0, plain.words - WEIGHTS.words_floor)
    features = np.stack([plain.dense, words, plain.dense * other, other], axis=1)
    arms = question_arms(view, one.vectors[judged.text], judged.text, mask)
    return Asked(group, row, judged, one, question, arms, features.astype(np.float32))


def _learned(asked: Sequence[Asked]) -> Floats:
    """By the softmax cross-entropy of each list (ListNet: Cao et al., 2007), each group weighing the same."""
    sizes = {group: sum(one.group == group for one in asked) for group in _groups(asked)}
    lists = [(one.features, _gains(one), 1 / sizes[one.group]) for one in asked]
    start = np.array([1.0, 5.0, 0.0, 0.0])
    return minimize(partial(_loss, lists=[x for x in lists if x[1].any()]), start, jac=True).x


def _gains(asked: Asked) -> Floats:
    grades = np.array([asked.judged.relevant.get(key, 0) for key in asked.pool.view.keys])
    gains = np.exp2(grades) - 1
    return gains / max(gains.sum(), 1)


def _loss(weights: Floats, lists: Sequence[tuple[Floats, Floats, float]]) -> tuple[float, Floats]:
    loss, slope = 0.002 * float(weights @ weights), 0.004 * weights
    for features, gains, share in lists:
        scores = features @ weights
        scores = scores - scores.max()
        total = np.exp(scores).sum()
        loss -= share * float(gains @ (scores - np.log(total)))
        slope -= share * (features.T @ (gains - np.exp(scores) / total))
    return loss, slope
