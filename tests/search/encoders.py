"""Encoders that tell what they were asked, or fail when told to. Chosen by SEARCH_MODEL, as any other."""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from tests.encoders import WordEncoder


class CountingEncoder(WordEncoder):
    """Remembers what it embedded."""

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded.extend(texts)
        return self.encode_queries(list(texts))


class FragileEncoder(WordEncoder):
    """Fails on whatever holds the word poison, and on everything while it is down."""

    down: ClassVar[bool] = False

    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self.down or any("poison" in text for text in texts):
            raise RuntimeError("out of order")
        return self.encode_queries(list(texts))

    def count_tokens(self, text: str) -> int:
        if "uncountable" in text:
            raise ValueError("cannot count this")
        return super().count_tokens(text)


class BrokenVectors(WordEncoder):
    """Gives vectors that are no numbers."""

    def encode_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.full((len(texts), self.dimensions), np.nan, dtype=np.float32)


class MissingEncoder:
    """Its weights are not there, until somebody brings them."""

    missing: ClassVar[bool] = True

    def __new__(cls) -> "MissingEncoder":
        if cls.missing:
            raise FileNotFoundError("no weights")
        return WordEncoder()  # type: ignore[return-value]


class OtherEncoder(WordEncoder):
    """Another model, of another size."""

    dimensions = 32
