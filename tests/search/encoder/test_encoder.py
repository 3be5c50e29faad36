"""The encoders themselves: the bundled one, and any of sentence-transformers'."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from search.encoder.base import (
    EncoderUnavailable,
    SentenceTransformerEncoder,
    get_encoder,
)
from search.passages import MAX_TOKENS

pytestmark = pytest.mark.encoder

ANSWER = "Vibration sensors on the hydraulic press halved the hours in which it stood still."
DISTRACTORS = [
    "The dairy meters every boiler, and steam per tonne fell.",
    "The certificate for information security was renewed without a finding.",
    "Spare parts arrive just in time from three suppliers.",
    "Gearbox oil is sampled each month and sent to a laboratory.",
    "New colleagues spend their first week on the shop floor.",
    "The solar farm reports its yield every fifteen minutes.",
    "Seat covers are delivered in the order in which cars are built.",
    "Traceability shows which batch of herbs went into which box.",
    "The contract may be ended with three months' notice.",
    "A camera counts pallets at the gate of the warehouse.",
]


@pytest.fixture(scope="module")
def encoder() -> SentenceTransformerEncoder:
    return SentenceTransformerEncoder("bundled")


class TestBundled:
    def test_vectors_have_unit_length(self, encoder):
        vectors = encoder.encode_documents([ANSWER, "停机减少了。", "", "😀", "\x00"])
        assert vectors.dtype == np.float32 and vectors.shape == (5, encoder.dimensions)
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(5), abs=1e-3)

    def test_a_question_is_encoded_as_a_question(self, encoder):
        query, document = encoder.encode_queries([ANSWER]), encoder.encode_documents([ANSWER])
        assert np.abs(query - document).max() > 1e-3

    @pytest.mark.parametrize(
        "question", ["怎样减少压力机的停机时间？", "How to cut press downtime?"]
    )
    def test_the_answer_is_found_among_distractors_in_either_language(self, encoder, question):
        documents = encoder.encode_documents([*DISTRACTORS, ANSWER])
        (query,) = encoder.encode_queries([question])
        assert int((documents @ query).argmax()) == len(DISTRACTORS)

    def test_threads_agree(self, encoder):
        texts = DISTRACTORS[:4]
        alone = [encoder.encode_queries([text])[0] for text in texts]
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lambda text: encoder.encode_queries([text])[0], texts))
        assert np.stack(together) == pytest.approx(np.stack(alone), abs=1e-5)

    def test_tokens_are_counted_without_prompt(self, encoder):
        assert encoder.count_tokens("") == 0
        assert 0 < encoder.count_tokens("downtime") <= 3

    @pytest.mark.parametrize("text", [ANSWER, "停机减少了。" * 20, "x" * 300, "a b " * 100])
    def test_no_token_is_shorter_than_a_character(self, encoder, text):
        # Passages of no more characters than MAX_TOKENS are not counted.
        assert encoder.count_tokens(text) <= max(len(text), 1) <= MAX_TOKENS


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A real model of sentence-transformers: words to vectors, no more."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    words = {"[UNK]": 0, "press": 1, "valve": 2, "held": 3}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    static = StaticEmbedding(tokenizer, embedding_weights=np.eye(4, 6, dtype=np.float32))
    path = tmp_path_factory.mktemp("model")
    SentenceTransformer(modules=[static], device="cpu").save(str(path))
    return path


class TestAnyModel:
    def test_its_path_is_its_name(self, folder):
        encoder = get_encoder(str(folder))
        documents = encoder.encode_documents(["press held", "valve"])
        assert documents.shape == (2, encoder.dimensions) == (2, 6)
        assert np.linalg.norm(documents, axis=1) == pytest.approx([1, 1])
        (query,) = encoder.encode_queries(["valve"])
        assert int((documents @ query).argmax()) == 1

    def test_its_own_tokens_are_counted(self, folder):
        assert get_encoder(str(folder)).count_tokens("press valve held") == 3

    def test_a_damaged_one_is_unavailable(self, folder, tmp_path):
        (tmp_path / "modules.json").write_text("{nonsense")
        with pytest.raises(EncoderUnavailable, match="did not load"):
            get_encoder(str(tmp_path))
