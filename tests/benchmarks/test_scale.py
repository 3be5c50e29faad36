"""The large pools at a small size: that they can be made, and answer."""

import json

import numpy as np
import pytest

from tests.benchmarks import lexical, scale, synthetic


@pytest.fixture
def like() -> synthetic.Likeness:
    random = np.random.default_rng(1)
    texts = {"en": ["The pump held. The valve held."], "zh-hans": ["停机时间减少了。"]}
    vectors = {locale: random.standard_normal((50, 64)).astype(np.float32) for locale in texts}
    return synthetic.likeness(texts, vectors)


def test_words_are_many_and_found_as_they_are(like):
    for words in like.words.values():
        assert len(set(words)) == synthetic.VOCABULARY
    assert like.words["en"][0] == "the" and "停机" in like.words["zh-hans"]


def test_a_pool_has_its_size_and_unit_vectors(like):
    (part,) = synthetic.parts(like, 205, 100)
    assert len(part.segment.row_ids) == len(part.segment.matrix) == 205
    assert len(part.segment.keys) == 21
    assert np.linalg.norm(part.segment.matrix, axis=1) == pytest.approx(1, abs=1e-5)
    assert part.segment.postings.counts.sum() == 205 * synthetic.WORDS_A_PASSAGE


@pytest.mark.parametrize("name", ["own", "fts5"])
def test_lexical_engines_agree(name):
    engine = lexical.ENGINES[name]([["press", "停机"], ["pump"], ["press", "press"]], [0, 0, 1])
    assert engine.search(["press"]) == ([2, 0], 2)
    assert engine.search(["press", "停机"], only=1) == ([2], 1)
    engine.add([["press"] * 5])
    assert engine.search(["press"])[1] == 3


def test_a_small_pool_is_built_and_asked(like, tmp_path):
    vectors = {locale: like.vectors[locale] for locale in synthetic.LOCALES}
    np.savez(tmp_path / "vectors.npz", **vectors)
    texts = {"en": ["The pump held."], "zh-hans": ["停机时间减少了。"]}
    (tmp_path / "texts.json").write_text(json.dumps(texts))
    (tmp_path / "questions.json").write_text(json.dumps(["Did the pump hold?", "停机时间"]))
    lines = list(scale.of_size(tmp_path, 400, "tests.encoders.WordEncoder"))
    assert lines[0] == "#### 400 passages"
    assert any(line.startswith("| bare FAISS |") for line in lines)
    assert any("recall@10 against looking at every vector: 1.000" in line for line in lines)
