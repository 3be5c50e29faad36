"""From scores to probabilities: how far a question stands above what questions about nothing in this pool reach.

The null is fitted to the pool itself: everyday questions (see `background`), ranked against it, say how high each
sign comes by chance, in each language of asking. So a score means the same in every pool, of every size and with
every model. It is fitted anew when the pool, the model or the way of ranking has changed.

Four signs, for each sees what the others cannot. The fused score tells a document from the rest of the pool, but a
question right on the pool's subject is near all of it, and so far above none. The best passage's cosine tells just
that. The words tell a question whose names the pool knows. And a question near to everyday ones is hardly one for
the pool. Together, with the best document's fused score, they say whether the pool answers the question. Which
documents do is a second matter, told by the fused score alone: by its distance from the null, and from the best one's.
So order by score is order by rank.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from . import background, ranking
from .encoder.queries import query_vector
from .engines.embedded import View
from .engines.segments import Floats
from .filters import NO_FILTERS
from .models import FittedNull
from .ranking import Question, Ranking, Weights, rank
from .weights import current_weights

# The pool has changed enough to fit again once so large a share of its documents came or went.
REFIT_SHARE = 0.1

# What a sign's deviations above its null are worth, in a logistic curve; and, for a sign without an encoder, the share
# of the question's words found. Fitted on the development sets (docs/decisions/no-match.md).
WORTH = {"fused": 0.50, "words": 0.54, "cosine": 1.09, "everyday": -0.97}
OFFSET = -2.2
WORDS, WORDS_OFFSET = 15.0, -4.5
# And, of the documents of a question that is answered: what the deviations of the fused score above its null are worth,
# and its distance from the best one's.
FITS, BEHIND, FITS_OFFSET = 0.61, 0.30, -0.98

# No null is narrower, however alike the everyday questions fared.
LEAST_DEVIATION = {"fused": 0.22, "words": 0.02, "cosine": 0.006, "everyday": 0.02}


# Beyond any score, and still a number.
FAR = 1e6


@dataclass(frozen=True)
class Signs:
    """`fused`: one a document. `words` and `cosine`: the best in the pool, as `Ranking` has them. `everyday`: how
    near the question comes to everyday ones."""

    fused: Floats
    words: float
    cosine: float
    everyday: float


@dataclass(frozen=True)
class Null:
    """Mean and deviation of a sign, for the best there is for a question about nothing here."""

    centre: float
    deviation: float

    def above(self, values: Floats | float) -> Floats:
        """In deviations; far out flattened, so that a clear match and a clearer one still differ in score."""
        return np.asarray(2 * np.arcsinh((values - self.centre) / self.deviation / 2))


# For a pool that has not been fitted yet: a document with all words of the question, and none of it near in meaning
# beyond the usual, is a match just so.
USUAL_FUSED, USUAL_SLOPE = 4.0, 2.0


@dataclass(frozen=True)
class Calibration:
    """`nulls` by sign, for one language of asking; empty where nothing is fitted yet."""

    nulls: Mapping[str, Null]

    def probabilities(self, signs: Signs) -> Floats:
        """Of each document, 0 to 1, in the order of its fused scores: how likely the pool answers the question, times
        how likely the document does beside the best one."""
        fused = np.clip(signs.fused, -FAR, FAR)
        if self.nulls.keys() != WORTH.keys():
            return _logistic(USUAL_SLOPE * (fused - USUAL_FUSED))
        best = float(fused.max(initial=-FAR))
        of_question = replace(signs, fused=np.array([best]))
        answered = np.full(1, OFFSET)
        for sign, worth in WORTH.items():
            answered += worth * self.nulls[sign].above(getattr(of_question, sign))
        fits = _logistic(
            FITS * self.nulls["fused"].above(fused) + BEHIND * (fused - best) + FITS_OFFSET
        )
        return _logistic(answered) * fits / fits.max(initial=1e-9)


def signs_of(found: Ranking, question: Question) -> Signs:
    """Zero is what a sign is where it cannot be known."""
    everyday = 0.0
    if question.background is not None and question.vector is not None:
        everyday = question.background.nearness(question.vector)
    return Signs(
        found.fused, float(found.words.max(initial=0.0)), float(found.best_cosine), everyday
    )


def probabilities_of_words(words: Floats) -> Floats:
    """Without an encoder: from the share of the question's words that a document holds."""
    return _logistic(WORDS * words + WORDS_OFFSET)


def current_calibration(model: str, asked_in: str) -> Calibration:
    rows = FittedNull.objects.filter(model=model, language=asked_in)
    return Calibration({row.sign: Null(row.centre, row.deviation) for row in rows})


def is_outdated(view: View, model: str) -> bool:
    """Whether there is something to fit that has not been, or has been for another pool or way of ranking."""
    documents = int(view.alive_documents.sum())
    fitted = FittedNull.objects.filter(model=model, fingerprint=_fingerprint()).first()
    if fitted is None:
        return documents > 0
    return abs(fitted.documents - documents) > REFIT_SHARE * fitted.documents


def refit_if_changed(view: View, model: str) -> None:
    if not is_outdated(view, model):
        return
    background.learn(model)
    for (sign, asked_in), null in fit(view, model, current_weights()).items():
        FittedNull.objects.update_or_create(
            model=model,
            language=asked_in,
            sign=sign,
            defaults={
                "documents": int(view.alive_documents.sum()),
                "fingerprint": _fingerprint(),
                "centre": null.centre,
                "deviation": null.deviation,
            },
        )


def fit(view: View, model: str, weights: Weights) -> dict[tuple[str, str], Null]:
    """The nulls of a view by sign and language; nothing where it is empty or the encoder is missing."""
    if not view.alive_documents.any():
        return {}
    found: dict[tuple[str, str], list[float]] = {}
    for asked_in, signs in _by_chance(view, model, weights):
        found.setdefault(("fused", asked_in), []).append(float(signs.fused.max()))
        for sign in ("words", "cosine", "everyday"):
            found.setdefault((sign, asked_in), []).append(getattr(signs, sign))
    return {key: _null(np.array(values), LEAST_DEVIATION[key[0]]) for key, values in found.items()}


def _by_chance(view: View, model: str, weights: Weights) -> Iterator[tuple[str, Signs]]:
    mask = view.document_mask(NO_FILTERS)
    for asked_in, texts in background.questions().items():
        usual = background.background(model, asked_in)
        for text in texts:
            vector = query_vector(model, text)
            if vector is not None:
                question = Question.of(text, vector, background=usual)
                yield asked_in, signs_of(rank(view, question, mask, weights), question)


def _null(best: np.ndarray, least_deviation: float) -> Null:
    return Null(float(best.mean()), max(float(best.std()), least_deviation))


def _fingerprint() -> str:
    """Of all that decides what comes by chance, but for the pool: so that a new release is fitted anew."""
    weights = repr(asdict(current_weights()))
    return hashlib.sha256(f"{_code()} {background.fingerprint()} {weights}".encode()).hexdigest()


@cache
def _code() -> str:
    files = [Path(__file__), Path(ranking.__file__)]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _logistic(values: np.ndarray) -> Floats:
    return (1 / (1 + np.exp(-np.clip(values, -50, 50)))).astype(np.float32)
