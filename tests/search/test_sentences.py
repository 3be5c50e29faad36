"""The vectors of sentences: made when nothing else waits, kept as long as their text stands."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from search import sentences, tasks
from search.documents import Section
from search.encoder.base import EncoderUnavailable, get_encoder
from search.indexing import drain, recover
from search.models import IndexedPassage
from search.retrieval import Request, ask
from search.verification import differences
from tests.search.encoders import CountingEncoder, FragileEncoder

ENCODERS = "tests.search.encoders"
TEXT = "The press stood still. Sensors cut downtime by half."


@pytest.fixture
def counting(settings) -> CountingEncoder:
    settings.SEARCH_MODEL = f"{ENCODERS}.CountingEncoder"
    encoder = get_encoder()
    assert isinstance(encoder, CountingEncoder)
    return encoder


@pytest.fixture
def indexed(notes, counting) -> CountingEncoder:
    notes.put("a", TEXT)
    drain()
    counting.embedded.clear()
    return counting


def test_all_sentences_are_embedded(indexed):
    assert sentences.embed_missing() == 1
    assert indexed.embedded == ["The press stood still.", "Sensors cut downtime by half."]
    assert not sentences.missing().exists()


def test_done_twice_nothing_is_embedded_again(indexed):
    sentences.embed_missing()
    indexed.embedded.clear()
    assert sentences.embed_missing() == 0 and indexed.embedded == []


def test_text_that_stays_is_not_embedded_again(notes, counting):
    stays = "It held for a year and a day. " * 12  # a passage of its own
    notes.put("a", stays, Section("It was new.", title="News"))
    drain()
    sentences.embed_missing()
    counting.embedded.clear()
    notes.put("a", stays, Section("It is newer.", title="News"))
    drain()
    counting.embedded.clear()
    sentences.embed_missing()
    assert counting.embedded == ["It is newer."]


def test_a_change_goes_first(notes, indexed):
    notes.put("b", "Something new.")
    assert sentences.embed_missing() == 0


def test_no_longer_than_asked(indexed):
    assert sentences.embed_missing(seconds=0) == 0


def test_code_is_left_out(notes, counting):
    notes.put("a", Section("press.oil()", kind="code"))
    drain()
    assert sentences.embed_missing() == 0


def test_a_text_that_cannot_be_embedded_is_passed_over(notes, settings, monkeypatch):
    settings.SEARCH_MODEL = f"{ENCODERS}.FragileEncoder"
    notes.put("a", "It held. A drop of poison.")
    monkeypatch.setattr(FragileEncoder, "encode_documents", FragileEncoder.encode_queries)
    drain()
    monkeypatch.undo()
    assert sentences.embed_missing() == 1
    assert not sentences.missing().exists()


def test_an_encoder_that_is_down_is_waited_for(notes, settings, monkeypatch):
    settings.SEARCH_MODEL = f"{ENCODERS}.FragileEncoder"
    notes.put("a", TEXT)
    drain()
    monkeypatch.setattr(FragileEncoder, "down", True)
    with pytest.raises(EncoderUnavailable):
        sentences.embed_missing()
    assert sentences.missing().exists()


def test_the_worker_does_it_when_nothing_else_waits(indexed):
    recover()
    tasks.embed_sentences.func()
    assert not sentences.missing().exists()


def test_verification_knows_them(indexed):
    sentences.embed_missing()
    assert not list(differences())
    IndexedPassage.objects.update(sentences=b"damaged")
    (difference,) = differences()
    assert "sentences" in difference.reason


def test_evidence_is_chosen_by_them(notes, indexed):
    notes.put(
        "a", "The reviewers met in a large hall of stone. They agreed on every one of the figures."
    )
    drain()
    asked = "zuverlässig"
    near = indexed.encode_queries([asked])[0]
    IndexedPassage.objects.update(sentences=sentences.pack(np.stack([-near, near])))
    answer = ask(Request(asked, viewer=None))
    (match,) = answer.matches or answer.nearest
    assert [evidence.text for evidence in match.evidence] == [
        "They agreed on every one of the figures."
    ]


@given(arrays(np.float32, (3, 8), elements=st.floats(-1, 1, width=32)))
def test_packing_keeps_directions(rows):
    rows = rows + np.eye(3, 8, dtype=np.float32) * 2
    unpacked = sentences.unpack(sentences.pack(rows), 3, 8)
    assert unpacked is not None
    lengths = np.linalg.norm(rows, axis=1)
    assert ((unpacked * rows).sum(axis=1) / lengths > 0.999).all()


@pytest.mark.parametrize("packed", [None, b"", b"123"])
def test_what_does_not_fit_is_none(packed):
    assert sentences.unpack(packed, 2, 8) is None
