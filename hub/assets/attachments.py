"""The text of a publication's file, and who may have it."""

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from wagtail.documents import get_document_model

from hub.extraction import ExtractionError, extract
from hub.visibility import anonymous, visible_files

if TYPE_CHECKING:
    from .models import Publication

logger = logging.getLogger(__name__)


def read_text(publication: "Publication") -> None:
    """Reads the file if it is another than the text was last read from; a bad one has no text."""
    document = publication.file
    try:
        digest = document.get_file_hash() if document else ""
        if digest == publication.extracted_from:
            return
        publication.extracted_from, publication.extracted_text = digest, ""
        if document:
            with document.open_file() as file:
                publication.extracted_text = extract(file, document.filename)
    except (ExtractionError, OSError) as error:
        logger.warning("No text from %s: %s", document, error)


def open_files(ids: Iterable[int]) -> set[int]:
    """Those of the documents that anybody may fetch. The text of others stays out of what is read and found,
    whoever may see the asset itself."""
    files = get_document_model().objects.filter(pk__in=list(ids))
    return set(visible_files(anonymous(), files).values_list("pk", flat=True)) if ids else set()
