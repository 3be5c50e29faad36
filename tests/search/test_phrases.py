"""Vectors of what is said of terms, kept from one process to the next."""

import numpy as np
import pytest
from django.db import OperationalError

from search import phrases
from search.encoder import queries
from search.models import PhraseVector
from search.phrases import phrase_vector
from tests.encoders import WordEncoder

pytestmark = pytest.mark.django_db

MODEL = "tests.encoders.WordEncoder"
OTHER = "tests.search.encoders.OtherEncoder"
MISSING = "tests.search.encoders.MissingEncoder"


@pytest.fixture
def restart(monkeypatch):
    """A process that knows nothing, and whose encoder cannot be asked."""

    def start() -> None:
        phrases.forget()
        queries._encoded.cache_clear()
        monkeypatch.setattr(WordEncoder, "encode_queries", lambda self, texts: 1 / 0)

    return start


def test_the_next_process_need_not_embed_it(restart):
    before = phrase_vector(MODEL, "采购经理：价格")
    restart()
    assert np.array_equal(phrase_vector(MODEL, "采购经理：价格"), before)


def test_what_is_said_otherwise_now_is_embedded_anew(restart):
    phrase_vector(MODEL, "price")
    restart()
    assert phrase_vector(MODEL, "prices") is None


def test_each_model_has_its_own():
    assert len(phrase_vector(MODEL, "price")) == 64
    assert len(phrase_vector(OTHER, "price")) == 32


def test_without_an_encoder_there_is_none_and_nothing_is_kept():
    assert phrase_vector(MISSING, "price") is None
    assert not PhraseVector.objects.exists()


def test_a_database_that_cannot_be_written_to_fails_nobody(monkeypatch):
    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(PhraseVector.objects, "bulk_create", locked)
    assert phrase_vector(MODEL, "price") is not None
