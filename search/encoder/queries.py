"""Questions, and sentences beside them, as vectors; the latest ones kept."""

import logging
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from .base import EncoderUnavailable, Vectors, get_encoder

logger = logging.getLogger(__name__)


def query_vector(model: str, question: str) -> Vectors | None:
    """The question as a unit vector (dimensions), or None where the encoder is missing or fails."""
    try:
        return _encoded(model, question)
    except EncoderUnavailable:
        return None
    except Exception:
        logger.exception("Embedding a question failed")
        return None


# 4096 vectors of 384 float32 are 6 MB.
@lru_cache(maxsize=4096)
def _encoded(model: str, question: str) -> Vectors:
    return get_encoder(model).encode_queries([question])[0]


def nearness(model: str, question: str, sentences: Sequence[str]) -> list[float]:
    """The cosine of each sentence with the question; all alike where the encoder is missing or fails.

    Embeds sentences at some 40 a second on two cores, so this is for the few that people are shown.
    """
    asked = query_vector(model, question)
    if asked is None:
        return [0.0] * len(sentences)
    try:
        return [float(asked @ _sentence(model, sentence)) for sentence in sentences]
    except Exception:
        logger.exception("Embedding sentences failed")
        return [0.0] * len(sentences)


@lru_cache(maxsize=16384)
def _sentence(model: str, text: str) -> Vectors:
    return np.asarray(get_encoder(model).encode_documents([text])[0])
