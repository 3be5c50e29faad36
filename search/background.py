"""Questions of everyday life (data/background.txt), as an encoder sees them: what a question is like that is about
nothing in a pool.

Their mean is where the encoder puts a text for being a question in that language, whatever it asks. Taken off a
question, what is left is what it is about (docs/decisions/ranking.md has the figures). And how near a question comes
to some of them is a sign that it is none for the pool (see `calibration`).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from .encoder.base import EncoderUnavailable, get_encoder
from .engines.segments import Floats
from .models import BackgroundVectors
from .text import language

# A question's nearness to everyday questions is the mean of so many: one alone may be near by chance.
NEAREST = 5

# A cosine above this is the question itself.
ITSELF = 0.999


@dataclass(frozen=True)
class Background:
    """The questions of one language; `vectors` has shape (questions, dimensions), of unit length."""

    vectors: Floats

    @cached_property
    def mean(self) -> Floats:
        """Shape (dimensions,)."""
        return self.vectors.mean(axis=0)

    @cached_property
    def _directions(self) -> Floats:
        return _unit(self.vectors - self.mean)

    def nearness(self, vector: Floats) -> float:
        """How near a question comes to those of everyday life: -1 to 1, the mean taken off before."""
        cosines = np.sort(self._directions @ _unit(vector - self.mean))
        return float(cosines[cosines < ITSELF][-NEAREST:].mean())


@cache
def questions() -> Mapping[str, tuple[str, ...]]:
    """By the language they are asked in."""
    found: dict[str, list[str]] = {}
    for question in _path().read_text(encoding="utf-8").splitlines():
        found.setdefault(language(question), []).append(question)
    return {asked_in: tuple(texts) for asked_in, texts in found.items()}


_known: dict[tuple[str, str], Background] = {}


def background(model: str, asked_in: str) -> Background | None:
    """None until a worker has `learned` it."""
    key = (model, asked_in)
    if key not in _known:
        row = BackgroundVectors.objects.filter(
            model=model, language=asked_in, fingerprint=fingerprint()
        ).first()
        if row is None:
            return None
        vectors = np.frombuffer(row.vectors, "<f4").reshape(len(questions()[asked_in]), -1)
        _known[key] = Background(vectors)
    return _known[key]


def forget() -> None:
    """Read anew at the next call; for tests."""
    _known.clear()


def learn(model: str) -> None:
    """Embed the questions and keep their vectors, unless it was done before."""
    for asked_in, texts in questions().items():
        if background(model, asked_in) is None:
            try:
                vectors = get_encoder(model).encode_queries(texts)
            except EncoderUnavailable:
                return
            BackgroundVectors.objects.update_or_create(
                model=model,
                language=asked_in,
                defaults={
                    "fingerprint": fingerprint(),
                    "vectors": vectors.astype("<f4").tobytes(),
                },
            )


@cache
def fingerprint() -> str:
    return hashlib.sha256(_path().read_bytes()).hexdigest()


def _path() -> Path:
    return Path(__file__).parent / "data" / "background.txt"


def _unit(vectors: Floats) -> Floats:
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return vectors / np.maximum(norms, 1e-9)
