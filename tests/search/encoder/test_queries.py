"""Questions as vectors, kept; failures, not."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from search.encoder import base
from search.encoder.queries import query_vector
from tests.encoders import WordEncoder
from tests.search.encoders import MissingEncoder

MODEL = "tests.encoders.WordEncoder"
MISSING = "tests.search.encoders.MissingEncoder"


@pytest.fixture
def calls(monkeypatch) -> list[list[str]]:
    made: list[list[str]] = []
    encode = WordEncoder.encode_queries

    def counting(self, texts):
        made.append(list(texts))
        return encode(self, texts)

    monkeypatch.setattr(WordEncoder, "encode_queries", counting)
    return made


def test_a_question_is_embedded_once(calls):
    one, two = query_vector(MODEL, "pump"), query_vector(MODEL, "pump")
    assert np.array_equal(one, two) and calls == [["pump"]]


def test_each_model_has_its_own():
    assert len(query_vector(MODEL, "pump")) == 64
    assert len(query_vector("tests.search.encoders.OtherEncoder", "pump")) == 32


def test_a_failure_is_not_kept(monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(WordEncoder, "encode_queries", lambda self, texts: 1 / 0)
        assert query_vector(MODEL, "pump") is None
    assert query_vector(MODEL, "pump") is not None


@pytest.mark.parametrize("model", [MISSING, "no.such.Class"])
def test_a_missing_model_gives_none(model):
    assert query_vector(model, "pump") is None


def test_a_missing_model_is_tried_again_after_a_while(monkeypatch):
    assert query_vector(MISSING, "pump") is None
    monkeypatch.setattr(MissingEncoder, "missing", False)
    assert query_vector(MISSING, "pump") is None  # not at every question
    monkeypatch.setattr(base, "RETRY_SECONDS", 0)
    assert query_vector(MISSING, "pump") is not None


def test_eight_threads_get_the_vectors_that_one_gets():
    questions = [f"pump {n % 25}" for n in range(200)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda question: query_vector(MODEL, question), questions))
    for question, vector in zip(questions, found, strict=True):
        assert np.array_equal(vector, WordEncoder().encode_queries([question])[0])
