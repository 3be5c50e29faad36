"""From scores to probabilities: how far a document stands above what questions about nothing in this pool reach.

The null is fitted to the pool itself: questions of everyday life (data/background.txt), ranked against it, say
how high the best document's fused score and the best passage's cosine come by chance, in each language of asking.
So a score means the same in every pool, of every size and with every model. It is fitted anew when the pool or
the model has changed.

Two signs, for each sees what the other cannot. The fused score tells a document from the rest of the pool, but a
question right on the pool's subject is near all of it, and so far above none. The cosine tells just that, and is
the same for every document of a question, so that order by score is order by rank.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from .encoder.queries import query_vector
from .engines.embedded import View
from .engines.segments import Floats
from .filters import NO_FILTERS
from .models import FittedNull
from .ranking import Question, rank
from .text import language
from .weights import current_weights

# The pool has changed enough to fit again once so large a share of its documents came or went.
REFIT_SHARE = 0.1

# A logistic curve on both signs, and without an encoder on the share of the question's words found; fitted on the
# development sets (docs/decisions/ranking.md).
FUSED, COSINE, OFFSET = 0.63, 1.19, -2.3
WORDS, WORDS_OFFSET = 15.0, -4.5


@dataclass(frozen=True)
class Null:
    """Centre and deviation (robust) of a sign, for the best there is for a question about nothing here."""

    centre: float
    deviation: float

    def above(self, values: Floats | np.float32) -> Floats:
        """In deviations; far out flattened, so that a clear match and a clearer one still differ in score."""
        return np.asarray(2 * np.arcsinh((values - self.centre) / self.deviation / 2))


@dataclass(frozen=True)
class Calibration:
    """`fused` and `cosine`, each by language of asking (`en`, `zh`)."""

    fused: Mapping[str, Null]
    cosine: Mapping[str, Null]

    def probabilities(self, fused_scores: Floats, best_cosine: float, asked_in: str) -> Floats:
        """Of each document, 0 to 1, in the order of its fused scores."""
        fused = self.fused.get(asked_in, USUAL_FUSED).above(fused_scores)
        null = self.cosine.get(asked_in)
        cosine = null.above(np.float32(best_cosine)) if null else USUAL_COSINE_ABOVE
        return _logistic(FUSED * fused + COSINE * cosine + OFFSET)


# For a pool that has not been fitted yet: what the development pools have, and a question that is on its subject.
USUAL_FUSED = Null(3.1, 0.45)
USUAL_COSINE_ABOVE = 1.0

# No null is narrower, however alike the background's questions fared.
LEAST_DEVIATION = {"fused": 0.22, "cosine": 0.006}


def probabilities_of_words(words: Floats) -> Floats:
    """Without an encoder: from the share of the question's words that a document holds."""
    return _logistic(WORDS * words + WORDS_OFFSET)


def current_calibration(model: str) -> Calibration:
    nulls: dict[str, dict[str, Null]] = {"fused": {}, "cosine": {}}
    for row in FittedNull.objects.filter(model=model):
        nulls[row.sign][row.language] = Null(row.centre, row.deviation)
    return Calibration(**nulls)


def refit_if_changed(view: View, model: str) -> None:
    documents = int(view.alive_documents.sum())
    fitted = FittedNull.objects.filter(model=model).first()
    if fitted and abs(fitted.documents - documents) <= REFIT_SHARE * fitted.documents:
        return
    for (sign, asked_in), null in fit(view, model).items():
        FittedNull.objects.update_or_create(
            model=model,
            language=asked_in,
            sign=sign,
            defaults={
                "documents": documents,
                "centre": null.centre,
                "deviation": null.deviation,
            },
        )


def fit(view: View, model: str) -> dict[tuple[str, str], Null]:
    """The nulls of a view by sign and language; nothing where it is empty or the encoder is missing."""
    mask = view.document_mask(NO_FILTERS)
    weights = current_weights()
    best: dict[tuple[str, str], list[float]] = {}
    for question in _background():
        vector = query_vector(model, question)
        if vector is not None and mask.any():
            ranking = rank(view, Question.of(question, vector), mask, weights)
            asked_in = language(question)
            best.setdefault(("fused", asked_in), []).append(float(ranking.fused.max()))
            best.setdefault(("cosine", asked_in), []).append(float(ranking.best_cosine))
    return {key: _null(np.array(values), LEAST_DEVIATION[key[0]]) for key, values in best.items()}


def _null(best: np.ndarray, least_deviation: float) -> Null:
    # Median and its absolute deviation: a pool about cooking does answer some of these questions.
    centre = float(np.median(best))
    deviation = 1.4826 * float(np.median(np.abs(best - centre)))
    return Null(centre, max(deviation, least_deviation))


@lru_cache(maxsize=1)
def _background() -> tuple[str, ...]:
    text = (Path(__file__).parent / "data" / "background.txt").read_text(encoding="utf-8")
    return tuple(text.splitlines())


def _logistic(values: np.ndarray) -> Floats:
    return (1 / (1 + np.exp(-np.clip(values, -50, 50)))).astype(np.float32)
