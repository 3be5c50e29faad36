"""Answers kept for whoever asks the same, as long as content and index stay the same.

What an answer is kept under names all that it depends on: the versions of content and index, who may see what, the
question, the host that addresses begin with, and the language of reasons. So nothing has to be thrown away: what has
changed is asked for under another name. Time alone is not part of it: an answer is kept for `GRAPHQL_MAX_AGE` at most,
and never beyond the next expiry.
"""

import hashlib
import json
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.cache import caches
from django.utils import timezone
from django.utils.translation import get_language

from hub.delivery.version import content_version
from search.generation import generation

from .core.context import Context
from .execution import Answer, Question
from .limits import limits

# Rights are all of a viewer but the moment.
_ANY_TIME = datetime.min.replace(tzinfo=UTC)
# Questions that are being answered now: whoever asks the same meanwhile waits for the answer.
_running: dict[str, Future[Answer | None]] = {}
_lock = threading.Lock()


def key_of(question: Question, context: Context) -> str | None:
    """What the answer is kept under; None where none is to be kept. Two queries. To be asked before anything that the
    answer is made of is read: what changes meanwhile is then at worst kept under a name that nobody asks for."""
    if not settings.RESPONSE_CACHE_MB or context.draft:
        return None
    parts = [
        content_version(),
        generation(),
        context.keyed,
        str(replace(context.viewer, now=_ANY_TIME)),
        context.absolute_url("/"),
        get_language(),
        question.text,
        question.operation_name,
        question.variables,
    ]
    text = json.dumps(parts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def kept(key: str | None, now: datetime) -> Answer | None:
    answer: Answer | None = caches["responses"].get(key) if key else None
    return answer if answer and _holds(answer, now) else None


def once(key: str | None, now: datetime, execute: Callable[[], Answer]) -> Answer:
    """What `execute` gives, kept where it lasts; of those who ask the same at once only one executes."""
    if key is None:
        return execute()
    with _lock:
        running = _running.get(key)
        if running is None:
            mine = _running[key] = Future()
    if running:
        shared = _awaited(running)
        return shared if shared and _holds(shared, now) else execute()
    answer = None
    try:
        answer = execute()
        if answer.lasts and (seconds := _seconds(answer)) > 0:
            caches["responses"].set(key, answer, timeout=seconds)
        return answer
    finally:
        with _lock:
            del _running[key]
        mine.set_result(answer if answer and answer.lasts else None)


def _awaited(running: Future[Answer | None]) -> Answer | None:
    try:
        return running.result(timeout=limits().seconds)
    except TimeoutError:
        return None


def _holds(answer: Answer, now: datetime) -> bool:
    return answer.until is None or now < answer.until


def _seconds(answer: Answer) -> float:
    most = timezone.now() + timedelta(seconds=settings.GRAPHQL_MAX_AGE)
    return (min(most, answer.until or most) - timezone.now()).total_seconds()
