"""Encoders for tests: tiny, deterministic, no weights."""

import hashlib

import numpy as np
from numpy.typing import NDArray

from search.text import tokens


class WordEncoder:
    """Each token is a fixed random direction; a text is the sum of its tokens'. Same words, same meaning."""

    dimensions = 64

    def encode_queries(self, texts: list[str]) -> NDArray[np.float32]:
        return np.stack([self._vector(text) for text in texts])

    encode_documents = encode_queries

    def count_tokens(self, text: str) -> int:
        return len(tokens(text))

    def _vector(self, text: str) -> NDArray[np.float32]:
        total = np.zeros(self.dimensions, dtype=np.float32)
        for token in tokens(text) or ["∅"]:
            seed = int.from_bytes(hashlib.sha256(token.encode()).digest()[:8], "big")
            total += np.random.default_rng(seed).standard_normal(self.dimensions).astype(np.float32)
        return total / np.linalg.norm(total)
