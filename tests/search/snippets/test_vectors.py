"""Sentences with the vectors that the index keeps of them."""

import numpy as np
import pytest

from search.documents import Section
from search.encoder.base import get_encoder
from search.indexing import drain
from search.models import IndexedPassage
from search.sentences import embed_missing
from search.snippets import propose
from search.snippets.vectors import ready, sentences_of
from search.text import sentences

TEXT = "The press stood still for nine days. Sensors cut downtime by half. Nobody had expected it."
CODE = Section("press.oil()  # Often.", kind="code")


@pytest.fixture(autouse=True)
def model(settings):
    settings.SEARCH_MODEL = "tests.search.encoders.CountingEncoder"


@pytest.fixture
def indexed(notes) -> str:
    key = notes.put("a", TEXT, CODE, "It held. " * 30)
    drain()
    embed_missing()
    return key


def test_all_have_the_vector_of_their_text(notes, indexed):
    document = notes.document(indexed)
    found = sentences_of(document)
    assert [(one.start, one.end) for one in found] == sentences(document.text)
    expected = get_encoder().encode_documents([TEXT[: found[0].end]])[0]
    assert found[0].vector is not None and found[0].vector @ expected > 0.99


def test_nothing_is_embedded_for_it(notes, indexed):
    encoder = get_encoder()
    encoder.embedded.clear()
    propose(notes.document(indexed), sentences_of(notes.document(indexed)))
    assert encoder.embedded == []


def test_code_has_none(notes, indexed):
    document = notes.document(indexed)
    at = document.text.index("press.oil")
    assert all(one.vector is None for one in sentences_of(document) if at <= one.start < at + 20)


def test_of_an_older_text_no_vector_is_used(notes, indexed):
    notes.put("a", "Another press stood still. " + TEXT)
    assert all(one.vector is None for one in sentences_of(notes.document(indexed)))


def test_a_sentence_that_passages_cut_has_the_mean(notes):
    key = notes.put("a", f"{'word ' * 700}end.")
    drain()
    embed_missing()
    assert IndexedPassage.objects.count() > 1
    (one,) = sentences_of(notes.document(key))
    assert one.vector is not None
    assert np.linalg.norm(one.vector) == pytest.approx(1, abs=1e-5)


class TestReady:
    def test_with_all_vectors(self, indexed):
        assert ready([indexed, "note:unknown"]) == {indexed}

    def test_not_before_its_sentences_are_embedded(self, notes):
        key = notes.put("a", TEXT)
        drain()
        assert ready([key]) == set()

    def test_not_while_a_change_waits(self, notes, indexed):
        notes.put("a", TEXT)
        assert ready([indexed]) == set()

    @pytest.mark.parametrize("content", ["", CODE])
    def test_where_there_is_nothing_to_embed(self, notes, content):
        key = notes.put("a", content)
        drain()
        assert ready([key]) == {key}

    def test_not_once_it_is_gone(self, notes, indexed):
        notes.drop(indexed)
        drain()
        assert ready([indexed]) == set()
