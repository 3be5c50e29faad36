"""The text of a publication's file."""

import logging
from typing import TYPE_CHECKING

from hub.extraction import ExtractionError, extract

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
