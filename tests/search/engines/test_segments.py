"""A segment gives back what was put in."""

import numpy as np
import pytest

from search.engines.parts import Part
from search.engines.segments import DocumentEntry, Segment
from tests.search.engines.entries import DIMENSIONS, entries_of, entry, random_entry, vector


@pytest.fixture
def documents() -> list[DocumentEntry]:
    random = np.random.default_rng(5)
    return [random_entry(f"note:{n}", random) for n in range(30)]


def test_entries_come_back_whole(documents):
    found = list(entries_of(Part.built(documents, DIMENSIONS)))
    assert [d.key for d in found] == [d.key for d in documents]
    for document, expected in zip(found, documents, strict=True):
        assert [dict(p.tokens) for p in document.passages] == [
            dict(p.tokens) for p in expected.passages
        ]


def test_only_the_living_come_back(documents):
    part = Part.built(documents, DIMENSIONS).without([d.key for d in documents[1::2]])
    found = entries_of(part)
    assert [d.key for d in found] == [d.key for d in documents[::2]]


def test_rows_of_a_token_ascend(documents):
    postings = Segment.build(documents, DIMENSIONS).postings
    for token in postings.vocabulary:
        rows, counts = postings.of(token)
        assert (np.diff(rows) > 0).all() and (counts > 0).all()


def test_an_unknown_token_stands_nowhere(documents):
    rows, counts = Segment.build(documents, DIMENSIONS).postings.of("nowhere")
    assert len(rows) == len(counts) == 0


def test_the_matrix_holds_the_vectors_in_order():
    random = np.random.default_rng(1)
    one, two = vector(random), vector(random)
    segment = Segment.build(
        [entry("a", {}, {}, vectors=[one, None]), entry("b", {}, vectors=[two])], DIMENSIONS
    )
    assert segment.vector_rows.tolist() == [0, 2]
    assert np.array_equal(segment.matrix, np.stack([one, two]))


@pytest.mark.parametrize("documents", [[], [entry("a")], [entry("a", {})]])
def test_little_is_a_segment_too(documents):
    part = Part.built(documents, DIMENSIONS)
    assert part.segment.matrix.shape == (0, DIMENSIONS)
    assert [d.key for d in entries_of(part)] == [d.key for d in documents]
