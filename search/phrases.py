"""What is said of terms, as vectors. Every process compares it from its start on, so the vectors are kept in the
database: embedding some fifty descriptions takes seconds, in which visitors would wait."""

import hashlib
import logging

import numpy as np
from django.db import DatabaseError, transaction

from .encoder.queries import query_vector
from .engines.segments import Floats
from .models import PhraseVector

logger = logging.getLogger(__name__)

_known: dict[tuple[str, str], Floats] = {}


def phrase_vector(model: str, phrase: str) -> Floats | None:
    """As `query_vector`: shape (dimensions,), or None where the encoder is missing or fails."""
    key = (model, hashlib.sha256(phrase.encode()).hexdigest())
    if key not in _known:
        vector = _read(*key)
        if vector is None:
            vector = query_vector(model, phrase)
            if vector is None:
                return None
            _save(*key, vector)
        _known[key] = vector
    return _known[key]


def forget() -> None:
    """Read anew at the next call; for tests."""
    _known.clear()


def _read(model: str, digest: str) -> Floats | None:
    row = PhraseVector.objects.filter(model=model, digest=digest).first()
    return np.frombuffer(row.vector, "<f4") if row else None


def _save(model: str, digest: str, vector: Floats) -> None:
    """A database that cannot be written to fails nobody: another process will save it."""
    row = PhraseVector(model=model, digest=digest, vector=vector.astype("<f4").tobytes())
    try:
        with transaction.atomic():
            PhraseVector.objects.bulk_create([row], ignore_conflicts=True)
    except DatabaseError:
        logger.warning("The vector of a term's description could not be saved", exc_info=True)
