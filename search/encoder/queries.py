"""Questions as vectors; the latest ones kept."""

import logging
from functools import lru_cache

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
