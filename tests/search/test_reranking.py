"""A cross-encoder puts the best in order once more."""

import string
import threading
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command
from sentence_transformers import CrossEncoder
from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

from search import reranking
from search.indexing import drain
from search.retrieval import Outcome, Request, ask, search

QUESTION = "pumps that hold"
TEXTS = {
    "a": "Pumps that hold hold pumps.",
    "b": "Our pumps hold for years on end.",
    "c": "Seals hold. So do pumps, in the end.",
}


@pytest.fixture(scope="session")
def tiny(tmp_path_factory) -> Path:
    """A cross-encoder of one small layer, untrained: it prefers something, always the same."""
    folder = tmp_path_factory.mktemp("reranker")
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *string.ascii_lowercase]
    pieces += [f"##{letter}" for letter in string.ascii_lowercase] + list(string.punctuation)
    BertTokenizer(vocab={piece: n for n, piece in enumerate(pieces)}).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        initializer_range=2.0,
    )
    config.num_labels = 1
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.fixture
def pumps(notes) -> None:
    for name, text in TEXTS.items():
        notes.put(name, text)
    drain()


@pytest.fixture
def in_use(settings, pumps, tiny) -> CrossEncoder:
    settings.SEARCH_RERANKER = str(tiny)
    return reranking.get_reranker(str(tiny))


def order() -> list[str]:
    return [match.key[-1] for match in search(Request(QUESTION, viewer=None)).matches]


def test_the_order_is_the_models(in_use):
    wanted = in_use.predict([(QUESTION, f"{n.capitalize()}\n{text}") for n, text in TEXTS.items()])
    assert order() == [list(TEXTS)[n] for n in np.argsort(-wanted)]


def test_scores_stay_with_their_places(in_use, settings):
    after = search(Request(QUESTION, viewer=None))
    answered = ask(Request(QUESTION, viewer=None))
    settings.SEARCH_RERANKER = ""
    before = search(Request(QUESTION, viewer=None))
    assert [m.score for m in after.matches] == [m.score for m in before.matches]
    assert (after.total, after.facets) == (before.total, before.facets)
    assert answered.outcome == ask(Request(QUESTION, viewer=None)).outcome == Outcome.MATCHED


def test_evidence_goes_with_its_document(in_use):
    for match in search(Request(QUESTION, viewer=None)).matches:
        assert match.evidence[0].text in TEXTS[match.key[-1]]


def test_what_the_viewer_may_not_see_is_not_read(in_use, notes, monkeypatch):
    notes.hidden = {"note:a"}
    read: list[str] = []
    predict = in_use.predict
    monkeypatch.setattr(
        in_use, "predict", lambda p, **k: (read.extend(t for _, t in p), predict(p))[1]
    )
    assert "a" not in order()
    assert read and not any(TEXTS["a"] in text for text in read)


@pytest.fixture
def usual(pumps) -> list[str]:
    return order()


@pytest.mark.parametrize("name", ["", "/no/such/model"])
def test_without_a_model_the_order_stays(settings, usual, name):
    settings.SEARCH_RERANKER = name
    assert order() == usual


def test_a_missing_model_is_told_by_the_status(settings, pumps, capsys):
    settings.SEARCH_RERANKER = "/no/such/model"
    call_command("index", "status")
    assert "re-ranker  not in use" in capsys.readouterr().out


@pytest.mark.parametrize("scores", [[np.nan] * 3, [[1.0, 2.0]] * 3])
def test_a_model_that_gives_no_scores_changes_nothing(usual, in_use, monkeypatch, scores):
    monkeypatch.setattr(in_use, "predict", lambda pairs, **kwargs: scores)
    assert order() == usual


def test_a_slow_model_is_not_waited_for(usual, in_use, monkeypatch):
    answered, late = threading.Event(), threading.Event()

    def predict(pairs, **kwargs):
        answered.wait(60)
        late.set()

    monkeypatch.setattr(reranking, "SECONDS", 0.05)
    monkeypatch.setattr(in_use, "predict", predict)
    assert order() == usual
    assert not late.is_set()
    answered.set()
