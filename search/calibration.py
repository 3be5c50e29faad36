"""From scores to probabilities: how far a document stands above what questions about nothing in this pool reach.

The null is fitted to the pool itself: questions of everyday life (data/background.txt), ranked against it, say
how high the best document comes by chance, in each language of asking. So a score means the same in every pool,
of every size and with every model. It is fitted anew when the pool or the model has changed.
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
from .ranking import WEIGHTS, rank
from .text import language, query_tokens

# The pool has changed enough to fit again once so large a share of its documents came or went.
REFIT_SHARE = 0.1

# A logistic curve on the distance from the null, in its deviations: even odds at EVEN, steepness SLOPE; with words
# alone, on the share of the question's words found. Fitted on the development sets (docs/decisions/calibration.md).
EVEN, SLOPE = 2.5, 1.2
EVEN_WORDS, SLOPE_WORDS = 0.3, 15.0


@dataclass(frozen=True)
class Null:
    """Centre and deviation (robust) of the best document's fused score for a question about nothing here."""

    centre: float
    deviation: float


# What the development pools have, for a pool that has not been fitted yet.
USUAL = Null(3.1, 0.45)


@dataclass(frozen=True)
class Calibration:
    """By language of asking (`en`, `zh`)."""

    nulls: Mapping[str, Null]

    def probabilities(self, fused: Floats, asked_in: str) -> Floats:
        null = self.nulls.get(asked_in, USUAL)
        distance = (fused - null.centre) / null.deviation - EVEN
        # Far out the curve flattens, so that a clear match and a clearer one still differ.
        return _logistic(SLOPE * 2 * np.arcsinh(distance / 2))


def probabilities_of_words(words: Floats) -> Floats:
    """Without an encoder: from the share of the question's words that a document holds."""
    return _logistic(SLOPE_WORDS * (words - EVEN_WORDS))


def current_calibration(model: str) -> Calibration:
    rows = FittedNull.objects.filter(model=model)
    return Calibration({row.language: Null(row.centre, row.deviation) for row in rows})


def refit_if_changed(view: View, model: str) -> None:
    documents = int(view.alive_documents.sum())
    fitted = FittedNull.objects.filter(model=model).first()
    if fitted and abs(fitted.documents - documents) <= REFIT_SHARE * fitted.documents:
        return
    for asked_in, null in fit(view, model).items():
        FittedNull.objects.update_or_create(
            model=model,
            language=asked_in,
            defaults={
                "documents": documents,
                "centre": null.centre,
                "deviation": null.deviation,
            },
        )


def fit(view: View, model: str) -> dict[str, Null]:
    """The nulls of a view; nothing where it is empty or the encoder is missing."""
    mask = view.document_mask(NO_FILTERS)
    best: dict[str, list[float]] = {}
    for question in _background():
        vector = query_vector(model, question)
        if vector is not None and mask.any():
            ranking = rank(view, vector, list(query_tokens(question)), mask, WEIGHTS)
            best.setdefault(language(question), []).append(float(ranking.fused.max()))
    return {asked_in: _null(np.array(values)) for asked_in, values in best.items()}


def _null(best: np.ndarray) -> Null:
    # Median and its absolute deviation: a pool about cooking does answer some of these questions.
    centre = float(np.median(best))
    deviation = 1.4826 * float(np.median(np.abs(best - centre)))
    return Null(centre, max(deviation, USUAL.deviation / 2))


@lru_cache(maxsize=1)
def _background() -> tuple[str, ...]:
    text = (Path(__file__).parent / "data" / "background.txt").read_text(encoding="utf-8")
    return tuple(text.splitlines())


def _logistic(values: np.ndarray) -> Floats:
    return (1 / (1 + np.exp(-np.clip(values, -50, 50)))).astype(np.float32)
