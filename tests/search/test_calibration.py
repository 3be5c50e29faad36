"""Scores to probabilities."""

import numpy as np
import pytest

from search import calibration
from search.calibration import (
    LEAST_DEVIATION,
    USUAL_FUSED,
    Calibration,
    Null,
    current_calibration,
    fit,
    probabilities_of_words,
    refit_if_changed,
)
from search.engines.embedded import View
from search.engines.memory import current_view
from search.indexing import drain
from search.models import FittedNull

MODEL = "tests.encoders.WordEncoder"


@pytest.fixture
def pool(notes) -> None:
    for n in range(20):
        notes.put(f"n{n}", f"The pump number {n} held, and the valve too.")
    drain()


def test_probabilities_rise_with_the_score():
    fitted = Calibration(fused={"en": Null(3, 0.5)}, cosine={"en": Null(0.8, 0.01)})
    values = fitted.probabilities(np.linspace(-5, 20, 100), 0.84, "en")
    assert (np.diff(values) >= 0).all() and values[0] < 0.1 and values[-1] > 0.99


def test_and_with_the_nearness_of_the_question_to_the_pool():
    fitted = Calibration(fused={"en": Null(3, 0.5)}, cosine={"en": Null(0.8, 0.01)})
    far, near = (fitted.probabilities(np.array([4.0]), cosine, "en") for cosine in (0.8, 0.84))
    assert far < 0.5 < near


@pytest.mark.parametrize("score", [-np.inf, np.inf, -1e30, 1e30])
def test_the_farthest_scores_are_probabilities_too(score):
    (value,) = Calibration({}, {}).probabilities(np.array([score], np.float32), 0.8, "en")
    assert 0 <= value <= 1


def test_a_language_that_was_not_fitted_has_the_usual():
    scores = np.array([4.0])
    usual = Calibration({"en": USUAL_FUSED}, {}).probabilities(scores, 0.8, "en")
    assert Calibration({}, {}).probabilities(scores, 0.9, "zh") == usual


def test_words_alone_rise_too():
    values = probabilities_of_words(np.linspace(0, 1, 50))
    assert (np.diff(values) >= 0).all() and values[0] < 0.05 and values[-1] > 0.9


def test_a_pool_is_fitted_in_each_language_of_asking(pool):
    nulls = fit(*current_view())
    assert set(nulls) == {(sign, asked) for sign in LEAST_DEVIATION for asked in ("en", "zh")}
    assert all(null.deviation >= LEAST_DEVIATION[sign] for (sign, _), null in nulls.items())


def test_an_empty_view_fits_nothing(db):
    assert fit(View(64), MODEL) == {}


def test_a_missing_encoder_fits_nothing(pool):
    view, _ = current_view()
    assert fit(view, "tests.search.encoders.MissingEncoder") == {}


def test_it_is_fitted_once(pool, monkeypatch):
    refit_if_changed(*current_view())
    monkeypatch.setattr(calibration, "fit", lambda *a: 1 / 0)
    refit_if_changed(*current_view())
    fitted = current_calibration(MODEL)
    assert set(fitted.fused) == set(fitted.cosine) == {"en", "zh"}


def test_and_again_once_the_pool_has_changed(pool, notes):
    refit_if_changed(*current_view())
    for n in range(5):
        notes.put(f"more{n}", "Cheese ripens.")
    drain()
    refit_if_changed(*current_view())
    assert set(FittedNull.objects.values_list("documents", flat=True)) == {25}
