"""The encoder: texts to vectors. One per process, chosen by the setting SEARCH_MODEL."""

import logging
import os
import re
import threading
import time
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from django.conf import settings
from django.utils.module_loading import import_string
from numpy.typing import NDArray

logger = logging.getLogger(__name__)

# The encoders' threads spin while they wait for each other, which on busy cores (a worker indexing beside a
# web server) makes a query take several times as long (docs/decisions/bundled-encoder.md). OpenMP reads this
# when torch is imported, which is why torch is imported below, and late.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

Vectors = NDArray[np.float32]

_CLASS_PATH = re.compile(r"(?:\w+\.)+[A-Z]\w+")


class EncoderUnavailable(Exception):
    """The model is missing, broken, or failed on a text."""


class Encoder(Protocol):
    """Texts to unit vectors: float32, shape (texts, dimensions)."""

    dimensions: int

    def encode_queries(self, texts: Sequence[str]) -> Vectors: ...

    def encode_documents(self, texts: Sequence[str]) -> Vectors: ...

    def count_tokens(self, text: str) -> int:
        """Of the text alone: prompts and special tokens not counted."""


class SentenceTransformerEncoder:
    """Any sentence-transformers model; `bundled` is the one that ships (see `bundled.py`)."""

    def __init__(self, name: str) -> None:
        # Importing torch takes seconds, so it waits until somebody wants a vector.
        if name == "bundled":
            from .bundled import load

            self._model: Any = load()
        else:
            from sentence_transformers import SentenceTransformer

            self._model = SentenceTransformer(name, device="cpu")
        self.dimensions = int(self._model.get_embedding_dimension())
        self._overhead = self._raw_tokens("")  # prompt and special tokens
        self._lock = threading.Lock()

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(self._model.encode_query, texts)

    def encode_documents(self, texts: Sequence[str]) -> Vectors:
        return self._encode(self._model.encode_document, texts)

    def _encode(self, encode: Any, texts: Sequence[str]) -> Vectors:
        # One text at a time uses all cores already; a lock keeps threads from fighting over them.
        with self._lock:
            vectors = encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    def count_tokens(self, text: str) -> int:
        return self._raw_tokens(text) - self._overhead

    def _raw_tokens(self, text: str) -> int:
        module = self._model[0]
        if hasattr(module, "count_tokens"):
            return int(module.count_tokens(text))
        tokenizer = self._model.tokenizer
        # Transformers and static models encode; bags of words only tokenize.
        cut = tokenizer.encode if hasattr(tokenizer, "encode") else tokenizer.tokenize
        return len(cut(text))


# After a failure to load, how long until the next try, in seconds.
RETRY_SECONDS = 30

_lock = threading.Lock()
_encoders: dict[str, Encoder] = {}
_failures: dict[str, tuple[float, str]] = {}


def get_encoder(model: str | None = None) -> Encoder:
    """The process's encoder for `model` (default: the setting SEARCH_MODEL), loaded at the first call.

    EncoderUnavailable says why it is not there.
    """
    model = model or settings.SEARCH_MODEL
    with _lock:
        if model not in _encoders:
            failed_at, reason = _failures.get(model, (-RETRY_SECONDS, ""))
            if time.monotonic() - failed_at < RETRY_SECONDS:
                raise EncoderUnavailable(reason)
            _encoders[model] = _load(model)
        return _encoders[model]


def _load(model: str) -> Encoder:
    try:
        # A dotted name of a class is an encoder of its own kind; all else is sentence-transformers'.
        if _CLASS_PATH.fullmatch(model):
            return import_string(model)()
        return SentenceTransformerEncoder(model)
    except Exception as error:
        logger.exception("The encoder %r did not load", model)
        reason = f"The encoder {model!r} did not load: {error}"
        _failures[model] = (time.monotonic(), reason)
        raise EncoderUnavailable(reason) from error
