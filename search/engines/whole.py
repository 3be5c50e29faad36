"""Documents taken whole, over all parts of a view: their words and the mean of their vectors."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, diags

from .parts import Part
from .segments import Floats, SmallInts


def vocabulary(parts: Sequence[Part]) -> tuple[str, ...]:
    return tuple(sorted({t for part in parts for t in part.segment.postings.vocabulary}))


def tfidf(parts: Sequence[Part], words: Sequence[str]) -> csr_matrix:
    """Shape (documents, words): logarithmic tf-idf of each living document's tokens, rows of unit length
    (Manning et al., 2008, "Introduction to Information Retrieval", 6.4); zeros for the dead."""
    columns = {token: column for column, token in enumerate(words)}
    found = []
    start = 0
    for part in parts:
        segment = part.segment
        own = np.array([columns[token] for token in segment.postings.vocabulary], dtype=np.int64)
        where = np.repeat(own, np.diff(segment.postings.starts))
        alive = part.rows_alive[segment.postings.rows]
        documents = segment.row_document[segment.postings.rows][alive] + start
        counts = segment.postings.counts[alive].astype(np.float32)
        found.append((counts, documents, where[alive]))
        start += len(segment.keys)
    counts, documents, where = (np.concatenate(one) for one in zip(*found, strict=True))
    matrix = csr_matrix((counts, (documents, where)), shape=(start, len(columns)))  # sums rows
    frequency = np.bincount(matrix.indices, minlength=len(columns))
    living = sum(int(part.alive.sum()) for part in parts)
    idf = np.log((living + 1) / np.maximum(frequency, 1))
    matrix.data = (1 + np.log(matrix.data)) * idf[matrix.indices]
    norms = np.sqrt(matrix.multiply(matrix).sum(axis=1)).A1
    return diags(1 / np.maximum(norms, 1e-9)) @ matrix


def shared_lengths(tfidf: csr_matrix) -> Floats:
    """Shape (documents,): the length that each row of `tfidf` has without the tokens of one document alone."""
    stands_elsewhere = np.bincount(tfidf.indices, minlength=tfidf.shape[1]) > 1
    rows = np.repeat(np.arange(tfidf.shape[0]), np.diff(tfidf.indptr))
    squares = tfidf.data**2 * stands_elsewhere[tfidf.indices]
    return np.sqrt(np.bincount(rows, squares, minlength=tfidf.shape[0])).astype(np.float32)


def document_vectors(parts: Sequence[Part], locale_numbers: SmallInts, dimensions: int) -> Floats:
    """Shape (documents, dimensions): the mean of each living document's vectors less the mean of its locale's,
    unit length; zeros where it has none."""
    sums, counts = [], []
    for part in parts:
        starts = part.segment.vector_starts
        sizes = np.where(part.alive, np.diff(starts), 0)
        own = np.zeros((len(sizes), dimensions), dtype=np.float32)
        holding = np.flatnonzero(np.diff(starts))
        if len(holding):
            own[holding] = np.add.reduceat(part.segment.matrix, starts[holding], axis=0)
        own[~part.alive] = 0
        sums.append(own)
        counts.append(sizes)
    if not sums:
        return np.zeros((0, dimensions), dtype=np.float32)
    total = np.concatenate(counts)
    means = np.concatenate(sums) / np.maximum(total, 1)[:, None].astype(np.float32)
    for code in range(int(locale_numbers.max(initial=-1)) + 1):
        own = (locale_numbers == code) & (total > 0)
        if own.any():  # a locale may have nothing but bare titles
            means[own] -= means[own].mean(axis=0)
    norms = np.linalg.norm(means, axis=1, keepdims=True)
    return (means / np.maximum(norms, 1e-9)).astype(np.float32)
