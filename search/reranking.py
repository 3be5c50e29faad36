"""The best documents put in order once more, by a cross-encoder that reads question and passage together: any of
sentence-transformers', named by the setting SEARCH_RERANKER; without one nothing happens (docs/decisions/reranking.md).
"""

import logging
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
from django.conf import settings

from .engines.segments import Floats
from .finding import Found
from .models import IndexedPassage

logger = logging.getLogger(__name__)

CANDIDATES = 50
# What takes longer is not waited for: the order stays as it was.
SECONDS = 2.0
# After a failure to load, how long until the next try.
RETRY_SECONDS = 30

# One batch after the other: a model uses all cores.
_executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reranker")
_lock = threading.Lock()
_models: dict[str, Any] = {}
_failed_at: dict[str, float] = {}


class RerankerUnavailable(Exception):
    """The model is missing or broken."""


def reranked(found: Found) -> Found:
    """The best that the viewer may see change places among themselves; a place keeps its score, so that order by rank
    and order by score stay one, and as many documents fit as before."""
    if not settings.SEARCH_RERANKER:
        return found
    numbers = list(islice(found.best_first(), CANDIDATES))
    try:
        judged = _executor.submit(_judged, found.question, _texts(found, numbers))
        scores = judged.result(timeout=SECONDS)
    except TimeoutError:
        logger.warning("Re-ranking took longer than %s seconds", SECONDS)
        return found
    except RerankerUnavailable:
        return found
    except Exception:
        logger.exception("Re-ranking failed")
        return found
    places = np.array(numbers, dtype=np.int64)
    order = places[np.argsort(-scores, kind="stable")]
    return replace(
        found,
        order=_moved(found.order, places, order),
        scores=_moved(found.scores, places, order),
    )


def get_reranker(name: str) -> Any:
    """A CrossEncoder, loaded at the first call. RerankerUnavailable says why it is not there."""
    with _lock:
        if name not in _models:
            if time.monotonic() - _failed_at.get(name, -RETRY_SECONDS) < RETRY_SECONDS:
                raise RerankerUnavailable(f"The re-ranker {name!r} did not load")
            _models[name] = _load(name)
        return _models[name]


def _load(name: str) -> Any:
    try:
        from sentence_transformers import CrossEncoder  # takes seconds

        return CrossEncoder(name, device="cpu")
    except Exception as error:
        logger.exception("The re-ranker %r did not load", name)
        _failed_at[name] = time.monotonic()
        raise RerankerUnavailable(f"The re-ranker {name!r} did not load: {error}") from error


def _judged(question: str, texts: Sequence[str]) -> Floats:
    """How well each text answers, the higher the better. ValueError where the model gives what is no number."""
    model = get_reranker(settings.SEARCH_RERANKER)
    pairs = [(question, text) for text in texts]
    scores = np.asarray(model.predict(pairs, show_progress_bar=False), dtype=np.float32)
    if scores.shape != (len(texts),) or not np.isfinite(scores).all():
        raise ValueError("a re-ranker gives one number a pair")
    return scores


def _texts(found: Found, numbers: Sequence[int]) -> list[str]:
    """Each document's best passage under its title; nothing where none was found."""
    rows = [found.ranking.best_row[number] for number in numbers]
    ids = [int(found.view.row_ids[row]) if row >= 0 else None for row in rows]
    passages = IndexedPassage.objects.select_related("document").in_bulk(filter(None, ids))
    known = [passages.get(pk) if pk else None for pk in ids]
    return [f"{p.document.title}\n{p.text}" if p else "" for p in known]


def _moved(values: Floats, places: np.ndarray, order: np.ndarray) -> Floats:
    """The values that stand at `places`, now at `order`."""
    moved = values.copy()
    moved[order] = values[places]
    return moved
