"""The document that a request asks for: its own text, or a trusted one by its hash."""

import hashlib
import logging

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.utils import timezone

from api.core.errors import BAD_INPUT, DOCUMENT_NOT_TRUSTED, PERSISTED_QUERY_NOT_FOUND, HttpError
from api.params import Params

from .models import TrustedDocument

logger = logging.getLogger("api")

PREFIX = "sha256:"
_DAY = 24 * 60 * 60


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def text_of(params: Params) -> str:
    """HttpError where the document is not known, is not what its hash says, or is none that may be asked."""
    if not params.query:
        return _known(params.hash)
    if params.hash and params.hash != hash_of(params.query):
        raise HttpError(400, BAD_INPUT, "The hash is not that of `query`.")
    if settings.GRAPHQL_TRUSTED_ONLY and _trusted(hash_of(params.query)) is None:
        message = "Only documents that this hub was told of beforehand can be asked."
        raise HttpError(403, DOCUMENT_NOT_TRUSTED, message)
    if params.hash and settings.DEBUG:
        cache.set(_name(params.hash), params.query, timeout=_DAY)
    return params.query


def _known(key: str) -> str:
    if (text := _trusted(key)) is not None:
        return text
    if settings.DEBUG and (text := cache.get(_name(key))) is not None:
        return text
    # The wording by which clients know that they are to send the text.
    raise HttpError(400, PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound")


def _trusted(key: str) -> str | None:
    document = TrustedDocument.objects.filter(hash=key).first()
    if document is None:
        return None
    try:
        document.note_use(timezone.now().date())
    except DatabaseError:
        # A database that cannot be written to just now can still be read.
        logger.warning("could not note the use of document %s", document, exc_info=True)
    return document.text


def _name(key: str) -> str:
    return f"graphql-document:{key}"
