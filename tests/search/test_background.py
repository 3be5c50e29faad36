"""Everyday questions, as the encoder sees them."""

import numpy as np
import pytest

from search import background
from search.background import NEAREST, Background
from search.models import BackgroundVectors

MODEL = "tests.encoders.WordEncoder"


def test_there_are_many_in_both_languages_and_none_twice():
    by_language = background.questions()
    assert set(by_language) == {"en", "zh"}
    for texts in by_language.values():
        assert len(texts) >= 150 and len(set(texts)) == len(texts) and all(map(str.strip, texts))


@pytest.mark.django_db
def test_they_are_learned_once(django_assert_num_queries):
    assert background.background(MODEL, "en") is None
    background.learn(MODEL)
    for asked_in, texts in background.questions().items():
        known = background.background(MODEL, asked_in)
        assert known is not None and len(known.vectors) == len(texts)
    with django_assert_num_queries(0):
        background.learn(MODEL)


@pytest.mark.django_db
def test_and_anew_when_there_are_others():
    background.learn(MODEL)
    BackgroundVectors.objects.update(fingerprint="of the last release")
    background.forget()
    assert background.background(MODEL, "en") is None
    background.learn(MODEL)
    assert background.background(MODEL, "en") is not None


@pytest.mark.django_db
def test_without_an_encoder_there_are_none():
    background.learn("tests.search.encoders.MissingEncoder")
    assert not BackgroundVectors.objects.exists()


def test_a_question_among_them_is_nearer_than_one_apart():
    generator = np.random.default_rng(1)
    common = np.r_[np.zeros(7), 3.0]
    vectors = generator.normal(size=(60, 8)) * ([1] * 4 + [0.01] * 4) + common
    them = Background(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    near, far = them.vectors[:NEAREST].mean(axis=0), common + np.r_[np.zeros(5), 1, 0, 0]
    assert them.nearness(near) > 0.5 > them.nearness(far)


def test_it_does_not_count_itself():
    vectors = np.eye(8, dtype=np.float32)
    them = Background(vectors)
    assert them.nearness(vectors[0]) < 0
