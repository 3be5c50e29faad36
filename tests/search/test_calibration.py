"""Scores to probabilities."""

from dataclasses import replace

import numpy as np
import pytest

from search import background, calibration, weights
from search.calibration import (
    LEAST_DEVIATION,
    WORTH,
    Calibration,
    Null,
    Signs,
    current_calibration,
    fit,
    is_outdated,
    probabilities_of_words,
    refit_if_changed,
)
from search.engines.embedded import View
from search.engines.memory import current_view
from search.indexing import drain
from search.models import FittedNull
from search.ranking import WEIGHTS

MODEL = "tests.encoders.WordEncoder"
FITTED = Calibration(
    {
        "fused": Null(4, 0.7),
        "words": Null(0.1, 0.1),
        "cosine": Null(0.3, 0.02),
        "everyday": Null(0.2, 0.05),
    }
)
CHANCE = Signs(fused=np.array([4.0]), words=0.1, cosine=0.3, everyday=0.2)
NOT_FITTED = Calibration({})


@pytest.fixture
def pool(notes) -> None:
    for n in range(20):
        notes.put(f"n{n}", f"The pump number {n} held, and the valve too.")
    drain()


@pytest.mark.parametrize("fitted", [FITTED, NOT_FITTED], ids=["fitted", "not fitted"])
def test_probabilities_rise_with_the_score(fitted):
    signs = Signs(np.linspace(-5, 60, 100), words=0.5, cosine=0.32, everyday=0.2)
    values = fitted.probabilities(signs)
    assert (np.diff(values) >= 0).all() and values[0] < 0.2 and values[-1] > 0.9


def test_what_comes_by_chance_is_no_match():
    assert FITTED.probabilities(CHANCE) < 0.2


@pytest.mark.parametrize("sign, value", [("words", 0.6), ("cosine", 0.36)])
def test_signs_of_the_whole_question_speak_for_it(sign, value):
    said = replace(CHANCE, **{sign: value})
    assert FITTED.probabilities(said) > 2 * FITTED.probabilities(CHANCE)


def test_but_to_be_near_to_everyday_questions_speaks_against_it():
    said = replace(CHANCE, everyday=0.4)
    assert FITTED.probabilities(said) < FITTED.probabilities(CHANCE) / 2


def test_a_document_far_behind_the_best_does_not_answer_with_it():
    signs = Signs(fused=np.array([9.0, 8.5, 2.0]), words=0.6, cosine=0.36, everyday=0.1)
    best, second, far = FITTED.probabilities(signs)
    assert best > 0.9 and second > 0.6 and far < 0.15


@pytest.mark.parametrize("score", [-np.inf, np.inf, -1e30, 1e30])
@pytest.mark.parametrize("fitted", [FITTED, NOT_FITTED], ids=["fitted", "not fitted"])
def test_the_farthest_scores_are_probabilities_too(fitted, score):
    (value,) = fitted.probabilities(replace(CHANCE, fused=np.array([score])))
    assert 0 <= value <= 1


def test_words_alone_rise_too():
    values = probabilities_of_words(np.linspace(0, 1, 50))
    assert (np.diff(values) >= 0).all() and values[0] < 0.05 and values[-1] > 0.9


def test_a_pool_is_fitted_in_each_language_of_asking(pool):
    background.learn(MODEL)
    nulls = fit(*current_view(), WEIGHTS)
    assert set(nulls) == {(sign, asked) for sign in WORTH for asked in ("en", "zh")}
    assert all(null.deviation >= LEAST_DEVIATION[sign] for (sign, _), null in nulls.items())


def test_an_empty_view_fits_nothing(db):
    assert fit(View(64), MODEL, WEIGHTS) == {}


def test_a_missing_encoder_fits_nothing(pool):
    view, _ = current_view()
    refit_if_changed(view, "tests.search.encoders.MissingEncoder")
    assert not FittedNull.objects.exists()


def test_it_is_fitted_once(pool, monkeypatch):
    refit_if_changed(*current_view())
    monkeypatch.setattr(calibration, "fit", lambda *a: 1 / 0)
    refit_if_changed(*current_view())
    assert current_calibration(MODEL, "en").nulls.keys() == WORTH.keys()


def test_and_again_once_the_pool_has_changed(pool, notes):
    refit_if_changed(*current_view())
    for n in range(5):
        notes.put(f"more{n}", "Cheese ripens.")
    drain()
    refit_if_changed(*current_view())
    assert set(FittedNull.objects.values_list("documents", flat=True)) == {25}


def test_and_when_the_ranking_has(pool):
    refit_if_changed(*current_view())
    assert not is_outdated(*current_view())
    weights.activate(weights.save(replace(WEIGHTS, words=1.0), "less of words", "ed"))
    assert is_outdated(*current_view())
